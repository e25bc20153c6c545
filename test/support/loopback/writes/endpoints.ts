import type { RecordOf } from '../../../../src/snapshot/schema.ts';
import { isRefusal, type Json, type Refusal, refuse, type Write, type WriteContext } from '../call.ts';
import { objectOf, textOf, textsOf } from './form.ts';
import { addInterfaces, removeInterfaces, subnetsRefusal } from './interfaces.ts';
import { addListRoutes, removeListRoutes } from './list-routes.ts';
import { dnsEntriesOf, privateDnsRefusal } from './private-dns.ts';

type EndpointRecord = RecordOf<'vpcEndpoints'>;

const openPolicy =
  '{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}';

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html */
const quotas = { Gateway: 20, Interface: 50 } as const;

const quotaRefusal = (type: 'Gateway' | 'Interface', vpcId: string, { records }: WriteContext): Refusal | null => {
  const counted = (records.all('vpcEndpoints') ?? []).filter(
    (one) => one.VpcEndpointType === type && (type === 'Gateway' || one.VpcId === vpcId),
  );

  return counted.length < quotas[type]
    ? null
    : refuse(400, 'VpcEndpointLimitExceeded', `The maximum number of VPC endpoints has been reached.`);
};

const dnsOptionsOf = (input: Json, before: EndpointRecord['DnsOptions']): EndpointRecord['DnsOptions'] => {
  const { DnsRecordIpType, PrivateDnsOnlyForInboundResolverEndpoint: inbound } = objectOf(input.DnsOptions);

  return {
    ...before,
    ...(DnsRecordIpType === undefined ? {} : { DnsRecordIpType: textOf(DnsRecordIpType) }),
    ...(inbound === undefined ? {} : { PrivateDnsOnlyForInboundResolverEndpoint: inbound === 'true' }),
  };
};

const isS3 = (serviceName: string): boolean => serviceName.endsWith('.s3');

const defaultGroups = (vpcId: string, { records }: WriteContext): readonly string[] =>
  (records.all('securityGroups') ?? [])
    .filter(({ VpcId, GroupName }) => VpcId === vpcId && GroupName === 'default')
    .map(({ GroupId }) => GroupId);

const groupsRefusal = (ids: readonly string[], vpcId: string, { records }: WriteContext): Refusal | null => {
  const missing = ids.find((id) => records.find('securityGroups', id)?.VpcId !== vpcId);

  return missing === undefined
    ? null
    : refuse(400, 'InvalidSecurityGroupID.NotFound', `The security group '${missing}' does not exist`);
};

const newEndpoint = (input: Json, { mint, account }: WriteContext): EndpointRecord => ({
  VpcEndpointId: mint('vpce'),
  VpcEndpointType: textOf(input.VpcEndpointType) || 'Gateway',
  VpcId: textOf(input.VpcId),
  ServiceName: textOf(input.ServiceName),
  State: 'available',
  PolicyDocument: textOf(input.PolicyDocument) || openPolicy,
  RouteTableIds: [],
  SubnetIds: [],
  Groups: [],
  IpAddressType: textOf(input.IpAddressType) || 'ipv4',
  PrivateDnsEnabled: false,
  RequesterManaged: false,
  NetworkInterfaceIds: [],
  DnsEntries: [],
  OwnerId: account,
});

const gatewayOf = (input: Json, context: WriteContext): EndpointRecord | Refusal => {
  const RouteTableIds = [...textsOf(input.RouteTableId)];
  const endpoint = { ...newEndpoint(input, context), RouteTableIds };

  return quotaRefusal('Gateway', '', context) ?? addListRoutes(endpoint, RouteTableIds, context) ?? endpoint;
};

/** Private DNS is on unless the call says otherwise; S3's answers inbound Resolver endpoints alone unless it does. */
const interfaceOf = (input: Json, context: WriteContext): EndpointRecord | Refusal => {
  const blank = newEndpoint(input, context);
  const { VpcId = '', ServiceName = '' } = blank;
  const SubnetIds = [...textsOf(input.SubnetId)];
  const named = textsOf(input.SecurityGroupId);
  const groups = named.length === 0 ? defaultGroups(VpcId, context) : named;
  const endpoint: EndpointRecord = {
    ...blank,
    Groups: groups.map((GroupId) => ({ GroupId })),
    PrivateDnsEnabled: input.PrivateDnsEnabled !== 'false',
    DnsOptions: dnsOptionsOf(input, {
      DnsRecordIpType: blank.IpAddressType,
      ...(isS3(ServiceName) ? { PrivateDnsOnlyForInboundResolverEndpoint: true } : {}),
    }),
  };
  const refusal =
    quotaRefusal('Interface', VpcId, context) ??
    subnetsRefusal(endpoint, SubnetIds, context) ??
    groupsRefusal(groups, VpcId, context) ??
    (endpoint.PrivateDnsEnabled ? privateDnsRefusal(endpoint, context) : null);

  return (
    refusal ?? {
      ...endpoint,
      SubnetIds,
      NetworkInterfaceIds: addInterfaces(endpoint, SubnetIds, context),
      DnsEntries: dnsEntriesOf(endpoint, context),
    }
  );
};

const createVpcEndpoint: Write = (input, context) => {
  const vpc = context.records.find('vpcs', textOf(input.VpcId));
  if (vpc === undefined) return refuse(400, 'InvalidVpcId.NotFound', `The Vpc Id ${input.VpcId} does not exist`);
  if ((vpc.OwnerId ?? context.account) !== context.account)
    return refuse(403, 'UnauthorizedOperation', `You do not own ${input.VpcId}`);
  const made = input.VpcEndpointType === 'Interface' ? interfaceOf(input, context) : gatewayOf(input, context);
  if (isRefusal(made)) return made;
  context.records.add('vpcEndpoints', made);

  return { VpcEndpoint: made };
};

/** One part of a modification: changes the endpoint, or refuses. */
type Part = (endpoint: EndpointRecord, input: Json, context: WriteContext) => EndpointRecord | Refusal;

const changeTables: Part = (endpoint, input, context) => {
  const { VpcEndpointId, RouteTableIds = [] } = endpoint;
  const [added, removed] = [textsOf(input.AddRouteTableId), textsOf(input.RemoveRouteTableId)];
  if (added.length + removed.length === 0) return endpoint;
  removeListRoutes(VpcEndpointId, removed, context);
  const refusal = addListRoutes(endpoint, added, context);

  return refusal ?? { ...endpoint, RouteTableIds: [...RouteTableIds.filter((id) => !removed.includes(id)), ...added] };
};

const changeSubnets: Part = (endpoint, input, context) => {
  const [added, removed] = [textsOf(input.AddSubnetId), textsOf(input.RemoveSubnetId)];
  if (added.length + removed.length === 0) return endpoint;
  const left: EndpointRecord = {
    ...endpoint,
    SubnetIds: (endpoint.SubnetIds ?? []).filter((id) => !removed.includes(id)),
    NetworkInterfaceIds: removeInterfaces(endpoint, removed, context),
  };
  const refusal = subnetsRefusal(left, added, context);
  if (refusal) return refusal;

  return {
    ...left,
    SubnetIds: [...(left.SubnetIds ?? []), ...added],
    NetworkInterfaceIds: [...(left.NetworkInterfaceIds ?? []), ...addInterfaces(left, added, context)],
  };
};

const changeGroups: Part = (endpoint, input, context) => {
  const [added, removed] = [textsOf(input.AddSecurityGroupId), textsOf(input.RemoveSecurityGroupId)];
  if (added.length + removed.length === 0) return endpoint;
  const refusal = groupsRefusal(added, endpoint.VpcId ?? '', context);
  if (refusal) return refusal;
  const Groups = [
    ...(endpoint.Groups ?? []).filter(({ GroupId = '' }) => !removed.includes(GroupId)),
    ...added.map((GroupId) => ({ GroupId })),
  ];
  for (const id of endpoint.NetworkInterfaceIds ?? [])
    context.records.edit('networkInterfaces', id, (one) => ({ ...one, Groups }));

  return { ...endpoint, Groups };
};

const changeAddresses: Part = (endpoint, { IpAddressType }, context) => {
  if (IpAddressType === undefined || IpAddressType === endpoint.IpAddressType) return endpoint;
  const changed = { ...endpoint, IpAddressType: textOf(IpAddressType) };
  if (endpoint.VpcEndpointType === 'Gateway') {
    const tables = endpoint.RouteTableIds ?? [];
    removeListRoutes(endpoint.VpcEndpointId, tables, context);

    return addListRoutes(changed, tables, context) ?? changed;
  }
  const { SubnetIds = [] } = endpoint;
  removeInterfaces(endpoint, null, context);
  const refusal = subnetsRefusal({ ...changed, SubnetIds: [] }, SubnetIds, context);

  return refusal ?? { ...changed, NetworkInterfaceIds: addInterfaces(changed, SubnetIds, context) };
};

const changeDns: Part = (endpoint, input, context) => {
  const wanted = input.PrivateDnsEnabled;
  const turned =
    wanted === 'true' && endpoint.PrivateDnsEnabled !== true && isS3(endpoint.ServiceName ?? '')
      ? { ...endpoint.DnsOptions, PrivateDnsOnlyForInboundResolverEndpoint: true }
      : endpoint.DnsOptions;
  const changed: EndpointRecord = {
    ...endpoint,
    ...(wanted === undefined ? {} : { PrivateDnsEnabled: wanted === 'true' }),
    DnsOptions: dnsOptionsOf(input, turned),
  };
  const refusal = changed.PrivateDnsEnabled === true ? privateDnsRefusal(changed, context) : null;
  if (wanted === undefined && input.DnsOptions === undefined) return endpoint;

  return refusal ?? { ...changed, DnsEntries: dnsEntriesOf(changed, context) };
};

const changePolicy: Part = (endpoint, { PolicyDocument }) =>
  PolicyDocument === undefined ? endpoint : { ...endpoint, PolicyDocument: textOf(PolicyDocument) };

const parts: readonly Part[] = [changeTables, changeSubnets, changeGroups, changeAddresses, changeDns, changePolicy];

const foreignRefusal = (
  { VpcEndpointId, OwnerId, RequesterManaged }: EndpointRecord,
  account: string,
): Refusal | null => {
  if (RequesterManaged === true)
    return refuse(400, 'OperationNotPermitted', `${VpcEndpointId} is managed by an AWS service`);

  return (OwnerId ?? account) === account
    ? null
    : refuse(403, 'UnauthorizedOperation', `${VpcEndpointId} belongs to another account`);
};

const modifyVpcEndpoint: Write = (input, context) => {
  const id = textOf(input.VpcEndpointId);
  const endpoint = context.records.find('vpcEndpoints', id);
  if (endpoint === undefined)
    return refuse(400, 'InvalidVpcEndpointId.NotFound', `The Vpc Endpoint Id '${id}' does not exist`);
  let changed: EndpointRecord | Refusal = foreignRefusal(endpoint, context.account) ?? endpoint;
  for (const part of parts) if (!isRefusal(changed)) changed = part(changed, input, context);
  if (isRefusal(changed)) return changed;
  const made = changed;
  context.records.edit('vpcEndpoints', id, () => made);

  return { Return: true };
};

const deleteVpcEndpoints: Write = (input, context) => {
  const { records, account } = context;
  const Unsuccessful = textsOf(input.VpcEndpointId).flatMap((ResourceId) => {
    const endpoint = records.find('vpcEndpoints', ResourceId);
    const refusal =
      endpoint === undefined
        ? refuse(400, 'InvalidVpcEndpointId.NotFound', `The Vpc Endpoint Id '${ResourceId}' does not exist`)
        : foreignRefusal(endpoint, account);
    if (refusal) return [{ ResourceId, Error: { Code: refusal.code, Message: refusal.message } }];
    if (endpoint === undefined) return [];
    removeListRoutes(ResourceId, endpoint.RouteTableIds ?? [], context);
    removeInterfaces(endpoint, null, context);
    records.remove('vpcEndpoints', ({ VpcEndpointId }) => VpcEndpointId === ResourceId);

    return [];
  });

  return { Unsuccessful };
};

export const endpointWrites: Readonly<Record<string, Write>> = {
  CreateVpcEndpoint: createVpcEndpoint,
  ModifyVpcEndpoint: modifyVpcEndpoint,
  DeleteVpcEndpoints: deleteVpcEndpoints,
};
