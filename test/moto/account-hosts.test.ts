import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { accountHosts } from '../../src/services/account-hosts.ts';

/** What botocore calls a service, by the last part of its PrivateLink name. */
const clients = new Map([
  ['dynamodb', 'dynamodb'],
  ['dynamodb-streams', 'dynamodbstreams'],
  ['kinesis-streams', 'kinesis'],
]);

/** Known, and of no endpoint that the audit judges by them. */
const leftOut: Readonly<Record<string, string>> = {
  eventbridgev2: 'has no other host and no endpoint service',
  s3control: 'S3 Control has a host of its own, which no endpoint but that of S3 answers',
};

it('knows every host with an account id in front that the installed SDK dials', () => {
  const text = execFileSync('.venv/bin/python', ['test/moto/account_hosts.py'], { encoding: 'utf8' });
  const installed: Record<string, Record<string, string[]>> = JSON.parse(text);
  const known = Object.fromEntries(
    [...accountHosts].map(([id, hosts]) => [
      clients.get(id),
      Object.fromEntries(hosts.map(({ label, partitions }) => [label, [...partitions].sort()])),
    ]),
  );

  expect(Object.fromEntries(Object.entries(installed).filter(([name]) => !(name in leftOut)))).toEqual(known);
});
