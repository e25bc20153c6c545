import type { ScopeSnapshot, Snapshot } from '../snapshot/schema.ts';
import type { Endpoint } from './endpoint.ts';
import type { Scope } from './scope.ts';
import { scopeOf } from './scope.ts';
import type { Subnet } from './subnet.ts';
import { type Transit, transit } from './transit.ts';
import { type GapOf, isUnread } from './unread.ts';
import { untold } from './untold.ts';
import type { Vpc } from './vpc.ts';

export type { Endpoint } from './endpoint.ts';
export type { Scope } from './scope.ts';
export type { Subnet } from './subnet.ts';
export type { Vpc } from './vpc.ts';

/** Everything the snapshot means, cross-linked. Ids of VPCs, subnets and endpoints are unique across Regions. */
export interface Network {
  readonly scopes: readonly Scope[];
  readonly vpcs: ReadonlyMap<string, Vpc>;
  readonly subnets: ReadonlyMap<string, Subnet>;
  /** Of every scope: a hub's endpoint may answer for a VPC elsewhere. */
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  readonly transit: Transit;
}

const gapLookup = ({ gaps }: ScopeSnapshot): GapOf => {
  const byKey = new Map<string, ScopeSnapshot['gaps'][number]>();
  for (const gap of gaps) byKey.set(`${gap.section} ${gap.resource ?? ''}`, gap);

  return (section, resource) => byKey.get(`${section} ${resource ?? ''}`);
};

const inOrder = (a: ScopeSnapshot, b: ScopeSnapshot): number => {
  const left = `${a.account ?? ''} ${a.region}`;
  const right = `${b.account ?? ''} ${b.region}`;

  return left < right ? -1 : left > right ? 1 : 0;
};

/** A shared VPC is seen by several accounts; its owner sees most. */
const isOverruled = (known: Vpc | undefined, { isShared }: Vpc): boolean => known !== undefined && isShared;

const vpcsById = (scopes: readonly Scope[]): ReadonlyMap<string, Vpc> => {
  const byId = new Map<string, Vpc>();
  for (const { vpcs } of scopes) for (const vpc of vpcs) if (!isOverruled(byId.get(vpc.id), vpc)) byId.set(vpc.id, vpc);

  return byId;
};

const subnetsById = (scopes: readonly Scope[]): ReadonlyMap<string, Subnet> => {
  const [first, ...others] = scopes;
  if (first === undefined || others.length === 0) return first?.subnets ?? new Map();
  const byId = new Map<string, Subnet>();
  for (const { subnets } of scopes)
    for (const [id, subnet] of subnets) if (!isOverruled(byId.get(id)?.vpc, subnet.vpc)) byId.set(id, subnet);

  return byId;
};

export const networkOf = (snapshot: Snapshot): Network => {
  const sources = [...snapshot.scopes]
    .sort(inOrder)
    .map((scope) => ({ ...scope, gaps: [...scope.gaps, ...untold(scope)] }))
    .map((scope) => ({ snapshot: scope, gapOf: gapLookup(scope) }));
  const scopes = sources.map(({ snapshot: scope, gapOf }) => scopeOf(scope, gapOf));

  return {
    scopes,
    vpcs: vpcsById(scopes),
    subnets: subnetsById(scopes),
    endpoints: new Map(scopes.flatMap(({ endpoints }) => (isUnread(endpoints) ? [] : [...endpoints]))),
    transit: transit(sources),
  };
};
