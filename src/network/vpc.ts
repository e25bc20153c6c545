import { type Cidr, type Family, parseCidr } from '../net/cidr.ts';
import type { RecordOf, ScopeSnapshot } from '../snapshot/schema.ts';
import type { NetworkAcl } from './access.ts';
import type { Endpoint } from './endpoint.ts';
import { nameOf } from './gateways.ts';
import type { NetworkInterface } from './network-interface.ts';
import type { RouteTable } from './route-table.ts';
import type { Scope } from './scope.ts';
import { type GapOf, isUnread, type Known, unread } from './unread.ts';

/** What DHCP tells instances to ask. `none`: the option set names no server. */
type DnsServers = readonly string[] | 'none';

export interface Vpc {
  readonly id: string;
  readonly name: string | null;
  readonly scope: Scope;
  readonly ownerId: string | null;
  /** Another account owns it and shares subnets: its endpoints and NAT gateways are not ours to see. */
  readonly isShared: boolean;
  readonly cidrs: Readonly<Record<Family, readonly Cidr[]>>;
  /** The first IPv4 CIDR; Amazon's resolver is its third address. */
  readonly primaryCidr: Cidr | null;
  readonly dnsSupport: Known<boolean>;
  readonly dnsHostnames: Known<boolean>;
  readonly dnsServers: Known<DnsServers>;
  readonly subnets: readonly Subnet[];
  readonly routeTables: readonly RouteTable[];
  readonly mainTable: RouteTable | null;
  readonly endpoints: Known<readonly Endpoint[]>;
  /** Encryption controls: monitor, enforce; null where off. */
  readonly encryptionMode: string | null;
}

export interface Subnet {
  readonly id: string;
  readonly name: string | null;
  readonly vpc: Vpc;
  readonly cidr: Cidr | null;
  readonly ipv6Cidrs: readonly Cidr[];
  readonly isIpv6Only: boolean;
  readonly dns64: boolean;
  readonly mapPublicIp: boolean;
  readonly zone: string | null;
  readonly zoneId: string | null;
  /** Its own table, else the VPC's main one. */
  readonly routeTable: Known<RouteTable>;
  /** Named in the table's associations; otherwise it has the main table by default. */
  readonly isExplicit: boolean;
  /** Null where ACLs were read and none is this subnet's, which AWS does not allow to happen. */
  readonly networkAcl: Known<NetworkAcl | null>;
  readonly interfaces: Known<readonly NetworkInterface[]>;
  /** No interface of the subnet is missing from `interfaces`. */
  readonly hasAllInterfaces: boolean;
}

const groupBy = <T>(items: Iterable<T>, key: (item: T) => string | null): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    if (name === null) continue;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }

  return groups;
};

const isAssociated = (state: string | undefined): boolean => state === undefined || state === 'associated';

const cidrsOfVpc = (record: RecordOf<'vpcs'>): Vpc['cidrs'] => {
  const ipv4 = (record.CidrBlockAssociationSet ?? [])
    .filter(({ CidrBlockState }) => isAssociated(CidrBlockState?.State))
    .flatMap(({ CidrBlock }) => CidrBlock ?? []);
  const ipv6 = ipv6Of(record);

  return { ipv4: parsed([...new Set([...(record.CidrBlock ? [record.CidrBlock] : []), ...ipv4])]), ipv6 };
};

const parsed = (texts: readonly string[]): Cidr[] => texts.flatMap((text) => parseCidr(text) ?? []);

const ipv6Of = ({ Ipv6CidrBlockAssociationSet }: Pick<RecordOf<'subnets'>, 'Ipv6CidrBlockAssociationSet'>): Cidr[] =>
  Ipv6CidrBlockAssociationSet === undefined
    ? []
    : parsed(
        Ipv6CidrBlockAssociationSet.filter(({ Ipv6CidrBlockState }) => isAssociated(Ipv6CidrBlockState?.State)).flatMap(
          ({ Ipv6CidrBlock }) => Ipv6CidrBlock ?? [],
        ),
      );

type Attribute = 'EnableDnsSupport' | 'EnableDnsHostnames';

const attributeLookup = ({ sections }: ScopeSnapshot, gapOf: GapOf) => {
  const values = new Map<string, boolean>();
  for (const record of sections.vpcAttributes ?? []) {
    for (const name of ['EnableDnsSupport', 'EnableDnsHostnames'] as const) {
      const value = record[name]?.Value;
      if (value !== undefined) values.set(`${record.VpcId} ${name}`, value);
    }
  }

  return (vpcId: string, name: Attribute): Known<boolean> =>
    values.get(`${vpcId} ${name}`) ?? unread(gapOf, 'vpcAttributes', vpcId);
};

const dnsServersLookup = ({ sections }: ScopeSnapshot, gapOf: GapOf) => {
  const sets = new Map<string, DnsServers>();
  for (const { DhcpOptionsId, DhcpConfigurations } of sections.dhcpOptions ?? []) {
    const servers = (DhcpConfigurations ?? [])
      .filter(({ Key }) => Key === 'domain-name-servers')
      .flatMap(({ Values }) => (Values ?? []).flatMap(({ Value }) => Value ?? []));
    sets.set(DhcpOptionsId, servers.length === 0 ? 'none' : servers);
  }

  // The id `default` means that no option set is associated at all.
  return (id: string | undefined): Known<DnsServers> =>
    id === 'default' ? 'none' : (sets.get(id ?? '') ?? unread(gapOf, 'dhcpOptions'));
};

/** AWS keeps five addresses of every subnet for itself. */
const usedIpv4 = (record: RecordOf<'subnets'>, cidr: Cidr | null): number | null =>
  cidr === null || record.AvailableIpAddressCount === undefined
    ? null
    : 2 ** (32 - cidr.length) - 5 - record.AvailableIpAddressCount;

interface Shelf {
  readonly scope: Scope;
  readonly gapOf: GapOf;
  readonly explicitTables: ReadonlyMap<string, RouteTable>;
  readonly aclBySubnet: ReadonlyMap<string, NetworkAcl>;
  readonly defaultAcls: ReadonlyMap<string | null, NetworkAcl>;
  readonly interfaces: ReadonlyMap<string, readonly NetworkInterface[]>;
}

const none: readonly NetworkInterface[] = [];

const interfacesIn = ({ scope, interfaces }: Shelf, subnetId: string): Known<readonly NetworkInterface[]> =>
  isUnread(scope.networkInterfaces) ? scope.networkInterfaces : (interfaces.get(subnetId) ?? none);

const hasAll = (shelf: Shelf, record: RecordOf<'subnets'>, cidr: Cidr | null): boolean => {
  const interfaces = interfacesIn(shelf, record.SubnetId);
  if (isUnread(interfaces)) return false;
  if (!shelf.scope.interfacesFiltered) return true;

  const used = usedIpv4(record, cidr);

  return used !== null && interfaces.reduce((sum, { ipv4Count }) => sum + ipv4Count, 0) >= used;
};

const aclOf = ({ scope, aclBySubnet, defaultAcls }: Shelf, subnetId: string, vpcId: string): Subnet['networkAcl'] =>
  isUnread(scope.networkAcls) ? scope.networkAcls : (aclBySubnet.get(subnetId) ?? defaultAcls.get(vpcId) ?? null);

const subnetOf = (shelf: Shelf, vpc: Vpc, record: RecordOf<'subnets'>): Subnet => {
  const cidr = (record.CidrBlock && parseCidr(record.CidrBlock)) || null;
  const explicit = shelf.explicitTables.get(record.SubnetId);

  return {
    id: record.SubnetId,
    name: nameOf(record),
    vpc,
    cidr,
    ipv6Cidrs: ipv6Of(record),
    isIpv6Only: record.Ipv6Native === true || cidr === null,
    dns64: record.EnableDns64 === true,
    mapPublicIp: record.MapPublicIpOnLaunch === true,
    zone: record.AvailabilityZone ?? null,
    zoneId: record.AvailabilityZoneId ?? null,
    routeTable: explicit ?? vpc.mainTable ?? unread(shelf.gapOf, 'routeTables'),
    isExplicit: explicit !== undefined,
    networkAcl: aclOf(shelf, record.SubnetId, vpc.id),
    interfaces: interfacesIn(shelf, record.SubnetId),
    hasAllInterfaces: hasAll(shelf, record, cidr),
  };
};

/** Plain loops: a large account has a hundred thousand subnets, and every pair made on the way is garbage. */
const bySubnet = <T extends { readonly subnetIds: readonly string[] }>(items: Iterable<T>): ReadonlyMap<string, T> => {
  const index = new Map<string, T>();
  for (const item of items) for (const id of item.subnetIds) index.set(id, item);

  return index;
};

const valuesOf = <T>(known: Known<ReadonlyMap<string, T>>): Iterable<T> => (isUnread(known) ? [] : known.values());

const shelfOf = (scope: Scope, gapOf: GapOf): Shelf => ({
  scope,
  gapOf,
  explicitTables: bySubnet(valuesOf(scope.routeTables)),
  aclBySubnet: bySubnet(valuesOf(scope.networkAcls)),
  defaultAcls: new Map(
    [...valuesOf(scope.networkAcls)].filter(({ isDefault }) => isDefault).map((acl) => [acl.vpcId, acl]),
  ),
  interfaces: groupBy(valuesOf(scope.networkInterfaces), ({ subnetId }) => subnetId),
});

const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

export const vpcsOf = (scope: Scope, snapshot: ScopeSnapshot, gapOf: GapOf): Vpc[] => {
  const shelf = shelfOf(scope, gapOf);
  const attribute = attributeLookup(snapshot, gapOf);
  const dnsServers = dnsServersLookup(snapshot, gapOf);
  const records = groupBy(snapshot.sections.subnets ?? [], ({ VpcId }) => VpcId);
  const tables = groupBy(valuesOf(scope.routeTables), ({ vpcId }) => vpcId);
  const endpoints = groupBy(valuesOf(scope.endpoints), ({ vpcId }) => vpcId);

  return (snapshot.sections.vpcs ?? [])
    .map((record) => {
      const cidrs = cidrsOfVpc(record);
      const own = (tables.get(record.VpcId) ?? []).sort(byId);
      const subnets: Subnet[] = [];
      const vpc: Vpc = {
        id: record.VpcId,
        name: nameOf(record),
        scope,
        ownerId: record.OwnerId ?? null,
        isShared: record.OwnerId !== undefined && scope.account !== null && record.OwnerId !== scope.account,
        cidrs,
        primaryCidr: cidrs.ipv4[0] ?? null,
        dnsSupport: attribute(record.VpcId, 'EnableDnsSupport'),
        dnsHostnames: attribute(record.VpcId, 'EnableDnsHostnames'),
        dnsServers: dnsServers(record.DhcpOptionsId),
        subnets,
        routeTables: own,
        mainTable: own.find(({ isMain }) => isMain) ?? null,
        endpoints: isUnread(scope.endpoints) ? scope.endpoints : (endpoints.get(record.VpcId) ?? []).sort(byId),
        encryptionMode: record.EncryptionControl?.Mode ?? null,
      };
      subnets.push(...(records.get(record.VpcId) ?? []).map((one) => subnetOf(shelf, vpc, one)).sort(byId));

      return vpc;
    })
    .sort(byId);
};
