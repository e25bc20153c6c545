import { describe, expect, it } from 'vitest';
import { parseBaseline } from '../../../src/acceptance/baseline/parse.ts';

const entry = {
  fingerprint: '1f',
  rule: 'public-path',
  account: '111122223333',
  region: 'us-east-1',
  vpcId: 'vpc-a',
  resource: 'subnet-a',
  service: 's3',
  reason: 'until the move',
};
const { reason: _reason, ...unexplained } = entry;
const baselineOf = (...accepted: object[]) => JSON.stringify({ schemaVersion: 1, accepted });
const limited = { ...entry, severity: 'warning', exits: ['nat-gateway'] };
const { exits: _exits, ...withoutExits } = limited;
const secondOf = (...accepted: object[]) => JSON.stringify({ schemaVersion: 2, accepted });

describe('reading a baseline', () => {
  it('takes what was written', () => {
    const dated = { ...entry, fingerprint: '2f', account: null, service: null, expires: '2027-01-31' };

    expect(parseBaseline(baselineOf(entry, dated), 'b.json')).toEqual({ schemaVersion: 1, accepted: [entry, dated] });
    expect(parseBaseline(secondOf(limited), 'b.json')).toEqual({ schemaVersion: 2, accepted: [limited] });
  });

  it.each([
    ['no JSON', '{"schemaVersion": 1,', 'b.json is cut short', 'write it again'],
    ['a conflict', '{\n<<<<<<< HEAD\n}', 'at line 2, column 1', 'Mend it there'],
    ['something else', '{"paths": []}', 'b.json is not a baseline', 'vpce-audit baseline'],
    ['a later version', '{"schemaVersion": 3}', 'b.json is of version 3', 'Update vpce-audit'],
    ['an entry without exits', secondOf(withoutExits), 'accepted[0].exits is missing', 'a list'],
    ['an unknown severity', secondOf({ ...limited, severity: 'fatal' }), 'severity cannot be "fatal"', 'error'],
    ['what only version 2 says', baselineOf(limited), 'accepted[0].severity is not known', 'There are'],
    ['no list', '{"schemaVersion": 1}', 'b.json: accepted is missing', 'a list'],
    ['no reason', baselineOf(entry, unexplained), 'accepted[1].reason is missing', 'text'],
    ['a blank reason', baselineOf({ ...entry, reason: ' ' }), 'accepted[0].reason is empty', 'Fill it in'],
    [
      'a mistyped key',
      baselineOf({ ...entry, expire: '2027-01-31' }),
      'accepted[0].expire is not known',
      'Did you mean expires?',
    ],
    [
      'no day',
      baselineOf({ ...entry, expires: '2027-02-30' }),
      'accepted[0].expires is no day: "2027-02-30"',
      'YYYY-MM-DD',
    ],
    [
      'a number for an account',
      baselineOf({ ...entry, account: 111122223333 }),
      'accepted[0].account must be text, not a number',
      'quotes',
    ],
    [
      'one finding twice',
      baselineOf(entry, { ...entry, reason: 'other' }),
      'accepted[1] is the finding of [0] again',
      'Keep one',
    ],
  ])('says where %s is', (_title, text, message, hint) => {
    const fault = (() => {
      try {
        return parseBaseline(text, 'b.json');
      } catch (error) {
        return error;
      }
    })();

    expect(fault).toMatchObject({
      name: 'Failure',
      message: expect.stringContaining(message),
      hint: expect.stringContaining(hint),
    });
  });
});
