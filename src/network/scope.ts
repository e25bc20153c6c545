import type { RecordOf, ScopeSnapshot, Section } from '../snapshot/schema.ts';
import { networkAcl, securityGroup } from './access.ts';
import { blockMode, exclusions } from './block-public-access.ts';
import { danglingReferences } from './dangling-references.ts';
import { byLength, endpoint, endpointType, normalName } from './endpoint.ts';
import { gateway, natGateway } from './gateways.ts';
import { instanceState } from './instance.ts';
import { networkInterface } from './network-interface.ts';
import { prefixLists } from './prefix-list.ts';
import { resolver } from './resolver.ts';
import { routeTables } from './route-table.ts';
import type { EndpointService, Peering, Scope } from './topology.ts';
import { type GapOf, type Known, unread } from './unread.ts';
import { vpcsOf } from './vpc.ts';

const mapOf = <S extends Section, T>(
  { sections }: ScopeSnapshot,
  section: S,
  gapOf: GapOf,
  convert: (record: RecordOf<S>) => readonly [string, T],
): Known<ReadonlyMap<string, T>> => {
  const records: readonly RecordOf<S>[] | undefined = sections[section];

  return records === undefined ? unread(gapOf, section) : new Map(records.map(convert));
};

const offeredService = (record: RecordOf<'vpcEndpointServices'>): EndpointService[] =>
  (record.ServiceType ?? [{ ServiceType: 'Interface' }]).map(({ ServiceType }) => ({
    serviceName: record.ServiceName,
    type: endpointType(ServiceType ?? ''),
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
  instanceStates: mapOf(snapshot, 'instances', gapOf, (one) => [
    one.InstanceId,
    instanceState(one.State?.Name ?? 'running'),
  ]),
});

/** A scope before its VPCs, which point back at it. */
export type ScopeDraft = { -readonly [K in keyof Scope]: Scope[K] };

export const scopeOf = (snapshot: ScopeSnapshot, gapOf: GapOf): ScopeDraft => {
  const { sections } = snapshot;
  const facts = {
    account: snapshot.account,
    region: snapshot.region,
    takenAt: snapshot.takenAt,
    ...(snapshot.endpoint === undefined ? {} : { endpoint: snapshot.endpoint }),
    ...(snapshot.readBy === undefined ? {} : { readBy: snapshot.readBy }),
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
  const scope: ScopeDraft = { ...facts, vpcs: [], borrowedSubnets: [], untoldVpcIds: new Set() };

  scope.vpcs = vpcsOf(scope, snapshot, gapOf);
  scope.gaps = [...snapshot.gaps, ...danglingReferences(scope, snapshot)];

  return scope;
};
