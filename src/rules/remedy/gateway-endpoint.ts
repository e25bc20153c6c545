import type { AddressType, Change } from '../../changes/change.ts';
import { newId } from '../../changes/new-id.ts';
import { inOrder, type Remedy, remedyBy } from '../../changes/remedy.ts';
import { routeRecord } from '../../changes/route-record.ts';
import { memoize } from '../../memoize.ts';
import type { Endpoint, Vpc } from '../../network/network.ts';
import type { RouteTable } from '../../network/route-table.ts';
import { isUnread } from '../../network/unread.ts';
import type { Service } from '../../services/service.ts';
import { placeIn } from './place-in.ts';
import { listsNamed, listsOf } from './prefix-lists.ts';

/** Most tables have none, or one or two. */
const listRoutesOf = memoize((routes: RouteTable['routes']) =>
  routes.filter(({ prefixListId, target }) => prefixListId !== null && target.kind !== 'gateway-endpoint'),
);

/**
 * Routes by the service's prefix lists to something else: while a table has one, AWS refuses to associate it.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
 */
const removeListRoutes = (vpc: Vpc, listIds: readonly string[], tables: readonly string[]): readonly Change[] =>
  vpc.routeTables
    .filter(({ id, routes }) => tables.includes(id) && listRoutesOf(routes).length > 0)
    .flatMap(({ id, routes }) =>
      listRoutesOf(routes)
        .filter(({ prefixListId }) => listIds.includes(prefixListId ?? ''))
        .map((route) => ({
          ...placeIn(vpc),
          kind: 'delete-route',
          routeTableId: id,
          route: routeRecord(route),
          why: 'conflict',
        })),
    );

/** Where no other route by the lists of the service is known. */
export const associate = (vpc: Vpc, { id }: Endpoint, tables: readonly string[]): Remedy =>
  remedyBy({ ...placeIn(vpc), kind: 'associate-route-tables', endpointId: id, routeTableIds: tables });

export const associateWith = (vpc: Vpc, endpoint: Endpoint, tables: readonly string[]): Remedy => {
  const lists = listsOf(vpc, endpoint).map(({ id }) => id);
  const conflicts = removeListRoutes(vpc, lists, tables);

  return inOrder(...(conflicts.length === 0 ? [] : [remedyBy(...conflicts)]), associate(vpc, endpoint, tables));
};

export const disassociate = (vpc: Vpc, endpointId: string, tables: readonly string[]): Remedy =>
  remedyBy({ ...placeIn(vpc), kind: 'disassociate-route-tables', endpointId, routeTableIds: tables });

/** A VPC that speaks IPv6 needs the IPv6 route as well, or its IPv6 paths stay as they are. */
const addressTypeFor = (vpc: Vpc, { prefixListNames }: Service): AddressType =>
  listsNamed(vpc, prefixListNames.ipv6).some(({ family }) => family === 'ipv6') &&
  vpc.subnets.some(({ ipv6Cidrs }) => ipv6Cidrs.length > 0)
    ? 'dualstack'
    : 'ipv4';

const createGateway = (vpc: Vpc, service: Service, tables: readonly string[]): Remedy => {
  const [serviceName = ''] = service.serviceNames;
  const ipAddressType = addressTypeFor(vpc, service);
  const lists = listsOf(vpc, { serviceName, ipAddressType }).map(({ id }) => id);

  return remedyBy(...removeListRoutes(vpc, lists, tables), {
    ...placeIn(vpc),
    kind: 'create-gateway-endpoint',
    id: newId('vpce', service.id, vpc.id),
    serviceName,
    routeTableIds: tables,
    ipAddressType,
    policy: null,
  });
};

export const gatewayOf = ({ endpoints }: Vpc, serviceNames: readonly string[]): Endpoint | undefined =>
  (isUnread(endpoints) ? [] : endpoints).find(
    ({ type, health, serviceName }) => type === 'gateway' && health === 'usable' && serviceNames.includes(serviceName),
  );

export const gatewayWith = ({ endpoints }: Vpc, id: string): Endpoint | undefined =>
  (isUnread(endpoints) ? [] : endpoints).find((one) => one.id === id);

/** The tables that subnets of the VPC use. */
export const tablesInUse = ({ subnets }: Vpc): readonly string[] =>
  [...new Set(subnets.flatMap(({ routeTable }) => (isUnread(routeTable) ? [] : [routeTable.id])))].sort();

export const isRouted = ({ routes }: RouteTable, endpointId: string): boolean =>
  routes.some(({ target }) => target.kind === 'gateway-endpoint' && target.id === endpointId);

/** Those of the tables that no gateway endpoint of the service has a route in. */
export const tablesWithout = (vpc: Vpc, { serviceNames }: Service, tables: readonly string[]): readonly string[] => {
  const present = gatewayOf(vpc, serviceNames);
  if (present === undefined) return tables;

  return tables.filter((id) => !vpc.routeTables.some((table) => table.id === id && isRouted(table, present.id)));
};

/** Uses the gateway endpoint that is already there, or creates one. */
export const useGateway = (vpc: Vpc, service: Service, tables: readonly string[]): Remedy => {
  const present = gatewayOf(vpc, service.serviceNames);

  return present === undefined ? createGateway(vpc, service, tables) : associateWith(vpc, present, tables);
};
