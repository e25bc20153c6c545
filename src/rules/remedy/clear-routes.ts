import { serviceSpace } from '../../analysis/destination.ts';
import type { Change } from '../../changes/change.ts';
import { type Remedy, remedyBy } from '../../changes/remedy.ts';
import { routeRecord } from '../../changes/route-record.ts';
import { type Cidr, covers, overlaps } from '../../net/cidr.ts';
import { meet } from '../../net/ranges.ts';
import type { Endpoint, Network, Subnet, Vpc } from '../../network/network.ts';
import type { Route, RouteTable, TargetKind } from '../../network/route-table.ts';
import { isUnread } from '../../network/unread.ts';
import { placeIn } from './place-in.ts';

const isOpen: ReadonlySet<TargetKind> = new Set<TargetKind>([
  'nat-gateway',
  'internet-gateway',
  'egress-only-internet-gateway',
  'carrier-gateway',
]);

/** What it drops or sends of public addresses would take another way without it. */
export const isForPublic = ({ scope }: Vpc, { cidr }: Route): boolean =>
  cidr === null || meet(serviceSpace(scope, cidr.family), [cidr]);

const remove = (vpc: Vpc, { id }: RouteTable, route: Route): Change => ({
  ...placeIn(vpc),
  kind: 'delete-route',
  routeTableId: id,
  route: routeRecord(route),
  why: 'release',
});

/** Addresses that a table sends to a gateway endpoint; null where some list of them was not read. */
const listedIn = ({ scope }: Vpc, { routes }: RouteTable, isMeant: (id: string) => boolean): readonly Cidr[] | null => {
  const listed: Cidr[] = [];
  for (const { prefixListId, target, state } of routes) {
    if (target.kind !== 'gateway-endpoint' || state !== 'active' || !isMeant(target.id)) continue;
    const list = isUnread(scope.prefixLists) ? undefined : scope.prefixLists.get(prefixListId ?? '');
    if (list === undefined || isUnread(list.cidrs)) return null;
    listed.push(...list.cidrs);
  }

  return listed;
};

/** Whether all that matches the route is the service's alone, and goes to its gateway endpoint without the route. */
export const hidesEndpoint = (vpc: Vpc, table: RouteTable, { cidr }: Route): boolean =>
  cidr !== null && (listedIn(vpc, table, () => true) ?? []).some((entry) => covers(entry, cidr));

/**
 * Takes away the routes by which a table sends addresses of a service past its gateway endpoint: each of them is for
 * addresses of that service alone, so that nothing else takes another way. Null where one leads to a firewall, a network or
 * somebody's own appliance, which is meant; or where AWS takes none of it.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
 */
export const clearForGateway = (vpc: Vpc, endpointId: string, tables: readonly string[]): Remedy | null => {
  const changes: Change[] = [];
  for (const table of vpc.routeTables.filter(({ id }) => tables.includes(id))) {
    const listed = listedIn(vpc, table, (id) => id === endpointId);
    if (listed === null) return null;
    const better = table.routes.filter(
      ({ cidr, target }) => cidr !== null && target.kind !== 'local' && listed.some((entry) => covers(entry, cidr)),
    );
    if (
      better.some(
        ({ target, state, origin }) => origin !== 'static' || (state !== 'blackhole' && !isOpen.has(target.kind)),
      )
    )
      return null;
    changes.push(...better.map((route) => remove(vpc, table, route)));
  }

  return changes.length === 0 ? null : remedyBy(...changes);
};

/** A private address gets nowhere by it. */
const isDeadEnd = ({ scope: { natGateways } }: Vpc, { state, target }: Route): boolean => {
  if (state === 'blackhole') return true;
  if (target.kind !== 'nat-gateway') return isOpen.has(target.kind);

  return !isUnread(natGateways) && natGateways.get(target.id)?.isPrivate === false;
};

const leadsThrough = ({ target, state }: Route): boolean =>
  state === 'active' && (target.kind === 'transit-gateway' || target.kind === 'peering-connection');

/** Takes away dead ends for the addresses of an endpoint in another VPC, where a shorter route leads there; null: there are none. */
export const clearWay = ({ vpcs }: Network, { vpc, routeTable: table }: Subnet, endpoint: Endpoint): Remedy | null => {
  const home = vpcs.get(endpoint.vpcId);
  if (home === undefined || isUnread(table)) return null;
  const doors = endpoint.subnetIds.flatMap((id) => home.subnetsById.get(id)?.cidr ?? []);
  const ways = table.routes.filter(
    (route) => leadsThrough(route) && doors.every((door) => route.cidr !== null && covers(route.cidr, door)),
  );
  const dead = table.routes.filter(
    (route) =>
      route.origin === 'static' &&
      doors.some((door) => route.cidr !== null && overlaps(route.cidr, door)) &&
      isDeadEnd(vpc, route) &&
      !isForPublic(vpc, route),
  );

  return ways.length === 0 || dead.length === 0 ? null : remedyBy(...dead.map((route) => remove(vpc, table, route)));
};
