import { isUnread } from '../../network/unread.ts';
import { notRead } from '../doubt.ts';
import type { NextHop } from '../path.ts';
import { blockOf, type EgressKind } from './block-public-access.ts';
import {
  ended,
  pastSourceNat,
  type Step,
  type TraceResult,
  unknown,
  unreachable,
  withDoubts,
  withHops,
} from './trace-state.ts';

const hopOf = ({ table, route }: Step) =>
  ({ at: table.id, does: 'routes', because: `${route.destination} → ${route.target.id}` }) as const;

/** Leaves for the internet by `via`, unless Block Public Access forbids it. */
const leave = (step: Step, via: NextHop, egressKind: EgressKind): TraceResult[] => {
  const { ruling, because, doubts } = blockOf(step.vpc, step.subnet, egressKind);
  const arrived = { ranges: step.ranges, trace: withDoubts(withHops(step.trace, hopOf(step)), ...doubts) };
  const drop = { at: step.vpc.id, does: 'drops', because: because ?? '' } as const;
  if (ruling === 'unrecognised') return unknown(arrived, 'unrecognised', drop);
  if (ruling === 'blocked') return unreachable(arrived, 'block-public-access', drop, via);

  return ended(arrived, {
    verdict: 'public',
    via,
    reason: null,
    hop: { at: step.route.target.id, does: 'delivers', because: because ?? 'to public AWS addresses' },
  });
};

const withoutAddress = (step: Step, why: string): TraceResult[] =>
  unreachable({ ranges: step.ranges, trace: withHops(step.trace, hopOf(step)) }, 'no-public-address', {
    at: step.route.target.id,
    does: 'drops',
    because: why,
  });

/**
 * An internet gateway passes IPv4 only from an interface that has a public address; a packet
 * that crossed a transit gateway has none here.
 */
export const toInternetGateway = (step: Step): TraceResult[] => {
  const { sourceNat, hasCrossedTransit } = step.trace;
  const { exposure, subnet } = step.walk.origin;
  const gateway: NextHop = { kind: 'internet-gateway', id: step.route.target.id };
  if (sourceNat !== null) {
    const egressKind = sourceNat.kind === 'nat-gateway' ? 'translated' : 'direct';
    if (sourceNat.isPublic) return leave(step, { kind: sourceNat.kind, id: sourceNat.id }, egressKind);

    return unreachable({ ranges: step.ranges, trace: withHops(step.trace, hopOf(step)) }, 'nat-dead-end', {
      at: gateway.id,
      does: 'drops',
      because: `${sourceNat.id} is private: its packets have no public address`,
    });
  }
  if (step.walk.family === 'ipv6') return leave(step, gateway, 'direct');
  if (hasCrossedTransit) return withoutAddress(step, 'the packet still has the private source address of another VPC');

  switch (exposure) {
    case 'public':
      return leave(step, gateway, 'direct');
    case 'none':
      return withoutAddress(step, 'no interface of the subnet has a public IPv4 address');
    case 'unread': {
      const { interfaces } = subnet;
      const doubts = isUnread(interfaces) ? [notRead(interfaces, 'the subnet may hold no public address')] : [];

      return leave({ ...step, trace: withDoubts(step.trace, ...doubts) }, gateway, 'direct');
    }
    default:
      return exposure satisfies never;
  }
};

export const toEgressOnlyGateway = (step: Step): TraceResult[] =>
  leave(step, { kind: 'egress-only-internet-gateway', id: step.route.target.id }, 'egress-only');

/** Wavelength's internet gateway; it passes interfaces that have a carrier address. */
export const toCarrierGateway = (step: Step): TraceResult[] => {
  const { interfaces } = step.walk.origin.subnet;
  const hasNone =
    !isUnread(interfaces) && interfaces.length > 0 && interfaces.every(({ carrierIp }) => carrierIp === null);
  if (hasNone && step.walk.origin.subnet.hasAllInterfaces)
    return withoutAddress(step, 'no interface of the subnet has a carrier address');

  const doubts = isUnread(interfaces) ? [notRead(interfaces, 'the subnet may hold no carrier address')] : [];

  return leave(
    { ...step, trace: withDoubts(step.trace, ...doubts) },
    { kind: 'carrier-gateway', id: step.route.target.id },
    'direct',
  );
};

/** On to a network that the facts do not cover. */
export const toOtherNetwork = (step: Step, because: string): TraceResult[] =>
  ended(
    { ranges: step.ranges, trace: pastSourceNat(withHops(step.trace, hopOf(step))) },
    {
      verdict: 'transit',
      via: { kind: step.route.target.kind, id: step.route.target.id },
      reason: null,
      hop: { at: step.route.target.id, does: 'delivers', because },
    },
  );
