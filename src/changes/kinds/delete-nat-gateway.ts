import { awsCommand } from '../aws-command.ts';
import type { DeleteNatGateway } from '../change.ts';
import type { ChangeKind } from '../change-kind.ts';
import { pages } from '../pages.ts';
import { placeOf } from '../place.ts';

/** AWS leaves the routes to it where they are: they lead nowhere. */
export const deleteNatGateway: ChangeKind<DeleteNatGateway> = {
  stage: () => 'release',
  words: ({ natGatewayId }) => `Delete ${natGatewayId}`,
  calls: ({ region, natGatewayId }) => [
    { command: awsCommand(region, 'ec2', 'delete-nat-gateway', '--nat-gateway-id', natGatewayId) },
  ],
  reverse: (change) => [
    {
      ...placeOf(change),
      kind: 'by-hand',
      imperative: `Create a NAT gateway like ${change.natGatewayId}, and point the routes that led to it at the new one`,
    },
  ],
  preconditions: [
    {
      statement: 'a NAT gateway that is being made or deleted is left alone',
      page: pages.natGateways,
      holds: ({ natGatewayId }, records) => {
        const gateway = records.find('natGateways', natGatewayId);

        return gateway === undefined ? null : (gateway.State ?? 'available') === 'available';
      },
    },
  ],
  consequences: ({ natGatewayId }) => [
    `Every connection through ${natGatewayId} breaks; new interface endpoints take minutes to work: delete it only then`,
    'Its Elastic IP address is billed on until somebody releases it',
  ],
  effect: ({ natGatewayId: natId }, records) => {
    records.remove('natGateways', ({ NatGatewayId }) => NatGatewayId === natId);
    records.remove(
      'networkInterfaces',
      ({ InterfaceType, Description }) =>
        /^nat_?gateway$/i.test(InterfaceType ?? '') && (Description ?? '').endsWith(natId),
    );
    for (const { RouteTableId, Routes = [] } of records.all('routeTables') ?? [])
      if (Routes.some((route) => route.NatGatewayId === natId))
        records.edit('routeTables', RouteTableId, (table) => ({
          ...table,
          Routes: (table.Routes ?? []).map((route) =>
            route.NatGatewayId === natId ? { ...route, State: 'blackhole' } : route,
          ),
        }));
  },
};
