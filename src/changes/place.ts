import type { ChangePlace } from './change.ts';

/** Where a change is, without what it is: its reverse is in the same place. */
export const placeOf = ({ account, region, vpcId }: ChangePlace): ChangePlace => ({ account, region, vpcId });
