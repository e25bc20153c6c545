import type { Endpoint, Subnet } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import { isOutsideRegion } from '../../network/zone.ts';
import { assume, type Doubt, notRead } from '../doubt.ts';
import { hop } from '../hop.ts';
import { doubting, dropped, type Step, targetOf, unsettled, withTrace } from './step.ts';
import { delivered, type TraceResult, unknown } from './trace-result.ts';
import { pastSourceNat } from './trace-state.ts';

const isOutside = ({ zone, isOnOutpost }: Subnet): boolean => isOnOutpost || isOutsideRegion(zone);

const doubtsOf = ({ vpc, walk, trace }: Step): Doubt[] => [
  ...(trace.sourceNat === null ? [] : [assume('nat-reaches-gateway-endpoint')]),
  ...(isUnread(vpc.scope.blockMode) || vpc.scope.blockMode === 'off' ? [] : [assume('block-spares-endpoints')]),
  // No route table leads what it answers.
  ...(trace.inspectors.length === 0 ? [] : [assume('one-way-inspection')]),
  ...(isOutside(walk.client.subnet) ? [assume('zone-outside-region')] : []),
];

const serve = (step: Step): TraceResult[] =>
  delivered(
    step,
    'private',
    targetOf(step),
    hop(step.route.target.id, 'delivers', `gateway endpoint of ${step.vpc.id}`),
  );

const unclear = (step: Step, because: string, reason: 'unrecognised' | 'endpoint-not-available'): TraceResult[] =>
  unknown(step, reason, hop(step.route.target.id, 'drops', because));

const byHealth = (step: Step, { health, rawState }: Endpoint): TraceResult[] => {
  switch (health) {
    case 'usable':
      return serve(step);
    case 'unusable':
      return dropped(step, 'endpoint-not-available', `the endpoint is ${rawState}`);
    case 'changing':
      return unclear(step, `the endpoint is ${rawState}`, 'endpoint-not-available');
    default:
      return health satisfies never;
  }
};

/**
 * A gateway endpoint serves sources of its own VPC only: the client itself, or a NAT gateway that
 * put its own address on the packet. What comes in over a transit gateway is dropped.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
 */
export const toGatewayEndpoint = (step: Step): TraceResult[] => {
  const { route, vpc, trace } = step;
  const { endpoints } = vpc.scope;
  if (trace.hasCrossedTransit && trace.sourceNat === null)
    return dropped(step, 'gateway-endpoint-not-transitive', 'a gateway endpoint takes no traffic from other networks');

  const here = doubting(withTrace(step, pastSourceNat(trace)), ...doubtsOf(step));
  if (isUnread(endpoints)) return serve(doubting(here, notRead(endpoints, 'the endpoint may not be available')));
  const endpoint = endpoints.get(route.target.id);
  if (endpoint === undefined)
    return vpc.isShared ? serve(here) : unclear(here, 'no endpoint of this id is listed', 'unrecognised');
  if (endpoint.type !== 'gateway')
    return unsettled(step, 'unrecognised', `an endpoint of type ${endpoint.rawType} as the target of a prefix list`);

  return byHealth(here, endpoint);
};
