import { cidrsOf, type Family, parseCidr } from '../../net/cidr.ts';
import { intersect, type Ranges } from '../../net/ranges.ts';
import type { Vpc } from '../../network/network.ts';
import type { InboundAddress } from '../../network/resolver.ts';
import { isUnread } from '../../network/unread.ts';
import { aclAllows } from '../access/network-acl.ts';
import { admitted, unlistedGroup } from '../access/security-group.ts';
import { assume, type Doubt, notRead } from '../doubt.ts';
import { unreadListDoubt } from '../list-entries.ts';
import type { InboundHost } from './inbound-host.ts';
import { isOutOfReach } from './query-route.ts';

/** Where queries come from: clients of a VPC, or an outbound Resolver endpoint in it. Null: nobody knows. */
export interface QuerySource {
  readonly vpc: Vpc | null;
  readonly groupIds: readonly string[];
}

/** As far as the facts tell, the queries are dropped; an agent or a tunnel of the client's may carry them. */
const astray = (because: string): Doubt => {
  const doubt = assume('queries-arrive');

  return { ...doubt, text: `${doubt.text}; ${because}` };
};

const port = { first: 53, last: 53 };
const could = 'DNS queries may not get through';

interface Gate {
  readonly direction: 'ingress' | 'egress';
  readonly groupIds: readonly string[];
  readonly family: Family;
  readonly peers: Ranges;
}

/** Why security groups may hold queries back; empty: they let some pass. */
const gateDoubts = ({ scope }: Vpc, { direction, groupIds, family, peers }: Gate): readonly Doubt[] => {
  const { securityGroups } = scope;
  if (groupIds.length === 0) return [];
  if (isUnread(securityGroups)) return [notRead(securityGroups, could)];
  const unlisted = groupIds.find((id) => !securityGroups.has(id));
  if (unlisted !== undefined) return [unlistedGroup(unlisted, could)];
  const groups = groupIds.flatMap((id) => securityGroups.get(id) ?? []).map((one) => ({ ...one, ...one.queries }));
  const open = admitted(scope, groups, direction, family, port);
  if (open.groupIds.size > 0 || intersect(open.ranges, peers).length > 0) return [];

  return open.unreadLists.length > 0
    ? open.unreadLists.map((id) => unreadListDoubt(scope, id, could))
    : [astray(`${groupIds.join(', ')} let no UDP 53 ${direction === 'egress' ? 'out to there' : 'in from there'}`)];
};

const everywhere: Readonly<Record<Family, Ranges>> = {
  ipv4: cidrsOf(['0.0.0.0/0'], 'ipv4'),
  ipv6: cidrsOf(['::/0'], 'ipv6'),
};

/** Whatever port a query came from. */
const replyPorts = { first: 1024, last: 65_535 };

/** Why the network ACL of an inbound endpoint's subnet may hold back what comes from another VPC. */
const aclDoubts = (host: Vpc, subnetId: string | null, family: Family, peers: Ranges): readonly Doubt[] => {
  const acl = host.subnetsById.get(subnetId ?? '')?.networkAcl ?? null;
  if (acl === null) return [];
  if (isUnread(acl)) return [notRead(acl, could)];
  const queries = { ...acl, entries: acl.udpEntries };
  const there = aclAllows(queries, 'ingress', peers, port, family).some;
  const back = aclAllows(queries, 'egress', there, replyPorts, family).some;

  return back.length > 0 ? [] : [astray(`${acl.id} lets no UDP 53 in from there, or no answers out`)];
};

/** Over HTTPS to another port: not asked about. */
const addressDoubts = (
  { vpc, groupIds }: QuerySource,
  host: Vpc,
  { address, groupIds: inbound, subnetId }: InboundAddress,
): readonly Doubt[] => {
  const cidr = parseCidr(address);
  if (cidr === undefined) return [];
  const { family } = cidr;
  const peers = vpc === null ? everywhere[family] : vpc.cidrs[family];

  return [
    ...(vpc === null ? [] : gateDoubts(vpc, { direction: 'egress', groupIds, family, peers: [cidr] })),
    ...gateDoubts(host, {
      direction: 'ingress',
      groupIds: inbound,
      family,
      peers,
    }),
    ...(vpc?.id === host.id ? [] : aclDoubts(host, subnetId, family, peers)),
  ];
};

/** Each of these alone keeps queries from that address. */
const doubtsAt = (source: QuerySource, host: Vpc, one: InboundAddress): readonly Doubt[] => {
  const { vpc } = source;

  return vpc !== null && vpc.id !== host.id && isOutOfReach(vpc, [one.address])
    ? [astray(`no route of ${vpc.id} leads to ${one.address}`)]
    : addressDoubts(source, host, one);
};

/**
 * What speaks against queries arriving at an inbound Resolver endpoint: no route leads there, or the security groups of
 * the endpoints on both sides, or the network ACL of its subnet, hold them back from each of its addresses.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries-values.html
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-outbound-queries-endpoint-values.html
 */
export const strayDoubts = (source: QuerySource, { vpc: host, addresses }: InboundHost): readonly Doubt[] => {
  const each = addresses.map((one) => doubtsAt(source, host, one));

  return each.find((doubts) => doubts.length === 0) ?? each[0] ?? [];
};
