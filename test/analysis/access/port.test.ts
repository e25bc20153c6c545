import { expect, it } from 'vitest';
import { https, portKey, portText } from '../../../src/analysis/access/port.ts';

it.each([
  [https, 'HTTPS', '443-443'],
  [{ first: 9142, last: 9142 }, 'TCP 9142', '9142-9142'],
  [{ first: 443, last: 444 }, 'TCP 443-444', '443-444'],
  [{ first: 442, last: 443 }, 'TCP 442-443', '442-443'],
])('ports %j are called %s', (port, text, key) => {
  expect([portText(port), portKey(port)]).toEqual([text, key]);
});
