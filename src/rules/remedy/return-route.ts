import type { Cause, NextHop, Outcome, Path } from '../../analysis/path.ts';
import type { RouteRecord } from '../../changes/change.ts';
import { advise, type Remedy, remedyBy } from '../../changes/remedy.ts';
import { covers, overlaps } from '../../net/cidr.ts';
import { parsedCidrs } from '../../network/cidrs.ts';
import type { Network, Vpc } from '../../network/network.ts';
import type { RouteTable } from '../../network/route-table.ts';
import { isUnread } from '../../network/unread.ts';
import { placeIn } from './place-in.ts';

/** Replies do not find back from an endpoint: `routeTableId` has what drops them, `detail` where they ought to go. */
interface Loss extends Cause {
  readonly routeTableId: string;
  readonly detail: string;
}

const lossOf = ({ cause }: Outcome): Loss | null =>
  cause?.reason === 'no-return-route' && cause.routeTableId !== null && cause.detail !== null
    ? { ...cause, routeTableId: cause.routeTableId, detail: cause.detail }
    : null;

const crossings = new Set<NextHop['kind']>(['transit-gateway', 'peering-connection']);

/** By what the call came into the endpoint's VPC: of a split path, as its parts say. */
const entryOf = ({ through, parts }: Outcome): NextHop | undefined =>
  [...through, ...parts.flatMap((part) => part.through)].findLast(({ kind }) => crossings.has(kind));

const inTransitTable = (
  { subnet: { vpc } }: Path,
  { transit }: Network,
  entry: NextHop,
  { routeTableId, detail }: Loss,
): Remedy => {
  const attachment = transit.attachmentOf(vpc.id, entry.id);
  const target = isUnread(attachment) || attachment === null ? `the attachment of ${vpc.id}` : attachment.id;
  const routes = transit.routesOf(routeTableId);
  const isTaken = !isUnread(routes) && routes.some(({ destination }) => detail.split(', ').includes(destination));

  return advise(
    isTaken
      ? `Replace the blackhole ${detail} in ${routeTableId} by a route that leads to ${target}`
      : `Add a route for ${detail} to ${routeTableId} that leads to ${target}, or have that attachment propagate there`,
  );
};

const tableOf = (network: Network, id: string): { readonly vpc: Vpc; readonly table: RouteTable } | null => {
  for (const vpc of network.vpcs.values()) {
    const table = vpc.routeTables.find((one) => one.id === id);
    if (table !== undefined) return { vpc, table };
  }

  return null;
};

const routeBy = (to: string, { kind, id }: NextHop): RouteRecord => ({
  ...(to.includes(':') ? { DestinationIpv6CidrBlock: to } : { DestinationCidrBlock: to }),
  ...(kind === 'transit-gateway' ? { TransitGatewayId: id } : { VpcPeeringConnectionId: id }),
  Origin: 'CreateRoute',
  State: 'active',
});

/** A table has one route for a destination: one that is there already drops replies, and only a person knows what else it is for. */
const inTable = (network: Network, entry: NextHop, { detail, routeTableId, endpointId }: Loss): Remedy => {
  const found = tableOf(network, routeTableId);
  const wanted = detail.split(', ');
  const taken = wanted.filter((to) => found?.table.routes.some(({ destination }) => destination === to));
  if (taken.length > 0) return advise(`Point the route ${taken.join(', ')} of ${routeTableId} at ${entry.id}`);
  const byHand = advise(
    `Add a route for ${detail} to ${routeTableId} that leads to ${entry.id}, so that replies from ${endpointId} find back`,
  );
  if (found === null || found.vpc.isShared) return byHand;
  const place = { ...placeIn(found.vpc), routeTableId };
  const routes = wanted.map((to) => ({ ...place, kind: 'create-route', route: routeBy(to, entry) }) as const);

  return { ...remedyBy(...routes), otherwise: byHand };
};

/** Inside a VPC replies need no route: one to a middlebox takes them. What it is for, only a person knows. */
const pastMiddlebox = ({ subnet: { vpc } }: Path, { routeTableId, detail, endpointId }: Loss): Remedy | null => {
  const lost = parsedCidrs(detail.split(', '));
  const routes = (vpc.routeTables.find(({ id }) => id === routeTableId)?.routes ?? []).filter(
    ({ cidr, target }) =>
      cidr !== null &&
      target.kind !== 'local' &&
      vpc.cidrs[cidr.family].some((own) => covers(own, cidr)) &&
      lost.some((to) => to.family === cidr.family && overlaps(to, cidr)),
  );
  if (routes.length === 0) return null;
  const told = routes.map(({ destination, target }) => `${destination} → ${target.id}`).join(', ');

  return advise(
    `Point ${told} of ${routeTableId} at what passes replies from ${endpointId} on to ${detail}, or delete it if nothing has to inspect them`,
  );
};

/** What leads replies back from an endpoint; null where that is not what the path lacks. */
export const leadBack = (path: Path, network: Network): Remedy | null => {
  const loss = lossOf(path.outcome);
  const entry = entryOf(path.outcome);
  if (loss === null) return null;
  if (entry === undefined) return pastMiddlebox(path, loss);
  const { routeTableId, detail, endpointId } = loss;
  if (routeTableId.startsWith('tgw-rtb-')) return inTransitTable(path, network, entry, loss);
  if (routeTableId.startsWith('rtb-')) return inTable(network, entry, loss);
  const attachment = network.transit.attachment(routeTableId);
  if (attachment === undefined) return advise(`Give replies from ${endpointId} a way back to ${detail}`);

  return advise(
    attachment.association === 'none'
      ? `Associate ${routeTableId} with a route table of ${attachment.transitGatewayId} that leads to ${detail}`
      : `Add a subnet to ${routeTableId} in the zone in which ${endpointId} answers, so that its replies find back to ${detail}`,
  );
};
