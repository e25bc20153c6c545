import { memoizeBy } from '../../memoize.ts';
import type { Family } from '../../net/cidr.ts';
import { intersect, type Ranges, subtract, union } from '../../net/ranges.ts';
import type { SecurityGroup } from '../../network/access.ts';
import type { Scope, Subnet } from '../../network/network.ts';
import type { NetworkInterface } from '../../network/network-interface.ts';
import { isUnread } from '../../network/unread.ts';
import { assume, type Doubt, notRead } from '../doubt.ts';
import { unreadListDoubt } from '../list-entries.ts';
import type { Hop } from '../path.ts';
import { aclAllows, ephemeral, https, isOpenAcl } from './network-acl.ts';
import { admitted, isOpenOut, unlistedGroup } from './security-group.ts';

/** What a subnet's own security groups and network ACL keep from going out, or from coming back. */
interface Barrier {
  readonly ranges: Ranges;
  readonly reason: 'security-group' | 'network-acl';
  readonly hop: Hop;
}

export interface ClientAccess {
  readonly barriers: readonly Barrier[];
  readonly doubts: readonly Doubt[];
}

/** Interfaces that AWS services keep for themselves start no calls of their own. */
const serviceOwned = new Set([
  'vpc_endpoint',
  'gateway_load_balancer_endpoint',
  'gateway_load_balancer',
  'network_load_balancer',
  'nat_gateway',
  'natGateway',
  'transit_gateway',
  'global_accelerator_managed',
]);

const nobody: readonly NetworkInterface[] = [];

export const clientsIn = ({ interfaces }: Subnet): readonly NetworkInterface[] =>
  isUnread(interfaces) || interfaces.length === 0
    ? nobody
    : interfaces.filter(({ type, securityGroupIds }) => !serviceOwned.has(type) && securityGroupIds.length > 0);

const gateways = new Set(['nat_gateway', 'natGateway', 'transit_gateway', 'gateway_load_balancer']);

/** All its interfaces are known, and belong to gateways. An empty subnet may get clients later. */
export const holdsOnlyGateways = ({ interfaces, hasAllInterfaces }: Subnet): boolean =>
  !isUnread(interfaces) &&
  hasAllInterfaces &&
  interfaces.length > 0 &&
  interfaces.every(({ type }) => gateways.has(type));

const groupsOf = (scope: Scope, ids: readonly string[]): readonly SecurityGroup[] =>
  isUnread(scope.securityGroups)
    ? []
    : ids.flatMap((id) => (isUnread(scope.securityGroups) ? [] : (scope.securityGroups.get(id) ?? [])));

const restricts = memoizeBy<Scope, Family, boolean>();

const mayRestrict = (scope: Scope, family: Family): boolean =>
  restricts(scope, family, () => {
    const { securityGroups } = scope;

    return !isUnread(securityGroups) && [...securityGroups.values()].some((group) => !isOpenOut(group, family));
  });

/** Facts about groups that are missing and could show every client of the subnet to be blocked. */
const groupDoubts = ({ vpc: { scope }, interfaces }: Subnet, family: Family): Doubt[] => {
  if (isUnread(scope.securityGroups)) return [notRead(scope.securityGroups, 'security groups may block the clients')];
  if (isUnread(interfaces) && mayRestrict(scope, family))
    return [notRead(interfaces, 'security groups may block every client of the subnet')];

  return [];
};

interface Held {
  /** Addresses that no client of the subnet may call. */
  readonly ranges: Ranges;
  readonly doubts: readonly Doubt[];
}

const nothing: Held = { ranges: [], doubts: [] };

/** `trustedGroups` are those the target is a member of. */
const heldByGroups = (subnet: Subnet, ranges: Ranges, family: Family, trustedGroups: readonly string[]): Held => {
  const { scope } = subnet.vpc;
  const { securityGroups } = scope;
  const clients = clientsIn(subnet);
  if (clients.length === 0 || !subnet.hasAllInterfaces || isUnread(securityGroups)) return nothing;

  let open: Ranges = [];
  const unseen: Doubt[] = [];
  for (const { securityGroupIds } of clients) {
    const groups = groupsOf(scope, securityGroupIds);
    if (groups.some((group) => isOpenOut(group, family))) return nothing;

    const out = admitted(scope, groups, 'egress', family);
    if (trustedGroups.some((id) => out.groupIds.has(id))) return nothing;
    open = union([...open, ...out.ranges]);
    const unlisted = securityGroupIds.filter((id) => !securityGroups.has(id));
    unseen.push(...unlisted.map((id) => unlistedGroup(id, 'it may not let the clients out')));
    unseen.push(...out.unreadLists.map((id) => unreadListDoubt(scope, id, 'it may not hold these addresses')));
  }
  const held = subtract(ranges, open);
  if (held.length === 0) return nothing;

  return unseen.length === 0 ? { ranges: held, doubts: [] } : { ranges: [], doubts: unseen };
};

const aclBarrier = (subnet: Subnet, ranges: Ranges, family: Family): { barriers: Barrier[]; doubts: Doubt[] } => {
  const acl = subnet.networkAcl;
  if (isUnread(acl)) return { barriers: [], doubts: [notRead(acl, 'a network ACL may block the subnet')] };
  if (acl === null) return { barriers: [], doubts: [assume('unlisted-acl-passes')] };
  if (isOpenAcl(acl, family)) return { barriers: [], doubts: [] };

  const out = aclAllows(acl, 'egress', ranges, https, family).some;
  const back = aclAllows(acl, 'ingress', out, ephemeral, family);
  const blocked = subtract(ranges, intersect(out, back.some));
  const isPartial = subtract(back.some, back.all).length > 0;
  const because =
    subtract(ranges, out).length > 0
      ? 'lets no HTTPS out to these addresses'
      : 'lets no replies of these addresses back in';

  return {
    doubts: isPartial ? [assume('ephemeral-ports')] : [],
    barriers:
      blocked.length === 0
        ? []
        : [{ ranges: blocked, reason: 'network-acl', hop: { at: acl.id, does: 'denies', because } }],
  };
};

/** What the clients' own security groups hold back; the same inside one subnet as across. */
export const groupAccess = (
  subnet: Subnet,
  ranges: Ranges,
  family: Family,
  trustedGroups: readonly string[] = [],
): ClientAccess => {
  const { ranges: blocked, doubts } = heldByGroups(subnet, ranges, family, trustedGroups);
  const because = 'no security group of any interface lets HTTPS out to these addresses';

  return {
    barriers:
      blocked.length === 0
        ? []
        : [{ ranges: blocked, reason: 'security-group', hop: { at: subnet.id, does: 'denies', because } }],
    doubts: [...groupDoubts(subnet, family), ...doubts],
  };
};

/** For what leaves the subnet. A group or ACL blocks a path only where it blocks every interface. */
export const clientAccess = (
  subnet: Subnet,
  ranges: Ranges,
  family: Family,
  trustedGroups: readonly string[] = [],
): ClientAccess => {
  const acl = aclBarrier(subnet, ranges, family);
  const groups = groupAccess(subnet, ranges, family, trustedGroups);

  return { barriers: [...groups.barriers, ...acl.barriers], doubts: [...groups.doubts, ...acl.doubts] };
};

const isOpenClient = (subnet: Subnet, { securityGroupIds }: NetworkInterface, family: Family): boolean =>
  groupsOf(subnet.vpc.scope, securityGroupIds).some((group) => isOpenOut(group, family));

/** Neither groups nor the ACL of the subnet can hold a request back. Quick to answer, and true of most subnets. */
export const isUnhindered = (subnet: Subnet, family: Family): boolean => {
  const acl = subnet.networkAcl;
  if (!isUnread(acl) && acl !== null && !isOpenAcl(acl, family)) return false;
  if (isUnread(subnet.interfaces) || isUnread(subnet.vpc.scope.securityGroups) || !subnet.hasAllInterfaces) return true;
  const clients = clientsIn(subnet);

  return clients.length === 0 || clients.some((client) => isOpenClient(subnet, client, family));
};
