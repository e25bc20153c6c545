import { memoize } from '../memoize.ts';
import { by } from '../order.ts';
import type { ScopeSnapshot, Snapshot } from '../snapshot/schema.ts';
import { scopeKey } from '../snapshot/scope-key.ts';
import { absentOwners } from './absent-owners.ts';
import type { Endpoint } from './endpoint.ts';
import { joinedFacts } from './joined-facts.ts';
import { missingSections } from './missing-sections.ts';
import { takeOwnersWord, withParticipants } from './owners-word.ts';
import { scopeOf } from './scope.ts';
import type { Scope, Subnet, Vpc } from './topology.ts';
import { type Transit, transit } from './transit.ts';
import { type GapOf, isUnread } from './unread.ts';

export type { Endpoint } from './endpoint.ts';
export type { Scope, Subnet, Vpc } from './topology.ts';

/** Everything the snapshot means, cross-linked. Ids of VPCs, subnets and endpoints are unique across Regions. */
export interface Network {
  readonly scopes: readonly Scope[];
  readonly vpcs: ReadonlyMap<string, Vpc>;
  /** Of every scope: a hub's endpoint may answer for a VPC elsewhere. */
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  readonly transit: Transit;
  /** Whoever sees the route table of a transit gateway, and the prefix lists that it refers to. */
  readerOfTransitTable(routeTableId: string): Scope | null;
  /** Found fastest in the VPC that it is said to be in; undefined where no scope has it. */
  subnet(id: string, vpcId: string | null): Subnet | undefined;
  /** The account that a resource is of, where that is known and none of the snapshot's. */
  absentOwnerOf(id: string): string | null;
}

const gapLookup = ({ gaps }: ScopeSnapshot): GapOf => {
  const byKey = new Map<string, ScopeSnapshot['gaps'][number]>();
  for (const gap of gaps) byKey.set(`${gap.section} ${gap.resource ?? ''}`, gap);

  return (section, resource) => byKey.get(`${section} ${resource ?? ''}`);
};

const byScope = by(scopeKey);

/** A shared VPC is seen by several accounts; its owner sees most. */
const byId = <T extends { readonly id: string }>(vpcs: readonly Vpc[], inVpc: (vpc: Vpc) => readonly T[]) => {
  const index = new Map<string, T>();
  for (const vpc of vpcs) for (const one of inVpc(vpc)) if (!vpc.isShared || !index.has(one.id)) index.set(one.id, one);

  return index;
};

interface Source {
  readonly snapshot: ScopeSnapshot;
  readonly scope: Scope;
}

const readersOfTables = memoize(
  (sources: readonly Source[]): ReadonlyMap<string, Scope> =>
    new Map(
      sources.flatMap(({ snapshot, scope }) =>
        (snapshot.sections.transitGatewayRoutes ?? []).map((one) => [one.TransitGatewayRouteTableId, scope] as const),
      ),
    ),
);

const ownersElsewhere = memoize(absentOwners);

export const networkOf = (snapshot: Snapshot): Network => {
  const told = [...snapshot.scopes]
    .sort(byScope)
    .map((scope) => ({ ...scope, gaps: [...scope.gaps, ...missingSections(scope)] }));
  const sources = withParticipants(joinedFacts(told)).map((scope) => {
    const gapOf = gapLookup(scope);

    return { snapshot: scope, gapOf, scope: scopeOf(scope, gapOf) };
  });
  const scopes = sources.map(({ scope }) => scope);
  takeOwnersWord(scopes);
  const all = scopes.flatMap((scope) => scope.vpcs);
  const vpcs = byId(all, (vpc) => [vpc]);
  let subnets: ReadonlyMap<string, Subnet> | undefined;
  // Rarely asked for, and of a large account it takes long to make.
  const anywhere = (id: string): Subnet | undefined => {
    subnets ??= byId(all, (vpc) => vpc.subnets);

    return subnets.get(id);
  };

  return {
    scopes,
    vpcs,
    subnet: (id, vpcId) => vpcs.get(vpcId ?? '')?.subnetsById.get(id) ?? anywhere(id),
    endpoints: new Map(scopes.flatMap(({ endpoints }) => (isUnread(endpoints) ? [] : [...endpoints]))),
    transit: transit(sources),
    readerOfTransitTable: (id) => readersOfTables(sources).get(id) ?? null,
    absentOwnerOf: (id) => ownersElsewhere(snapshot.scopes).get(id) ?? null,
  };
};
