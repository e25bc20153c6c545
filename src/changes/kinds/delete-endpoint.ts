import { awsCommand } from '../aws-command.ts';
import type { DeleteEndpoint } from '../change.ts';
import type { ChangeKind } from '../change-kind.ts';
import { isOursToChange } from '../endpoint-conditions.ts';
import { removeEndpointInterfaces } from '../endpoint-interfaces.ts';
import { removeListRoutes } from '../list-routes.ts';
import { idText } from '../new-id.ts';
import { pages } from '../pages.ts';
import { placeOf } from '../place.ts';

export const deleteEndpoint: ChangeKind<DeleteEndpoint> = {
  stage: () => 'release',
  words: ({ endpointId, condition }) => `Delete ${idText(endpointId)}${condition === null ? '' : ` ${condition}`}`,
  calls: ({ region, endpointId }) => [
    { command: awsCommand(region, 'ec2', 'delete-vpc-endpoints', '--vpc-endpoint-ids', endpointId) },
  ],
  reverse: (change) => [
    change.recreation ?? { ...placeOf(change), kind: 'by-hand', imperative: `Create ${change.endpointId} anew` },
  ],
  preconditions: [
    {
      statement: 'an endpoint that another account or an AWS service owns is theirs to delete',
      page: pages.interfaceEndpoints,
      holds: isOursToChange,
    },
  ],
  consequences: ({ endpointId }) => [
    `Policies that name ${idText(endpointId)} (aws:SourceVpce) refuse callers then, and hosted zones elsewhere may lead to it`,
  ],
  effect: ({ endpointId }, records) => {
    const { NetworkInterfaceIds = [], RouteTableIds: routeTableIds = [] } =
      records.find('vpcEndpoints', endpointId) ?? {};
    removeListRoutes(records, endpointId, routeTableIds);
    removeEndpointInterfaces(records, NetworkInterfaceIds, null);
    records.remove('vpcEndpoints', ({ VpcEndpointId }) => VpcEndpointId === endpointId);
  },
};
