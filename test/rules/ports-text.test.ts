import { expect, it } from 'vitest';
import { onlyPort, portsText } from '../../src/rules/ports-text.ts';
import { serviceOf } from '../../src/services/service-of.ts';

const service = (id: string) => serviceOf({ id, region: 'us-east-1', account: '111122223333', offered: undefined });

it.each([
  ['ec2', 'TCP 443', 443],
  ['cassandra', 'TCP 9142', 9142],
  ['email-smtp', 'TCP 25, 465, 587, 2465 or 2587', null],
  ['appstream.streaming', 'TCP 443 and 1400-1499', null],
])('clients of %s dial %s', (id, text, only) => {
  expect(portsText(service(id))).toBe(text);
  expect(onlyPort(service(id))).toBe(only);
});
