import { memoize } from '../memoize.ts';
import type { RecordOf } from '../snapshot/schema.ts';
import type { AddressType, RouteRecord } from './change.ts';
import type { Records } from './records.ts';

/** A gateway endpoint, as far as its routes ask for it. */
interface Gateway {
  readonly endpointId: string;
  readonly serviceName: string;
  readonly ipAddressType: AddressType;
}

/** AWS names the list of IPv6 addresses `com.amazonaws.us-east-1.ipv6.s3`, or like that of IPv4 addresses. */
const namesOf = (serviceName: string): readonly string[] => [
  serviceName,
  serviceName.replace(/\.([^.]+)$/, '.ipv6.$1'),
];

const isOfType = ({ AddressFamily = 'IPv4' }: RecordOf<'managedPrefixLists'>, type: AddressType): boolean =>
  type === 'dualstack' || type === AddressFamily.toLowerCase();

/** AWS's lists of the service's addresses; null where lists were not read. */
export const listIdsOf = (
  records: Records,
  { serviceName, ipAddressType }: Omit<Gateway, 'endpointId'>,
): readonly string[] | null =>
  records
    .all('managedPrefixLists')
    ?.filter((list) => isOfType(list, ipAddressType))
    .filter(({ OwnerId, PrefixListName = '' }) => OwnerId === 'AWS' && namesOf(serviceName).includes(PrefixListName))
    .map(({ PrefixListId }) => PrefixListId)
    .sort() ?? null;

export const gatewayIn = (records: Records, endpointId: string): Gateway | null => {
  const endpoint = records.find('vpcEndpoints', endpointId);
  if (endpoint === undefined) return null;
  const { ServiceName: serviceName = '', IpAddressType: type } = endpoint;

  return { endpointId, serviceName, ipAddressType: type === 'dualstack' || type === 'ipv6' ? type : 'ipv4' };
};

const none: readonly RouteRecord[] = [];

/** AWS writes the routes of a gateway endpoint itself: one for each of the service's lists. Tables that share a list share it then. */
export const addListRoutes = (records: Records, gateway: Gateway, routeTableIds: readonly string[]): void => {
  const routes = (listIdsOf(records, gateway) ?? []).map(
    (DestinationPrefixListId): RouteRecord => ({
      DestinationPrefixListId,
      GatewayId: gateway.endpointId,
      Origin: 'CreateRoute',
      State: 'active',
    }),
  );
  const withThem = memoize((own: readonly RouteRecord[]) => [...own, ...routes]);
  for (const id of routeTableIds)
    records.edit('routeTables', id, (table) => ({ ...table, Routes: withThem(table.Routes ?? none) }));
};

/** All that lead to the endpoint. */
export const removeListRoutes = (records: Records, endpointId: string, routeTableIds: readonly string[]): void => {
  for (const id of routeTableIds)
    records.edit('routeTables', id, (table) => ({
      ...table,
      Routes: (table.Routes ?? []).filter(({ GatewayId }) => GatewayId !== endpointId),
    }));
};

/** Whether no table has a route by one of the lists already: AWS refuses a second one. */
export const hasNoListRoute = (
  records: Records,
  gateway: Omit<Gateway, 'endpointId'>,
  routeTableIds: readonly string[],
): boolean | null => {
  const lists = listIdsOf(records, gateway);
  if (lists === null || records.all('routeTables') === null) return null;

  return !routeTableIds.some((id) =>
    (records.find('routeTables', id)?.Routes ?? []).some(({ DestinationPrefixListId = '' }) =>
      lists.includes(DestinationPrefixListId),
    ),
  );
};
