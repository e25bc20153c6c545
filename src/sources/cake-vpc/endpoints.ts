import type { RecordOf, Sections } from '../../snapshot/schema.ts';
import { ids, nameTag } from './ids.ts';

const base = `${ids.endpoints.ec2}-k3x9q2mw`;
const vpceDomain = `ec2.${ids.region}.vpce.amazonaws.com`;
const publicZone = 'Z27UANNT0PRK1T';

const openPolicy = JSON.stringify({
  Statement: [{ Action: '*', Effect: 'Allow', Principal: '*', Resource: '*' }],
});

const ec2Endpoint: RecordOf<'vpcEndpoints'> = {
  VpcEndpointId: ids.endpoints.ec2,
  VpcEndpointType: 'Interface',
  VpcId: ids.vpcId,
  ServiceName: `com.amazonaws.${ids.region}.ec2`,
  State: 'available',
  PolicyDocument: openPolicy,
  RouteTableIds: [],
  SubnetIds: [ids.subnets.private1, ids.subnets.private2],
  Groups: [{ GroupId: ids.securityGroups.endpoint, GroupName: 'Cake-Endpoint' }],
  IpAddressType: 'ipv4',
  DnsOptions: { DnsRecordIpType: 'ipv4' },
  PrivateDnsEnabled: false,
  RequesterManaged: false,
  NetworkInterfaceIds: [ids.interfaces.endpoint1, ids.interfaces.endpoint2],
  DnsEntries: [
    { DnsName: `${base}.${vpceDomain}`, HostedZoneId: publicZone },
    { DnsName: `${base}-ap-northeast-2a.${vpceDomain}`, HostedZoneId: publicZone },
    { DnsName: `${base}-ap-northeast-2c.${vpceDomain}`, HostedZoneId: publicZone },
  ],
  CreationTimestamp: '2026-10-12T02:31:07.214000+00:00',
  Tags: nameTag('Cake-EC2'),
  OwnerId: ids.owner,
  ServiceRegion: ids.region,
};

const s3Endpoint: RecordOf<'vpcEndpoints'> = {
  VpcEndpointId: ids.endpoints.s3,
  VpcEndpointType: 'Gateway',
  VpcId: ids.vpcId,
  ServiceName: `com.amazonaws.${ids.region}.s3`,
  State: 'available',
  PolicyDocument: openPolicy,
  RouteTableIds: [ids.routeTables.private1],
  SubnetIds: [],
  Groups: [],
  IpAddressType: 'ipv4',
  DnsOptions: { DnsRecordIpType: 'service-defined' },
  PrivateDnsEnabled: false,
  RequesterManaged: false,
  NetworkInterfaceIds: [],
  DnsEntries: [],
  CreationTimestamp: '2026-10-12T02:28:55+00:00',
  Tags: nameTag('Cake-S3'),
  OwnerId: ids.owner,
  ServiceRegion: ids.region,
};

type ServiceType = 'Interface' | 'Gateway';

const service = (
  name: string,
  type: ServiceType,
  privateNames: readonly string[],
): RecordOf<'vpcEndpointServices'> => ({
  ServiceName: `com.amazonaws.${ids.region}.${name}`,
  ServiceType: [{ ServiceType: type }],
  ServiceRegion: ids.region,
  AvailabilityZones: ['a', 'b', 'c', 'd'].map((letter) => `${ids.region}${letter}`),
  Owner: 'amazon',
  BaseEndpointDnsNames: [
    type === 'Gateway' ? `${name}.${ids.region}.amazonaws.com` : `${name}.${ids.region}.vpce.amazonaws.com`,
  ],
  ...(privateNames[0] === undefined
    ? {}
    : {
        PrivateDnsName: privateNames[0],
        PrivateDnsNames: privateNames.map((privateName) => ({ PrivateDnsName: privateName })),
        PrivateDnsNameVerificationState: 'verified',
      }),
  VpcEndpointPolicySupported: true,
  AcceptanceRequired: false,
  ManagesVpcEndpoints: false,
  Tags: [],
  SupportedIpAddressTypes: ['ipv4'],
});

const regional = (name: string): string => `${name}.${ids.region}.amazonaws.com`;

/** Interface services whose one private name is `<host>.<region>`, by id. */
const plainServices: Readonly<Record<string, string>> = {
  ec2: 'ec2',
  ec2messages: 'ec2messages',
  'ecr.api': 'api.ecr',
  'ecr.dkr': '*.dkr.ecr',
  ecs: 'ecs',
  events: 'events',
  kms: 'kms',
  lambda: 'lambda',
  logs: 'logs',
  monitoring: 'monitoring',
  secretsmanager: 'secretsmanager',
  sns: 'sns',
  sqs: 'sqs',
  ssm: 'ssm',
  ssmmessages: 'ssmmessages',
  states: 'states',
  sts: 'sts',
};

const prefixList = (id: string, name: string): RecordOf<'managedPrefixLists'> => ({
  PrefixListId: id,
  AddressFamily: 'IPv4',
  State: 'create-complete',
  PrefixListArn: `arn:aws:ec2:${ids.region}:aws:prefix-list/${id}`,
  PrefixListName: name,
  Tags: [],
  OwnerId: 'AWS',
});

const entries = (...cidrs: string[]): { Cidr: string }[] => cidrs.map((cidr) => ({ Cidr: cidr }));

/** The Cake VPC's endpoints, and what the Region offers. */
export const endpoints: Sections = {
  vpcEndpoints: [ec2Endpoint, s3Endpoint],
  vpcEndpointServices: [
    service('dynamodb', 'Gateway', []),
    service('dynamodb', 'Interface', []),
    service('s3', 'Gateway', []),
    service('s3', 'Interface', ['s3', '*.s3', '*.s3-accesspoint', '*.s3-control'].map(regional)),
    ...Object.entries(plainServices).map(([name, host]) => service(name, 'Interface', [regional(host)])),
  ],
  vpcEndpointAssociations: [],
  managedPrefixLists: [
    prefixList(ids.prefixLists.cloudfront, 'com.amazonaws.global.cloudfront.origin-facing'),
    prefixList(ids.prefixLists.dynamodb, `com.amazonaws.${ids.region}.dynamodb`),
    prefixList(ids.prefixLists.s3, `com.amazonaws.${ids.region}.s3`),
  ],
  prefixListEntries: [
    { PrefixListId: ids.prefixLists.dynamodb, Entries: entries('52.94.6.0/24') },
    {
      PrefixListId: ids.prefixLists.s3,
      Entries: entries(
        '3.5.140.0/22',
        '3.5.144.0/23',
        '3.5.184.0/21',
        '52.219.56.0/22',
        '52.219.60.0/23',
        '52.219.144.0/22',
        '52.219.148.0/23',
        '52.219.202.0/23',
        '52.219.204.0/22',
      ),
    },
  ],
};
