import { byValue } from '../../net/prefix-map.ts';
import type { Scope } from '../../network/network.ts';
import type { TransitRoute } from '../../network/transit.ts';
import type { TransitAttachment } from '../../network/transit-attachment.ts';
import { isUnread, type Unread } from '../../network/unread.ts';
import { isOutsideRegion } from '../../network/zone.ts';
import { assume, type Doubt, notRead } from '../doubt.ts';
import { hop } from '../hop.ts';
import { listEntries, unreadListDoubt } from '../list-entries.ts';
import { depart } from './attachment-acl.ts';
import { toOtherNetwork } from './exits.ts';
import { sourcesOf } from './gateway-acl.ts';
import { doubting, type NextTable, type Step, targetOf, withTrace } from './step.ts';
import { type TraceResult, unknown, unreachable } from './trace-result.ts';
import { crossing, pastSourceNat, visiting } from './trace-state.ts';
import { carries, departuresOf, unsettledAttachment } from './transit-attachment.ts';
import { followTransitRoute, type TransitWay } from './transit-route.ts';
import { type TransitTable, transitTable } from './transit-table.ts';

const zoneDoubts = ({ subnet }: Step): Doubt[] =>
  isOutsideRegion(subnet?.zone ?? null) ? [assume('parent-zone-attached')] : [];

const tableDoubts = ({ walk }: Step, tableId: string, { hasSystemRoutes }: TransitTable): Doubt[] => {
  const hidden = walk.network.transit.referencesOf(tableId);

  return [
    ...(hasSystemRoutes ? [assume('transit-translation')] : []),
    ...(hidden === null ? [] : [notRead(hidden, 'a prefix list that the table refers to may lead elsewhere')]),
  ];
};

const leadsToVpc = (route: TransitRoute | undefined): boolean =>
  route?.state === 'active' && route.attachments[0]?.type === 'vpc';

/** On the other side of the transit gateway nothing of the VPC that was left counts any more. */
const across = (step: Step, tableId: string): Step =>
  withTrace(step, {
    ...visiting(crossing(pastSourceNat(step.trace), targetOf(step)), tableId),
    sources: step.trace.sourceNat === null ? step.trace.sources : sourcesOf(step),
    sourceNat: null,
    hasCrossedTransit: true,
  });

const ownerOnly = 'only the owner of the transit gateway sees its route tables';

const leadsUnknown = (step: Step, missing: Unread): Step =>
  doubting(step, notRead(missing, 'where the transit gateway leads is not known'));

/** Unless the owner could not even be asked whether it shares it, that is nobody's fault. */
const asOthersSee = (step: Step): TraceResult[] => {
  const missing = step.walk.network.transit.whyUntold(step.route.target.id);

  return toOtherNetwork(missing === null ? step : leadsUnknown(step, missing), ownerOnly);
};

/** The owner's account could have read what is missing; to others it does not show. */
const unreadByOwner = (step: Step, missing: Unread): TraceResult[] =>
  step.walk.network.transit.mayOwn(step.route.target.id)
    ? toOtherNetwork(leadsUnknown(step, missing), 'its routes were not read')
    : asOthersSee(step);

const unreadLists = (routes: readonly TransitRoute[], reader: Scope): readonly Doubt[] =>
  routes.flatMap(({ cidr, prefixListId }) =>
    cidr === null && listEntries(reader, prefixListId ?? '') === null
      ? [unreadListDoubt(reader, prefixListId ?? '', 'where the transit gateway leads is not known')]
      : [],
  );

/** The table that the attachment is associated with decides by longest prefix. */
const byTable = (step: Step, tableId: string, way: TransitWay): TraceResult[] => {
  const { walk, vpc, trace, ranges } = step;
  if (trace.visited.has(tableId))
    return unreachable(step, 'routing-loop', hop(tableId, 'drops', 'the packet comes back to it'));
  const known = walk.network.transit.routesOf(tableId);
  if (isUnread(known)) return unreadByOwner(step, known);

  const reader = walk.network.readerOfTransitTable(tableId) ?? vpc.scope;
  const table = transitTable(known, reader);
  const routes = table.routes[walk.family];
  if (routes === null)
    return unknown(
      doubting(step, ...unreadLists(known, reader)),
      'unread-facts',
      hop(tableId, 'routes', 'a prefix list that it refers to was not read'),
    );

  const doubts = tableDoubts(step, tableId, table);
  const before = doubting(step, ...doubts);
  const inside = doubting(across(step, tableId), ...doubts);

  return [...byValue(routes, ranges)].flatMap(([route, own]) =>
    followTransitRoute({ ...(leadsToVpc(route) ? inside : before), ranges: own }, tableId, route, way),
  );
};

const byAssociation = (step: Step, attachment: TransitAttachment, way: TransitWay): TraceResult[] => {
  const { id, association, routeTableId } = attachment;
  const { attachmentsUnread, gatewaysUnread } = step.walk.network.transit;
  // Of an own transit gateway, an attachment without an association has none.
  const missing = attachmentsUnread ?? gatewaysUnread;
  switch (association) {
    case 'associated':
      return routeTableId === null ? asOthersSee(step) : byTable(step, routeTableId, way);
    case 'unseen':
      return missing === null ? asOthersSee(step) : unreadByOwner(step, missing);
    case 'none':
      return unreachable(
        doubting(step, assume('unassociated-attachment-drops')),
        'attachment-not-associated',
        hop(id, 'drops', 'it is associated with no route table of the transit gateway'),
        targetOf(step),
      );
    default:
      return unknown(step, 'unrecognised', hop(id, 'routes', 'its association with a route table is changing'));
  }
};

const withSubnetDoubt = (step: Step, { subnetIds }: TransitAttachment): Step => {
  const { subnetsUnread } = step.walk.network.transit;

  return subnetIds === null && subnetsUnread !== null
    ? doubting(step, notRead(subnetsUnread, 'the attachment may have no subnet in this zone'))
    : step;
};

/**
 * A transit gateway, as far as its attachments and tables can be seen.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
 */
export const toTransitGateway = (step: Step, nextTable: NextTable): TraceResult[] => {
  const { route, vpc, walk, subnet } = step;
  const here = doubting(step, ...zoneDoubts(step));
  const attachment = walk.network.transit.attachmentOf(vpc.id, route.target.id);
  if (isUnread(attachment))
    return toOtherNetwork(
      doubting(here, notRead(attachment, 'the way on is not known')),
      'its attachments were not read',
    );
  if (attachment === null) return toOtherNetwork(here, `its attachment to ${vpc.id} is not visible here`);
  if (!carries(attachment)) return unsettledAttachment(here, attachment);
  const departures = departuresOf(walk.network, attachment, subnet);
  if (departures === null)
    return byAssociation(withSubnetDoubt(here, attachment), attachment, { from: subnet, nextTable });
  if (departures.length === 0) {
    const gap = hop(attachment.id, 'drops', `it has no subnet in zone ${subnet?.zone ?? ''}`);

    return unreachable(here, 'attachment-zone-gap', gap, targetOf(here));
  }

  return departures.flatMap((from) => {
    const trace = departures.length === 1 ? here.trace : { ...here.trace, isOneOfSeveral: true };
    const { step: sent, stopped } = depart(withTrace(here, trace), from);

    return sent === null ? [...stopped] : [...stopped, ...byAssociation(sent, attachment, { from, nextTable })];
  });
};
