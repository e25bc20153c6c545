import type { Vpc } from '../../network/network.ts';
import type { TransitAttachment, TransitRoute } from '../../network/transit.ts';
import { isUnread } from '../../network/unread.ts';
import { hop } from '../hop.ts';
import { toOtherNetwork } from './exits.ts';
import { type NextTable, type Step, targetOf, withTrace } from './step.ts';
import { type TraceResult, unknown, unreachable } from './trace-result.ts';
import { withHops } from './trace-state.ts';
import { carries, unsettledAttachment } from './transit-attachment.ts';

/** Packets enter the attached VPC by the attachment's subnet of their zone, whose table decides. */
const enterVpc = (step: Step, { id, subnetIds }: TransitAttachment, vpc: Vpc, nextTable: NextTable): TraceResult[] => {
  const { network, client } = step.walk;
  const subnets = (subnetIds ?? []).flatMap((subnetId) => network.subnet(subnetId, vpc.id) ?? []);
  const subnet = subnets.find(({ zone }) => zone === client.subnet.zone) ?? subnets[0];
  if (subnet === undefined || isUnread(subnet.routeTable))
    return toOtherNetwork(step, `the tables of ${vpc.id} behind ${id} were not read`);

  return nextTable(step.walk, { vpc, subnet, table: subnet.routeTable, ranges: step.ranges, trace: step.trace });
};

const sendBy = (step: Step, { attachments }: TransitRoute, nextTable: NextTable): TraceResult[] => {
  const { network } = step.walk;
  const [next] = attachments;
  const attachment = network.transit.attachment(next?.id ?? '');
  const vpc = network.vpcs.get(attachment?.resourceId ?? next?.resourceId ?? '');
  if (attachments.length !== 1 || next?.type !== 'vpc' || attachment === undefined || vpc === undefined)
    return toOtherNetwork(
      step,
      `attachment ${next?.id ?? ''} of type ${next?.rawType ?? 'unknown'}, whose network the facts do not cover`,
    );

  return carries(attachment) ? enterVpc(step, attachment, vpc, nextTable) : unsettledAttachment(step, attachment);
};

/** Where a route of a transit gateway's table leads; `undefined`: no route matches. */
export const followTransitRoute = (
  step: Step,
  tableId: string,
  route: TransitRoute | undefined,
  nextTable: NextTable,
): TraceResult[] => {
  const drop = (because: string) => hop(tableId, 'drops', because);
  if (route === undefined)
    return unreachable(step, 'no-route', drop('no route of the transit gateway matches'), targetOf(step));
  const { destination, state, attachments } = route;
  if (state === 'blackhole')
    return unreachable(step, 'blackhole', drop(`${destination} is a blackhole`), targetOf(step));
  if (state !== 'active')
    return unknown(step, 'unrecognised', hop(tableId, 'routes', `the route to ${destination} is changing`));
  const because = `${destination} → ${attachments[0]?.id ?? 'an attachment that is not named'}`;

  return sendBy(withTrace(step, withHops(step.trace, hop(tableId, 'routes', because))), route, nextTable);
};
