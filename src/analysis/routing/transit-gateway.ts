import { memoize } from '../../memoize.ts';
import type { Cidr, Family } from '../../net/cidr.ts';
import { byValue, type PrefixEntry, type PrefixMap, prefixMap } from '../../net/prefix-map.ts';
import type { Scope, Vpc } from '../../network/network.ts';
import type { TransitAttachment, TransitRoute } from '../../network/transit.ts';
import { isUnread } from '../../network/unread.ts';
import { compare } from '../../order.ts';
import { assume, type Doubt, notRead } from '../doubt.ts';
import { listEntries } from '../list-entries.ts';
import { isOutsideRegion } from './gateway-endpoint.ts';
import {
  crossing,
  ended,
  type NextTable,
  pastSourceNat,
  type Step,
  type TraceResult,
  type TraceState,
  unknown,
  unreachable,
  visiting,
  withDoubts,
  withHops,
} from './trace-state.ts';

/** Whose propagated routes win; those of peers and of what AWS adds come last. */
const propagators = ['vpc', 'direct-connect-gateway', 'connect', 'vpn'];

/**
 * At the same destination static routes win, then references to prefix lists, then propagated ones by what propagates them.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html#tgw-route-evaluation-overview
 */
const rankOf = ({ prefixListId, type, attachments }: TransitRoute): number => {
  if (prefixListId !== null) return 1;
  if (type === 'static') return 0;
  const place = propagators.indexOf(attachments[0]?.type ?? '');

  return 2 + (place < 0 ? propagators.length : place);
};

const textOf = ({ destination, attachments }: TransitRoute): string =>
  [destination, ...attachments.map(({ id }) => id)].join(' ');

/** Among equals the same one comes first, whatever order AWS lists them in. */
const isBefore = (one: TransitRoute, other: TransitRoute): boolean =>
  (rankOf(one) - rankOf(other) || compare(textOf(one), textOf(other))) < 0;

const cidrsOf = (scope: Scope, route: TransitRoute): readonly Cidr[] | null =>
  route.cidr === null ? listEntries(scope, route.prefixListId ?? '') : [route.cidr];

/** Null: a prefix list that the table refers to was not read. */
const compile = (routes: readonly TransitRoute[], scope: Scope, family: Family): PrefixMap<TransitRoute> | null => {
  const best = new Map<string, PrefixEntry<TransitRoute>>();
  for (const route of routes) {
    const cidrs = cidrsOf(scope, route);
    if (cidrs === null) return null;
    for (const cidr of cidrs) {
      const key = `${cidr.first}/${cidr.length}`;
      const present = best.get(key);
      if (cidr.family === family && (present === undefined || isBefore(route, present.value)))
        best.set(key, { cidr, value: route });
    }
  }

  return prefixMap(best.values());
};

interface Compiled extends Readonly<Record<Family, PrefixMap<TransitRoute> | null>> {
  /** AWS put routes there itself. */
  readonly hasSystemRoutes: boolean;
}

const compiledIn = memoize((_scope: Scope) => new Map<readonly TransitRoute[], Compiled>());

/** Once a table and an account that reads its prefix lists: a hub's has thousands of routes and hundreds of spokes. */
const compiled = (routes: readonly TransitRoute[], scope: Scope): Compiled => {
  const known = compiledIn(scope);
  const table = known.get(routes) ?? {
    ipv4: compile(routes, scope, 'ipv4'),
    ipv6: compile(routes, scope, 'ipv6'),
    hasSystemRoutes: routes.some(({ type }) => type === 'system'),
  };
  known.set(routes, table);

  return table;
};

const transitEnd = (step: Step, trace: TraceState, because: string): TraceResult[] =>
  ended(
    { ranges: step.ranges, trace: pastSourceNat(trace) },
    {
      verdict: 'transit',
      via: { kind: 'transit-gateway', id: step.route.target.id },
      reason: null,
      hop: { at: step.route.target.id, does: 'delivers', because },
    },
  );

/** Packets enter the attached VPC by the attachment's subnet of their zone, whose table decides. */
const enterVpc = (
  step: Step,
  attachment: TransitAttachment,
  vpc: Vpc,
  trace: TraceState,
  nextTable: NextTable,
): TraceResult[] => {
  const subnets = (attachment.subnetIds ?? []).flatMap((id) => step.walk.network.subnet(id, vpc.id) ?? []);
  const subnet = subnets.find(({ zone }) => zone === step.walk.origin.zone) ?? subnets[0];
  if (subnet === undefined || isUnread(subnet.routeTable))
    return transitEnd(step, trace, `the tables of ${vpc.id} behind ${attachment.id} were not read`);

  return nextTable(step.walk, { vpc, subnet, table: subnet.routeTable, ranges: step.ranges, trace });
};

const followRoute = (
  step: Step,
  tableId: string,
  route: TransitRoute | undefined,
  nextTable: NextTable,
): TraceResult[] => {
  const { network } = step.walk;
  if (route === undefined)
    return unreachable(
      step,
      'no-route',
      { at: tableId, does: 'drops', because: 'no route of the transit gateway matches' },
      { kind: 'transit-gateway', id: step.route.target.id },
    );
  if (route.isBlackhole)
    return unreachable(
      step,
      'blackhole',
      { at: tableId, does: 'drops', because: `${route.destination} is a blackhole` },
      { kind: 'transit-gateway', id: step.route.target.id },
    );

  const [next] = route.attachments;
  const attachment = network.transit.attachment(next?.id ?? '');
  const trace = withHops(step.trace, {
    at: tableId,
    does: 'routes',
    because: `${route.destination} → ${next?.id ?? 'an attachment that is not named'}`,
  });
  const vpc = network.vpcs.get(attachment?.resourceId ?? next?.resourceId ?? '');
  if (route.attachments.length !== 1 || next?.type !== 'vpc' || attachment === undefined || vpc === undefined)
    return transitEnd(
      step,
      trace,
      `attachment ${next?.id ?? ''} of type ${next?.type ?? 'unknown'}, whose network the facts do not cover`,
    );

  if (!carries(attachment)) return unsettled({ ranges: step.ranges, trace }, attachment);

  return enterVpc(step, attachment, vpc, trace, nextTable);
};

/** One that is being modified goes on to carry what it carried. */
const carries = ({ state }: TransitAttachment): boolean => state === 'available' || state === 'modifying';

const unsettled = (step: Pick<Step, 'ranges' | 'trace'>, { id, state }: TransitAttachment): TraceResult[] =>
  unknown(step, 'unrecognised', { at: id, does: 'routes', because: `the attachment is ${state}` });

const servesZone = (step: Step, attachment: TransitAttachment): boolean => {
  const { subnetIds, resourceId } = attachment;
  const source = step.subnet;
  if (subnetIds === null || source === null) return true;
  const zones = subnetIds.flatMap((id) => step.walk.network.subnet(id, resourceId)?.zone ?? []);

  return zones.length === 0 || source.zone === null || zones.includes(source.zone) || isOutsideRegion(source.zone);
};

const zoneDoubts = ({ subnet }: Step): Doubt[] =>
  subnet !== null && subnet.zone !== null && isOutsideRegion(subnet.zone) ? [assume('parent-zone-attached')] : [];

/**
 * A transit gateway, as far as its tables can be seen: the attachment needs a subnet in the
 * source's zone, or its parent where that is a Local Zone; the table that the attachment is associated with decides by longest prefix.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
 */
export const toTransitGateway = (step: Step, nextTable: NextTable): TraceResult[] => {
  const { route, vpc, walk, table } = step;
  const { id } = route.target;
  const line = { at: table.id, does: 'routes', because: `${route.destination} → ${id}` } as const;
  const arrived = withHops(withDoubts(step.trace, ...zoneDoubts(step)), line);
  const attachment = walk.network.transit.attachmentOf(vpc.id, id);
  if (isUnread(attachment))
    return transitEnd(
      step,
      withDoubts(arrived, notRead(attachment, 'the way on is not known')),
      'its attachments were not read',
    );
  if (attachment === null) return transitEnd(step, arrived, `its attachment to ${vpc.id} is not visible here`);
  if (!carries(attachment)) return unsettled({ ranges: step.ranges, trace: arrived }, attachment);
  if (!servesZone(step, attachment))
    return unreachable(
      { ranges: step.ranges, trace: arrived },
      'attachment-zone-gap',
      {
        at: attachment.id,
        does: 'drops',
        because: `it has no subnet in zone ${step.subnet?.zone ?? ''}`,
      },
      { kind: 'transit-gateway', id },
    );
  if (attachment.routeTableId === null)
    return transitEnd(step, arrived, 'only the owner of the transit gateway sees its route tables');
  if (arrived.visited.has(attachment.routeTableId))
    return unreachable({ ranges: step.ranges, trace: arrived }, 'routing-loop', {
      at: attachment.routeTableId,
      does: 'drops',
      because: 'the packet comes back to it',
    });

  const routes = walk.network.transit.routesOf(attachment.routeTableId);
  if (isUnread(routes)) return transitEnd(step, arrived, 'only the owner of the transit gateway sees its route tables');

  const compiledTable = compiled(routes, vpc.scope);
  const map = compiledTable[walk.family];
  if (map === null)
    return unknown({ ranges: step.ranges, trace: arrived }, 'unread-facts', {
      at: attachment.routeTableId,
      does: 'routes',
      because: 'a prefix list that it refers to was not read',
    });

  const hidden = walk.network.transit.referencesOf(attachment.routeTableId);
  const doubts = [
    ...(compiledTable.hasSystemRoutes ? [assume('transit-translation')] : []),
    ...(hidden === null ? [] : [notRead(hidden, 'a prefix list that the table refers to may lead elsewhere')]),
  ];
  const outer = arrived.sourceNat;
  const crossed = crossing(arrived, ...(outer === null ? [] : [{ kind: outer.kind, id: outer.id }]), {
    kind: 'transit-gateway',
    id,
  });
  const inside: TraceState = withDoubts(
    { ...visiting(crossed, attachment.routeTableId), sourceNat: null, hasCrossedTransit: true },
    ...doubts,
  );

  return [...byValue(map, step.ranges)].flatMap(([value, ranges]) => {
    const isStillHere = value === undefined || value.isBlackhole || value.attachments[0]?.type !== 'vpc';
    const trace = isStillHere ? withDoubts(arrived, ...doubts) : inside;

    return followRoute({ ...step, ranges, trace }, attachment.routeTableId ?? '', value, nextTable);
  });
};
