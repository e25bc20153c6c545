import { expect, it } from 'vitest';
import { standingOf } from '../../src/network/standing.ts';

/** @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53profiles_ProfileResourceAssociation.html */
it.each([
  ['COMPLETE', 'effective'],
  ['Complete', 'effective'],
  ['UPDATING', 'effective'],
  ['CREATING', 'ineffective'],
  ['DELETING', 'ineffective'],
  ['DELETED', 'ineffective'],
  ['FAILED', 'ineffective'],
  ['OVERRIDDEN', 'unrecognised'],
  ['PAUSED', 'unrecognised'],
  ['', 'unrecognised'],
])('an association in status %s is %s', (status, standing) => {
  expect(standingOf(status)).toBe(standing);
});
