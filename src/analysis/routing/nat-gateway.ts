import type { NatGateway } from '../../network/gateways.ts';
import type { Subnet } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import { addressesIn } from '../client.ts';
import { assume, type Doubt, notRead } from '../doubt.ts';
import { asOne, wayBack } from '../return-route.ts';
import { intoSubnet, sentTo, throughAll } from './gateway-acl.ts';
import { leaveSubnet } from './leave-subnet.ts';
import { followTable, type OnwardTable, tableOfSubnet } from './next-table.ts';
import { doubting, dropped, type NextTable, type Step, unlistedTarget, unsettled, withTrace } from './step.ts';
import type { TraceResult } from './trace-result.ts';
import { forwardedBy, translated, visiting } from './trace-state.ts';
import { withoutReplies } from './without-replies.ts';

/** A NAT gateway sends on by the table of its subnet, a regional one by a table of its own. */
const tableOf = ({ walk, vpc }: Step, nat: NatGateway): OnwardTable => {
  if (nat.subnetId !== null) return tableOfSubnet(walk.network.subnet(nat.subnetId, nat.vpcId));
  const { routeTables } = vpc.scope;

  return {
    table: isUnread(routeTables) ? routeTables : (routeTables.get(nat.routeTableId ?? '') ?? null),
    subnet: null,
  };
};

/**
 * A regional NAT gateway that adds no zones by itself serves only those where it has addresses. What counts is where the
 * packet comes from in its VPC: the subnet whose table leads to it, which for other VPCs is a transit gateway's.
 */
const servesZone = (nat: NatGateway, { zone, zoneId }: Subnet): boolean =>
  !nat.isManual || nat.zones.has(zone ?? '') || nat.zones.has(zoneId ?? '');

const lifeless = new Set<NatGateway['state']>(['pending', 'failed', 'deleted']);

const zoneDoubts = ({ trace }: Step, { isManual }: NatGateway): readonly Doubt[] =>
  isManual && trace.hasCrossedTransit ? [assume('regional-nat-zone')] : [];

/** Why the NAT gateway passes nothing on; null where it does. */
const deadEndOf = ({ walk, trace, subnet }: Step, nat: NatGateway): string | null => {
  if (trace.visited.has(nat.id)) return 'its own subnet routes back to it';
  if (lifeless.has(nat.state)) return `the NAT gateway is ${nat.rawState}`;
  if (subnet !== null && !servesZone(nat, subnet)) return `it has no address in zone ${subnet.zone ?? subnet.zoneId}`;

  return walk.family === 'ipv6' ? 'a NAT gateway carries IPv6 only to 64:ff9b::/96' : null;
};

const translate = (step: Step, nat: NatGateway, subnet: Subnet | null): Step => {
  const by = { kind: 'nat-gateway', id: nat.id, isPublic: !nat.isPrivate } as const;
  const sources = subnet === null ? null : addressesIn(subnet, nat.privateAddresses, 'ipv4');
  const next = forwardedBy(translated(visiting(step.trace, nat.id), by, { vpc: step.vpc, sources }), nat.id, subnet);

  const { familyBeforeNat: _, ...walk } = step.walk;
  const sent = withTrace(step.walk.familyBeforeNat === undefined ? step : { ...step, walk }, next);

  return doubting(sent, ...(nat.state === 'deleting' ? [assume('nat-still-passes')] : []), ...zoneDoubts(step, nat));
};

/** Past the network ACLs on both sides of it, which may hold some of the addresses back. */
const send = (received: Step, nat: NatGateway, nextTable: NextTable): TraceResult[] => {
  const onward = tableOf(received, nat);
  const step = sentTo(received, onward.subnet);
  const { passed, stopped, doubts } = throughAll(
    step,
    (one) => leaveSubnet(one, onward.subnet),
    (one) => intoSubnet(one, onward.subnet, nat.id),
  );
  if (passed.length === 0) return [...stopped];
  const replies = asOne(wayBack(step, onward, nextTable));
  if (replies.lost !== null) return [...stopped, ...withoutReplies({ ...step, ranges: passed }, replies.lost)];
  const translated = translate(step, nat, onward.subnet);
  const next = doubting({ ...translated, ranges: passed }, ...doubts, ...replies.doubts);

  return [...stopped, ...followTable(next, onward, nextTable)];
};

/**
 * The next hop of a NAT gateway comes from the route table of its own subnet, or from its own
 * table where it is regional.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
 */
export const toNatGateway = (step: Step, nextTable: NextTable): TraceResult[] => {
  const gateways = step.vpc.scope.natGateways;
  if (isUnread(gateways))
    return unsettled(
      doubting(step, notRead(gateways, 'where the NAT gateway leads is not known')),
      'unread-facts',
      'NAT gateways were not read',
    );

  const nat = gateways.get(step.route.target.id);
  if (nat === undefined) return unlistedTarget(step);
  if (nat.state === 'unrecognised') return unsettled(step, 'unrecognised', `the NAT gateway is ${nat.rawState}`);
  const deadEnd = deadEndOf(step, nat);

  return deadEnd === null
    ? send(step, nat, nextTable)
    : dropped(doubting(step, ...zoneDoubts(step, nat)), 'nat-dead-end', deadEnd);
};
