import { shortIdOf } from '../../services/short-id.ts';
import type { RecordOf } from '../../snapshot/schema.ts';
import { list, serviceTitle } from '../../wording.ts';
import { awsCommand } from '../aws-command.ts';
import type { CreateInterfaceEndpoint } from '../change.ts';
import type { ChangeKind, Precondition } from '../change-kind.ts';
import { isOwnersVpc } from '../endpoint-conditions.ts';
import { addEndpointInterfaces } from '../endpoint-interfaces.ts';
import { endpointName, openPolicy, ownDnsEntries, policyValue, withPrivateNames } from '../endpoint-record.ts';
import type { Properties } from '../infrastructure.ts';
import { labelOf, logicalIdOf } from '../labels.ts';
import { nameTagWords } from '../name-tag-words.ts';
import { idText } from '../new-id.ts';
import { pages } from '../pages.ts';
import { placeOf } from '../place.ts';
import { privateDnsConditions, privateDnsConsequences } from '../private-dns-conditions.ts';
import { hasRoomFor } from '../quota.ts';
import type { Records } from '../records.ts';
import { placementConditions } from '../subnet-conditions.ts';

const quota = 50;

const isWithinQuota = ({ vpcId }: CreateInterfaceEndpoint, records: Records): boolean | null => {
  const own = records
    .all('vpcEndpoints')
    ?.filter(({ VpcEndpointType, VpcId }) => VpcEndpointType === 'Interface' && VpcId === vpcId);

  return own === undefined ? null : hasRoomFor(1, own.length, quota);
};

const endpointRecord = (change: CreateInterfaceEndpoint): RecordOf<'vpcEndpoints'> => {
  const own = ownDnsEntries(change.id, change.serviceName, change.region);

  return {
    VpcEndpointId: change.id,
    VpcEndpointType: 'Interface',
    VpcId: change.vpcId,
    ServiceName: change.serviceName,
    State: 'available',
    PolicyDocument: change.policy ?? openPolicy,
    RouteTableIds: [],
    SubnetIds: [...change.subnetIds],
    Groups: change.securityGroupIds.map((GroupId) => ({ GroupId })),
    IpAddressType: change.ipAddressType,
    DnsOptions: {
      DnsRecordIpType: change.ipAddressType,
      ...(change.inboundOnly === null ? {} : { PrivateDnsOnlyForInboundResolverEndpoint: change.inboundOnly }),
    },
    PrivateDnsEnabled: change.privateDns,
    RequesterManaged: false,
    NetworkInterfaceIds: [],
    DnsEntries: change.privateDns ? withPrivateNames(own, change.privateNames) : own,
    Tags: [],
    ...(change.account === null ? {} : { OwnerId: change.account }),
  };
};

/** Only S3 has DNS options of its own; the type of records follows that of addresses. */
const dnsOptions = ({ ipAddressType, inboundOnly }: CreateInterfaceEndpoint): readonly string[] => {
  const options = [
    ...(ipAddressType === 'ipv4' ? [] : [`DnsRecordIpType=${ipAddressType}`]),
    ...(inboundOnly === null ? [] : [`PrivateDnsOnlyForInboundResolverEndpoint=${inboundOnly}`]),
  ];

  return options.length === 0 ? [] : ['--dns-options', options.join(',')];
};

/** AWS switches it on unless it is told not to. */
const privateDnsOption = ({ privateDns }: CreateInterfaceEndpoint): string =>
  privateDns ? '--private-dns-enabled' : '--no-private-dns-enabled';

const dnsConditions = privateDnsConditions.map(
  (one): Precondition<CreateInterfaceEndpoint> => ({
    ...one,
    holds: (change, records) =>
      change.privateDns ? one.holds({ ...change, endpointId: change.id, names: change.privateNames }, records) : true,
  }),
);

const dnsOptionsBlock = ({ ipAddressType, inboundOnly }: CreateInterfaceEndpoint): Properties => {
  const options = {
    ...(ipAddressType === 'ipv4' ? {} : { dns_record_ip_type: ipAddressType }),
    ...(inboundOnly === null ? {} : { private_dns_only_for_inbound_resolver_endpoint: inboundOnly }),
  };

  return Object.keys(options).length === 0 ? {} : { dns_options: [options] };
};

/** CloudFormation takes the flag as a word. */
const dnsOptionsProperty = ({ ipAddressType, inboundOnly }: CreateInterfaceEndpoint): Properties => {
  const options = {
    ...(ipAddressType === 'ipv4' ? {} : { DnsRecordIpType: ipAddressType }),
    ...(inboundOnly === null
      ? {}
      : { PrivateDnsOnlyForInboundResolverEndpoint: inboundOnly ? 'OnlyInboundResolver' : 'AllResolvers' }),
  };

  return Object.keys(options).length === 0 ? {} : { DnsOptions: options };
};

export const createInterfaceEndpoint: ChangeKind<CreateInterfaceEndpoint> = {
  stage: () => 'endpoints',
  words: ({ serviceName, region, vpcId, privateDns, subnetIds, securityGroupIds }) => {
    const title = serviceTitle({ id: shortIdOf(serviceName, region) });
    const extent = privateDns ? ' with private DNS' : ', and have clients dial its own name';

    return `Create an interface endpoint for ${title} in ${vpcId}${extent}, in ${list(subnetIds)}, behind ${list(securityGroupIds.map(idText))}`;
  },
  calls: (change) => [
    {
      command: awsCommand(
        change.region,
        ...['ec2', 'create-vpc-endpoint', '--vpc-endpoint-type', 'Interface', '--vpc-id', change.vpcId],
        ...['--service-name', change.serviceName, '--subnet-ids', ...change.subnetIds],
        ...['--security-group-ids', ...change.securityGroupIds],
        ...(change.ipAddressType === 'ipv4' ? [] : ['--ip-address-type', change.ipAddressType]),
        ...dnsOptions(change),
        privateDnsOption(change),
        ...(change.policy === null ? [] : ['--policy-document', change.policy]),
      ),
      creates: { id: change.id, query: 'VpcEndpoint.VpcEndpointId' },
      naming: nameTagWords('vpc-endpoint', endpointName(change.serviceName)),
    },
  ],
  reverse: (change) => [
    { ...placeOf(change), kind: 'delete-endpoint', endpointId: change.id, recreation: change, condition: null },
  ],
  preconditions: [
    ...placementConditions,
    ...dnsConditions,
    { statement: `there are at most ${quota} interface endpoints in a VPC`, page: pages.quotas, holds: isWithinQuota },
    { statement: 'only the owner of a VPC creates endpoints in it', page: pages.sharedVpcs, holds: isOwnersVpc },
  ],
  consequences: ({ vpcId, serviceName, privateDns, policy }) => [
    ...(privateDns ? privateDnsConsequences(vpcId, serviceName) : []),
    ...(policy === null
      ? []
      : [
          `Its policy asks of callers what that of other endpoints of ${vpcId} does: calls that nobody signs are refused`,
        ]),
  ],
  terraform: (change) => [
    {
      type: 'aws_vpc_endpoint',
      label: labelOf(change.id),
      creates: change.id,
      arguments: {
        vpc_id: change.vpcId,
        service_name: change.serviceName,
        vpc_endpoint_type: 'Interface',
        subnet_ids: change.subnetIds,
        security_group_ids: change.securityGroupIds,
        private_dns_enabled: change.privateDns,
        ...(change.ipAddressType === 'ipv4' ? {} : { ip_address_type: change.ipAddressType }),
        ...dnsOptionsBlock(change),
        ...(change.policy === null ? {} : { policy: change.policy }),
        tags: { Name: endpointName(change.serviceName) },
      },
    },
  ],
  cloudformation: (change) => [
    {
      type: 'AWS::EC2::VPCEndpoint',
      logicalId: logicalIdOf(change.id),
      creates: change.id,
      properties: {
        VpcId: change.vpcId,
        ServiceName: change.serviceName,
        VpcEndpointType: 'Interface',
        SubnetIds: change.subnetIds,
        SecurityGroupIds: change.securityGroupIds,
        PrivateDnsEnabled: change.privateDns,
        ...(change.ipAddressType === 'ipv4' ? {} : { IpAddressType: change.ipAddressType }),
        ...dnsOptionsProperty(change),
        ...(change.policy === null ? {} : { PolicyDocument: policyValue(change.policy) }),
        Tags: [{ Key: 'Name', Value: endpointName(change.serviceName) }],
      },
    },
  ],
  effect: (change, records) => {
    const NetworkInterfaceIds = addEndpointInterfaces(records, { ...change, endpointId: change.id });
    records.add('vpcEndpoints', { ...endpointRecord(change), NetworkInterfaceIds });
  },
};
