import { covers } from '../../net/cidr.ts';
import { isUnread } from '../../network/unread.ts';
import type { NextHop } from '../path.ts';
import { crossing, type Step, type TraceResult, unknown, unreachable, withHops } from './trace-state.ts';

/**
 * A peering connection carries what is addressed to the peer VPC and nothing beyond it: no
 * gateway, NAT or endpoint route of the peer can be used.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html
 */
export const toPeering = (step: Step): TraceResult[] => {
  const { route, table, vpc, walk } = step;
  const { id } = route.target;
  const via: NextHop = { kind: 'peering-connection', id };
  const arrived = withHops(step.trace, { at: table.id, does: 'routes', because: `${route.destination} → ${id}` });
  const { peerings } = vpc.scope;
  const peering = isUnread(peerings) ? undefined : peerings.get(id);
  const peer = walk.network.vpcs.get(peering?.vpcIds.find((vpcId) => vpcId !== vpc.id) ?? '');
  const isInside =
    peer !== undefined && step.ranges.every((range) => peer.cidrs[walk.family].some((cidr) => covers(cidr, range)));
  if (peering?.isActive === true && isInside)
    return [
      { ranges: step.ranges, end: { local: peer }, trace: { ...crossing(arrived, via), hasCrossedTransit: true } },
    ];
  if (walk.destination.service === null && peer === undefined && peering?.isActive !== false)
    return unknown({ ranges: step.ranges, trace: arrived }, 'unread-facts', {
      at: id,
      does: 'routes',
      because: 'the peer VPC is not among the facts',
    });

  return unreachable(
    { ranges: step.ranges, trace: arrived },
    'peering-not-transitive',
    {
      at: id,
      does: 'drops',
      because:
        peering?.isActive === false
          ? 'the peering connection is not active'
          : 'a peering connection carries only what is addressed to the peer VPC',
    },
    via,
  );
};
