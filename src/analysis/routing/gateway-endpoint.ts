import type { Endpoint } from '../../network/network.ts';
import { isUnread, type Known } from '../../network/unread.ts';
import { assume, type Doubt, notRead } from '../doubt.ts';
import type { NextHop } from '../path.ts';
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

const endpointOf = ({ vpc }: Step, id: string): Known<Endpoint | null> =>
  isUnread(vpc.scope.endpoints) ? vpc.scope.endpoints : (vpc.scope.endpoints.get(id) ?? null);

const outsideRegion = new Map<string, boolean>();

/** Local Zones and Wavelength Zones are named after their parent Region with more parts: `us-west-2-lax-1a`. */
export const isOutsideRegion = (zone: string): boolean => {
  const known = outsideRegion.get(zone) ?? /^[a-z]+(-[a-z]+)+-\d+-/.test(zone);
  outsideRegion.set(zone, known);

  return known;
};

const doubtsOf = ({ vpc, walk, trace }: Step): Doubt[] => [
  ...(trace.sourceNat === null ? [] : [assume('nat-reaches-gateway-endpoint')]),
  ...(isUnread(vpc.scope.blockMode) || vpc.scope.blockMode === 'off' ? [] : [assume('block-spares-endpoints')]),
  ...(walk.origin.zone !== null && isOutsideRegion(walk.origin.zone) ? [assume('zone-outside-region')] : []),
];

/**
 * A gateway endpoint serves sources of its own VPC only: the client itself, or a NAT gateway that
 * put its own address on the packet. What comes in over a transit gateway is dropped.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
 */
export const toGatewayEndpoint = (step: Step): TraceResult[] => {
  const { route, table, vpc, trace } = step;
  const { id } = route.target;
  const via: NextHop = { kind: 'gateway-endpoint', id };
  const arrived = withHops(trace, { at: table.id, does: 'routes', because: `${route.destination} → ${id}` });
  if (trace.hasCrossedTransit && trace.sourceNat === null)
    return unreachable(
      { ranges: step.ranges, trace: arrived },
      'gateway-endpoint-not-transitive',
      {
        at: id,
        does: 'drops',
        because: 'a gateway endpoint takes no traffic from other networks',
      },
      via,
    );

  const found = endpointOf(step, id);
  const here = withDoubts(pastSourceNat(arrived), ...doubtsOf(step));
  const delivered = {
    verdict: 'private',
    via,
    reason: null,
    hop: { at: id, does: 'delivers', because: `gateway endpoint of ${vpc.id}` },
  } as const;
  if (isUnread(found))
    return ended(
      { ranges: step.ranges, trace: withDoubts(here, notRead(found, 'the endpoint may not be available')) },
      delivered,
    );
  if (found === null)
    return vpc.isShared
      ? ended({ ranges: step.ranges, trace: here }, delivered)
      : unknown({ ranges: step.ranges, trace: here }, 'unrecognised', {
          at: id,
          does: 'drops',
          because: 'no endpoint of this id is listed',
        });
  if (found.type !== 'gateway')
    return unknown({ ranges: step.ranges, trace: arrived }, 'unrecognised', {
      at: id,
      does: 'routes',
      because: `an endpoint of type ${found.rawType} as the target of a prefix list`,
    });

  switch (found.health) {
    case 'usable':
      return ended({ ranges: step.ranges, trace: here }, delivered);
    case 'unusable':
      return unreachable(
        { ranges: step.ranges, trace: here },
        'endpoint-not-available',
        { at: id, does: 'drops', because: `the endpoint is ${found.state}` },
        via,
      );
    case 'changing':
      return unknown({ ranges: step.ranges, trace: here }, 'endpoint-not-available', {
        at: id,
        does: 'drops',
        because: `the endpoint is ${found.state}`,
      });
    default:
      return found.health satisfies never;
  }
};
