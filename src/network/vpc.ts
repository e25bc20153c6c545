import { groupBy } from '../group-by.ts';
import { by } from '../order.ts';
import type { RecordOf, ScopeSnapshot } from '../snapshot/schema.ts';
import { ipv6CidrsOf, isAssociated, parsedCidrs } from './cidrs.ts';
import { encryptionControls } from './encryption-controls.ts';
import { nameOf } from './gateways.ts';
import { referredVpcs } from './referred-vpcs.ts';
import { subnetsOf } from './subnet.ts';
import type { DnsServers, Scope, Vpc } from './topology.ts';
import { type GapOf, isUnread, type Known, unread } from './unread.ts';

const cidrsOfVpc = (record: RecordOf<'vpcs'>): Vpc['cidrs'] => {
  const ipv4 = (record.CidrBlockAssociationSet ?? [])
    .filter(({ CidrBlockState }) => isAssociated(CidrBlockState?.State))
    .flatMap(({ CidrBlock }) => CidrBlock ?? []);
  const ipv6 = ipv6CidrsOf(record);

  return { ipv4: parsedCidrs([...new Set([...(record.CidrBlock ? [record.CidrBlock] : []), ...ipv4])]), ipv6 };
};

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

const valuesOf = <T>(known: Known<ReadonlyMap<string, T>>): Iterable<T> => (isUnread(known) ? [] : known.values());

const byId = by(({ id }: { readonly id: string }) => id);

/** A VPC before its subnets, which point back at it. */
type Draft = { -readonly [K in keyof Vpc]: Vpc[K] };

export const vpcsOf = (scope: Scope, snapshot: ScopeSnapshot, gapOf: GapOf): Vpc[] => {
  const attribute = attributeLookup(snapshot, gapOf);
  const dnsServers = dnsServersLookup(snapshot, gapOf);
  const tables = groupBy(valuesOf(scope.routeTables), ({ vpcId }) => vpcId);
  const endpoints = groupBy(valuesOf(scope.endpoints), ({ vpcId }) => vpcId);
  const vpcs = (snapshot.sections.vpcs ?? referredVpcs(snapshot.sections)).map((record): Draft => {
    const cidrs = cidrsOfVpc(record);
    const own = (tables.get(record.VpcId) ?? []).sort(byId);

    return {
      id: record.VpcId,
      name: nameOf(record),
      scope,
      ownerId: record.OwnerId ?? null,
      isShared: record.OwnerId !== undefined && scope.account !== null && record.OwnerId !== scope.account,
      cidrs,
      primaryCidr: cidrs.ipv4[0] ?? null,
      dnsSupport: attribute(record.VpcId, 'EnableDnsSupport'),
      dnsHostnames: attribute(record.VpcId, 'EnableDnsHostnames'),
      dnsServers: snapshot.sections.vpcs === undefined ? unread(gapOf, 'vpcs') : dnsServers(record.DhcpOptionsId),
      subnets: [],
      subnetsById: new Map(),
      unlistedSubnetIds: [],
      routeTables: own,
      mainTable: own.find(({ isMain }) => isMain) ?? null,
      endpoints: isUnread(scope.endpoints) ? scope.endpoints : (endpoints.get(record.VpcId) ?? []).sort(byId),
      encryptionControls: encryptionControls(record),
    };
  });
  const subnets = subnetsOf(scope, vpcs, snapshot, gapOf);
  for (const vpc of vpcs) {
    const own = subnets.get(vpc);
    if (own === undefined) continue;
    vpc.subnetsById = own.byId;
    vpc.unlistedSubnetIds = own.unlisted;
    vpc.subnets = [...vpc.subnetsById.values()].sort(byId);
  }

  return vpcs.sort(byId);
};
