import { type RouteTargetField, routeTargetFields } from '../../snapshot/route-targets.ts';
import { awsCommand } from '../aws-command.ts';
import type { CreateRoute, DeleteRoute, ReplaceRoute, RouteRecord } from '../change.ts';
import type { ChangeKind } from '../change-kind.ts';
import type { Properties, TerraformResource } from '../infrastructure.ts';
import { labelOf, logicalIdOf } from '../labels.ts';
import { pages } from '../pages.ts';
import type { Records } from '../records.ts';
import { destinationOfRoute } from '../route-record.ts';

const destinationOption = (route: RouteRecord): readonly string[] => {
  if (route.DestinationPrefixListId !== undefined)
    return ['--destination-prefix-list-id', route.DestinationPrefixListId];

  return route.DestinationIpv6CidrBlock === undefined
    ? ['--destination-cidr-block', route.DestinationCidrBlock ?? '']
    : ['--destination-ipv6-cidr-block', route.DestinationIpv6CidrBlock];
};

const targetFieldOf = (route: RouteRecord): RouteTargetField | undefined =>
  routeTargetFields.find((field) => route[field]);

const targetOf = (route: RouteRecord): string => {
  const field = targetFieldOf(route);

  return (field === undefined ? undefined : route[field]) ?? '';
};

const kebab = (field: string): string => field.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase();

/** The options of the AWS CLI are called like the fields; Gateway Load Balancer endpoints have one of their own. */
const targetOption = (route: RouteRecord): readonly string[] => {
  const target = targetOf(route);
  if (target.startsWith('vpce-')) return ['--vpc-endpoint-id', target];

  return [`--${kebab(targetFieldOf(route) ?? 'GatewayId')}`, target];
};

const destinationField = (route: RouteRecord): Properties => {
  if (route.DestinationPrefixListId !== undefined) return { DestinationPrefixListId: route.DestinationPrefixListId };

  return route.DestinationIpv6CidrBlock === undefined
    ? { DestinationCidrBlock: route.DestinationCidrBlock ?? '' }
    : { DestinationIpv6CidrBlock: route.DestinationIpv6CidrBlock };
};

/** CloudFormation's properties and Terraform's arguments are called like AWS's fields, but for endpoints. */
const targetProperty = (route: RouteRecord): Properties => {
  const target = targetOf(route);
  const field = target.startsWith('vpce-') ? 'VpcEndpointId' : (targetFieldOf(route) ?? 'GatewayId');

  return { [field]: target };
};

const snake = (field: string): string => kebab(field).replaceAll('-', '_');

const terraformNames: Readonly<Record<string, string>> = {
  egress_only_internet_gateway_id: 'egress_only_gateway_id',
};

const routeResource = ({ routeTableId, route }: CreateRoute | ReplaceRoute): TerraformResource => {
  const fields = Object.entries({ ...destinationField(route), ...targetProperty(route) });

  return {
    type: 'aws_route',
    label: labelOf(routeTableId, destinationOfRoute(route)),
    arguments: {
      route_table_id: routeTableId,
      ...Object.fromEntries(fields.map(([field, value]) => [terraformNames[snake(field)] ?? snake(field), value])),
    },
  };
};

const isTo =
  (destination: string) =>
  (route: RouteRecord): boolean =>
    destinationOfRoute(route) === destination;

const hasRoute = ({ routeTableId, route }: CreateRoute | DeleteRoute, records: Records): boolean | null => {
  const table = records.find('routeTables', routeTableId);

  return table === undefined ? null : (table.Routes ?? []).some(isTo(destinationOfRoute(route)));
};

export const createRoute: ChangeKind<CreateRoute> = {
  stage: () => 'tables',
  words: ({ routeTableId, route }) =>
    `Add the route ${destinationOfRoute(route)} → ${targetOf(route)} to ${routeTableId}`,
  calls: ({ region, routeTableId, route }) => [
    {
      command: awsCommand(
        region,
        ...['ec2', 'create-route', '--route-table-id', routeTableId, ...destinationOption(route)],
        ...targetOption(route),
      ),
    },
  ],
  reverse: (change) => [{ ...change, kind: 'delete-route', why: 'release' }],
  preconditions: [
    {
      statement: 'a route table has one route for a destination',
      page: pages.routes,
      holds: (change, records) => {
        const has = hasRoute(change, records);

        return has === null ? null : !has;
      },
    },
  ],
  terraform: (change) => [routeResource(change)],
  cloudformation: ({ routeTableId, route }) => [
    {
      type: 'AWS::EC2::Route',
      logicalId: logicalIdOf(routeTableId, destinationOfRoute(route)),
      properties: { RouteTableId: routeTableId, ...destinationField(route), ...targetProperty(route) },
    },
  ],
  effect: ({ routeTableId, route }, records) =>
    records.edit('routeTables', routeTableId, (table) => ({ ...table, Routes: [...(table.Routes ?? []), route] })),
};

export const deleteRoute: ChangeKind<DeleteRoute> = {
  stage: ({ why }) => (why === 'conflict' ? 'conflicts' : 'release'),
  words: ({ routeTableId, route }) =>
    `Remove the route ${destinationOfRoute(route)} → ${targetOf(route)} from ${routeTableId}`,
  calls: ({ region, routeTableId, route }) => [
    {
      command: awsCommand(
        region,
        ...['ec2', 'delete-route', '--route-table-id', routeTableId, ...destinationOption(route)],
      ),
    },
  ],
  reverse: ({ why: _, ...change }) => [{ ...change, kind: 'create-route' }],
  consequences: ({ why }) => [
    `What matches it takes the next best route${why === 'conflict' ? ', until the endpoint has one' : ''}, if there is one`,
  ],
  preconditions: [
    {
      statement: 'a route that a gateway propagates, and the local one, cannot be deleted',
      page: pages.routes,
      holds: ({ route: { Origin, GatewayId } }) =>
        (Origin === undefined || Origin === 'CreateRoute') && GatewayId !== 'local',
    },
  ],
  effect: ({ routeTableId, route }, records) => {
    const isMeant = isTo(destinationOfRoute(route));
    records.edit('routeTables', routeTableId, (table) => ({
      ...table,
      Routes: (table.Routes ?? []).filter((one) => !isMeant(one)),
    }));
  },
};

export const replaceRoute: ChangeKind<ReplaceRoute> = {
  stage: () => 'tables',
  words: ({ routeTableId, route }) =>
    `Point the route ${destinationOfRoute(route)} of ${routeTableId} at ${targetOf(route)}`,
  calls: ({ region, routeTableId, route }) => [
    {
      command: awsCommand(
        region,
        ...['ec2', 'replace-route', '--route-table-id', routeTableId, ...destinationOption(route)],
        ...targetOption(route),
      ),
    },
  ],
  reverse: (change) => [{ ...change, route: change.before, before: change.route }],
  preconditions: [
    {
      statement: 'there is a route for the destination to replace',
      page: pages.routes,
      holds: ({ routeTableId, route }, records) => {
        const table = records.find('routeTables', routeTableId);

        return table === undefined ? null : (table.Routes ?? []).some(isTo(destinationOfRoute(route)));
      },
    },
  ],
  terraform: (change) => [
    { ...routeResource(change), imports: `${change.routeTableId}_${destinationOfRoute(change.route)}` },
  ],
  effect: ({ routeTableId, route }, records) => {
    const isMeant = isTo(destinationOfRoute(route));
    records.edit('routeTables', routeTableId, (table) => ({
      ...table,
      Routes: (table.Routes ?? []).map((one) => (isMeant(one) ? route : one)),
    }));
  },
};
