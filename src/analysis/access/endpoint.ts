import { memoizeBy } from '../../memoize.ts';
import { covers, type Family } from '../../net/cidr.ts';
import { includes, intersect, type Ranges } from '../../net/ranges.ts';
import type { NetworkAcl } from '../../network/access.ts';
import type { Endpoint, Scope, Subnet } from '../../network/network.ts';
import { isUnread, type Known } from '../../network/unread.ts';
import type { PortRange } from '../../services/ports.ts';
import type { Client } from '../client.ts';
import { assume, type Doubt, notRead } from '../doubt.ts';
import { unreadListDoubt } from '../list-entries.ts';
import type { Hop } from '../path.ts';
import type { Forwarder } from '../routing/trace-state.ts';
import { aclAllows, denialOf, ephemeral, isOpenAcl } from './network-acl.ts';
import { portKey, portText } from './port.ts';
import { type Admitted, admitted, unlistedGroup } from './security-group.ts';

export interface Entry {
  /** Null: let in. */
  readonly denied: { readonly reason: 'security-group' | 'network-acl'; readonly hop: Hop } | null;
  readonly hops: readonly Hop[];
  readonly doubts: readonly Doubt[];
}

/** Who calls: a client, with the addresses it has on arrival. */
export interface EndpointClient {
  readonly client: Client;
  readonly ranges: Ranges;
  readonly family: Family;
  readonly port: PortRange;
  /** False: of `ranges` the client has one by source NAT, and nobody knows which. */
  readonly knowsSource: boolean;
  /** Rules that refer to its groups tell the client. */
  readonly keepsGroups: boolean;
  /** Of a NAT instance that put its own address on the packet. */
  readonly translatorGroupIds?: readonly string[];
}

const letIn = (hops: readonly Hop[], doubts: readonly Doubt[] = []): Entry => ({ denied: null, hops, doubts });

const byMembership = (
  { client, keepsGroups, translatorGroupIds = [] }: EndpointClient,
  groupIds: ReadonlySet<string>,
): 'yes' | 'perhaps' | 'no' | 'unread' => {
  if (translatorGroupIds.some((id) => groupIds.has(id))) return 'yes';
  if (groupIds.size === 0 || !keepsGroups) return 'no';
  if (isUnread(client.subnet.interfaces)) return 'unread';
  if (client.securityGroupIds === null) return 'perhaps';

  return client.securityGroupIds.some((id) => groupIds.has(id)) ? 'yes' : 'no';
};

const openings = memoizeBy<Endpoint, string, Admitted>();

const openingOf = (scope: Scope, endpoint: Endpoint, family: Family, port: PortRange): Admitted =>
  openings(endpoint, `${family} ${portKey(port)}`, () => {
    const { securityGroups } = scope;
    const groups = isUnread(securityGroups)
      ? []
      : endpoint.securityGroupIds.flatMap((id) => securityGroups.get(id) ?? []);

    return admitted(scope, groups, 'ingress', family, port);
  });

/** Whether its security groups let a port in from every one of some addresses, whoever has them. */
export const admission = (
  scope: Scope,
  endpoint: Endpoint,
  family: Family,
  port: PortRange,
): ((ranges: Ranges) => boolean) => {
  if (endpoint.securityGroupIds.length === 0) return () => true;
  const { ranges: open } = openingOf(scope, endpoint, family, port);

  return (ranges) => ranges.every((range) => open.some((one) => covers(one, range)));
};

/** Addresses of the client that got this far, and what was found on the way. */
interface Passed {
  readonly ranges: Ranges;
  readonly hops: readonly Hop[];
  readonly doubts: readonly Doubt[];
}

/** What lets only some of the addresses pass, is taken to let the clients pass; of one unknown address that would be a guess. */
const partly = ({ knowsSource }: EndpointClient): Doubt =>
  assume(knowsSource ? 'member-of-group' : 'nat-address-admitted');

type Gate = Passed | NonNullable<Entry['denied']>;

const denied = (reason: 'security-group' | 'network-acl', at: string, because: string): Gate => ({
  reason,
  hop: { at, does: 'denies', because },
});

/** Whether the endpoint's security groups let the client in, and from which of its addresses. */
const groupsAdmit = (scope: Scope, endpoint: Endpoint, caller: EndpointClient): Gate => {
  const { client, ranges, family, port } = caller;
  const { securityGroups } = scope;
  const ids = endpoint.securityGroupIds;
  const pass = (doubts: readonly Doubt[], hops: readonly Hop[] = [], from = ranges): Gate => ({
    ranges: from,
    hops,
    doubts,
  });
  if (ids.length === 0) return pass([assume('default-group-admits')]);
  if (isUnread(securityGroups)) return pass([notRead(securityGroups, `${ids.join(', ')} may not let the clients in`)]);
  const unlisted = ids.find((id) => !securityGroups.has(id));
  if (unlisted !== undefined) return pass([unlistedGroup(unlisted, 'it may not let the clients in')]);

  const at = ids.join(', ');
  const { ranges: admittedRanges, groupIds, unreadLists } = openingOf(scope, endpoint, family, port);
  const open = intersect(ranges, admittedRanges);
  const permits = (from = 'from the subnet'): readonly Hop[] => [
    { at, does: 'permits', because: `lets ${portText(port)} in ${from}` },
  ];
  if (includes(open, ranges)) return pass([], permits());
  const membership = byMembership(caller, groupIds);
  if (membership === 'yes') return pass([], permits());
  if (membership === 'unread' && isUnread(client.subnet.interfaces))
    return pass([notRead(client.subnet.interfaces, `clients may not be in ${[...groupIds].join(', ')}`)], permits());
  if (unreadLists.length > 0)
    return pass(
      unreadLists.map((id) => unreadListDoubt(scope, id, `${id} may not hold the clients`)),
      permits(),
    );
  if (membership === 'perhaps') return pass([assume('member-of-group')], permits('from part of the subnet'));

  return open.length > 0
    ? pass([partly(caller)], permits('from part of the subnet'), open)
    : denied('security-group', at, `lets no ${portText(port)} in from the subnet`);
};

/** One subnet's ACL, crossed by a call in one direction and by its replies in the other. */
const crossAcl = (
  acl: Known<NetworkAcl | null>,
  call: 'ingress' | 'egress',
  peer: Ranges,
  caller: EndpointClient,
): Gate => {
  const { family, port } = caller;
  const pass = (doubts: readonly Doubt[], ranges = peer): Gate => ({ ranges, hops: [], doubts });
  if (isUnread(acl)) return pass([notRead(acl, 'a network ACL may block the way to the endpoint')]);
  if (acl === null) return pass([assume('unlisted-acl-passes')]);
  if (isOpenAcl(acl, family)) return pass([]);

  const reply = call === 'egress' ? 'ingress' : 'egress';
  const there = aclAllows(acl, call, peer, port, family).all;
  const back = aclAllows(acl, reply, there, ephemeral, family);
  if (back.some.length === 0)
    return denied(
      'network-acl',
      acl.id,
      there.length === 0
        ? `lets no ${portText(port)} through to the endpoint (${denialOf(acl, call, peer, port, family)})`
        : `lets no replies of the endpoint through (${denialOf(acl, reply, there, ephemeral, family)})`,
    );

  return pass(
    [
      ...(includes(back.some, peer) ? [] : [partly(caller)]),
      ...(includes(back.all, back.some) ? [] : [assume('ephemeral-ports')]),
    ],
    back.some,
  );
};

const refused = (gate: Gate): gate is NonNullable<Entry['denied']> => 'reason' in gate;

/** The subnet of a transit gateway's attachment and an endpoint in it: only what goes back is judged. */
const answerFrom = (acl: Known<NetworkAcl | null>, sources: Ranges, caller: EndpointClient): Gate => {
  const { family } = caller;
  const pass = (doubts: readonly Doubt[], ranges = sources): Gate => ({ ranges, hops: [], doubts });
  if (isUnread(acl)) return pass([notRead(acl, 'a network ACL may block the way back from the endpoint')]);
  if (acl === null || isOpenAcl(acl, family)) return pass([]);
  const { some, all } = aclAllows(acl, 'egress', sources, ephemeral, family);
  if (some.length === 0) {
    const line = denialOf(acl, 'egress', sources, ephemeral, family);

    return denied('network-acl', acl.id, `lets no replies of the endpoint through (${line})`);
  }

  return pass(
    [...(includes(some, sources) ? [] : [partly(caller)]), ...(includes(all, some) ? [] : [assume('ephemeral-ports')])],
    some,
  );
};

/** Where a packet meets an endpoint, and from where in its VPC. */
interface Entrance {
  readonly subnet: Subnet | null;
  /** Of the client, of what sent the packet on last, or of the attachment by which it came; null: none of this VPC. */
  readonly from: Subnet | null;
  /** What sent it on from there; null: the client, whose own network ACL is judged by itself. */
  readonly forwarder: Pick<Forwarder, 'isArrival'> | null;
  readonly ranges: Ranges;
}

/** The network ACLs between what sent the packet, in the endpoint's VPC, and the endpoint. */
const aclGates = (
  { subnet, from, forwarder, ranges }: Entrance,
  sources: Ranges,
  caller: EndpointClient,
): readonly Gate[] => {
  if (subnet !== null && from?.id === subnet.id)
    return forwarder?.isArrival === true ? [answerFrom(subnet.networkAcl, sources, caller)] : [];

  return [
    ...(from === null || forwarder === null ? [] : [crossAcl(from.networkAcl, 'egress', ranges, caller)]),
    ...(subnet === null ? [] : [crossAcl(subnet.networkAcl, 'ingress', sources, caller)]),
  ];
};

/**
 * The way into an interface endpoint: its security groups, and the network ACLs between two different subnets, call and
 * reply each by itself. One address of the client has to pass all of them.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
 */
export const endpointAccess = (scope: Scope, endpoint: Endpoint, entrance: Entrance, caller: EndpointClient): Entry => {
  const group = groupsAdmit(scope, endpoint, caller);
  if (refused(group)) return { denied: group, hops: [], doubts: [] };

  const gates = aclGates(entrance, group.ranges, caller);
  const closed = gates.find(refused);
  if (closed !== undefined) return { denied: closed, hops: [], doubts: [] };

  return letIn(group.hops, [...group.doubts, ...gates.flatMap((gate) => (refused(gate) ? [] : gate.doubts))]);
};
