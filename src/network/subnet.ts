import { groupBy } from '../group-by.ts';
import { type Cidr, parseCidr } from '../net/cidr.ts';
import type { RecordOf, ScopeSnapshot } from '../snapshot/schema.ts';
import type { NetworkAcl } from './access.ts';
import { hasPrivateIpv6Alone, ipv6CidrsOf } from './cidrs.ts';
import { nameOf } from './gateways.ts';
import { missingGap } from './missing-gap.ts';
import type { NetworkInterface } from './network-interface.ts';
import type { RouteTable } from './route-table.ts';
import type { Scope, Subnet, Vpc } from './topology.ts';
import { type GapOf, isUnread, type Known, type Unread, unread } from './unread.ts';

/** A subnet while tables and ACLs are still being handed out. */
type Draft = { -readonly [K in keyof Subnet]: Subnet[K] };

/** AWS keeps five addresses of every subnet for itself. */
const usedIpv4 = (record: RecordOf<'subnets'>, cidr: Cidr | null): number | null =>
  cidr === null || record.AvailableIpAddressCount === undefined
    ? null
    : 2 ** (32 - cidr.length) - 5 - record.AvailableIpAddressCount;

const none: readonly NetworkInterface[] = [];

type InterfacesOf = (subnetId: string) => Known<readonly NetworkInterface[]>;

const interfacesBySubnet = ({ networkInterfaces }: Scope): InterfacesOf => {
  if (isUnread(networkInterfaces)) return () => networkInterfaces;
  const bySubnet = groupBy(networkInterfaces.values(), ({ subnetId }) => subnetId);

  return (id) => bySubnet.get(id) ?? none;
};

const hasAll = (
  { interfacesFiltered }: Scope,
  interfaces: Known<readonly NetworkInterface[]>,
  record: RecordOf<'subnets'>,
  cidr: Cidr | null,
): boolean => {
  if (isUnread(interfaces)) return false;
  if (!interfacesFiltered) return true;

  const used = usedIpv4(record, cidr);

  return used !== null && interfaces.reduce((sum, { ipv4Count }) => sum + ipv4Count, 0) >= used;
};

const draftOf = (
  vpc: Vpc,
  record: RecordOf<'subnets'>,
  interfaces: Known<readonly NetworkInterface[]>,
  fallback: Pick<Subnet, 'routeTable' | 'networkAcl'>,
): Draft => {
  const cidr = (record.CidrBlock && parseCidr(record.CidrBlock)) || null;

  return {
    id: record.SubnetId,
    name: nameOf(record),
    vpc,
    cidr,
    ipv6Cidrs: ipv6CidrsOf(record),
    hasPrivateIpv6Alone: hasPrivateIpv6Alone(record),
    isIpv6Only: record.Ipv6Native === true || cidr === null,
    dns64: record.EnableDns64 === true,
    mapPublicIp: record.MapPublicIpOnLaunch === true,
    freeAddresses: record.AvailableIpAddressCount ?? null,
    zone: record.AvailabilityZone ?? null,
    zoneId: record.AvailabilityZoneId ?? null,
    isOnOutpost: record.OutpostArn !== undefined,
    routeTable: fallback.routeTable,
    isExplicit: false,
    networkAcl: fallback.networkAcl,
    interfaces,
    hasAllInterfaces: hasAll(vpc.scope, interfaces, record, cidr),
  };
};

const valuesOf = <T>(known: Known<ReadonlyMap<string, T>>): Iterable<T> => (isUnread(known) ? [] : known.values());

/** What a subnet has that no association names: its VPC's main table and default ACL. */
const fallbackIn = ({ networkAcls }: Scope, gapOf: GapOf) => {
  const defaultAcls = new Map(
    [...valuesOf(networkAcls)].filter(({ isDefault }) => isDefault).map((acl) => [acl.vpcId, acl]),
  );

  return ({ id, mainTable }: Vpc): Pick<Subnet, 'routeTable' | 'networkAcl'> => ({
    routeTable: mainTable ?? unread(gapOf, 'routeTables'),
    networkAcl: isUnread(networkAcls) ? networkAcls : (defaultAcls.get(id) ?? null),
  });
};

/** AWS always says of which VPC a table or ACL is; saved facts may not. */
const anyVpc = '';

/** What AWS said of it does not tell which one it is: a change was on its way, or came between two pages. */
const unsettled = ({ id }: Draft): Unread => ({
  unread: missingGap('routeTables', 'the association of the subnet is changing', id),
});

/** Returns the ids that no list of subnets shows. */
const giveTables = (byId: ReadonlyMap<string, Draft>, tables: readonly RouteTable[]): string[] => {
  const unlisted: string[] = [];
  for (const table of tables)
    for (const id of table.subnetIds) {
      const draft = byId.get(id);
      if (draft === undefined) {
        if (table.vpcId !== null) unlisted.push(id);
        continue;
      }
      draft.routeTable = draft.isExplicit && draft.routeTable !== table ? unsettled(draft) : table;
      draft.isExplicit = true;
    }
  for (const { unsettledSubnetIds } of tables)
    for (const id of unsettledSubnetIds) {
      const draft = byId.get(id);
      if (draft !== undefined) draft.routeTable = unsettled(draft);
    }

  return unlisted;
};

const giveAcls = (byId: ReadonlyMap<string, Draft>, acls: readonly NetworkAcl[]): void => {
  for (const acl of acls)
    for (const id of acl.subnetIds) {
      const draft = byId.get(id);
      if (draft !== undefined) draft.networkAcl = acl;
    }
};

interface VpcSubnets {
  readonly byId: ReadonlyMap<string, Subnet>;
  /** Named by route tables of the VPC, and in no list of subnets. */
  readonly unlisted: readonly string[];
}

/** By the ids that tables and ACLs list: of one VPC, as an index of all subnets of an account is slow to ask. */
export const subnetsOf = (
  scope: Scope,
  vpcs: readonly Vpc[],
  { sections }: ScopeSnapshot,
  gapOf: GapOf,
): ReadonlyMap<Vpc, VpcSubnets> => {
  const records = groupBy(sections.subnets ?? [], ({ VpcId }) => VpcId);
  const tables = groupBy(valuesOf(scope.routeTables), ({ vpcId }) => vpcId ?? anyVpc);
  const acls = groupBy(valuesOf(scope.networkAcls), ({ vpcId }) => vpcId ?? anyVpc);
  const inVpc = <T>(groups: ReadonlyMap<string, readonly T[]>, id: string): readonly T[] => [
    ...(groups.get(id) ?? []),
    ...(groups.get(anyVpc) ?? []),
  ];
  const interfacesOf = interfacesBySubnet(scope);
  const fallbackOf = fallbackIn(scope, gapOf);
  const byVpc = new Map<Vpc, VpcSubnets>();
  for (const vpc of vpcs) {
    const fallback = fallbackOf(vpc);
    const drafts = new Map<string, Draft>();
    for (const record of records.get(vpc.id) ?? [])
      drafts.set(record.SubnetId, draftOf(vpc, record, interfacesOf(record.SubnetId), fallback));
    const unlisted = giveTables(drafts, inVpc(tables, vpc.id));
    giveAcls(drafts, inVpc(acls, vpc.id));
    byVpc.set(vpc, { byId: drafts, unlisted });
  }

  return byVpc;
};
