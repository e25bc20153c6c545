import { expect, it } from 'vitest';
import { portsOf } from '../../src/services/ports.ts';

const text = (id: string): string =>
  portsOf(id)
    .needed.map((group) => group.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join('|'))
    .join(' ');

it.each([
  ['s3', '443'],
  ['ec2', '443'],
  ['rds-data', '443'],
  ['dsql', '443'],
  ['dsql-fips', '443'],
  ['iot.credentials', '443'],
  ['athena', '443'],
  ['cassandra', '9142'],
  ['cassandra-fips', '9142'],
  ['dsql-fnh4', '5432'],
  ['iot.data', '8883'],
  ['email-smtp', '25|465|587|2465|2587'],
  ['transfer.server', '21|22|2222|2223|22000'],
  ['appstream.streaming', '443 1400-1499'],
  ['storagegateway', '443 1026 1027 1028 1031 2222'],
])('clients of %s dial %s', (id, ports) => {
  expect(text(id)).toBe(ports);
});

it.each([
  ['athena', [444]],
  ['iot.data', [443, 8443]],
  ['transcribestreaming', [8443]],
  ['datasync', [1024]],
  ['s3', []],
])('some clients of %s dial other ports besides', (id, firsts) => {
  expect(portsOf(id).sometimes.map(({ range }) => range.first)).toEqual(firsts);
});
