import { type Cidr, covers, parseCidr } from '../../net/cidr.ts';
import type { Vpc } from '../../network/network.ts';
import type { TargetKind } from '../../network/route-table.ts';
import { isUnread } from '../../network/unread.ts';

/** What a NAT gateway sends on goes by a table of the VPC, too. */
const leadToNoOtherVpc: ReadonlySet<TargetKind> = new Set<TargetKind>([
  'local',
  'gateway-endpoint',
  'nat-gateway',
  'internet-gateway',
  'egress-only-internet-gateway',
  'carrier-gateway',
]);

const leadsTo = (vpc: Vpc, { family, ...range }: Cidr): boolean =>
  vpc.routeTables.some(({ routes }) =>
    routes.some(
      ({ cidr, state, target }) =>
        state !== 'blackhole' &&
        !leadToNoOtherVpc.has(target.kind) &&
        (cidr === null || (cidr.family === family && covers(cidr, range))),
    ),
  );

/** Whether nothing that is known of the tables of `vpc` could lead to any of these private addresses of another VPC. */
export const isOutOfReach = (vpc: Vpc, addresses: readonly string[]): boolean => {
  if (vpc.isShared || isUnread(vpc.scope.routeTables)) return false;

  return !addresses.some((address) => {
    const cidr = parseCidr(address);

    return cidr === undefined || leadsTo(vpc, cidr);
  });
};
