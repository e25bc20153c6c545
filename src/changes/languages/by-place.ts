import { groupBy } from '../../group-by.ts';
import type { Change, ChangePlace } from '../change.ts';
import { inSafeOrder } from '../safe-order.ts';

/** What one provider, stack or template can make: one account in one Region. */
export interface PlacedChanges extends Pick<ChangePlace, 'account' | 'region'> {
  readonly changes: readonly [Change, ...Change[]];
}

/** In the order that is safe: what is made comes before what refers to it. */
export const byPlace = (changes: readonly Change[]): readonly PlacedChanges[] =>
  [...groupBy(inSafeOrder(changes), ({ account, region }) => `${account ?? ''} ${region}`).values()].map((own) => ({
    account: own[0].account,
    region: own[0].region,
    changes: own,
  }));
