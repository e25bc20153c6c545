import type { Gateway } from '../../network/gateways.ts';
import { isUnread, type Known } from '../../network/unread.ts';
import type { Section } from '../../snapshot/schema.ts';
import { notListed, notRead } from '../doubt.ts';
import { doubting, dropped, type Step, unsettled } from './step.ts';
import type { TraceResult } from './trace-result.ts';

interface Gateways {
  readonly section: Section;
  readonly gateways: Known<ReadonlyMap<string, Gateway>>;
}

/** What the route's target is looked up in, where a gateway of its kind has to be attached to carry anything. */
const gatewaysOf = ({ vpc: { scope }, route }: Step): Gateways | null => {
  switch (route.target.kind) {
    case 'internet-gateway':
      return { section: 'internetGateways', gateways: scope.internetGateways };
    case 'egress-only-internet-gateway':
      return { section: 'egressOnlyInternetGateways', gateways: scope.egressOnlyInternetGateways };
    default:
      return null;
  }
};

/**
 * A gateway that is not attached to the VPC carries nothing, whatever its routes say. Of a VPC that another account
 * shares, the owner alone sees the gateways.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
 */
export const ifAttached = (step: Step, onward: (step: Step) => TraceResult[]): TraceResult[] => {
  const { vpc, route } = step;
  const listed = gatewaysOf(step);
  if (listed === null || vpc.isShared) return onward(step);
  const { section, gateways } = listed;
  const { id } = route.target;
  if (isUnread(gateways)) return onward(doubting(step, notRead(gateways, `${id} may not be attached`)));
  const gateway = gateways.get(id);
  if (gateway === undefined) return onward(doubting(step, notListed(section, id, 'it may not be attached')));
  if (gateway.attachedTo.has(vpc.id)) return onward(step);

  return gateway.unsettledIn.has(vpc.id)
    ? unsettled(step, 'unrecognised', `its attachment to ${vpc.id} is changing`)
    : dropped(step, 'blackhole', `it is not attached to ${vpc.id}`);
};
