import type { Gap, RecordOf, ScopeSnapshot, Section } from '../snapshot/schema.ts';
import { type NetworkAcl, networkAcl, type SecurityGroup, securityGroup } from './access.ts';
import { type BlockMode, blockMode, type Exclusion, exclusions } from './block-public-access.ts';
import { danglingReferences } from './dangling-references.ts';
import { byLength, type Endpoint, endpoint, normalName } from './endpoint.ts';
import { type Gateway, gateway, type NatGateway, natGateway } from './gateways.ts';
import { type NetworkInterface, networkInterface } from './network-interface.ts';
import { type PrefixList, prefixLists } from './prefix-list.ts';
import { type Resolver, resolver } from './resolver.ts';
import { type RouteTable, routeTables } from './route-table.ts';
import { type GapOf, type Known, unread } from './unread.ts';
import { type Vpc, vpcsOf } from './vpc.ts';

interface OfferedService {
  readonly serviceName: string;
  readonly type: string;
  /** Names that private DNS would answer; empty: it has none to switch on. */
  readonly privateNames: readonly string[];
  /** Zones that take its endpoints, by name; empty where AWS does not say. */
  readonly zones: readonly string[];
  /** `ipv4`, `ipv6`: what its endpoints can have addresses of; empty where AWS does not say. */
  readonly ipAddressTypes: readonly string[];
  /** Its endpoints can have a policy. */
  readonly takesPolicy: boolean;
}

interface Peering {
  readonly id: string;
  readonly isActive: boolean;
  readonly vpcIds: readonly string[];
}

/** One account in one Region, as far as it was read. */
export interface Scope {
  readonly account: string | null;
  readonly region: string;
  readonly takenAt: string | null;
  readonly gaps: readonly Gap[];
  /** Empty where they were not read: there is nothing to audit then, and a gap says so. */
  readonly vpcs: readonly Vpc[];
  readonly routeTables: Known<ReadonlyMap<string, RouteTable>>;
  readonly endpoints: Known<ReadonlyMap<string, Endpoint>>;
  readonly endpointServices: Known<readonly OfferedService[]>;
  readonly prefixLists: Known<ReadonlyMap<string, PrefixList>>;
  readonly natGateways: Known<ReadonlyMap<string, NatGateway>>;
  readonly internetGateways: Known<ReadonlyMap<string, Gateway>>;
  readonly egressOnlyInternetGateways: Known<ReadonlyMap<string, Gateway>>;
  readonly securityGroups: Known<ReadonlyMap<string, SecurityGroup>>;
  readonly networkAcls: Known<ReadonlyMap<string, NetworkAcl>>;
  readonly networkInterfaces: Known<ReadonlyMap<string, NetworkInterface>>;
  /** Only interfaces that can decide a verdict were asked for; see the snapshot's schema. */
  readonly interfacesFiltered: boolean;
  readonly instanceStates: Known<ReadonlyMap<string, string>>;
  readonly peerings: Known<ReadonlyMap<string, Peering>>;
  readonly blockMode: Known<BlockMode>;
  readonly blockExclusions: Known<readonly Exclusion[]>;
  readonly resolver: Resolver;
  /** DNS names that resource and service-network endpoints answer, by endpoint id. */
  readonly associatedNames: Known<ReadonlyMap<string, readonly string[]>>;
}

const mapOf = <S extends Section, T>(
  { sections }: ScopeSnapshot,
  section: S,
  gapOf: GapOf,
  convert: (record: RecordOf<S>) => readonly [string, T],
): Known<ReadonlyMap<string, T>> => {
  const records: readonly RecordOf<S>[] | undefined = sections[section];

  return records === undefined ? unread(gapOf, section) : new Map(records.map(convert));
};

const offeredService = (record: RecordOf<'vpcEndpointServices'>): OfferedService[] =>
  (record.ServiceType ?? [{ ServiceType: 'Interface' }]).map(({ ServiceType }) => ({
    serviceName: record.ServiceName,
    type: (ServiceType ?? '').toLowerCase(),
    zones: record.AvailabilityZones ?? [],
    ipAddressTypes: record.SupportedIpAddressTypes ?? [],
    takesPolicy: record.VpcEndpointPolicySupported !== false,
    privateNames: [
      ...new Set(
        [...(record.PrivateDnsNames ?? []).map(({ PrivateDnsName }) => PrivateDnsName), record.PrivateDnsName]
          .filter((name) => name !== undefined)
          .map(normalName),
      ),
    ].sort(byLength),
  }));

const peering = (record: RecordOf<'vpcPeeringConnections'>): Peering => ({
  id: record.VpcPeeringConnectionId,
  isActive: (record.Status?.Code ?? 'active') === 'active',
  vpcIds: [record.RequesterVpcInfo?.VpcId, record.AccepterVpcInfo?.VpcId].filter((id) => id !== undefined),
});

const associatedNames = ({ sections }: ScopeSnapshot, gapOf: GapOf): Scope['associatedNames'] => {
  if (sections.vpcEndpointAssociations === undefined) return unread(gapOf, 'vpcEndpointAssociations');

  const names = new Map<string, string[]>();
  for (const { VpcEndpointId = '', PrivateDnsEntry } of sections.vpcEndpointAssociations) {
    if (PrivateDnsEntry?.DnsName)
      names.set(VpcEndpointId, [...(names.get(VpcEndpointId) ?? []), normalName(PrivateDnsEntry.DnsName)]);
  }

  return names;
};

const gatewaysOf = (snapshot: ScopeSnapshot, gapOf: GapOf) => ({
  natGateways: mapOf(snapshot, 'natGateways', gapOf, (one) => [one.NatGatewayId, natGateway(one)]),
  internetGateways: mapOf(snapshot, 'internetGateways', gapOf, (one) => [
    one.InternetGatewayId,
    gateway(one.InternetGatewayId, one),
  ]),
  egressOnlyInternetGateways: mapOf(snapshot, 'egressOnlyInternetGateways', gapOf, (one) => [
    one.EgressOnlyInternetGatewayId,
    gateway(one.EgressOnlyInternetGatewayId, one),
  ]),
});

const accessOf = (snapshot: ScopeSnapshot, gapOf: GapOf) => ({
  securityGroups: mapOf(snapshot, 'securityGroups', gapOf, (one) => [one.GroupId, securityGroup(one)]),
  networkAcls: mapOf(snapshot, 'networkAcls', gapOf, (one) => [one.NetworkAclId, networkAcl(one)]),
  networkInterfaces: mapOf(snapshot, 'networkInterfaces', gapOf, (one) => [
    one.NetworkInterfaceId,
    networkInterface(one),
  ]),
  interfacesFiltered: snapshot.interfacesFiltered === true,
  instanceStates: mapOf(snapshot, 'instances', gapOf, (one) => [one.InstanceId, one.State?.Name ?? 'running']),
});

/** A scope before its VPCs, which point back at it. */
type Draft = { -readonly [K in keyof Scope]: Scope[K] };

export const scopeOf = (snapshot: ScopeSnapshot, gapOf: GapOf): Scope => {
  const { sections } = snapshot;
  const facts = {
    account: snapshot.account,
    region: snapshot.region,
    takenAt: snapshot.takenAt,
    gaps: snapshot.gaps,
    routeTables: sections.routeTables === undefined ? unread(gapOf, 'routeTables') : routeTables(sections.routeTables),
    endpoints: mapOf(snapshot, 'vpcEndpoints', gapOf, (one) => [one.VpcEndpointId, endpoint(one)]),
    endpointServices: sections.vpcEndpointServices?.flatMap(offeredService) ?? unread(gapOf, 'vpcEndpointServices'),
    prefixLists: prefixLists(snapshot, gapOf),
    ...gatewaysOf(snapshot, gapOf),
    ...accessOf(snapshot, gapOf),
    peerings: mapOf(snapshot, 'vpcPeeringConnections', gapOf, (one) => [one.VpcPeeringConnectionId, peering(one)]),
    blockMode: blockMode(snapshot, gapOf),
    blockExclusions: exclusions(snapshot, gapOf),
    resolver: resolver(snapshot, gapOf),
    associatedNames: associatedNames(snapshot, gapOf),
  };
  const scope: Draft = { ...facts, vpcs: [] };

  scope.vpcs = vpcsOf(scope, snapshot, gapOf);
  scope.gaps = [...snapshot.gaps, ...danglingReferences(scope, snapshot)];

  return scope;
};
