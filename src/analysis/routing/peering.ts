import { covers } from '../../net/cidr.ts';
import type { Vpc } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import { notRead } from '../doubt.ts';
import { doubting, dropped, type Step, targetOf, unsettled } from './step.ts';
import { deliveredInside, type TraceResult } from './trace-result.ts';
import { crossing } from './trace-state.ts';

const holdsAll = ({ cidrs }: Vpc, { ranges, walk }: Step): boolean =>
  ranges.every((range) => cidrs[walk.family].some((cidr) => covers(cidr, range)));

/**
 * A peering connection carries what is addressed to the peer VPC and nothing beyond it: no
 * gateway, NAT or endpoint route of the peer can be used. Nor does it carry what another network brought, unless a NAT
 * gateway or instance of the VPC put its own address on it.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html
 * @see https://docs.aws.amazon.com/vpc/latest/peering/invalid-peering-configurations.html
 */
export const toPeering = (step: Step): TraceResult[] => {
  const { route, vpc, walk, ranges, trace } = step;
  if (trace.hasCrossedTransit && trace.sourceNat === null)
    return dropped(step, 'peering-not-transitive', 'a peering connection carries nothing that another network brought');
  const { peerings } = vpc.scope;
  const peering = isUnread(peerings) ? undefined : peerings.get(route.target.id);
  const peer = walk.network.vpcs.get(peering?.vpcIds.find((id) => id !== vpc.id) ?? '');
  if (peering?.isActive === true && peer !== undefined && holdsAll(peer, step))
    return deliveredInside(
      { ranges, trace: { ...crossing(trace, targetOf(step)), hasCrossedTransit: true, forwarder: null } },
      peer,
      null,
    );
  if (peering?.isActive === false)
    return dropped(step, 'peering-not-transitive', 'the peering connection is not active');
  if (walk.destination.service === null && peer === undefined)
    return unsettled(
      doubting(step, ...(isUnread(peerings) ? [notRead(peerings, 'where it leads is not known')] : [])),
      'unread-facts',
      'the peer VPC is not among the facts',
    );

  return dropped(step, 'peering-not-transitive', 'a peering connection carries only what is addressed to the peer VPC');
};
