import { expect, it } from 'vitest';
import { verbatim } from '../../../src/sources/aws/verbatim.ts';

it('keeps every field that AWS sent, and nothing that the SDK added', () => {
  const record = {
    VpcId: 'vpc-a',
    Empty: '',
    Zero: 0,
    Off: false,
    Nothing: null,
    Unset: undefined,
    At: new Date('2026-01-02T03:04:05.678Z'),
    Tags: [{ Key: 'a', Value: undefined }],
    $metadata: { requestId: 'r' },
    $unknown: ['x', 1],
  };

  expect(verbatim(record)).toStrictEqual({
    VpcId: 'vpc-a',
    Empty: '',
    Zero: 0,
    Off: false,
    Nothing: null,
    At: '2026-01-02T03:04:05.678Z',
    Tags: [{ Key: 'a' }],
  });
});
