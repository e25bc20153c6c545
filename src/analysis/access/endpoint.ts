import { memoizeBy } from '../../memoize.ts';
import { covers, type Family } from '../../net/cidr.ts';
import { includes, intersect, type Ranges, union } from '../../net/ranges.ts';
import type { NetworkAcl } from '../../network/access.ts';
import type { Endpoint, Scope, Subnet } from '../../network/network.ts';
import { isUnread, type Known } from '../../network/unread.ts';
import { assume, type Doubt, notRead } from '../doubt.ts';
import { hop } from '../hop.ts';
import { unreadListDoubt } from '../list-entries.ts';
import type { Hop } from '../path.ts';
import { clientsIn } from './client.ts';
import { aclAllows, ephemeral, https, isOpenAcl } from './network-acl.ts';
import { type Admitted, admitted, unlistedGroup } from './security-group.ts';

export interface Entry {
  /** Null: let in. */
  readonly denied: { readonly reason: 'security-group' | 'network-acl'; readonly hop: Hop } | null;
  readonly hops: readonly Hop[];
  readonly doubts: readonly Doubt[];
}

/** A subnet's clients, with the addresses they have on arrival. */
export interface EndpointClient {
  readonly subnet: Subnet;
  readonly ranges: Ranges;
  readonly family: Family;
  /** Group references reach within the VPC and to peers, not through a NAT gateway. */
  readonly keepsGroups: boolean;
}

const letIn = (hops: readonly Hop[], doubts: readonly Doubt[] = []): Entry => ({ denied: null, hops, doubts });

const kept = (reason: 'security-group' | 'network-acl', hop: Hop): Entry => ({
  denied: { reason, hop },
  hops: [],
  doubts: [],
});

const byMembership = (
  { subnet, keepsGroups }: EndpointClient,
  groupIds: ReadonlySet<string>,
): 'all' | 'some' | 'none' | 'unread' => {
  if (groupIds.size === 0 || !keepsGroups) return 'none';
  if (isUnread(subnet.interfaces)) return 'unread';
  const clients = clientsIn(subnet);
  if (clients.length === 0 || !subnet.hasAllInterfaces) return 'some';
  const members = clients.filter(({ securityGroupIds }) => securityGroupIds.some((id) => groupIds.has(id)));

  return members.length === clients.length ? 'all' : members.length > 0 ? 'some' : 'none';
};

const openings = memoizeBy<Endpoint, Family, Admitted>();

const openingOf = (scope: Scope, endpoint: Endpoint, family: Family): Admitted =>
  openings(endpoint, family, () => {
    const { securityGroups } = scope;
    const groups = isUnread(securityGroups)
      ? []
      : endpoint.securityGroupIds.flatMap((id) => securityGroups.get(id) ?? []);

    return admitted(scope, groups, 'ingress', family);
  });

/** Its security groups let HTTPS in from every address of `ranges`, whoever has it. */
export const admitsAll = (scope: Scope, endpoint: Endpoint, ranges: Ranges, family: Family): boolean =>
  endpoint.securityGroupIds.length === 0 ||
  ranges.every((range) => openingOf(scope, endpoint, family).ranges.some((open) => covers(open, range)));

/** What the groups of an endpoint that are all known let in. */
const admitKnown = (scope: Scope, endpoint: Endpoint, client: EndpointClient): Entry => {
  const at = endpoint.securityGroupIds.join(', ');
  const { ranges, groupIds, unreadLists } = openingOf(scope, endpoint, client.family);
  const open = intersect(client.ranges, ranges);
  const membership = byMembership(client, groupIds);
  const permit = hop(at, 'permits', 'lets HTTPS in from the subnet');
  if (includes(open, client.ranges) || membership === 'all') return letIn([permit]);
  if (membership === 'unread' && isUnread(client.subnet.interfaces))
    return letIn([permit], [notRead(client.subnet.interfaces, `clients may not be in ${[...groupIds].join(', ')}`)]);
  if (unreadLists.length > 0)
    return letIn(
      [permit],
      unreadLists.map((id) => unreadListDoubt(scope, id, `${id} may not hold the clients`)),
    );

  return open.length > 0 || membership === 'some'
    ? letIn([hop(at, 'permits', 'lets HTTPS in from part of the subnet')], [assume('member-of-group')])
    : kept('security-group', hop(at, 'denies', 'lets no HTTPS in from the subnet'));
};

/** Whether the endpoint's security groups let HTTPS in from the client. */
const groupsAdmit = (scope: Scope, endpoint: Endpoint, client: EndpointClient): Entry => {
  const { securityGroups } = scope;
  const ids = endpoint.securityGroupIds;
  if (ids.length === 0) return letIn([], [assume('default-group-admits')]);
  if (isUnread(securityGroups))
    return letIn([], [notRead(securityGroups, `${ids.join(', ')} may not let the clients in`)]);
  const unlisted = ids.find((id) => !securityGroups.has(id));

  return unlisted === undefined
    ? admitKnown(scope, endpoint, client)
    : letIn([], [unlistedGroup(unlisted, 'it may not let the clients in')]);
};

/** One subnet's ACL, crossed by a request in one direction and by its replies in the other. */
const crossAcl = (
  acl: Known<NetworkAcl | null>,
  direction: 'ingress' | 'egress',
  peer: Ranges,
  family: Family,
): Entry => {
  if (isUnread(acl)) return letIn([], [notRead(acl, 'a network ACL may block the way to the endpoint')]);
  if (acl === null) return letIn([], [assume('unlisted-acl-passes')]);
  if (isOpenAcl(acl, family)) return letIn([]);

  const there = aclAllows(acl, direction, peer, https, family).some;
  const back = aclAllows(acl, direction === 'egress' ? 'ingress' : 'egress', there, ephemeral, family);
  if (back.some.length === 0) {
    const what = there.length === 0 ? 'no HTTPS through to the endpoint' : 'no replies of the endpoint through';

    return kept('network-acl', hop(acl.id, 'denies', `lets ${what}`));
  }

  return letIn(
    [],
    [
      ...(includes(back.some, peer) ? [] : [assume('member-of-group')]),
      ...(includes(back.all, back.some) ? [] : [assume('ephemeral-ports')]),
    ],
  );
};

/**
 * What an interface endpoint lets in: its security groups decide, and the network ACLs between two
 * different subnets, call and reply each by itself.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
 */
export const endpointAccess = (
  scope: Scope,
  endpoint: Endpoint,
  entrance: { readonly subnet: Subnet | null; readonly ranges: Ranges },
  client: EndpointClient,
): Entry => {
  const group = groupsAdmit(scope, endpoint, client);
  if (group.denied !== null || entrance.subnet?.id === client.subnet.id) return group;

  const leaving = crossAcl(client.subnet.networkAcl, 'egress', entrance.ranges, client.family);
  if (leaving.denied !== null) return leaving;
  const entering =
    entrance.subnet === null
      ? letIn([])
      : crossAcl(entrance.subnet.networkAcl, 'ingress', client.ranges, client.family);
  if (entering.denied !== null) return entering;

  return letIn(group.hops, [...group.doubts, ...leaving.doubts, ...entering.doubts]);
};

export const rangesOfSubnet = ({ cidr, ipv6Cidrs }: Subnet, family: Family): Ranges =>
  family === 'ipv6' ? (ipv6Cidrs.length < 2 ? ipv6Cidrs : union(ipv6Cidrs)) : cidr === null ? [] : [cidr];
