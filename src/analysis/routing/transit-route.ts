import type { Subnet, Vpc } from '../../network/network.ts';
import type { TransitRoute } from '../../network/transit.ts';
import type { TransitAttachment } from '../../network/transit-attachment.ts';
import { isUnread } from '../../network/unread.ts';
import { notRead } from '../doubt.ts';
import { hop } from '../hop.ts';
import { toOtherNetwork } from './exits.ts';
import { doubting, type NextTable, type Step, targetOf, withTrace } from './step.ts';
import { type TraceResult, unknown, unreachable } from './trace-result.ts';
import { withHop } from './trace-state.ts';
import { arrivalsOf, carries, unsettledAttachment } from './transit-attachment.ts';

/** How packets came to a transit gateway: `from` says in which zone. */
export interface TransitWay {
  readonly from: Subnet | null;
  readonly nextTable: NextTable;
}

/** Packets enter the attached VPC by a subnet of the attachment, whose table decides. */
const enterBy = (step: Step, vpc: Vpc, arrival: Subnet, nextTable: NextTable): TraceResult[] => {
  const { routeTable: table } = arrival;
  const because = `the route table of ${arrival.id} in ${vpc.id} was not read`;
  if (isUnread(table)) return toOtherNetwork(doubting(step, notRead(table, 'where it leads is not known')), because);

  return nextTable(step.walk, {
    vpc,
    subnet: arrival,
    table,
    ranges: step.ranges,
    trace: { ...step.trace, forwarder: { id: arrival.id, subnet: arrival, isArrival: true } },
  });
};

const enterVpc = (
  step: Step,
  attachment: TransitAttachment,
  vpc: Vpc,
  { from, nextTable }: TransitWay,
): TraceResult[] => {
  const { id, subnetIds } = attachment;
  const { network } = step.walk;
  const { subnetsUnread } = network.transit;
  const arrivals = arrivalsOf(network, attachment, from);
  const [only, ...others] = arrivals;
  if (only === undefined)
    return toOtherNetwork(
      subnetIds === null && subnetsUnread !== null
        ? doubting(step, notRead(subnetsUnread, `by which subnets ${id} leads into ${vpc.id} is not known`))
        : step,
      `the tables of ${vpc.id} behind ${id} were not read`,
    );
  if (others.length === 0) return enterBy(step, vpc, only, nextTable);
  const because = `into ${vpc.id} by any of ${arrivals.map((one) => one.id).join(', ')}`;
  const trace = { ...withHop(step.trace, hop(id, 'routes', because)), isOneOfSeveral: true };

  return arrivals.flatMap((arrival) => enterBy(withTrace(step, trace), vpc, arrival, nextTable));
};

const unlistedAttachment = (step: Step, next: TransitRoute['attachments'][number] | undefined): Step => {
  const { attachmentsUnread } = step.walk.network.transit;

  return next?.type === 'vpc' && attachmentsUnread !== null
    ? doubting(step, notRead(attachmentsUnread, `where ${next.id} leads is not known`))
    : step;
};

const sendBy = (step: Step, { attachments }: TransitRoute, way: TransitWay): TraceResult[] => {
  const { network } = step.walk;
  const [next, ...others] = attachments;
  const attachment = network.transit.attachment(next?.id ?? '');
  const vpc = network.vpcs.get(attachment?.resourceId ?? '');
  if (next?.type !== 'vpc' || others.length > 0 || attachment === undefined || vpc === undefined)
    return toOtherNetwork(
      attachment === undefined ? unlistedAttachment(step, next) : step,
      `attachment ${next?.id ?? ''} of type ${next?.rawType ?? 'unknown'}, whose network the facts do not cover`,
    );

  return carries(attachment) ? enterVpc(step, attachment, vpc, way) : unsettledAttachment(step, attachment);
};

/** Where a route of a transit gateway's table leads; `undefined`: no route matches. */
export const followTransitRoute = (
  step: Step,
  tableId: string,
  route: TransitRoute | undefined,
  way: TransitWay,
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

  return sendBy(withTrace(step, withHop(step.trace, hop(tableId, 'routes', because))), route, way);
};
