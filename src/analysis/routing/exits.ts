import type { Subnet } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import { assume, notRead } from '../doubt.ts';
import { hop } from '../hop.ts';
import type { NextHop } from '../path.ts';
import { blockOf, type EgressKind } from './block-public-access.ts';
import { strayAtEdge } from './edge-table.ts';
import { isEmbedded } from './nat64.ts';
import { doubting, dropped, type Step, targetOf, withTrace } from './step.ts';
import { delivered, type TraceResult, unknown, unreachable } from './trace-result.ts';
import { pastSourceNat } from './trace-state.ts';

/**
 * Network Firewall is blocked even if the subnet of its endpoints is excluded.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html
 */
const excludableSubnet = ({ vpc, subnet, trace }: Step): Subnet | null => {
  const { endpoints } = vpc.scope;

  return !isUnread(endpoints) && endpoints.get(trace.forwarder?.id ?? '')?.isNetworkFirewall ? null : subnet;
};

/** Leaves for the internet by `via`, unless Block Public Access forbids it. */
const leave = (step: Step, via: NextHop, egressKind: EgressKind): TraceResult[] => {
  const { vpc, route } = step;
  const { ruling, because, doubts } = blockOf(vpc, excludableSubnet(step), egressKind);
  const leaving = doubting(step, ...doubts);
  const drop = hop(vpc.id, 'drops', because ?? '');
  if (ruling === 'unrecognised') return unknown(leaving, 'unrecognised', drop);
  if (ruling === 'blocked') return unreachable(leaving, 'block-public-access', drop, via);
  const stray = strayAtEdge(step);
  if (stray !== null) return unreachable(leaving, 'no-return-route', stray, via);

  return delivered(leaving, 'public', via, hop(route.target.id, 'delivers', because ?? 'to public AWS addresses'));
};

const withoutAddress = (step: Step, because: string): TraceResult[] =>
  unreachable(step, 'no-public-address', hop(step.route.target.id, 'drops', because));

/**
 * Leaves over IPv6, unless its address is private, or NAT64 would have to turn its destination back into IPv4.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-ip-addressing.html#vpc-private-ipv6-addresses
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html
 */
const leaveOverIpv6 = (step: Step, egressKind: EgressKind): TraceResult[] => {
  if (isEmbedded(step.ranges))
    return dropped(step, 'no-route', 'it does not translate 64:ff9b::/96: only a NAT gateway does');
  if (step.walk.client.subnet.hasPrivateIpv6Alone)
    return withoutAddress(step, 'all IPv6 addresses of the subnet are private');

  return leave(
    step.trace.hasCrossedTransit ? doubting(step, assume('gateway-passes-foreign-ipv6')) : step,
    targetOf(step),
    egressKind,
  );
};

/**
 * Replies to a private address, from one: no internet gateway passes them, attached or not.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
 */
export const passesNoReply =
  (toTarget: (step: Step) => TraceResult[]) =>
  (step: Step): TraceResult[] =>
    step.walk.isReply && step.walk.family === 'ipv4'
      ? withoutAddress(step, 'replies to a private address do not leave by it')
      : toTarget(step);

/** The packet has the address of a NAT gateway or NAT instance, which is what it leaves by. */
const leaveTranslated = (
  step: Step,
  { kind, id, isPublic }: NextHop & { readonly isPublic: boolean },
): TraceResult[] =>
  isPublic
    ? leave(step, { kind, id }, kind === 'nat-gateway' ? 'translated' : 'direct')
    : unreachable(
        step,
        'nat-dead-end',
        hop(step.route.target.id, 'drops', `${id} is private: its packets have no public address`),
      );

/**
 * An internet gateway passes IPv4 only from an interface that has a public address; a packet
 * that crossed a transit gateway has none here.
 */
export const toInternetGateway = (step: Step): TraceResult[] => {
  const { trace, walk } = step;
  const { exposure, exposureDoubts, members } = walk.client;
  if (trace.sourceNat !== null) return leaveTranslated(step, trace.sourceNat);
  if (walk.family === 'ipv6') return leaveOverIpv6(step, 'direct');
  if (trace.hasCrossedTransit)
    return withoutAddress(step, 'the packet still has the private source address of another VPC');

  switch (exposure) {
    case 'public':
      return leave(step, targetOf(step), 'direct');
    case 'none':
      return withoutAddress(
        step,
        members.length > 0
          ? 'no interface of the subnet has a public IPv4 address'
          : 'the subnet holds no client, and gives none a public IPv4 address',
      );
    case 'doubtful':
      return leave(doubting(step, ...exposureDoubts), targetOf(step), 'direct');
    default:
      return exposure satisfies never;
  }
};

export const toEgressOnlyGateway = (step: Step): TraceResult[] => leaveOverIpv6(step, 'egress-only');

/** Wavelength's internet gateway; it passes interfaces that have a carrier address. */
export const toCarrierGateway = (step: Step): TraceResult[] => {
  const { subnet, hasCarrierAddress } = step.walk.client;
  const { interfaces } = subnet;
  if (isUnread(interfaces))
    return leave(
      doubting(step, notRead(interfaces, 'the subnet may hold no carrier address')),
      targetOf(step),
      'direct',
    );

  return hasCarrierAddress === false
    ? withoutAddress(step, 'no interface of the subnet has a carrier address')
    : leave(step, targetOf(step), 'direct');
};

/** On to a network that the facts do not cover. */
export const toOtherNetwork = (step: Step, because = 'to a network that the facts do not cover'): TraceResult[] =>
  delivered(
    withTrace(step, pastSourceNat(step.trace)),
    'transit',
    targetOf(step),
    hop(step.route.target.id, 'delivers', because),
  );

/**
 * A virtual private gateway takes what an interface of its VPC sends, and not what a transit gateway brought.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS
 */
export const toVpnGateway = (step: Step): TraceResult[] =>
  step.trace.hasCrossedTransit && step.trace.sourceNat === null
    ? dropped(step, 'vpn-gateway-not-transitive', 'a virtual private gateway takes no traffic from other networks')
    : toOtherNetwork(step);
