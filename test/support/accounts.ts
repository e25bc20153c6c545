import { hash } from 'node:crypto';
import type { RecordOf, Snapshot } from '../../src/snapshot/schema.ts';
import { emptySections } from './world/sections.ts';

/** A VPC of three zones, in AWS's own ids and with names as people give them. */
interface VpcSpec {
  readonly name: string | null;
  /** Names of subnets, with the name of their route table. */
  readonly subnets: readonly (readonly [name: string | null, table: string])[];
  /** Where each route table sends everything: a name of a NAT gateway, `igw`, or nowhere. */
  readonly tables: Readonly<Record<string, string | null>>;
  /** Gateway endpoints by service, with their route tables. */
  readonly gateways?: Readonly<Record<string, readonly string[]>>;
  /** Interface endpoints by service, each in the first subnet. */
  readonly interfaces?: Readonly<Record<string, 'private-dns' | 'no-private-dns'>>;
  /** How many clients a subnet has. */
  readonly clients?: (subnet: string) => number;
}

const account = '111122223333';
const region = 'us-east-1';
const idOf = (kind: string, ...parts: readonly (string | number)[]): string =>
  `${kind}-0${hash('sha256', [kind, ...parts].join('/')).slice(0, 16)}`;
const tagsOf = (name: string | null) => (name === null ? {} : { Tags: [{ Key: 'Name', Value: name }] });
const lists = { s3: ['52.216.0.0/15', '3.5.0.0/19'], dynamodb: ['52.94.0.0/22'] } as const;
const listId = (service: string, at: string): string => idOf('pl', service, at).slice(0, 11);

/** Adds a VPC to the sections of a Region. */
const addVpc = (sections: ReturnType<typeof emptySections>, spec: VpcSpec, number: number, at: string): void => {
  const { name, subnets, tables, gateways = {}, interfaces = {}, clients = () => 0 } = spec;
  const id = (kind: string, part: string | number = '') => idOf(kind, at, number, part);
  const VpcId = id('vpc');
  const block = (index: number) => `10.${number}.${index}.0/24`;
  sections.vpcs.push({
    VpcId,
    OwnerId: account,
    CidrBlock: `10.${number}.0.0/16`,
    DhcpOptionsId: 'dopt-0',
    ...tagsOf(name),
  });
  sections.vpcAttributes.push(
    { VpcId, EnableDnsSupport: { Value: true } },
    { VpcId, EnableDnsHostnames: { Value: true } },
  );
  sections.hostedZones.push({ VPCId: VpcId, HostedZoneSummaries: [] });
  const acl = [true, false].map((Egress) => ({
    ...{ RuleNumber: 100, Protocol: '-1', RuleAction: 'allow', Egress, CidrBlock: '0.0.0.0/0' },
  }));
  sections.networkAcls.push({ NetworkAclId: id('acl'), VpcId, IsDefault: true, Associations: [], Entries: acl });
  const open = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];
  const GroupId = id('sg');
  sections.securityGroups.push({
    GroupId,
    GroupName: 'default',
    VpcId,
    IpPermissions: open,
    IpPermissionsEgress: open,
  });
  const igw = id('igw');
  sections.internetGateways.push({ InternetGatewayId: igw, Attachments: [{ VpcId, State: 'available' }] });
  const subnetIds = subnets.map((_, index) => id('subnet', index));
  const route = (to: object) => ({ State: 'active', Origin: 'CreateRoute', ...to });
  for (const [table, exit] of Object.entries(tables)) {
    const served = Object.entries(gateways).filter(([, on]) => on.includes(table));
    const own = subnetIds.filter((_, index) => subnets[index]?.[1] === table);
    sections.routeTables.push({
      RouteTableId: id('rtb', table),
      VpcId,
      ...tagsOf(table),
      Routes: [
        route({ DestinationCidrBlock: `10.${number}.0.0/16`, GatewayId: 'local' }),
        ...(exit === null
          ? []
          : [
              route({
                DestinationCidrBlock: '0.0.0.0/0',
                ...(exit === 'igw' ? { GatewayId: igw } : { NatGatewayId: id('nat', exit) }),
              }),
            ]),
        ...served.map(([service]) =>
          route({ DestinationPrefixListId: listId(service, at), GatewayId: id('vpce', service) }),
        ),
      ],
      Associations: own.map((SubnetId) => ({ SubnetId, AssociationState: { State: 'associated' } })),
    });
  }
  subnets.forEach(([subnet, table], index) => {
    const SubnetId = subnetIds[index] ?? '';
    const zone = 'abc'[index % 3];
    sections.subnets.push({
      ...{
        SubnetId,
        VpcId,
        CidrBlock: block(index),
        AvailabilityZone: `${at}${zone}`,
        AvailabilityZoneId: `az-${zone}`,
      },
      ...{ MapPublicIpOnLaunch: tables[table] === 'igw', ...tagsOf(subnet) },
    });
    const count = clients(subnet ?? '');
    for (let one = 0; one < count; one += 1)
      sections.networkInterfaces.push({
        ...{ NetworkInterfaceId: id('eni', `${index}.${one}`), SubnetId, VpcId, InterfaceType: 'interface' },
        ...{ Status: 'in-use', Groups: [{ GroupId }], PrivateIpAddresses: [] },
        ...(tables[table] === 'igw' ? { Association: { PublicIp: '203.0.113.7' } } : {}),
      });
  });
  for (const exit of new Set(Object.values(tables)))
    if (exit !== null && exit !== 'igw')
      sections.natGateways.push({
        ...{ NatGatewayId: id('nat', exit), VpcId, State: 'available', ConnectivityType: 'public' },
        SubnetId: subnetIds[subnets.findIndex(([, table]) => tables[table] === 'igw')],
      });
  const endpoint = (service: string): RecordOf<'vpcEndpoints'> => ({
    ...{ VpcEndpointId: id('vpce', service), VpcId, OwnerId: account, State: 'available' },
    ServiceName: `com.amazonaws.${at}.${service}`,
    PolicyDocument: '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}',
  });
  for (const [service, on] of Object.entries(gateways).filter(([, tablesOn]) => tablesOn.length > 0))
    sections.vpcEndpoints.push({
      ...endpoint(service),
      VpcEndpointType: 'Gateway',
      RouteTableIds: on.map((table) => id('rtb', table)),
    });
  for (const [service, dns] of Object.entries(interfaces)) {
    const eni = id('eni', `vpce-${service}`);
    sections.vpcEndpoints.push({
      ...endpoint(service),
      VpcEndpointType: 'Interface',
      ...{ PrivateDnsEnabled: dns === 'private-dns', SubnetIds: subnetIds.slice(0, 1), NetworkInterfaceIds: [eni] },
      ...{ Groups: [{ GroupId }], IpAddressType: 'ipv4' },
    });
    sections.networkInterfaces.push({
      ...{
        NetworkInterfaceId: eni,
        SubnetId: subnetIds[0],
        VpcId,
        InterfaceType: 'vpc_endpoint',
        Groups: [{ GroupId }],
        PrivateIpAddresses: [{ PrivateIpAddress: `10.${number}.0.50` }],
      },
    });
  }
};

const scopeOf = (at: string, vpcs: readonly VpcSpec[]): Snapshot['scopes'][number] => {
  const sections = emptySections();
  sections.vpcEndpointServices = sections.vpcEndpointServices.map((service) => ({
    ...service,
    ServiceName: service.ServiceName?.replace(region, at),
    PrivateDnsNames: service.PrivateDnsNames?.map((name) => ({
      PrivateDnsName: name.PrivateDnsName?.replace(region, at),
    })),
  }));
  sections.dhcpOptions.push({
    DhcpOptionsId: 'dopt-0',
    DhcpConfigurations: [{ Key: 'domain-name-servers', Values: [{ Value: 'AmazonProvidedDNS' }] }],
  });
  for (const [service, cidrs] of Object.entries(lists)) {
    const PrefixListId = listId(service, at);
    sections.managedPrefixLists.push({
      ...{ PrefixListId, PrefixListName: `com.amazonaws.${at}.${service}`, AddressFamily: 'IPv4', OwnerId: 'AWS' },
    });
    sections.prefixListEntries.push({ PrefixListId, Entries: cidrs.map((Cidr) => ({ Cidr })) });
  }
  vpcs.forEach((vpc, number) => {
    addVpc(sections, vpc, number, at);
  });

  return { account, region: at, takenAt: '2026-11-25T00:00:00.000Z', sections, gaps: [] };
};

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const zones = ['a', 'b', 'c'] as const;

/** Forty subnets: three public ones, twenty-four of an application behind three NAT gateways, ten of EKS, three of a database. */
const forty = (
  name: string,
  served: { readonly s3: readonly string[]; readonly dynamodb: readonly string[] },
): VpcSpec => ({
  name,
  tables: {
    public: 'igw',
    ...Object.fromEntries(
      zones.flatMap((zone) => [[`app-${zone}`, `nat-${zone}`] as const, [`eks-${zone}`, `nat-${zone}`] as const]),
    ),
    database: null,
  },
  subnets: [
    ...zones.map((zone) => [`${name}-public-${zone}`, 'public'] as const),
    ...numbers(24).map((n) => [`${name}-app-${n + 1}`, `app-${zones[n % 3]}`] as const),
    ...numbers(10).map((n) => [`${name}-eks-${n + 1}`, `eks-${zones[n % 3]}`] as const),
    ...zones.map((zone) => [`${name}-db-${zone}`, 'database'] as const),
  ],
  gateways: { s3: served.s3, dynamodb: served.dynamodb },
  interfaces: name === 'staging' ? {} : { ec2: name === 'prod' ? 'private-dns' : 'no-private-dns' },
  clients: (subnet) => (subnet.includes('-app-') ? 4 : subnet.includes('-eks-') ? 12 : subnet.includes('-db-') ? 1 : 0),
});

const app = ['app-a', 'app-b', 'app-c'];
const eks = ['eks-a', 'eks-b', 'eks-c'];

/** Three VPCs of forty subnets: in one the EKS tables were forgotten, one has next to nothing, one all but DynamoDB. */
export const threeVpcs = (): Snapshot => ({
  schemaVersion: 1,
  scopes: [
    scopeOf(region, [
      forty('prod', { s3: app, dynamodb: [...app, ...eks] }),
      forty('staging', { s3: [], dynamodb: [] }),
      forty('dev', { s3: [...app, ...eks, 'public'], dynamodb: [] }),
    ]),
  ],
});

/** A thousand subnets in twenty-five VPCs, which differ in what was forgotten. */
export const thousandSubnets = (): Snapshot => ({
  schemaVersion: 1,
  scopes: [
    scopeOf(
      region,
      numbers(25).map((n) =>
        forty(`spoke-${n + 1}`, {
          s3: n % 5 === 0 ? app : [...app, ...eks, 'public'],
          dynamodb: n % 3 === 0 ? [] : [...app, ...eks],
        }),
      ),
    ),
  ],
});

const regions = [
  ...['ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2'],
  ...['ca-central-1', 'eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'sa-east-1'],
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'],
];

/** What every new account has: a default VPC in each of seventeen Regions, which nobody uses. */
export const emptyDefaultVpcs = (): Snapshot => ({
  schemaVersion: 1,
  scopes: regions.map((at) =>
    scopeOf(at, [
      {
        ...{ name: null, tables: { main: 'igw' } },
        subnets: zones.map(() => [null, 'main'] as const),
      },
    ]),
  ),
});
