import type { RouteRecord } from './change.ts';
import type { Records } from './records.ts';

interface ListRoutes {
  readonly endpointId: string;
  readonly routeTableIds: readonly string[];
  readonly prefixListIds: readonly string[];
}

/** AWS writes the routes of a gateway endpoint itself: one for each of the service's lists. */
export const addListRoutes = (records: Records, { endpointId, routeTableIds, prefixListIds }: ListRoutes): void => {
  const routes = prefixListIds.map(
    (DestinationPrefixListId): RouteRecord => ({
      DestinationPrefixListId,
      GatewayId: endpointId,
      Origin: 'CreateRoute',
      State: 'active',
    }),
  );
  for (const id of routeTableIds)
    records.edit('routeTables', id, (table) => ({ ...table, Routes: [...(table.Routes ?? []), ...routes] }));
};

/** All that lead to the endpoint, or those by some lists. */
export const removeListRoutes = (
  records: Records,
  { endpointId, routeTableIds, prefixListIds }: Omit<ListRoutes, 'prefixListIds'> & Partial<ListRoutes>,
): void => {
  for (const id of routeTableIds)
    records.edit('routeTables', id, (table) => ({
      ...table,
      Routes: (table.Routes ?? []).filter(
        ({ GatewayId, DestinationPrefixListId }) =>
          GatewayId !== endpointId || prefixListIds?.includes(DestinationPrefixListId ?? '') === false,
      ),
    }));
};

/** Whether a table has a route by one of the lists already: AWS refuses a second one. */
export const hasListRoute = (
  records: Records,
  { routeTableIds, prefixListIds }: Pick<ListRoutes, 'routeTableIds' | 'prefixListIds'>,
): boolean | null => {
  if (records.all('routeTables') === null) return null;

  return routeTableIds.some((id) =>
    (records.find('routeTables', id)?.Routes ?? []).some(({ DestinationPrefixListId = '' }) =>
      prefixListIds.includes(DestinationPrefixListId),
    ),
  );
};
