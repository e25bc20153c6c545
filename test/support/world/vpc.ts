import type { RecordOf } from '../../../src/snapshot/schema.ts';
import { routeOf } from './route.ts';
import { type All, region } from './sections.ts';

type Routes = Readonly<Record<string, string>>;

export interface SubnetSpec {
  readonly vpc?: string;
  readonly cidr?: string;
  readonly ipv6?: string;
  readonly ipv6Only?: boolean;
  readonly dns64?: boolean;
  readonly zone?: string;
  readonly mapPublicIp?: boolean;
  /** Null: no table of its own, so that the main one applies. */
  readonly routes?: Readonly<Record<string, string>> | null;
}

/** New ones each time: a test may add to the records of its own network only. */
const all = () => [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }], Ipv6Ranges: [{ CidrIpv6: '::/0' }] }];

const openAcl = (vpc: string): RecordOf<'networkAcls'> => ({
  NetworkAclId: `acl-${vpc}`,
  VpcId: `vpc-${vpc}`,
  IsDefault: true,
  Associations: [],
  Entries: [true, false].flatMap((Egress) => [
    { RuleNumber: 100, Protocol: '-1', RuleAction: 'allow', Egress, CidrBlock: '0.0.0.0/0' },
    { RuleNumber: 101, Protocol: '-1', RuleAction: 'allow', Egress, Ipv6CidrBlock: '::/0' },
  ]),
});

const addTable = (sections: All, name: string, vpc: string, routes: Routes): RecordOf<'routeTables'> => {
  const cidr = sections.vpcs.find(({ VpcId }) => VpcId === `vpc-${vpc}`)?.CidrBlock ?? '10.0.0.0/16';
  const record: RecordOf<'routeTables'> = {
    RouteTableId: `rtb-${name}`,
    VpcId: `vpc-${vpc}`,
    Routes: [
      { DestinationCidrBlock: cidr, GatewayId: 'local', State: 'active', Origin: 'CreateRouteTable' },
      ...Object.entries(routes).map(([to, by]) => routeOf(to, by)),
    ],
  };
  sections.routeTables.push(record);

  return record;
};

/** With both DNS attributes on, Amazon's resolver, a door that is open to all, and `rtb-<name>-main`. */
export const addVpc = (sections: All, name: string, cidr: string, routes: Routes, owner: string): void => {
  const VpcId = `vpc-${name}`;
  sections.vpcs.push({
    VpcId,
    OwnerId: owner,
    CidrBlock: cidr,
    DhcpOptionsId: `dopt-${name}`,
    Ipv6CidrBlockAssociationSet: [],
  });
  sections.vpcAttributes.push(
    { VpcId, EnableDnsSupport: { Value: true } },
    { VpcId, EnableDnsHostnames: { Value: true } },
  );
  sections.dhcpOptions.push({
    DhcpOptionsId: `dopt-${name}`,
    DhcpConfigurations: [{ Key: 'domain-name-servers', Values: [{ Value: 'AmazonProvidedDNS' }] }],
  });
  sections.networkAcls.push(openAcl(name));
  sections.securityGroups.push({
    GroupId: `sg-${name}`,
    GroupName: 'default',
    VpcId,
    IpPermissions: all(),
    IpPermissionsEgress: all(),
  });
  sections.hostedZones.push({ VPCId: VpcId, HostedZoneSummaries: [] });
  addTable(sections, `${name}-main`, name, routes).Associations = [
    { Main: true, AssociationState: { State: 'associated' } },
  ];
};

export const addSubnet = (
  sections: All,
  name: string,
  { vpc = 'main', zone = 'a', routes = {}, ...spec }: SubnetSpec,
): void => {
  sections.subnets.push({
    SubnetId: `subnet-${name}`,
    VpcId: `vpc-${vpc}`,
    ...(spec.ipv6Only ? {} : { CidrBlock: spec.cidr ?? `10.0.${sections.subnets.length + 1}.0/24` }),
    AvailabilityZone: `${region}${zone}`,
    AvailabilityZoneId: `use1-az-${zone}`,
    MapPublicIpOnLaunch: spec.mapPublicIp ?? false,
    Ipv6Native: spec.ipv6Only ?? false,
    EnableDns64: spec.dns64 ?? false,
    Ipv6CidrBlockAssociationSet:
      spec.ipv6 === undefined ? [] : [{ Ipv6CidrBlock: spec.ipv6, Ipv6CidrBlockState: { State: 'associated' } }],
  });
  if (routes !== null)
    addTable(sections, name, vpc, routes).Associations = [
      { SubnetId: `subnet-${name}`, AssociationState: { State: 'associated' } },
    ];
};

export const addRoute = (sections: All, table: string, destination: string, target: string): void => {
  sections.routeTables
    .find(({ RouteTableId }) => RouteTableId === `rtb-${table}`)
    ?.Routes?.push(routeOf(destination, target));
};

export const addInterface = (
  sections: All,
  name: string,
  subnet: string,
  extra: Partial<RecordOf<'networkInterfaces'>>,
): void => {
  const record = sections.subnets.find(({ SubnetId }) => SubnetId === `subnet-${subnet}`);
  sections.networkInterfaces.push({
    NetworkInterfaceId: `eni-${name}`,
    SubnetId: `subnet-${subnet}`,
    VpcId: record?.VpcId,
    InterfaceType: 'interface',
    Groups: [{ GroupId: `sg-${record?.VpcId?.slice(4)}` }],
    ...extra,
  });
};

export const addNat = (
  sections: All,
  name: string,
  subnet: string | null,
  extra: Partial<RecordOf<'natGateways'>>,
): void => {
  const vpc = sections.subnets.find(({ SubnetId }) => SubnetId === `subnet-${subnet}`)?.VpcId ?? 'vpc-main';
  sections.natGateways.push({
    NatGatewayId: `nat-${name}`,
    VpcId: vpc,
    ...(subnet === null ? {} : { SubnetId: `subnet-${subnet}` }),
    State: 'available',
    ConnectivityType: 'public',
    ...extra,
  });
};

export const setAttribute = (
  sections: All,
  name: 'EnableDnsSupport' | 'EnableDnsHostnames',
  value: boolean,
  vpc: string,
): void => {
  for (const one of sections.vpcAttributes) if (one.VpcId === `vpc-${vpc}` && one[name]) one[name] = { Value: value };
};
