import type { RecordOf, Sections } from '../../snapshot/schema.ts';
import { ids, nameTag } from './ids.ts';

const active = { State: 'associated' };

const vpc: RecordOf<'vpcs'> = {
  OwnerId: ids.owner,
  InstanceTenancy: 'default',
  CidrBlockAssociationSet: [
    { AssociationId: 'vpc-cidr-assoc-0e9b502f7cad14863', CidrBlock: '10.0.0.0/16', CidrBlockState: active },
  ],
  IsDefault: false,
  Tags: nameTag('Cake-VPC'),
  BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
  VpcId: ids.vpcId,
  State: 'available',
  CidrBlock: '10.0.0.0/16',
  DhcpOptionsId: ids.dhcpOptions,
};

interface SubnetSpec {
  readonly id: string;
  readonly name: string;
  readonly cidr: string;
  readonly zone: keyof typeof ids.zones;
  readonly free: number;
}

const subnet = ({ id, name, cidr, zone, free }: SubnetSpec): RecordOf<'subnets'> => ({
  ...ids.zones[zone],
  AvailableIpAddressCount: free,
  CidrBlock: cidr,
  DefaultForAz: false,
  MapPublicIpOnLaunch: name.startsWith('Cake-Public'),
  MapCustomerOwnedIpOnLaunch: false,
  State: 'available',
  SubnetId: id,
  VpcId: ids.vpcId,
  OwnerId: ids.owner,
  AssignIpv6AddressOnCreation: false,
  Ipv6CidrBlockAssociationSet: [],
  Tags: nameTag(name),
  SubnetArn: `arn:aws:ec2:${ids.region}:${ids.owner}:subnet/${id}`,
  EnableDns64: false,
  Ipv6Native: false,
  PrivateDnsNameOptionsOnLaunch: {
    HostnameType: 'ip-name',
    EnableResourceNameDnsARecord: false,
    EnableResourceNameDnsAAAARecord: false,
  },
});

type Routes = NonNullable<RecordOf<'routeTables'>['Routes']>;

const local = { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', Origin: 'CreateRouteTable', State: 'active' };
const created = { Origin: 'CreateRoute', State: 'active' };
const toInternet = { DestinationCidrBlock: '0.0.0.0/0', GatewayId: ids.internetGateway, ...created };
const toNat = { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: ids.natGateway, ...created };
const toS3 = { DestinationPrefixListId: ids.prefixLists.s3, GatewayId: ids.endpoints.s3, ...created };

const routeTable = (id: string, name: string, routes: Routes, subnets: readonly string[]): RecordOf<'routeTables'> => ({
  Associations: subnets.map((subnetId) => ({
    Main: false,
    RouteTableAssociationId: subnetId.replace('subnet-', 'rtbassoc-'),
    RouteTableId: id,
    SubnetId: subnetId,
    AssociationState: active,
  })),
  PropagatingVgws: [],
  RouteTableId: id,
  Routes: [local, ...routes],
  Tags: nameTag(name),
  VpcId: ids.vpcId,
  OwnerId: ids.owner,
});

const mainTable: RecordOf<'routeTables'> = {
  ...routeTable(ids.routeTables.main, 'Cake-Main', [], []),
  Associations: [
    {
      Main: true,
      RouteTableAssociationId: 'rtbassoc-0f0c613a8dbe25974',
      RouteTableId: ids.routeTables.main,
      AssociationState: active,
    },
  ],
};

const natGateway: RecordOf<'natGateways'> = {
  CreateTime: '2026-10-12T02:14:31+00:00',
  NatGatewayAddresses: [
    {
      AllocationId: ids.natAddress.allocation,
      NetworkInterfaceId: ids.interfaces.nat,
      PrivateIp: ids.natAddress.privateIp,
      PublicIp: ids.natAddress.publicIp,
      AssociationId: 'eipassoc-01a7d4b9ecf386a25',
      IsPrimary: true,
      Status: 'succeeded',
    },
  ],
  NatGatewayId: ids.natGateway,
  State: 'available',
  SubnetId: ids.subnets.public1,
  VpcId: ids.vpcId,
  Tags: nameTag('Cake-NAT'),
  ConnectivityType: 'public',
  AvailabilityMode: 'zonal',
};

const aclEntries: NonNullable<RecordOf<'networkAcls'>['Entries']> = [true, false].flatMap((egress) => [
  { CidrBlock: '0.0.0.0/0', Egress: egress, Protocol: '-1', RuleAction: 'allow', RuleNumber: 100 },
  { CidrBlock: '0.0.0.0/0', Egress: egress, Protocol: '-1', RuleAction: 'deny', RuleNumber: 32767 },
]);

const networkAcl: RecordOf<'networkAcls'> = {
  Associations: Object.values(ids.subnets).map((id) => ({
    NetworkAclAssociationId: id.replace('subnet-', 'aclassoc-'),
    NetworkAclId: ids.networkAcl,
    SubnetId: id,
  })),
  Entries: aclEntries,
  IsDefault: true,
  NetworkAclId: ids.networkAcl,
  Tags: [],
  VpcId: ids.vpcId,
  OwnerId: ids.owner,
};

/** The Cake VPC itself: address space, tables and gateways. */
export const network: Sections = {
  vpcs: [vpc],
  vpcAttributes: [
    { VpcId: ids.vpcId, EnableDnsSupport: { Value: true } },
    { VpcId: ids.vpcId, EnableDnsHostnames: { Value: true } },
  ],
  subnets: [
    subnet({ id: ids.subnets.public1, name: 'Cake-Public-1', cidr: '10.0.1.0/25', zone: 'a', free: 121 }),
    subnet({ id: ids.subnets.public2, name: 'Cake-Public-2', cidr: '10.0.2.0/25', zone: 'c', free: 123 }),
    subnet({ id: ids.subnets.private1, name: 'Cake-Private-1', cidr: '10.0.3.0/25', zone: 'a', free: 121 }),
    subnet({ id: ids.subnets.private2, name: 'Cake-Private-2', cidr: '10.0.4.0/25', zone: 'c', free: 121 }),
  ],
  routeTables: [
    mainTable,
    routeTable(ids.routeTables.public, 'Cake-Public', [toInternet], [ids.subnets.public1, ids.subnets.public2]),
    routeTable(ids.routeTables.private1, 'Cake-Private-1', [toNat, toS3], [ids.subnets.private1]),
    routeTable(ids.routeTables.private2, 'Cake-Private-2', [toNat], [ids.subnets.private2]),
  ],
  internetGateways: [
    {
      Attachments: [{ State: 'available', VpcId: ids.vpcId }],
      InternetGatewayId: ids.internetGateway,
      OwnerId: ids.owner,
      Tags: nameTag('Cake-IGW'),
    },
  ],
  egressOnlyInternetGateways: [],
  carrierGateways: [],
  vpnGateways: [],
  natGateways: [natGateway],
  dhcpOptions: [
    {
      OwnerId: ids.owner,
      Tags: [],
      DhcpOptionsId: ids.dhcpOptions,
      DhcpConfigurations: [
        { Key: 'domain-name', Values: [{ Value: 'ap-northeast-2.compute.internal' }] },
        { Key: 'domain-name-servers', Values: [{ Value: 'AmazonProvidedDNS' }] },
      ],
    },
  ],
  networkAcls: [networkAcl],
};
