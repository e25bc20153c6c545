import type { Subnet } from '../network/network.ts';
import { isUnread } from '../network/unread.ts';
import type { Exposure, Origin } from './routing/trace-state.ts';

/** Any interface with a public address will do; an empty subnet is what its launches would be. */
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
