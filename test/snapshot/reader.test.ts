import { describe, expect, it } from 'vitest';
import { readerOf } from '../../src/snapshot/reader.ts';

describe('who read the facts', () => {
  it.each([
    [
      'arn:aws:sts::111122223333:assumed-role/vpce-audit/botocore-session-17',
      'arn:aws:sts::111122223333:assumed-role/vpce-audit',
    ],
    ['arn:aws:iam::111122223333:user/network/anna', 'arn:aws:iam::111122223333:user/network/anna'],
  ])('is a role without its session, which is another one every time, or a user: %s', (arn, readBy) => {
    expect(readerOf(arn)).toEqual({ readBy });
  });

  it('is nobody where AWS did not tell', () => {
    expect(readerOf(undefined)).toEqual({});
  });
});
