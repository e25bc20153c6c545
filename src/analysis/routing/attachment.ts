import { isUnread } from '../../network/unread.ts';
import { notListed, notRead } from '../doubt.ts';
import { doubting, dropped, type Step, unsettled } from './step.ts';
import type { TraceResult } from './trace-result.ts';

/**
 * A gateway that is not attached to the VPC carries nothing, whatever its routes say. Of a VPC that another account
 * shares, the owner alone sees the gateways.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
 */
export const ifAttached = (
  step: Step,
  section: 'internetGateways' | 'egressOnlyInternetGateways',
  onward: (step: Step) => TraceResult[],
): TraceResult[] => {
  const { vpc, route } = step;
  if (vpc.isShared) return onward(step);
  const gateways = vpc.scope[section];
  const { id } = route.target;
  if (isUnread(gateways)) return onward(doubting(step, notRead(gateways, `${id} may not be attached`)));
  const gateway = gateways.get(id);
  if (gateway === undefined) return onward(doubting(step, notListed(section, id, 'it may not be attached')));
  if (gateway.attachedTo.has(vpc.id)) return onward(step);

  return gateway.unsettledIn.has(vpc.id)
    ? unsettled(step, 'unrecognised', `its attachment to ${vpc.id} is changing`)
    : dropped(step, 'blackhole', `it is not attached to ${vpc.id}`);
};
