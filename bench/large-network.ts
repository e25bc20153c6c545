import type { RecordOf, Snapshot } from '../src/snapshot/schema.ts';

const account = '111122223333';
const region = 'us-east-1';
/** Subnets of a VPC at most; they are numbered by it. */
const roomPerVpc = 500;
const hex = (n: number): string => n.toString(16).padStart(17, '0');

const tags = (kind: string, n: number) => [
  { Key: 'Name', Value: `${kind}-${n}` },
  { Key: 'Environment', Value: ['production', 'staging', 'development'][n % 3] },
  { Key: 'aws:cloudformation:stack-name', Value: `network-${n >> 4}` },
  { Key: 'aws:cloudformation:logical-id', Value: `${kind}${n}` },
];

const vpcOf = (v: number): RecordOf<'vpcs'> => ({
  VpcId: `vpc-${hex(v)}`,
  OwnerId: account,
  State: 'available',
  InstanceTenancy: 'default',
  IsDefault: false,
  CidrBlock: '10.0.0.0/8',
  CidrBlockAssociationSet: [
    { AssociationId: `vpc-cidr-assoc-${hex(v)}`, CidrBlock: '10.0.0.0/8', CidrBlockState: { State: 'associated' } },
  ],
  DhcpOptionsId: 'dopt-1',
  Tags: tags('vpc', v),
});

/** A route as DescribeRouteTables gives it. */
const route = (to: object) => ({ ...to, Origin: 'CreateRoute', State: 'active' });

const tableOf = (v: number, t: number, routes: number): RecordOf<'routeTables'> => ({
  RouteTableId: `rtb-${hex(v * 100 + t)}`,
  VpcId: `vpc-${hex(v)}`,
  OwnerId: account,
  PropagatingVgws: [],
  Associations:
    t === 0
      ? [
          {
            Main: true,
            RouteTableAssociationId: `rtbassoc-m${v}`,
            RouteTableId: `rtb-${hex(v * 100)}`,
            AssociationState: { State: 'associated' },
          },
        ]
      : [],
  Routes: [
    route({ DestinationCidrBlock: '10.0.0.0/8', GatewayId: 'local' }),
    // The main table is that of the NAT gateway's own subnet.
    route({
      DestinationCidrBlock: '0.0.0.0/0',
      ...(t === 0 ? { GatewayId: `igw-${hex(v)}` } : { NatGatewayId: `nat-${hex(v)}` }),
    }),
    route({ DestinationPrefixListId: 'pl-63a5400a', GatewayId: `vpce-s3-${hex(v)}` }),
    ...(t % 2 === 0 ? [route({ DestinationPrefixListId: 'pl-02cd2c6b', GatewayId: `vpce-dynamodb-${hex(v)}` })] : []),
    ...Array.from({ length: routes - 4 }, (_, r) =>
      route({
        DestinationCidrBlock: `172.${16 + (r >> 8)}.${r & 255}.0/24`,
        TransitGatewayId: 'tgw-0123456789abcdef0',
      }),
    ),
  ],
  Tags: tags('table', v * 100 + t),
});

const subnetOf = (v: number, k: number): RecordOf<'subnets'> => {
  const id = `subnet-${hex(v * roomPerVpc + k)}`;

  return {
    SubnetId: id,
    SubnetArn: `arn:aws:ec2:${region}:${account}:subnet/${id}`,
    VpcId: `vpc-${hex(v)}`,
    OwnerId: account,
    State: 'available',
    CidrBlock: `10.${k >> 8}.${k & 255}.0/24`,
    AvailableIpAddressCount: 251,
    AvailabilityZone: `${region}${'abc'[k % 3]}`,
    AvailabilityZoneId: `use1-az${1 + (k % 3)}`,
    DefaultForAz: false,
    MapPublicIpOnLaunch: false,
    MapCustomerOwnedIpOnLaunch: false,
    AssignIpv6AddressOnCreation: false,
    Ipv6CidrBlockAssociationSet: [],
    EnableDns64: false,
    Ipv6Native: false,
    PrivateDnsNameOptionsOnLaunch: {
      HostnameType: 'ip-name',
      EnableResourceNameDnsARecord: false,
      EnableResourceNameDnsAAAARecord: false,
    },
    BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
    Tags: tags('subnet', v * roomPerVpc + k),
  };
};

const endpointsOf = (v: number, tables: readonly string[]): RecordOf<'vpcEndpoints'>[] => {
  const common = { VpcId: `vpc-${hex(v)}`, State: 'available', OwnerId: account, RequesterManaged: false };
  const subnets = [0, 1, 2].map((k) => `subnet-${hex(v * roomPerVpc + k)}`);

  return [
    ...['s3', 'dynamodb'].map((id) => ({
      ...common,
      VpcEndpointId: `vpce-${id}-${hex(v)}`,
      VpcEndpointType: 'Gateway',
      ServiceName: `com.amazonaws.${region}.${id}`,
      RouteTableIds: [...tables],
    })),
    {
      ...common,
      VpcEndpointId: `vpce-ec2-${hex(v)}`,
      VpcEndpointType: 'Interface',
      ServiceName: `com.amazonaws.${region}.ec2`,
      PrivateDnsEnabled: v % 2 === 0,
      SubnetIds: subnets,
      NetworkInterfaceIds: subnets.map((_, i) => `eni-${v}-${i}`),
      Groups: [{ GroupId: 'sg-1' }],
      IpAddressType: 'ipv4',
      DnsEntries: [
        { DnsName: `vpce-ec2-${v}.ec2.${region}.vpce.amazonaws.com` },
        ...(v % 2 === 0 ? [{ DnsName: `ec2.${region}.amazonaws.com` }] : []),
      ],
    },
  ];
};

const interfacesOf = (v: number): RecordOf<'networkInterfaces'>[] =>
  [0, 1, 2].map((k) => ({
    NetworkInterfaceId: `eni-${v}-${k}`,
    SubnetId: `subnet-${hex(v * roomPerVpc + k)}`,
    VpcId: `vpc-${hex(v)}`,
    InterfaceType: 'vpc_endpoint',
    Groups: [{ GroupId: 'sg-1' }],
    PrivateIpAddresses: [{ PrivateIpAddress: `10.0.${k}.10` }],
  }));

const aclOf = (v: number, subnets: readonly RecordOf<'subnets'>[]): RecordOf<'networkAcls'> => ({
  NetworkAclId: `acl-${hex(v)}`,
  VpcId: `vpc-${hex(v)}`,
  IsDefault: true,
  Associations: subnets.map(({ SubnetId }) => ({ NetworkAclId: `acl-${hex(v)}`, SubnetId })),
  Entries: [true, false].map((Egress) => ({
    RuleNumber: 100,
    Protocol: '-1',
    RuleAction: 'allow',
    Egress,
    CidrBlock: '0.0.0.0/0',
  })),
});

/** A Region of a very large account, in records as full as AWS gives them: S3, DynamoDB and EC2 partly private. */
export const largeNetwork = (size: {
  readonly subnets: number;
  readonly tables: number;
  readonly routes: number;
  readonly subnetsPerVpc?: number;
}): Snapshot => {
  const { subnetsPerVpc = roomPerVpc } = size;
  const vpcs = Array.from({ length: Math.ceil(size.subnets / subnetsPerVpc) }, (_, v) => v);
  const tablesPerVpc = Math.max(1, Math.floor(size.tables / vpcs.length));
  const tables = vpcs.map((v) => Array.from({ length: tablesPerVpc }, (_, t) => tableOf(v, t, size.routes)));
  const subnets = vpcs.map((v) =>
    Array.from({ length: Math.min(subnetsPerVpc, size.subnets - v * subnetsPerVpc) }, (_, k) => subnetOf(v, k)),
  );
  for (const [v, own] of subnets.entries())
    for (const [k, { SubnetId }] of own.entries())
      if (k > 2)
        tables[v]?.[1 + (k % (tablesPerVpc - 1))]?.Associations?.push({
          Main: false,
          SubnetId,
          AssociationState: { State: 'associated' },
        });

  const everything = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];

  return {
    schemaVersion: 1,
    scopes: [
      {
        account,
        region,
        takenAt: '2026-11-25T00:00:00.000Z',
        interfacesFiltered: true,
        gaps: [],
        sections: {
          vpcs: vpcs.map(vpcOf),
          vpcAttributes: vpcs.flatMap((v) => [
            { VpcId: `vpc-${hex(v)}`, EnableDnsSupport: { Value: true } },
            { VpcId: `vpc-${hex(v)}`, EnableDnsHostnames: { Value: true } },
          ]),
          subnets: subnets.flat(),
          routeTables: tables.flat(),
          internetGateways: vpcs.map((v) => ({
            InternetGatewayId: `igw-${hex(v)}`,
            Attachments: [{ VpcId: `vpc-${hex(v)}`, State: 'available' }],
          })),
          natGateways: vpcs.map((v) => ({
            NatGatewayId: `nat-${hex(v)}`,
            VpcId: `vpc-${hex(v)}`,
            SubnetId: `subnet-${hex(v * roomPerVpc)}`,
            State: 'available',
            ConnectivityType: 'public',
          })),
          vpcEndpoints: vpcs.flatMap((v) =>
            endpointsOf(
              v,
              (tables[v] ?? []).map(({ RouteTableId }) => RouteTableId),
            ),
          ),
          vpcEndpointServices: [
            {
              ServiceName: `com.amazonaws.${region}.ec2`,
              Owner: 'amazon',
              ServiceType: [{ ServiceType: 'Interface' }],
              PrivateDnsNames: [{ PrivateDnsName: `ec2.${region}.amazonaws.com` }],
            },
          ],
          managedPrefixLists: [
            {
              PrefixListId: 'pl-63a5400a',
              PrefixListName: `com.amazonaws.${region}.s3`,
              AddressFamily: 'IPv4',
              OwnerId: 'AWS',
            },
            {
              PrefixListId: 'pl-02cd2c6b',
              PrefixListName: `com.amazonaws.${region}.dynamodb`,
              AddressFamily: 'IPv4',
              OwnerId: 'AWS',
            },
          ],
          prefixListEntries: [
            {
              PrefixListId: 'pl-63a5400a',
              Entries: ['3.5.0.0/19', '16.15.176.0/20', '18.34.0.0/19', '52.216.0.0/15', '54.231.0.0/16'].map(
                (Cidr) => ({ Cidr }),
              ),
            },
            { PrefixListId: 'pl-02cd2c6b', Entries: ['3.218.180.0/22', '52.94.0.0/22'].map((Cidr) => ({ Cidr })) },
          ],
          dhcpOptions: [
            {
              DhcpOptionsId: 'dopt-1',
              DhcpConfigurations: [{ Key: 'domain-name-servers', Values: [{ Value: 'AmazonProvidedDNS' }] }],
            },
          ],
          securityGroups: [{ GroupId: 'sg-1', IpPermissions: everything, IpPermissionsEgress: everything }],
          networkAcls: subnets.map((own, v) => aclOf(v, own)),
          networkInterfaces: vpcs.flatMap(interfacesOf),
          blockPublicAccessOptions: [{ InternetGatewayBlockMode: 'off' }],
          blockPublicAccessExclusions: [],
          resolverRules: [],
          resolverRuleAssociations: [],
          resolverEndpoints: [],
          firewallRuleGroupAssociations: [],
          hostedZones: vpcs.map((v) => ({ VPCId: `vpc-${hex(v)}`, HostedZoneSummaries: [] })),
          resourceRecordSets: [],
          profileAssociations: [],
          profileResourceAssociations: [],
        },
      },
    ],
  };
};
