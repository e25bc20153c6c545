import type { Gap, ScopeSnapshot, Section } from '../snapshot/schema.ts';
import { missingGap } from './missing-gap.ts';
import type { Scope } from './topology.ts';
import { isUnread } from './unread.ts';

const gap = (section: Section, id: string): Gap => missingGap(section, `it does not list ${id}, which others are in`);

interface InVpc {
  readonly VpcId?: string | undefined;
}

/** Every VPC has a route table, its main one. */
function* unlistedVpcs({ vpcs }: Scope, { sections }: ScopeSnapshot): Generator<string> {
  if (sections.vpcs === undefined) return;
  const known = new Set(vpcs.map(({ id }) => id));
  const { routeTables = [], natGateways = [], vpcEndpoints = [], subnets = [] } = sections;
  const isWhole = vpcs.reduce((sum, vpc) => sum + vpc.subnets.length, 0) === subnets.length;
  const others: (readonly InVpc[])[] = [routeTables, natGateways, vpcEndpoints, isWhole ? [] : subnets];
  for (const records of others)
    for (const { VpcId } of records) if (VpcId !== undefined && !known.has(VpcId)) yield VpcId;
}

const gone = new Set(['deleting', 'deleted', 'failed']);

/** Of a shared VPC its participants see less: what is not theirs is missing from their lists by right. */
function* unlistedSubnets({ vpcs, natGateways }: Scope, { sections }: ScopeSnapshot): Generator<string> {
  if (sections.subnets === undefined) return;
  const own = vpcs.filter(({ isShared }) => !isShared);
  for (const { unlistedSubnetIds } of own) yield* unlistedSubnetIds;

  const byId = new Map(own.map((vpc) => [vpc.id, vpc]));
  for (const { subnetId, vpcId, state } of isUnread(natGateways) ? [] : natGateways.values())
    if (subnetId !== null && !gone.has(state) && byId.get(vpcId ?? '')?.subnetsById.has(subnetId) === false)
      yield subnetId;
}

/** What other records of the account stand in, and its lists leave out: they were not read to the end. */
export const danglingReferences = (scope: Scope, snapshot: ScopeSnapshot): readonly Gap[] => [
  ...[...new Set(unlistedVpcs(scope, snapshot))].map((id) => gap('vpcs', id)),
  ...[...new Set(unlistedSubnets(scope, snapshot))].map((id) => gap('subnets', id)),
];
