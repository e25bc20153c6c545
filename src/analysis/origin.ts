import type { Subnet, Vpc } from '../network/network.ts';
import { isUnread } from '../network/unread.ts';

/**
 * Whether an internet gateway would pass a packet of this source: it needs a public IPv4 address.
 * `unread`: the interfaces were not read; they count as having one.
 */
export type Exposure = 'public' | 'none' | 'unread';

/** Where a walk starts: all that routing asks of the subnet a packet comes from. */
export interface Origin {
  readonly vpc: Vpc;
  readonly subnet: Subnet;
  readonly zone: string | null;
  readonly zoneId: string | null;
  readonly exposure: Exposure;
}

/** One interface with a public address is enough; an empty subnet is judged by what launches into it would get. */
export const exposureOf = ({ interfaces, hasAllInterfaces, mapPublicIp }: Subnet): Exposure => {
  if (isUnread(interfaces)) return 'unread';
  if (interfaces.some(({ publicIp }) => publicIp !== null)) return 'public';

  return interfaces.length === 0 && hasAllInterfaces && mapPublicIp ? 'public' : 'none';
};

export const originOf = (subnet: Subnet): Origin => ({
  vpc: subnet.vpc,
  subnet,
  zone: subnet.zone,
  zoneId: subnet.zoneId,
  exposure: exposureOf(subnet),
});
