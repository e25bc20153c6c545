import type { RecordOf } from '../../../../src/snapshot/schema.ts';
import { type Refusal, refuse, type WriteContext } from '../call.ts';

type EndpointRecord = RecordOf<'vpcEndpoints'>;

/** AWS's lists of the addresses that the endpoint serves: one a family. */
const listsOf = ({ ServiceName = '', IpAddressType = 'ipv4' }: EndpointRecord, { records }: WriteContext) => {
  const wanted = [
    ...(IpAddressType === 'ipv6' ? [] : [ServiceName]),
    ...(IpAddressType === 'ipv4' ? [] : [ServiceName.replace(/(\w+)$/, 'ipv6.$1')]),
  ];

  return (records.all('managedPrefixLists') ?? []).filter(
    ({ PrefixListName = '', OwnerId }) => OwnerId === 'AWS' && wanted.includes(PrefixListName),
  );
};

/** Puts a route by each list into the tables; or says why AWS does not. */
export const addListRoutes = (
  endpoint: EndpointRecord,
  tableIds: readonly string[],
  context: WriteContext,
): Refusal | null => {
  const { records } = context;
  const { IpAddressType = 'ipv4' } = endpoint;
  const lists = listsOf(endpoint, context).map(({ PrefixListId }) => PrefixListId);
  if (lists.length < (IpAddressType === 'dualstack' ? 2 : 1))
    return refuse(400, 'InvalidParameter', `${endpoint.ServiceName} does not support the type ${IpAddressType}`);
  for (const id of tableIds) {
    const table = records.find('routeTables', id);
    if (table === undefined || table.VpcId !== endpoint.VpcId)
      return refuse(400, 'InvalidRouteTableId.NotFound', `The routeTable ID '${id}' does not exist`);
    const taken = (table.Routes ?? []).find(({ DestinationPrefixListId = '' }) =>
      lists.includes(DestinationPrefixListId),
    );
    if (taken)
      return refuse(
        400,
        'RouteAlreadyExists',
        `route table ${id} already has a route with destination-prefix-list-id ${taken.DestinationPrefixListId}`,
      );
    const routes = lists.map((DestinationPrefixListId) => ({
      DestinationPrefixListId,
      GatewayId: endpoint.VpcEndpointId,
      Origin: 'CreateRoute',
      State: 'active',
    }));
    records.edit('routeTables', id, (one) => ({ ...one, Routes: [...(one.Routes ?? []), ...routes] }));
  }

  return null;
};

export const removeListRoutes = (endpointId: string, tableIds: readonly string[], { records }: WriteContext): void => {
  for (const id of tableIds)
    records.edit('routeTables', id, (one) => ({
      ...one,
      Routes: (one.Routes ?? []).filter(({ GatewayId }) => GatewayId !== endpointId),
    }));
};
