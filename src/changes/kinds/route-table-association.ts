import { awsCommand } from '../aws-command.ts';
import type { AssociateRouteTables, DisassociateRouteTables } from '../change.ts';
import type { ChangeKind } from '../change-kind.ts';
import { isOursToChange } from '../endpoint-conditions.ts';
import { addListRoutes, gatewayIn, hasNoListRoute, removeListRoutes } from '../list-routes.ts';
import { isNew } from '../new-id.ts';
import { pages } from '../pages.ts';
import { sourceAddress } from '../source-address.ts';
import { tableAssociation } from '../table-association.ts';

type TablesChange = AssociateRouteTables | DisassociateRouteTables;

const gatewayText = (id: string): string => (isNew(id) ? 'the new gateway endpoint' : `gateway endpoint ${id}`);

const callOf = ({ region, endpointId, routeTableIds }: TablesChange, option: string) => ({
  command: awsCommand(
    region,
    ...['ec2', 'modify-vpc-endpoint', '--vpc-endpoint-id', endpointId, option, ...routeTableIds],
  ),
});

const ours = {
  statement: 'an endpoint that another account or an AWS service owns is theirs to change',
  page: pages.gatewayEndpoints,
  holds: isOursToChange,
};

export const associateRouteTables: ChangeKind<AssociateRouteTables> = {
  stage: () => 'tables',
  words: ({ endpointId, routeTableIds }) => `Associate ${routeTableIds.join(', ')} with ${gatewayText(endpointId)}`,
  calls: (change) => [callOf(change, '--add-route-table-ids')],
  reverse: (change) => [{ ...change, kind: 'disassociate-route-tables' }],
  preconditions: [
    {
      statement: 'a route table has one endpoint route for a service, and no other route by its prefix list',
      page: pages.gatewayEndpoints,
      holds: ({ endpointId, routeTableIds }, records) => {
        const gateway = gatewayIn(records, endpointId);

        return gateway === null ? null : hasNoListRoute(records, gateway, routeTableIds);
      },
    },
    ours,
  ],
  consequences: () => ['Connections that are open break once, as their packets take another way', sourceAddress],
  terraform: ({ endpointId, routeTableIds }) => routeTableIds.map((table) => tableAssociation(endpointId, table)),
  effect: (change, records) => {
    records.edit('vpcEndpoints', change.endpointId, (endpoint) => ({
      ...endpoint,
      RouteTableIds: [...new Set([...(endpoint.RouteTableIds ?? []), ...change.routeTableIds])],
    }));
    const gateway = gatewayIn(records, change.endpointId);
    if (gateway !== null) addListRoutes(records, gateway, change.routeTableIds);
  },
};

export const disassociateRouteTables: ChangeKind<DisassociateRouteTables> = {
  stage: () => 'tables',
  words: ({ endpointId, routeTableIds }) => `Take ${routeTableIds.join(', ')} off ${gatewayText(endpointId)}`,
  calls: (change) => [callOf(change, '--remove-route-table-ids')],
  reverse: (change) => [{ ...change, kind: 'associate-route-tables' }],
  preconditions: [ours],
  effect: (change, records) => {
    const taken = new Set(change.routeTableIds);
    records.edit('vpcEndpoints', change.endpointId, (endpoint) => ({
      ...endpoint,
      RouteTableIds: (endpoint.RouteTableIds ?? []).filter((id) => !taken.has(id)),
    }));
    removeListRoutes(records, change.endpointId, change.routeTableIds);
  },
};
