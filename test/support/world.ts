import { type AuditOptions, audit, type Report, type ReportPath } from '../../src/audit.ts';
import type { Gap, RecordOf, Section, Sections, Snapshot } from '../../src/snapshot/schema.ts';

type Rec<S extends Section> = RecordOf<S>;
type Route = NonNullable<Rec<'routeTables'>['Routes']>[number];

const account = '111122223333';
const region = 'us-east-1';

const s3Cidrs = ['3.5.0.0/19', '16.15.176.0/20', '52.216.0.0/15', '54.231.0.0/16'];
const dynamodbCidrs = ['3.218.180.0/22', '52.94.0.0/22'];

/** `10.0.0.0/16 → local` and the like: a destination, a target by its id, a state. */
const routeOf = (destination: string, target: string): Route => {
  const [id = '', state = 'active'] = target.split(' ');
  const to = destination.startsWith('pl-')
    ? { DestinationPrefixListId: destination }
    : destination.includes(':')
      ? { DestinationIpv6CidrBlock: destination }
      : { DestinationCidrBlock: destination };
  const kind = id.split('-')[0];
  const by = ((): Partial<Route> => {
    switch (kind) {
      case 'nat':
        return { NatGatewayId: id };
      case 'tgw':
        return { TransitGatewayId: id };
      case 'pcx':
        return { VpcPeeringConnectionId: id };
      case 'eni':
        return { NetworkInterfaceId: id };
      case 'eigw':
        return { EgressOnlyInternetGatewayId: id };
      case 'cagw':
        return { CarrierGatewayId: id };
      case 'lgw':
        return { LocalGatewayId: id };
      case 'arn:aws:networkmanager:':
        return { CoreNetworkArn: id };
      default:
        return { GatewayId: id };
    }
  })();

  return { ...to, ...by, State: state, Origin: 'CreateRoute' };
};

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

export interface EndpointSpec {
  readonly vpc?: string;
  readonly subnets?: readonly string[];
  readonly privateDns?: boolean;
  readonly names?: readonly string[];
  readonly state?: string;
  readonly inboundOnly?: boolean;
  readonly groups?: readonly string[];
  readonly ipAddressType?: string;
  readonly recordType?: string;
  readonly serviceRegion?: string;
  readonly serviceName?: string;
  readonly type?: string;
  readonly requesterManaged?: boolean;
}

const hosts: Readonly<Record<string, readonly string[]>> = {
  s3: ['s3', '*.s3', '*.s3-accesspoint', '*.s3-control'].map((host) => `${host}.${region}.amazonaws.com`),
  dynamodb: [],
  'dynamodb-streams': [],
  ec2: [`ec2.${region}.amazonaws.com`],
  sts: [`sts.${region}.amazonaws.com`],
  kms: [`kms.${region}.amazonaws.com`],
  monitoring: ['monitoring', 'monitoring-fips'].flatMap((host) => [
    `${host}.${region}.amazonaws.com`,
    `${host}.${region}.api.aws`,
  ]),
  'ecr.api': [`api.ecr.${region}.amazonaws.com`],
  'ecr.dkr': [`*.dkr.ecr.${region}.amazonaws.com`],
};

const offered = (): Rec<'vpcEndpointServices'>[] => [
  ...['s3', 'dynamodb'].map((id) => ({
    ServiceName: `com.amazonaws.${region}.${id}`,
    ServiceType: [{ ServiceType: 'Gateway' }],
  })),
  ...Object.entries(hosts).map(([id, names]) => ({
    ServiceName: `com.amazonaws.${region}.${id}`,
    ServiceType: [{ ServiceType: 'Interface' }],
    PrivateDnsNames: names.map((name) => ({ PrivateDnsName: name })),
  })),
];

const all = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }], Ipv6Ranges: [{ CidrIpv6: '::/0' }] }];

const openAcl = (vpc: string): Rec<'networkAcls'> => ({
  NetworkAclId: `acl-${vpc}`,
  VpcId: `vpc-${vpc}`,
  IsDefault: true,
  Associations: [],
  Entries: [true, false].flatMap((Egress) => [
    { RuleNumber: 100, Protocol: '-1', RuleAction: 'allow', Egress, CidrBlock: '0.0.0.0/0' },
    { RuleNumber: 101, Protocol: '-1', RuleAction: 'allow', Egress, Ipv6CidrBlock: '::/0' },
  ]),
});

const emptySections = (): Required<Sections> => ({
  vpcs: [],
  vpcAttributes: [],
  subnets: [],
  routeTables: [],
  internetGateways: [],
  egressOnlyInternetGateways: [],
  carrierGateways: [],
  vpnGateways: [],
  natGateways: [],
  vpcEndpoints: [],
  vpcEndpointServices: offered(),
  vpcEndpointAssociations: [],
  managedPrefixLists: [],
  prefixListEntries: [],
  dhcpOptions: [],
  securityGroups: [],
  networkAcls: [],
  networkInterfaces: [],
  instances: [],
  vpcPeeringConnections: [],
  transitGateways: [],
  transitGatewayAttachments: [],
  transitGatewayVpcAttachments: [],
  transitGatewayRouteTables: [],
  transitGatewayRoutes: [],
  transitGatewayRouteTableAssociations: [],
  transitGatewayPrefixListReferences: [],
  blockPublicAccessOptions: [{ InternetGatewayBlockMode: 'off' }],
  blockPublicAccessExclusions: [],
  resolverRules: [],
  resolverRuleAssociations: [],
  resolverEndpoints: [],
  resolverEndpointIpAddresses: [],
  firewallConfigs: [],
  firewallRuleGroupAssociations: [],
  firewallRules: [],
  firewallDomains: [],
  hostedZones: [],
  resourceRecordSets: [],
  profileAssociations: [],
  profileResourceAssociations: [],
}); // prettier-ignore

/**
 * A small network, said step by step: VPC `main` (10.0.0.0/16) with an internet gateway, and a public
 * subnet that holds a NAT gateway. Every id derives from its name: `subnet-a`, `rtb-a`, `nat-main`.
 */
export const world = () => {
  const sections = emptySections();
  const gaps: Gap[] = [];
  let hosted = 0;

  const table = (
    name: string,
    vpc: string,
    routes: Readonly<Record<string, string>>,
    isMain = false,
  ): Rec<'routeTables'> => {
    const cidr = sections.vpcs.find(({ VpcId }) => VpcId === `vpc-${vpc}`)?.CidrBlock ?? '10.0.0.0/16';
    const record: Rec<'routeTables'> = {
      RouteTableId: `rtb-${name}`,
      VpcId: `vpc-${vpc}`,
      Associations: isMain ? [{ Main: true, AssociationState: { State: 'associated' } }] : [],
      Routes: [
        { DestinationCidrBlock: cidr, GatewayId: 'local', State: 'active', Origin: 'CreateRouteTable' },
        ...Object.entries(routes).map(([to, by]) => routeOf(to, by)),
      ],
    };
    sections.routeTables.push(record);

    return record;
  };

  const self = {
    sections,
    vpc(name: string, cidr: string, routes: Readonly<Record<string, string>> = {}, ownerId = account) {
      sections.vpcs.push({
        VpcId: `vpc-${name}`,
        OwnerId: ownerId,
        CidrBlock: cidr,
        DhcpOptionsId: `dopt-${name}`,
        Ipv6CidrBlockAssociationSet: [],
      });
      sections.vpcAttributes.push(
        { VpcId: `vpc-${name}`, EnableDnsSupport: { Value: true } },
        { VpcId: `vpc-${name}`, EnableDnsHostnames: { Value: true } },
      );
      sections.dhcpOptions.push({
        DhcpOptionsId: `dopt-${name}`,
        DhcpConfigurations: [{ Key: 'domain-name-servers', Values: [{ Value: 'AmazonProvidedDNS' }] }],
      });
      sections.networkAcls.push(openAcl(name));
      sections.securityGroups.push({
        GroupId: `sg-${name}`,
        VpcId: `vpc-${name}`,
        IpPermissions: all,
        IpPermissionsEgress: all,
      });
      sections.hostedZones.push({ VPCId: `vpc-${name}`, HostedZoneSummaries: [] });
      table(`${name}-main`, name, routes, true);

      return self;
    },
    subnet(name: string, { vpc = 'main', zone = 'a', routes = {}, ...spec }: SubnetSpec = {}) {
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
        table(name, vpc, routes).Associations?.push({
          SubnetId: `subnet-${name}`,
          AssociationState: { State: 'associated' },
        });

      return self;
    },
    route(name: string, destination: string, target: string) {
      sections.routeTables
        .find(({ RouteTableId }) => RouteTableId === `rtb-${name}`)
        ?.Routes?.push(routeOf(destination, target));

      return self;
    },
    /** A NAT gateway in a subnet; `extra` says what is special. */
    nat(name: string, subnet: string | null, extra: Partial<Rec<'natGateways'>> = {}) {
      const vpc = sections.subnets.find(({ SubnetId }) => SubnetId === `subnet-${subnet}`)?.VpcId ?? 'vpc-main';
      sections.natGateways.push({
        NatGatewayId: `nat-${name}`,
        VpcId: vpc,
        ...(subnet === null ? {} : { SubnetId: `subnet-${subnet}` }),
        State: 'available',
        ConnectivityType: 'public',
        ...extra,
      });

      return self;
    },
    interface(name: string, subnet: string, extra: Partial<Rec<'networkInterfaces'>> = {}) {
      const record = sections.subnets.find(({ SubnetId }) => SubnetId === `subnet-${subnet}`);
      sections.networkInterfaces.push({
        NetworkInterfaceId: `eni-${name}`,
        SubnetId: `subnet-${subnet}`,
        VpcId: record?.VpcId,
        InterfaceType: 'interface',
        Groups: [{ GroupId: `sg-${record?.VpcId?.slice(4)}` }],
        ...extra,
      });

      return self;
    },
    /** With the prefix-list routes that AWS adds to its tables. */
    gateway(id: string, service: string, tables: readonly string[] = [], state = 'available', vpc = 'main') {
      sections.vpcEndpoints.push({
        VpcEndpointId: id,
        VpcEndpointType: 'Gateway',
        VpcId: `vpc-${vpc}`,
        ServiceName: `com.amazonaws.${region}.${service}`,
        State: state,
        RouteTableIds: tables.map((name) => `rtb-${name}`),
      });
      for (const name of tables) self.route(name, `pl-${service}`, id);

      return self;
    },
    endpoint(id: string, service: string, spec: EndpointSpec = {}) {
      const { vpc = 'main', subnets = ['a'], privateDns = true, names = hosts[service] ?? [] } = spec;
      const interfaceIds = subnets.map((subnet) => `${id}-${subnet}`);
      for (const subnet of subnets) {
        const record = sections.subnets.find(({ SubnetId }) => SubnetId === `subnet-${subnet}`);
        const address = record?.CidrBlock?.replace(/\.0\/\d+$/, `.${50 + sections.networkInterfaces.length}`);
        self.interface(`${id}-${subnet}`, subnet, {
          InterfaceType: 'vpc_endpoint',
          NetworkInterfaceId: `${id}-${subnet}`,
          ...(address === undefined ? {} : { PrivateIpAddresses: [{ PrivateIpAddress: address }] }),
          ...(spec.ipAddressType === 'dualstack'
            ? {
                Ipv6Addresses: [
                  {
                    Ipv6Address:
                      record?.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock?.replace('::/64', '::50') ?? '',
                  },
                ],
              }
            : {}),
        });
      }
      sections.vpcEndpoints.push({
        VpcEndpointId: id,
        VpcEndpointType: spec.type ?? 'Interface',
        VpcId: `vpc-${vpc}`,
        ServiceName: spec.serviceName ?? `com.amazonaws.${region}.${service}`,
        State: spec.state ?? 'available',
        SubnetIds: subnets.map((subnet) => `subnet-${subnet}`),
        NetworkInterfaceIds: interfaceIds,
        Groups: (spec.groups ?? [`sg-${vpc}`]).map((GroupId) => ({ GroupId })),
        IpAddressType: spec.ipAddressType ?? 'ipv4',
        PrivateDnsEnabled: privateDns,
        RequesterManaged: spec.requesterManaged ?? false,
        DnsOptions: {
          DnsRecordIpType: spec.recordType ?? spec.ipAddressType ?? 'ipv4',
          PrivateDnsOnlyForInboundResolverEndpoint: spec.inboundOnly ?? false,
        },
        DnsEntries: [
          { DnsName: `${id}-x1.${service}.${region}.vpce.amazonaws.com`, HostedZoneId: 'Z7HUB22UULQXV' },
          ...(privateDns ? names.map((DnsName) => ({ DnsName, HostedZoneId: `Z${id}` })) : []),
        ],
        ...(spec.serviceRegion === undefined ? {} : { ServiceRegion: spec.serviceRegion }),
      });

      return self;
    },
    /** Records are `name TYPE value`; an alias is `name ALIAS target`. Null: another account's, not readable. */
    zone(domain: string, vpcs: readonly string[], records: readonly string[] | null) {
      hosted += 1;
      const id = `Z${hosted}`;
      for (const vpc of vpcs)
        sections.hostedZones
          .find(({ VPCId }) => VPCId === `vpc-${vpc}`)
          ?.HostedZoneSummaries.push({
            HostedZoneId: id,
            Name: `${domain}.`,
            Owner: { OwningAccount: records === null ? '999988887777' : account },
          });
      if (records !== null)
        sections.resourceRecordSets.push({
          HostedZoneId: id,
          ResourceRecordSets: [
            { Name: `${domain}.`, Type: 'SOA' },
            ...records.map((line) => {
              const [name = '', type = '', value = ''] = line.split(' ');

              return type === 'ALIAS'
                ? { Name: `${name}.`, Type: 'A', AliasTarget: { DNSName: `${value}.` } }
                : { Name: `${name}.`, Type: type, ResourceRecords: [{ Value: value }] };
            }),
          ],
        });

      return self;
    },
    dns(vpc: string, ...servers: readonly string[]) {
      const record = sections.dhcpOptions.find(({ DhcpOptionsId }) => DhcpOptionsId === `dopt-${vpc}`);
      if (record !== undefined)
        record.DhcpConfigurations = [{ Key: 'domain-name-servers', Values: servers.map((Value) => ({ Value })) }];

      return self;
    },
    attribute(name: 'EnableDnsSupport' | 'EnableDnsHostnames', value: boolean, vpc = 'main') {
      for (const one of sections.vpcAttributes)
        if (one.VpcId === `vpc-${vpc}` && one[name]) one[name] = { Value: value };

      return self;
    },
    rule(id: string, domain: string, type: string, targets: readonly string[], vpc = 'main', status = 'COMPLETE') {
      sections.resolverRules.push({
        Id: id,
        DomainName: domain === '.' ? '.' : `${domain}.`,
        RuleType: type,
        TargetIps: targets.map((Ip) => ({ Ip })),
      });
      sections.resolverRuleAssociations.push({ ResolverRuleId: id, VPCId: `vpc-${vpc}`, Status: status });

      return self;
    },
    inbound(vpc: string, address: string) {
      sections.resolverEndpoints.push({ Id: `rslvr-in-${vpc}`, Direction: 'INBOUND', HostVPCId: `vpc-${vpc}` });
      sections.resolverEndpointIpAddresses.push({
        ResolverEndpointId: `rslvr-in-${vpc}`,
        IpAddresses: [{ Ip: address }],
      });

      return self;
    },
    profile(id: string, arns: readonly string[], vpc = 'main', priority?: number) {
      sections.profileAssociations.push({
        ProfileId: id,
        ResourceId: `vpc-${vpc}`,
        Status: 'COMPLETE',
        ...(priority === undefined ? {} : { Priority: priority }),
      });
      sections.profileResourceAssociations.push({
        ProfileId: id,
        ProfileResourceAssociations: arns.map((ResourceArn) => ({ ResourceArn })),
      });

      return self;
    },
    /** Rules are `ACTION pattern pattern`. */
    firewall(...rules: readonly string[]) {
      sections.firewallRuleGroupAssociations.push({
        FirewallRuleGroupId: 'rslvr-frg-1',
        VpcId: 'vpc-main',
        Priority: 101,
        Status: 'COMPLETE',
      });
      sections.firewallRules.push({
        FirewallRuleGroupId: 'rslvr-frg-1',
        FirewallRules: rules.map((line, i) => ({
          Priority: i + 1,
          Action: line.split(' ')[0],
          FirewallDomainListId: `rslvr-fdl-${i}`,
        })),
      });
      rules.forEach((line, i) => {
        sections.firewallDomains.push({
          FirewallDomainListId: `rslvr-fdl-${i}`,
          Domains: line
            .split(' ')
            .slice(1)
            .map((domain) => `${domain}.`),
        });
      });

      return self;
    },
    /** One transit gateway `tgw-1` with one table; attachments are VPC → subnets, routes are CIDR → VPC or `blackhole`. */
    transit(attachments: Readonly<Record<string, readonly string[]>>, routes: Readonly<Record<string, string>> | null) {
      for (const [vpc, subnets] of Object.entries(attachments)) {
        const id = `tgw-attach-${vpc}`;
        sections.transitGatewayAttachments.push({
          TransitGatewayAttachmentId: id,
          TransitGatewayId: 'tgw-1',
          ResourceType: 'vpc',
          ResourceId: `vpc-${vpc}`,
          State: 'available',
          ...(routes === null ? {} : { Association: { TransitGatewayRouteTableId: 'tgw-rtb-1', State: 'associated' } }),
        });
        sections.transitGatewayVpcAttachments.push({
          TransitGatewayAttachmentId: id,
          TransitGatewayId: 'tgw-1',
          VpcId: `vpc-${vpc}`,
          SubnetIds: subnets.map((name) => `subnet-${name}`),
          State: 'available',
        });
      }
      if (routes !== null)
        sections.transitGatewayRoutes.push({
          TransitGatewayRouteTableId: 'tgw-rtb-1',
          Routes: Object.entries(routes).map(([DestinationCidrBlock, to]) =>
            to === 'blackhole'
              ? { DestinationCidrBlock, State: 'blackhole', Type: 'static' }
              : {
                  DestinationCidrBlock,
                  State: 'active',
                  Type: 'static',
                  TransitGatewayAttachments: [
                    { TransitGatewayAttachmentId: `tgw-attach-${to}`, ResourceType: 'vpc', ResourceId: `vpc-${to}` },
                  ],
                },
          ),
        });

      return self;
    },
    peering(id: string, a: string, b: string) {
      sections.vpcPeeringConnections.push({
        VpcPeeringConnectionId: id,
        Status: { Code: 'active' },
        RequesterVpcInfo: { VpcId: `vpc-${a}` },
        AccepterVpcInfo: { VpcId: `vpc-${b}` },
      });

      return self;
    },
    list(id: string, ...cidrs: readonly string[]) {
      sections.managedPrefixLists.push({
        PrefixListId: id,
        PrefixListName: id,
        AddressFamily: cidrs[0]?.includes(':') ? 'IPv6' : 'IPv4',
        OwnerId: account,
      });
      sections.prefixListEntries.push({ PrefixListId: id, Entries: cidrs.map((Cidr) => ({ Cidr })) });

      return self;
    },
    unread(section: Section, action = `ec2:${section}`, kind: Gap['kind'] = 'denied') {
      Reflect.deleteProperty(sections, section);
      gaps.push({ section, action, reason: 'not allowed', kind });

      return self;
    },
    /** Another account owns the VPC and shares its subnets with this one. */
    shared(vpc = 'main') {
      for (const record of sections.vpcs) if (record.VpcId === `vpc-${vpc}`) record.OwnerId = '999988887777';

      return self;
    },
    snapshot(): Snapshot {
      return { schemaVersion: 1, scopes: [{ account, region, takenAt: '2026-11-25T00:00:00.000Z', sections, gaps }] };
    },
    report(services: readonly string[] = [], options: Partial<AuditOptions> = {}): Report {
      return audit(self.snapshot(), {
        source: 'snapshot',
        version: '0.0.0',
        services,
        vpcs: [],
        subnets: [],
        ...options,
      });
    },
    /** The path of one name from one subnet, in one line; see `line`. */
    path(subnet: string, service: string, name?: string, family: 'ipv4' | 'ipv6' = 'ipv4'): string {
      const found = self
        .report([service])
        .paths.find(
          (path) =>
            path.subnetId === `subnet-${subnet}` &&
            path.family === family &&
            (name === undefined ? path.primary : path.name === name),
        );

      return found === undefined ? 'no such path' : line(found);
    },
    privateDns(id: string): string {
      const found = self.report().endpoints.find(({ endpointId }) => endpointId === id)?.privateDns;

      return [found?.status, ...(found?.reasons ?? [])].join(' ');
    },
    findings(...rules: readonly string[]): string[] {
      return self
        .report()
        .findings.filter(({ rule }) => rules.length === 0 || rules.includes(rule))
        .map(
          ({ rule, severity, resource, service }) =>
            `${severity} ${rule} ${resource}${service === null ? '' : ` ${service}`}`,
        );
    },
    /** What the finding of a rule about a resource (and a service, where it has one) says; `likely` where it is less than certain. */
    says(rule: string, resource: string, service: string | null = null): readonly string[] {
      const found = self
        .report()
        .findings.filter((one) => one.rule === rule && one.resource === resource && one.service === service);

      return found.flatMap(({ message, remedy, confidence }) =>
        confidence === 'certain' ? [message, remedy] : [message, remedy, confidence],
      );
    },
    /** `checked`, or `inconclusive` and the actions whose answers are missing. */
    outcome(rule: string): string {
      const found = self.report().rules.find(({ id }) => id === rule);

      return [found?.outcome, ...(found?.gaps ?? [])].join(' ');
    },
  };

  self.vpc('main', '10.0.0.0/16');
  for (const [id, name, cidrs] of [
    ['pl-s3', 's3', s3Cidrs],
    ['pl-dynamodb', 'dynamodb', dynamodbCidrs],
  ] as const) {
    sections.managedPrefixLists.push({
      PrefixListId: id,
      PrefixListName: `com.amazonaws.${region}.${name}`,
      AddressFamily: 'IPv4',
      OwnerId: 'AWS',
    });
    sections.prefixListEntries.push({ PrefixListId: id, Entries: cidrs.map((Cidr) => ({ Cidr })) });
  }
  sections.internetGateways.push({
    InternetGatewayId: 'igw-main',
    Attachments: [{ VpcId: 'vpc-main', State: 'available' }],
  });
  self
    .subnet('public', { cidr: '10.0.255.0/24', routes: { '0.0.0.0/0': 'igw-main', '::/0': 'igw-main' } })
    .nat('main', 'public');

  return self;
};

/** Subnet `a` with a table of its own that sends everything to the NAT gateway: where most stories begin. */
export const behindNat = () => world().subnet('a', { routes: { '0.0.0.0/0': 'nat-main' } });

/** `verdict via-id <through (reason) ~`: the tilde says that the verdict is less than certain. */
const line = ({
  verdict,
  via,
  through,
  reason,
  parts,
  confidence,
}: Pick<ReportPath, 'verdict' | 'via' | 'through' | 'reason' | 'parts' | 'confidence'>): string =>
  [
    verdict,
    via?.id,
    ...through.map(({ id }) => `<${id}`),
    reason === null ? undefined : `(${reason})`,
    ...parts.map(
      (part) =>
        `[${part.verdict}${part.via === null ? '' : ` ${part.via.id}`}: ${part.cidrs.slice(0, 2).join(' ')}${part.cidrs.length > 2 ? ' …' : ''}]`,
    ),
    confidence === 'likely' ? '~' : undefined,
  ]
    .filter((word) => word !== undefined)
    .join(' ');
