import type { RecordOf } from '../../../../src/snapshot/schema.ts';
import { type Json, refuse, type Write } from '../call.ts';
import { objectOf, textOf } from './form.ts';

type RouteRecord = NonNullable<RecordOf<'routeTables'>['Routes']>[number];

const destinations = ['DestinationCidrBlock', 'DestinationIpv6CidrBlock', 'DestinationPrefixListId'] as const;

const destinationOf = (route: Json | RouteRecord): string =>
  textOf(destinations.map((field) => route[field]).find((value) => value !== undefined));

/** The one option of the call that is neither the table nor the destination. */
const targetOf = (input: Json): Json => {
  const [field = '', id] =
    Object.entries(input).find(([key]) => /(Id|Arn)$/.test(key) && !/^(RouteTable|Destination)/.test(key)) ?? [];

  return { [field === 'VpcEndpointId' ? 'GatewayId' : field]: id };
};

const routeOf = (input: Json): RouteRecord => ({
  ...Object.fromEntries(destinations.flatMap((field) => (input[field] === undefined ? [] : [[field, input[field]]]))),
  ...targetOf(input),
  Origin: 'CreateRoute',
  State: 'active',
});

const changeRoutes =
  (change: (routes: readonly RouteRecord[], input: Json) => readonly RouteRecord[] | string): Write =>
  (input, { records }) => {
    const id = textOf(input.RouteTableId);
    const table = records.find('routeTables', id);
    if (table === undefined)
      return refuse(400, 'InvalidRouteTableID.NotFound', `The routeTable ID '${id}' does not exist`);
    const routes = change(table.Routes ?? [], input);
    if (typeof routes === 'string') return refuse(400, routes, `${destinationOf(input)} in ${id}`);
    records.edit('routeTables', id, (one) => ({ ...one, Routes: [...routes] }));

    return { Return: true };
  };

const isTo = (input: Json) => (route: RouteRecord) => destinationOf(route) === destinationOf(input);

const createRoute = changeRoutes((routes, input) =>
  routes.some(isTo(input)) ? 'RouteAlreadyExists' : [...routes, routeOf(input)],
);

const deleteRoute = changeRoutes((routes, input) => {
  const route = routes.find(isTo(input));
  if (route === undefined) return 'InvalidRoute.NotFound';
  const isAws =
    route.GatewayId === 'local' ||
    route.Origin === 'EnableVgwRoutePropagation' ||
    (route.DestinationPrefixListId !== undefined && route.GatewayId?.startsWith('vpce-') === true);

  return isAws ? 'InvalidParameterValue' : routes.filter((one) => one !== route);
});

const replaceRoute = changeRoutes((routes, input) =>
  routes.some(isTo(input)) ? routes.map((one) => (isTo(input)(one) ? routeOf(input) : one)) : 'InvalidParameterValue',
);

const modifyVpcAttribute: Write = (input, { records, account }) => {
  const id = textOf(input.VpcId);
  const names = ['EnableDnsSupport', 'EnableDnsHostnames'] as const;
  const asked = names.filter((name) => input[name] !== undefined);
  const [name] = asked;
  const vpc = records.find('vpcs', id);
  if (vpc === undefined) return refuse(400, 'InvalidVpcID.NotFound', `The vpc ID '${id}' does not exist`);
  if ((vpc.OwnerId ?? account) !== account) return refuse(403, 'UnauthorizedOperation', `You do not own ${id}`);
  if (name === undefined || asked.length > 1)
    return refuse(400, 'InvalidParameterCombination', 'Fields for multiple attribute types specified');
  const Value = objectOf(input[name]).Value === 'true';
  const support = records.findAll('vpcAttributes', id).find((one) => one.EnableDnsSupport)?.EnableDnsSupport?.Value;
  if (name === 'EnableDnsHostnames' && Value && support === false)
    return refuse(400, 'InvalidParameter', 'DNS hostnames cannot be enabled while DNS support is off');
  records.edit('vpcAttributes', id, (one) => (one[name] === undefined ? one : { ...one, [name]: { Value } }));

  return {};
};

const isEntry = (input: Json) => (entry: { RuleNumber?: number | undefined; Egress?: boolean | undefined }) =>
  entry.RuleNumber === Number(input.RuleNumber) && (entry.Egress === true) === (input.Egress === 'true');

const createNetworkAclEntry: Write = (input, { records }) => {
  const id = textOf(input.NetworkAclId);
  const acl = records.find('networkAcls', id);
  if (acl === undefined) return refuse(400, 'InvalidNetworkAclID.NotFound', `The networkAcl ID '${id}' does not exist`);
  const own = acl.Entries ?? [];
  if (own.some(isEntry(input)))
    return refuse(400, 'NetworkAclEntryAlreadyExists', `The entry ${input.RuleNumber} already exists in ${id}`);
  if (own.filter(({ Egress }) => (Egress === true) === (input.Egress === 'true')).length >= 20)
    return refuse(400, 'NetworkAclEntryLimitExceeded', 'The maximum number of network acl entries has been reached.');
  const { From, To } = objectOf(input.PortRange);
  records.edit('networkAcls', id, (one) => ({
    ...one,
    Entries: [
      ...own,
      {
        RuleNumber: Number(input.RuleNumber),
        Protocol: textOf(input.Protocol),
        RuleAction: textOf(input.RuleAction),
        Egress: input.Egress === 'true',
        ...(From === undefined ? {} : { PortRange: { From: Number(From), To: Number(To) } }),
        ...(input.CidrBlock === undefined ? {} : { CidrBlock: textOf(input.CidrBlock) }),
        ...(input.Ipv6CidrBlock === undefined ? {} : { Ipv6CidrBlock: textOf(input.Ipv6CidrBlock) }),
      },
    ],
  }));

  return {};
};

const deleteNetworkAclEntry: Write = (input, { records }) => {
  const id = textOf(input.NetworkAclId);
  const own = records.find('networkAcls', id)?.Entries ?? [];
  if (!own.some(isEntry(input)))
    return refuse(400, 'InvalidNetworkAclEntry.NotFound', `The entry ${input.RuleNumber} does not exist in ${id}`);
  records.edit('networkAcls', id, (one) => ({ ...one, Entries: own.filter((entry) => !isEntry(input)(entry)) }));

  return {};
};

/** Its routes stay, and lead nowhere. */
const deleteNatGateway: Write = (input, { records }) => {
  const id = textOf(input.NatGatewayId);
  const gateway = records.find('natGateways', id);
  if (gateway === undefined) return refuse(400, 'NatGatewayNotFound', `NatGateway ${id} was not found`);
  if ((gateway.State ?? 'available') !== 'available')
    return refuse(400, 'NatGatewayMalformed', `NatGateway ${id} is ${gateway.State}`);
  records.edit('natGateways', id, (one) => ({ ...one, State: 'deleted' }));
  for (const { RouteTableId } of records.all('routeTables') ?? [])
    records.edit('routeTables', RouteTableId, (table) => ({
      ...table,
      Routes: (table.Routes ?? []).map((route) =>
        route.NatGatewayId === id ? { ...route, State: 'blackhole' } : route,
      ),
    }));

  return { NatGatewayId: id };
};

export const networkWrites: Readonly<Record<string, Write>> = {
  CreateRoute: createRoute,
  DeleteRoute: deleteRoute,
  ReplaceRoute: replaceRoute,
  ModifyVpcAttribute: modifyVpcAttribute,
  CreateNetworkAclEntry: createNetworkAclEntry,
  DeleteNetworkAclEntry: deleteNetworkAclEntry,
  DeleteNatGateway: deleteNatGateway,
};
