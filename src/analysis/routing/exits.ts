import { isUnread } from '../../network/unread.ts';
import { notRead } from '../doubt.ts';
import type { Carrier } from '../path.ts';
import { blockOf, type Leaving } from './block-public-access.ts';
import { ended, pastTranslator, type Step, type Stretch, unknown, unreachable, withDoubts, withHops } from './trail.ts';

const hopOf = ({ table, route }: Step) =>
  ({ at: table.id, does: 'routes', because: `${route.destination} → ${route.target.id}` }) as const;

/** Leaves for the internet by `via`, unless Block Public Access forbids it. */
const leave = (step: Step, via: Carrier, leaving: Leaving): Stretch[] => {
  const { ruling, because, doubts } = blockOf(step.vpc, step.subnet, leaving);
  const arrived = { ranges: step.ranges, trail: withDoubts(withHops(step.trail, hopOf(step)), ...doubts) };
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

const withoutAddress = (step: Step, why: string): Stretch[] =>
  unreachable({ ranges: step.ranges, trail: withHops(step.trail, hopOf(step)) }, 'no-public-address', {
    at: step.route.target.id,
    does: 'drops',
    because: why,
  });

/**
 * An internet gateway passes IPv4 only from an interface that has a public address; a packet
 * that crossed a transit gateway has none here.
 */
export const toInternetGateway = (step: Step): Stretch[] => {
  const { translator, hasCrossedTransit } = step.trail;
  const { exposure, subnet } = step.walk.origin;
  const gateway: Carrier = { kind: 'internet-gateway', id: step.route.target.id };
  if (translator !== null) {
    const leaving = translator.kind === 'nat-gateway' ? 'translated' : 'direct';
    if (translator.isPublic) return leave(step, { kind: translator.kind, id: translator.id }, leaving);

    return unreachable({ ranges: step.ranges, trail: withHops(step.trail, hopOf(step)) }, 'nat-dead-end', {
      at: gateway.id,
      does: 'drops',
      because: `${translator.id} is private: its packets have no public address`,
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

      return leave({ ...step, trail: withDoubts(step.trail, ...doubts) }, gateway, 'direct');
    }
    default:
      return exposure satisfies never;
  }
};

export const toEgressOnlyGateway = (step: Step): Stretch[] =>
  leave(step, { kind: 'egress-only-internet-gateway', id: step.route.target.id }, 'egress-only');

/** Wavelength's internet gateway; it passes interfaces that have a carrier address. */
export const toCarrierGateway = (step: Step): Stretch[] => {
  const { interfaces } = step.walk.origin.subnet;
  const hasNone =
    !isUnread(interfaces) && interfaces.length > 0 && interfaces.every(({ carrierIp }) => carrierIp === null);
  if (hasNone && step.walk.origin.subnet.hasAllInterfaces)
    return withoutAddress(step, 'no interface of the subnet has a carrier address');

  const doubts = isUnread(interfaces) ? [notRead(interfaces, 'the subnet may hold no carrier address')] : [];

  return leave(
    { ...step, trail: withDoubts(step.trail, ...doubts) },
    { kind: 'carrier-gateway', id: step.route.target.id },
    'direct',
  );
};

/** On to a network that the facts do not cover. */
export const toOtherNetwork = (step: Step, because: string): Stretch[] =>
  ended(
    { ranges: step.ranges, trail: pastTranslator(withHops(step.trail, hopOf(step))) },
    {
      verdict: 'transit',
      via: { kind: step.route.target.kind, id: step.route.target.id },
      reason: null,
      hop: { at: step.route.target.id, does: 'delivers', because },
    },
  );
