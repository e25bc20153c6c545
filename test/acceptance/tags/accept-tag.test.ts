import { describe, expect, it } from 'vitest';
import { parseAcceptTag } from '../../../src/acceptance/tags/accept-tag.ts';

describe('a tag that accepts', () => {
  it.each([
    ['s3 moves in spring', { services: ['s3'], reason: 'moves in spring' }],
    ['s3,ecr.api until=2027-01-31 moves', { services: ['s3', 'ecr.api'], reason: 'moves', expires: '2027-01-31' }],
    ['  *   until=2027-01-31   a  b ', { services: ['*'], reason: 'a  b', expires: '2027-01-31' }],
  ])('is %j', (value, expected) => {
    expect(parseAcceptTag(value)).toEqual(expected);
  });

  it.each([
    ['', 'it is empty'],
    ['   ', 'it is empty'],
    ['s3', 'it gives no reason'],
    ['s3 until=2027-01-31', 'it gives no reason'],
    ['s3, dynamodb because', '"" is no service'],
    ['S3 because', '"S3" is no service'],
    ['until=2027-01-31 because', '"until=2027-01-31" is no service'],
    ['s3 until=2027-02-30 because', 'until=2027-02-30 is no day'],
    ['s3 until= because', 'until= is no day'],
    ['s3 because until=2027-01-31', 'right after the services'],
    ['s3 until=2027-01-31 until=2028-01-31 because', 'stands once'],
  ])('is not %j', (value, because) => {
    expect(parseAcceptTag(value)).toEqual({ malformed: expect.stringContaining(because) });
  });
});
