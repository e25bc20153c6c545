import { shortIdOf } from '../../services/short-id.ts';
import { serviceTitle } from '../../wording.ts';
import { awsCommand } from '../aws-command.ts';
import type { CreateGatewayEndpoint } from '../change.ts';
import type { ChangeKind } from '../change-kind.ts';
import { isOwnersVpc } from '../endpoint-conditions.ts';
import { endpointName, openPolicy, policyValue } from '../endpoint-record.ts';
import { labelOf, logicalIdOf } from '../labels.ts';
import { addListRoutes, hasNoListRoute } from '../list-routes.ts';
import { nameTagWords } from '../name-tag-words.ts';
import { pages } from '../pages.ts';
import { placeOf } from '../place.ts';
import { hasRoomFor } from '../quota.ts';
import type { Records } from '../records.ts';
import { sourceAddress } from '../source-address.ts';
import { tableAssociation } from '../table-association.ts';

const quota = 20;

const isWithinQuota = (_: CreateGatewayEndpoint, records: Records): boolean | null => {
  const gateways = records
    .all('vpcEndpoints')
    ?.filter(({ VpcEndpointType = 'Gateway' }) => VpcEndpointType === 'Gateway');

  return gateways === undefined ? null : hasRoomFor(1, gateways.length, quota);
};

const endpointRecord = (change: CreateGatewayEndpoint) => ({
  VpcEndpointId: change.id,
  VpcEndpointType: 'Gateway',
  VpcId: change.vpcId,
  ServiceName: change.serviceName,
  State: 'available',
  PolicyDocument: change.policy ?? openPolicy,
  RouteTableIds: [...change.routeTableIds],
  SubnetIds: [],
  Groups: [],
  IpAddressType: change.ipAddressType,
  DnsOptions: { DnsRecordIpType: 'service-defined' },
  PrivateDnsEnabled: false,
  RequesterManaged: false,
  NetworkInterfaceIds: [],
  DnsEntries: [],
  Tags: [],
  ...(change.account === null ? {} : { OwnerId: change.account }),
});

/** Free of charge, and the route of every table that is named. */
export const createGatewayEndpoint: ChangeKind<CreateGatewayEndpoint> = {
  stage: () => 'endpoints',
  words: ({ serviceName, region, vpcId, routeTableIds }) =>
    `Create a gateway endpoint for ${serviceTitle({ id: shortIdOf(serviceName, region) })} in ${vpcId} for ${routeTableIds.join(', ')} (it costs nothing)`,
  calls: ({ id, region, vpcId, serviceName, routeTableIds, ipAddressType, policy }) => [
    {
      command: awsCommand(
        region,
        ...['ec2', 'create-vpc-endpoint', '--vpc-id', vpcId, '--service-name', serviceName],
        ...['--route-table-ids', ...routeTableIds],
        ...(ipAddressType === 'ipv4' ? [] : ['--ip-address-type', ipAddressType]),
        ...(policy === null ? [] : ['--policy-document', policy]),
      ),
      creates: { id, query: 'VpcEndpoint.VpcEndpointId' },
      naming: nameTagWords('vpc-endpoint', endpointName(serviceName)),
    },
  ],
  reverse: (change) => [
    { ...placeOf(change), kind: 'delete-endpoint', endpointId: change.id, recreation: change, condition: null },
  ],
  preconditions: [
    {
      statement: 'a route table has one endpoint route for a service, and no other route by its prefix list',
      page: pages.gatewayEndpoints,
      holds: (change, records) => hasNoListRoute(records, change, change.routeTableIds),
    },
    { statement: `there are at most ${quota} gateway endpoints in a Region`, page: pages.quotas, holds: isWithinQuota },
    { statement: 'only the owner of a VPC creates endpoints in it', page: pages.sharedVpcs, holds: isOwnersVpc },
  ],
  consequences: () => ['Connections that are open break once, as their packets take another way', sourceAddress],
  terraform: ({ id, vpcId, serviceName, routeTableIds, ipAddressType, policy }) => [
    {
      type: 'aws_vpc_endpoint',
      label: labelOf(id),
      creates: id,
      arguments: {
        vpc_id: vpcId,
        service_name: serviceName,
        vpc_endpoint_type: 'Gateway',
        ...(ipAddressType === 'ipv4' ? {} : { ip_address_type: ipAddressType }),
        ...(policy === null ? {} : { policy }),
        tags: { Name: endpointName(serviceName) },
      },
    },
    ...routeTableIds.map((table) => tableAssociation(id, table)),
  ],
  cloudformation: ({ id, vpcId, serviceName, routeTableIds, ipAddressType, policy }) => [
    {
      type: 'AWS::EC2::VPCEndpoint',
      logicalId: logicalIdOf(id),
      creates: id,
      properties: {
        VpcId: vpcId,
        ServiceName: serviceName,
        VpcEndpointType: 'Gateway',
        RouteTableIds: routeTableIds,
        ...(ipAddressType === 'ipv4' ? {} : { IpAddressType: ipAddressType }),
        ...(policy === null ? {} : { PolicyDocument: policyValue(policy) }),
        Tags: [{ Key: 'Name', Value: endpointName(serviceName) }],
      },
    },
  ],
  effect: (change, records) => {
    records.add('vpcEndpoints', endpointRecord(change));
    addListRoutes(records, { ...change, endpointId: change.id }, change.routeTableIds);
  },
};
