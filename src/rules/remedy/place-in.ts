import type { ChangePlace } from '../../changes/change.ts';
import type { Vpc } from '../../network/network.ts';

/** Where changes around a VPC are made. */
export const placeIn = ({ id, scope: { account, region } }: Vpc): ChangePlace => ({ account, region, vpcId: id });
