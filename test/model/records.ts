import type { RecordOf } from '../../src/snapshot/schema.ts';
import { account, region, stranger } from '../support/world/sections.ts';
import { world } from '../support/world.ts';
import { nthOf } from './addresses.ts';
import type { Routes, Topology } from './topology.ts';

type World = ReturnType<typeof world>;
type Permission = NonNullable<RecordOf<'securityGroups'>['IpPermissions']>[number];
type Interface = RecordOf<'networkInterfaces'>;
type AclEntry = NonNullable<RecordOf<'networkAcls'>['Entries']>[number];

const ipv6Of: Readonly<Record<string, string>> = {
  main: '2600:1f18:1::/56',
  hub: '2600:1f18:2::/56',
  peer: '2600:1f18:3::/56',
};

const addIpv6 = ({ sections }: World): void => {
  for (const vpc of sections.vpcs) {
    const cidr = ipv6Of[vpc.VpcId.slice(4)] ?? '';
    vpc.Ipv6CidrBlockAssociationSet = [{ Ipv6CidrBlock: cidr, Ipv6CidrBlockState: { State: 'associated' } }];
  }
  for (const { VpcId = '', Routes = [] } of sections.routeTables)
    Routes.push({
      DestinationIpv6CidrBlock: ipv6Of[VpcId.slice(4)] ?? '',
      GatewayId: 'local',
      State: 'active',
      Origin: 'CreateRouteTable',
    });
};

/** AWS takes no route from a prefix list to an endpoint. */
const addRoute = (net: World, table: string, to: string, by: string): void => {
  if (!to.startsWith('pl-') || !by.startsWith('vpce-')) net.route(table, to, by);
};

const addTable = (
  net: World,
  name: string,
  vpc: string,
  cidr: string,
  routes: Routes,
  subnets: readonly string[],
): void => {
  net.sections.routeTables.push({
    RouteTableId: `rtb-${name}`,
    VpcId: `vpc-${vpc}`,
    Associations: subnets.map((id) => ({ SubnetId: `subnet-${id}`, AssociationState: { State: 'associated' } })),
    Routes: [{ DestinationCidrBlock: cidr, GatewayId: 'local', State: 'active', Origin: 'CreateRouteTable' }],
  });
  for (const [to, by] of Object.entries(routes)) addRoute(net, name, to, by);
};

const addSubnets = (net: World, { subnets, tables, mainTable, hubTables, hubPublicTable }: Topology): void => {
  subnets.forEach(({ zone, family, dns64, mapPublicIp }, i) => {
    net.subnet(`m${i}`, {
      cidr: `10.0.${i + 1}.0/24`,
      zone,
      dns64,
      mapPublicIp,
      routes: null,
      ipv6Only: family === 'ipv6',
      ...(family === 'ipv4' ? {} : { ipv6: `2600:1f18:1:${i + 1}::/64` }),
    });
  });
  tables.forEach((routes, i) => {
    const users = subnets.flatMap(({ table }, at) => (table === i ? [`m${at}`] : []));
    addTable(net, `t${i}`, 'main', '10.0.0.0/16', routes, users);
  });
  for (const [to, by] of Object.entries(mainTable)) addRoute(net, 'main-main', to, by);
  ['a', 'b'].forEach((zone, i) => {
    net.subnet(`h${i}`, { vpc: 'hub', cidr: `10.1.${i}.0/24`, zone, routes: null, ipv6: `2600:1f18:2:${i + 1}::/64` });
    addTable(net, `h${i}`, 'hub', '10.1.0.0/16', hubTables[i] ?? {}, [`h${i}`]);
  });
  net.subnet('hpublic', { vpc: 'hub', cidr: '10.1.9.0/24', zone: 'a', routes: null, ipv6: '2600:1f18:2:9::/64' });
  addTable(net, 'hpublic', 'hub', '10.1.0.0/16', hubPublicTable, ['hpublic']);
};

const subnetExists = ({ subnets }: Topology, name: string): boolean =>
  !/^m\d/.test(name) || Number(name.slice(1)) < subnets.length;

const addAddress = (net: World, name: string, subnet: string, n: number, extra: Partial<Interface>): void => {
  const record = net.sections.subnets.find(({ SubnetId }) => SubnetId === `subnet-${subnet}`);
  const ipv6 = record?.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock;
  net.interface(name, subnet, {
    ...(record?.CidrBlock === undefined
      ? {}
      : {
          PrivateIpAddress: nthOf(record.CidrBlock, n),
          PrivateIpAddresses: [{ PrivateIpAddress: nthOf(record.CidrBlock, n) }],
        }),
    ...(ipv6 === undefined ? {} : { Ipv6Addresses: [{ Ipv6Address: nthOf(ipv6, n) }] }),
    ...extra,
  });
};

const instanceOf = ({ sections }: World, name: string, state: string): Partial<Interface> => {
  sections.instances.push({ InstanceId: `i-${name}`, State: { Name: state } });

  return { Attachment: { InstanceId: `i-${name}`, Status: 'attached' } };
};

const kindOf = (net: World, name: string, kind: string): Partial<Interface> => {
  switch (kind) {
    case 'lambda':
      return { InterfaceType: 'lambda' };
    case 'balancer':
      return { InterfaceType: 'network_load_balancer' };
    case 'efs':
      return { Description: 'EFS mount target for fs-1' };
    case 'stopped':
      return instanceOf(net, name, 'stopped');
    case 'public':
      return { ...instanceOf(net, name, 'running'), Association: { PublicIp: '198.51.100.4' } };
    default:
      return instanceOf(net, name, 'running');
  }
};

const addClient = (net: World, name: string, subnet: string, n: number, line: string): void => {
  const [kind = '', group = ''] = line.split(' ');
  addAddress(net, name, subnet, n, { Groups: [{ GroupId: group }], ...kindOf(net, name, kind) });
};

const hasIpv4 = ({ sections }: World, subnet: string): boolean =>
  sections.subnets.some(({ SubnetId, CidrBlock }) => SubnetId === `subnet-${subnet}` && CidrBlock !== undefined);

const addNats = (net: World, { nat, regionalZones, publicTable }: Topology): void => {
  const { sections } = net;
  const table = sections.routeTables.find(({ RouteTableId }) => RouteTableId === 'rtb-public');
  if (table?.Routes !== undefined) table.Routes = table.Routes.filter(({ GatewayId }) => GatewayId === 'local');
  for (const [to, by] of Object.entries(publicTable)) net.route('public', to, by);
  const [main] = sections.natGateways;
  const at = hasIpv4(net, nat.at) ? nat.at : 'public';
  const PrivateIp = at === 'public' ? '10.0.255.7' : '10.0.1.7';
  if (main !== undefined)
    Object.assign(main, {
      SubnetId: `subnet-${at}`,
      ConnectivityType: nat.connectivity,
      State: nat.state,
      NatGatewayAddresses: [{ PrivateIp, Status: 'succeeded' }],
    });
  addAddress(net, 'nat-main', at, 7, { InterfaceType: 'nat_gateway', Groups: [] });
  addTable(net, 'nat-all', 'main', '10.0.0.0/16', { '0.0.0.0/0': 'igw-main' }, []);
  net.nat('all', null, {
    AvailabilityMode: 'regional',
    RouteTableId: 'rtb-nat-all',
    AutoProvisionZones: regionalZones === null ? 'enabled' : 'disabled',
    NatGatewayAddresses: (regionalZones ?? ['a']).map((zone) => ({
      AvailabilityZone: `${region}${zone}`,
      Status: 'succeeded',
    })),
  });
  net.nat('hub', 'hpublic', { NatGatewayAddresses: [{ PrivateIp: '10.1.9.7', Status: 'succeeded' }] });
  addAddress(net, 'nat-hub', 'hpublic', 7, { InterfaceType: 'nat_gateway', Groups: [] });
  sections.internetGateways.push({
    InternetGatewayId: 'igw-hub',
    Attachments: [{ VpcId: 'vpc-hub', State: 'available' }],
  });
  sections.egressOnlyInternetGateways.push({
    EgressOnlyInternetGatewayId: 'eigw-main',
    Attachments: [{ VpcId: 'vpc-main', State: 'attached' }],
  });
  sections.vpnGateways.push({
    VpnGatewayId: 'vgw-1',
    State: 'available',
    VpcAttachments: [{ VpcId: 'vpc-main', State: 'attached' }],
  });
};

/** Through `fw`, a subnet for nothing else. */
const addFirewallEndpoint = (net: World): void => {
  net.subnet('fw', { cidr: '10.0.250.0/24', routes: { '0.0.0.0/0': 'nat-main' } });
  net.sections.vpcEndpoints.push({
    VpcEndpointId: 'vpce-fw',
    VpcEndpointType: 'GatewayLoadBalancer',
    VpcId: 'vpc-main',
    ServiceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-1',
    State: 'available',
    SubnetIds: ['subnet-fw'],
    NetworkInterfaceIds: ['eni-fw'],
  });
  addAddress(net, 'fw', 'fw', 5, { InterfaceType: 'gateway_load_balancer_endpoint', Groups: [] });
};

const addBox = (net: World, { box: { arms, publicArm, forwards, isRunning, group } }: Topology): void => {
  net.sections.instances.push({ InstanceId: 'i-box', State: { Name: isRunning ? 'running' : 'stopped' } });
  const present = arms.filter((name) => hasIpv4(net, name));
  (present.length > 0 ? present : ['public']).forEach((name, i) => {
    addAddress(net, `box${i}`, name, 20 + i, {
      SourceDestCheck: !forwards,
      Groups: [{ GroupId: group }],
      Attachment: { InstanceId: 'i-box', Status: 'attached' },
      ...(i === publicArm ? { Association: { PublicIp: '198.51.100.20' } } : {}),
    });
  });
};

const permissionOf = (line: string): Permission => {
  const [port = '', peer = ''] = line.split(' ');
  const to = peer.startsWith('sg-')
    ? { UserIdGroupPairs: [{ GroupId: peer }] }
    : peer.startsWith('pl-')
      ? { PrefixListIds: [{ PrefixListId: peer }] }
      : peer.includes(':')
        ? { Ipv6Ranges: [{ CidrIpv6: peer }] }
        : { IpRanges: [{ CidrIp: peer }] };

  return port === 'all'
    ? { IpProtocol: '-1', ...to }
    : { IpProtocol: 'tcp', FromPort: Number(port), ToPort: Number(port), ...to };
};

const entryOf = (line: string, i: number): AclEntry => {
  const [action = '', direction = '', protocol = '', ports = '', cidr = ''] = line.split(' ');
  const [From, To] = ports.split('-').map(Number);

  return {
    RuleNumber: 10 + i,
    RuleAction: action,
    Egress: direction === 'out',
    Protocol: protocol === 'all' ? '-1' : '6',
    ...(protocol === 'all' ? {} : { PortRange: { From, To } }),
    ...(cidr.includes(':') ? { Ipv6CidrBlock: cidr } : { CidrBlock: cidr }),
  };
};

const addAccess = (net: World, { groups, acls, subnets, attachmentAcl, natAcl, firewallAcl }: Topology): void => {
  const { sections } = net;
  for (const [vpc, prefix] of [
    ['main', 'sg-'],
    ['hub', 'sg-hub-'],
    ['peer', 'sg-peer-'],
  ] as const)
    groups.forEach(({ egress, ingress }, i) => {
      sections.securityGroups.push({
        GroupId: `${prefix}${i}`,
        VpcId: `vpc-${vpc}`,
        IpPermissions: ingress.map(permissionOf),
        IpPermissionsEgress: egress.map(permissionOf),
      });
    });
  const everything = ['all 0.0.0.0/0', 'all ::/0'].map(permissionOf);
  sections.securityGroups.push({
    GroupId: 'sg-open',
    VpcId: 'vpc-main',
    IpPermissions: everything,
    IpPermissionsEgress: everything,
  });
  acls.forEach((entries, i) => {
    const users = [
      ...subnets.flatMap(({ acl }, at) => (acl === i ? [`m${at}`] : [])),
      ...(natAcl === i ? ['public'] : []),
      ...(firewallAcl === i ? ['fw'] : []),
    ];
    const hubUsers = attachmentAcl === i ? ['h0', 'h1'] : [];
    for (const [vpc, names] of [
      ['main', users],
      ['hub', hubUsers],
    ] as const)
      sections.networkAcls.push({
        NetworkAclId: `acl-${vpc}-x${i}`,
        VpcId: `vpc-${vpc}`,
        IsDefault: false,
        Associations: names.map((name) => ({ SubnetId: `subnet-${name}` })),
        Entries: entries.map(entryOf),
      });
  });
};

const homeOf = (subnet: string): 'main' | 'hub' | 'peer' =>
  subnet.startsWith('h') ? 'hub' : subnet.startsWith('p') && subnet !== 'public' ? 'peer' : 'main';

const groupIn = (home: string, group: string): string =>
  group === 'open' ? `sg-${home}` : home === 'main' ? `sg-${group}` : `sg-${home}-${group}`;

/** What AWS offers in the Region besides what every world has. */
const hosts: Readonly<Record<string, string>> = { cassandra: 'cassandra', 'kinesis-streams': 'kinesis' };

const namesOf = (service: string): string[] =>
  (service === 's3' ? ['s3', '*.s3', '*.s3-accesspoint', '*.s3-control'] : [hosts[service] ?? service]).map(
    (host) => `${host}.${region}.amazonaws.com`,
  );

const offer = ({ sections }: World): void => {
  for (const service of Object.keys(hosts))
    sections.vpcEndpointServices.push({
      ServiceName: `com.amazonaws.${region}.${service}`,
      ServiceType: [{ ServiceType: 'Interface' }],
      PrivateDnsNames: namesOf(service).map((PrivateDnsName) => ({ PrivateDnsName })),
    });
};

const inZonesOfTheirOwn = (net: World, names: readonly string[]): string[] => {
  const zoneOf = (name: string) =>
    net.sections.subnets.find(({ SubnetId }) => SubnetId === `subnet-${name}`)?.AvailabilityZone;
  const firstOf = new Map(names.toReversed().map((name) => [zoneOf(name), name]));

  return names.filter((name) => firstOf.get(zoneOf(name)) === name);
};

/** `vpce-0` …; one whose subnets the topology lacks is left out. */
const addEndpoints = (net: World, topology: Topology): void => {
  const taken = new Set<string>();
  topology.endpoints.forEach(({ service, at, privateDns, inboundOnly, addresses, state, group }, i) => {
    // AWS wants a subnet a zone at most.
    const subnets = inZonesOfTheirOwn(
      net,
      at.filter((name) => hasIpv4(net, name)),
    );
    const home = homeOf(at[0] ?? '');
    const isDual = subnets.every((name) =>
      net.sections.subnets.some(
        ({ SubnetId, Ipv6CidrBlockAssociationSet = [] }) =>
          SubnetId === `subnet-${name}` && Ipv6CidrBlockAssociationSet.length > 0,
      ),
    );
    if (subnets.length === 0) return;
    // AWS refuses private DNS to a second endpoint for the same names, and beside a zone of that name.
    const key = `${service} ${home}`;
    const isZoned = topology.zones.some(
      ({ domain, byProfile }) => home === 'main' && !byProfile && domain === `${service}.us-east-1.amazonaws.com`,
    );
    const isPrivate = privateDns && !taken.has(key) && !isZoned;
    if (isPrivate) taken.add(key);
    net.endpoint(`vpce-${i}`, service, {
      vpc: home,
      subnets,
      state,
      privateDns: isPrivate,
      inboundOnly: inboundOnly && service === 's3',
      groups: [groupIn(home, group)],
      ipAddressType: addresses === 'dualstack' && isDual ? 'dualstack' : 'ipv4',
      names: namesOf(service),
    });
    for (const one of net.sections.networkInterfaces)
      if (one.NetworkInterfaceId.startsWith(`vpce-${i}-`))
        for (const address of one.Ipv6Addresses ?? [])
          address.Ipv6Address = address.Ipv6Address?.replace(/::50$/, `::5${i}`);
  });
};

const addRecord = (net: World, id: string, line: string): void => {
  const [name = '', type = '', value = ''] = line.split(' ');
  const sets = net.sections.resourceRecordSets.find(({ HostedZoneId }) => HostedZoneId === id)?.ResourceRecordSets;
  const endpoint = net.sections.vpcEndpoints.find(
    ({ ServiceName }) => ServiceName === `com.amazonaws.${region}.${value}`,
  );
  const target = endpoint?.DnsEntries?.[0]?.DnsName;
  const weight = type.startsWith('WEIGHT-') ? { Weight: Number(type.split('-')[1]), SetIdentifier: type } : {};
  const kind = type.startsWith('AAAA') ? 'AAAA' : type === 'CNAME' ? 'CNAME' : 'A';
  const isAlias = type.endsWith('ALIAS');
  // Of one name and type, Route 53 takes several records only where each has a weight.
  if (
    sets?.some(
      (set) => set.Name === `${name.replace('*', '\\052')}.` && set.Type === kind && set.SetIdentifier === undefined,
    )
  )
    return;
  if ((isAlias || kind === 'CNAME') && (target === undefined || endpoint?.VpcEndpointType !== 'Interface')) return;
  sets?.push({
    Name: `${name.replace('*', '\\052')}.`,
    Type: kind,
    ...weight,
    ...(isAlias
      ? { AliasTarget: { DNSName: `${target}.` } }
      : { ResourceRecords: [{ Value: kind === 'CNAME' ? `${target}.` : value }] }),
  });
};

/** AWS has weighted records and plain ones of a name exclude each other. */
const weighted = (lines: readonly string[]): string[] => {
  const names = lines.filter((line) => line.includes(' WEIGHT-')).map((line) => line.split(' ')[0]);

  return lines.map((line) => {
    const [name = '', type = '', ...rest] = line.split(' ');

    return names.includes(name) && type === 'ALIAS' ? [name, 'WEIGHT-9-ALIAS', ...rest].join(' ') : line;
  });
};

const addDns = (net: World, { zones, rules, firewall, servers, attributes }: Topology): void => {
  net.inbound('hub', '10.1.0.200');
  const arns: string[] = [];
  zones.forEach(({ domain, byProfile, records }, i) => {
    net.zone(domain, byProfile ? [] : ['main'], records === null ? null : []);
    if (byProfile) arns.push(`arn:aws:route53:::hostedzone/Z${i + 1}`);
    for (const line of weighted(records ?? []).filter((one) => one.split(' ')[0]?.endsWith(domain)))
      addRecord(net, `Z${i + 1}`, line);
  });
  rules.forEach(({ domain, type, to, byProfile }, i) => {
    net.rule(`rslvr-rr-${i}`, domain, type, type === 'FORWARD' ? [to] : []);
    if (!byProfile) return;
    net.sections.resolverRuleAssociations.pop();
    arns.push(`arn:aws:route53resolver:${region}:${account}:resolver-rule/rslvr-rr-${i}`);
  });
  if (arns.length > 0) net.profile('rp-1', arns);
  if (firewall.length > 0) net.firewall(...firewall);
  net.dns('main', ...servers);
  net.attribute('EnableDnsSupport', attributes.support).attribute('EnableDnsHostnames', attributes.hostnames);
};

const attachmentTo = (name: string) =>
  name === 'vpn'
    ? { TransitGatewayAttachmentId: 'tgw-attach-vpn', ResourceType: 'vpn', ResourceId: 'vpn-1' }
    : { TransitGatewayAttachmentId: `tgw-attach-${name}`, ResourceType: 'vpc', ResourceId: `vpc-${name}` };

const addTransitTable = ({ sections }: World, i: number, routes: Routes, references: Routes): void => {
  const TransitGatewayRouteTableId = `tgw-rtb-${i}`;
  sections.transitGatewayRouteTables.push({
    TransitGatewayRouteTableId,
    TransitGatewayId: 'tgw-1',
    State: 'available',
  });
  sections.transitGatewayRoutes.push({
    TransitGatewayRouteTableId,
    Routes: Object.entries(routes).map(([DestinationCidrBlock, line]) => {
      const [to = '', Type = 'static'] = line.split(' ');

      return {
        DestinationCidrBlock,
        Type,
        State: to === 'blackhole' ? 'blackhole' : 'active',
        TransitGatewayAttachments: to === 'blackhole' ? [] : [attachmentTo(to)],
      };
    }),
  });
  sections.transitGatewayPrefixListReferences.push({
    TransitGatewayRouteTableId,
    TransitGatewayPrefixListReferences: Object.entries(references).map(([PrefixListId, to]) => ({
      PrefixListId,
      State: 'available',
      Blackhole: to === 'blackhole',
      ...(to === 'blackhole' ? {} : { TransitGatewayAttachment: attachmentTo(to) }),
    })),
  });
};

const addTransit = (net: World, topology: Topology): void => {
  const { transit } = topology;
  const { sections } = net;
  // Without an attachment the routes to it are blackholes.
  if (transit === null)
    for (const route of sections.routeTables.flatMap(({ Routes = [] }) => Routes))
      if (route.TransitGatewayId !== undefined) route.State = 'blackhole';
  if (transit === null) return;
  sections.transitGateways.push({
    TransitGatewayId: 'tgw-1',
    OwnerId: transit.isOurs ? account : stranger,
    State: 'available',
  });
  for (const [vpc, names, table] of [
    ['main', transit.main, transit.mainTable],
    ['hub', transit.hub, transit.hubTable],
  ] as const) {
    const TransitGatewayAttachmentId = `tgw-attach-${vpc}`;
    const present = names.filter((name) => subnetExists(topology, name));
    const zones = new Map<string | undefined, string>();
    // AWS takes one subnet of a zone.
    for (const name of present.length > 0 ? present : ['m0']) {
      const zone = sections.subnets.find(({ SubnetId }) => SubnetId === `subnet-${name}`)?.AvailabilityZone;
      if (!zones.has(zone)) zones.set(zone, `subnet-${name}`);
    }
    const SubnetIds = [...zones.values()];
    const plain = { TransitGatewayAttachmentId, TransitGatewayId: 'tgw-1', State: 'available' };
    sections.transitGatewayVpcAttachments.push({ ...plain, VpcId: `vpc-${vpc}`, SubnetIds });
    sections.transitGatewayAttachments.push({
      ...plain,
      ResourceType: 'vpc',
      ResourceId: `vpc-${vpc}`,
      ...(table === null || !transit.isOurs
        ? {}
        : { Association: { TransitGatewayRouteTableId: `tgw-rtb-${table}`, State: 'associated' } }),
    });
    if (table !== null && transit.isOurs)
      sections.transitGatewayRouteTableAssociations.push({
        TransitGatewayRouteTableId: `tgw-rtb-${table}`,
        Associations: [{ ...attachmentTo(vpc), State: 'associated' }],
      });
  }
  if (transit.isOurs)
    transit.tables.forEach((routes, i) => {
      addTransitTable(net, i, routes, transit.references[i] ?? {});
    });
};

const addBlock = ({ sections }: World, { block }: Topology): void => {
  sections.blockPublicAccessOptions = [{ InternetGatewayBlockMode: block.mode }];
  for (const [id, InternetGatewayExclusionMode] of Object.entries(block.exclusions))
    sections.blockPublicAccessExclusions.push({
      ExclusionId: `vpcbpa-exclude-${id}`,
      InternetGatewayExclusionMode,
      ResourceArn: `arn:aws:ec2:${region}:${account}:${id.split('-')[0]}/${id}`,
      State: 'create-complete',
    });
};

/** The records that AWS would answer for a topology. */
export const recordsOf = (topology: Topology): World => {
  const net = world()
    .list('pl-wide', '52.216.0.0/14', '10.8.0.0/16')
    .list('pl-odd', '52.217.0.0/16', '3.5.0.0/19')
    .list('pl-main', '10.0.0.0/16')
    .vpc('hub', '10.1.0.0/16')
    .vpc('peer', '10.2.0.0/16')
    .subnet('p0', {
      vpc: 'peer',
      cidr: '10.2.0.0/24',
      routes: topology.hasReturnOfPeer ? { '10.0.0.0/16': 'pcx-1' } : {},
    })
    .peering('pcx-1', 'main', 'peer');
  offer(net);
  addSubnets(net, topology);
  addNats(net, topology);
  addFirewallEndpoint(net);
  addIpv6(net);
  topology.subnets.forEach(({ holds }, i) => {
    holds.forEach((line, at) => {
      addClient(net, `m${i}${at}`, `m${i}`, 10 + at, line);
    });
  });
  addBox(net, topology);
  for (const { service, tables } of topology.gateways)
    for (const vpc of ['main', 'hub'])
      net.gateway(
        `vpce-${service}-${vpc}`,
        service,
        tables.filter((name) => (name.startsWith('h') ? 'hub' : 'main') === vpc),
        'available',
        vpc,
      );
  addAccess(net, topology);
  addEndpoints(net, topology);
  addDns(net, topology);
  addTransit(net, topology);
  addBlock(net, topology);

  return net;
};
