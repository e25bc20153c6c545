import { memoizeBy } from '../../memoize.ts';
import type { Family } from '../../net/cidr.ts';
import { includes, intersect, type Ranges, subtract } from '../../net/ranges.ts';
import type { NetworkAcl, SecurityGroup } from '../../network/access.ts';
import type { Scope, Subnet } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import type { PortRange } from '../../services/ports.ts';
import { addressesOfClient, type Client, clientsOf } from '../client.ts';
import { assume, type Doubt, notRead } from '../doubt.ts';
import { unreadListDoubt } from '../list-entries.ts';
import type { Hop } from '../path.ts';
import { aclAllows, denialOf, ephemeral, isOpenAcl } from './network-acl.ts';
import { portKey, portText } from './port.ts';
import { admitted, isOpenOut, unlistedGroup } from './security-group.ts';

/** What a client's own security groups and network ACL keep from going out, or from coming back. */
interface Barrier {
  readonly ranges: Ranges;
  readonly reason: 'security-group' | 'network-acl';
  readonly hop: Hop;
}

export interface ClientAccess {
  readonly barriers: readonly Barrier[];
  readonly doubts: readonly Doubt[];
}

/** The directions that a network ACL is asked about: what goes out and what comes back, the first alone, or neither. */
export type AskedOfAcl = 'both' | 'outbound' | 'nothing';

/** What a client sends: where to, by which family and port. */
export interface Outbound {
  readonly client: Client;
  readonly ranges: Ranges;
  readonly family: Family;
  readonly port: PortRange;
  readonly asked?: AskedOfAcl;
}

const groupsOf = ({ securityGroups }: Scope, ids: readonly string[]): readonly SecurityGroup[] =>
  isUnread(securityGroups) ? [] : ids.flatMap((id) => securityGroups.get(id) ?? []);

const restricts = memoizeBy<Scope, string, boolean>();

const mayRestrict = (scope: Scope, family: Family, port: PortRange): boolean =>
  restricts(scope, `${family} ${portKey(port)}`, () => {
    const { securityGroups } = scope;

    return !isUnread(securityGroups) && [...securityGroups.values()].some((group) => !isOpenOut(group, family, port));
  });

/** Facts about groups that are missing and could show the client to be blocked. */
const groupDoubts = ({ client: { subnet }, family, port }: Outbound): Doubt[] => {
  const { scope } = subnet.vpc;
  if (isUnread(scope.securityGroups)) return [notRead(scope.securityGroups, 'security groups may block the clients')];
  if (isUnread(subnet.interfaces) && mayRestrict(scope, family, port))
    return [notRead(subnet.interfaces, 'security groups may block every client of the subnet')];

  return [];
};

interface Held {
  readonly ranges: Ranges;
  readonly doubts: readonly Doubt[];
}

const nothing: Held = { ranges: [], doubts: [] };

/** `trustedGroups` are those the target is a member of. */
const heldByGroups = ({ client, ranges, family, port }: Outbound, trustedGroups: readonly string[]): Held => {
  const { scope } = client.subnet.vpc;
  const { securityGroups } = scope;
  const ids = client.securityGroupIds;
  if (ids === null || isUnread(securityGroups)) return nothing;
  const groups = groupsOf(scope, ids);
  if (groups.some((group) => isOpenOut(group, family, port))) return nothing;
  const out = admitted(scope, groups, 'egress', family, port);
  if (trustedGroups.some((id) => out.groupIds.has(id))) return nothing;
  const held = subtract(ranges, out.ranges);
  if (held.length === 0) return nothing;
  const unseen = [
    ...ids.filter((id) => !securityGroups.has(id)).map((id) => unlistedGroup(id, 'it may not let the clients out')),
    ...out.unreadLists.map((id) => unreadListDoubt(scope, id, 'it may not hold these addresses')),
  ];

  return unseen.length === 0 ? { ranges: held, doubts: [] } : { ranges: [], doubts: unseen };
};

const heldByAcl = (acl: NetworkAcl, ranges: Ranges, because: string): ClientAccess['barriers'] =>
  ranges.length === 0 ? [] : [{ ranges, reason: 'network-acl', hop: { at: acl.id, does: 'denies', because } }];

const outDenied = (acl: NetworkAcl, ranges: Ranges, { port, family }: Pick<Outbound, 'port' | 'family'>): string =>
  `lets no ${portText(port)} out to these addresses (${denialOf(acl, 'egress', ranges, port, family)})`;

/** AWS has inbound rules look at the client's own address, too, where a transit gateway shares its subnet. */
const exemptFromReplies = (acl: NetworkAcl, { client, ranges, family, port }: Outbound): ClientAccess => {
  const out = aclAllows(acl, 'egress', ranges, port, family).all;
  const sources = addressesOfClient(client, family);
  const isAdmitted = includes(aclAllows(acl, 'ingress', sources, port, family).some, sources);

  return {
    doubts: isAdmitted ? [] : [assume('same-subnet-inbound')],
    barriers: heldByAcl(acl, subtract(ranges, out), outDenied(acl, subtract(ranges, out), { port, family })),
  };
};

/** Nothing is held back: what most clients come to. */
const free: ClientAccess = { barriers: [], doubts: [] };

const aclBarrier = (outbound: Outbound): ClientAccess => {
  const { client, ranges, family, port, asked = 'both' } = outbound;
  const acl = client.subnet.networkAcl;
  if (asked === 'nothing') return free;
  if (isUnread(acl)) return { barriers: [], doubts: [notRead(acl, 'a network ACL may block the subnet')] };
  if (acl === null) return { barriers: [], doubts: [assume('unlisted-acl-passes')] };
  if (isOpenAcl(acl, family)) return free;
  if (asked === 'outbound') return exemptFromReplies(acl, outbound);

  const out = aclAllows(acl, 'egress', ranges, port, family).all;
  const back = aclAllows(acl, 'ingress', out, ephemeral, family);
  const blocked = subtract(ranges, intersect(out, back.some));
  const isPartial = subtract(back.some, back.all).length > 0;
  const because =
    subtract(ranges, out).length > 0
      ? outDenied(acl, subtract(ranges, out), outbound)
      : `lets no replies of these addresses back in (${denialOf(acl, 'ingress', blocked, ephemeral, family)})`;

  return {
    doubts: isPartial ? [assume('ephemeral-ports')] : [],
    barriers: heldByAcl(acl, blocked, because),
  };
};

/** Where the hop names them: the groups of the client, or its subnet where a group is not known. */
const placeOf = ({ subnet, securityGroupIds }: Client): string => securityGroupIds?.join(', ') ?? subnet.id;

/** What the client's own security groups hold back; the same inside one subnet as across. */
export const groupAccess = (outbound: Outbound, trustedGroups: readonly string[] = []): ClientAccess => {
  const { client, port } = outbound;
  const { ranges, doubts } = heldByGroups(outbound, trustedGroups);
  const unread = groupDoubts(outbound);
  if (ranges.length === 0 && doubts.length === 0 && unread.length === 0) return free;
  const because = `lets no ${portText(port)} out to these addresses`;

  return {
    barriers:
      ranges.length === 0
        ? []
        : [{ ranges, reason: 'security-group', hop: { at: placeOf(client), does: 'denies', because } }],
    doubts: [...unread, ...doubts],
  };
};

/** For what leaves the subnet. */
export const clientAccess = (outbound: Outbound, trustedGroups: readonly string[] = []): ClientAccess => {
  const acl = aclBarrier(outbound);
  const groups = groupAccess(outbound, trustedGroups);

  if (acl === free) return groups;

  return { barriers: [...groups.barriers, ...acl.barriers], doubts: [...groups.doubts, ...acl.doubts] };
};

const isOpenClient = ({ subnet, securityGroupIds }: Client, family: Family, port: PortRange): boolean =>
  securityGroupIds === null ||
  isUnread(subnet.vpc.scope.securityGroups) ||
  groupsOf(subnet.vpc.scope, securityGroupIds).some((group) => isOpenOut(group, family, port));

type Clients = ReturnType<typeof clientsOf>;

const unhindered = memoizeBy<Subnet, string, boolean>();

/** Each of the clients asks. */
const isAnyOpen = (clients: Clients, family: Family, port: PortRange): boolean =>
  unhindered(clients[0].subnet, `${family} ${portKey(port)}`, () =>
    clients.some((client) => client.exposure === clients[0].exposure && isOpenClient(client, family, port)),
  );

/**
 * Nothing of the subnet's own can hold back the client that gets farthest, the first: the cheap question, and for most
 * subnets the last one.
 */
export const isUnhindered = (subnet: Subnet, family: Family, port: PortRange): boolean => {
  const acl = subnet.networkAcl;
  if (!isUnread(acl) && acl !== null && !isOpenAcl(acl, family)) return false;
  const clients = clientsOf(subnet);

  return clients.length === 1 ? isOpenClient(clients[0], family, port) : isAnyOpen(clients, family, port);
};
