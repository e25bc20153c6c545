import { groupBy } from '../../group-by.ts';
import { restingOnOthers } from '../../network/joined-facts.ts';
import { isAwsManaged } from '../../network/prefix-list.ts';
import type { ScopeSnapshot } from '../../snapshot/schema.ts';
import { scopeKey } from '../../snapshot/scope-key.ts';
import { sectionNames, sectionSpecs } from '../../snapshot/sections.ts';
import { hasInterfaceEndpoints, isPlain } from '../alike/plain-scope.ts';
import type { ScopeShape } from '../alike/scope-shape.ts';
import { type Links, transitWitnesses } from './scope-links.ts';
import { unionsOf } from './unions.ts';

type Shapes = ReadonlyMap<ScopeSnapshot, ScopeShape>;

const endingOf = (id: string): string => id.slice(id.lastIndexOf('-'));

/** The ids of what a scope lists. */
function* listedIn({ sections }: ScopeSnapshot): Generator<string> {
  for (const section of sectionNames) {
    const [field] = sectionSpecs[section].ids;
    for (const record of field === undefined ? [] : (sections[section] ?? [])) {
      const id: unknown = Reflect.get(record, field ?? '');
      if (typeof id === 'string') yield id;
    }
  }
}

/** Of resources of VPCs and transit gateways, as AWS gives them. */
const isResource = (id: string): boolean => /^[a-z-]+-/.test(id) && !id.startsWith('rslvr-autodefined-');

const isOfAws = (id: string): boolean => /-(?:[0-9a-f]{17}|[0-9a-f]{8})$/.test(id);

/** Others may know it by what nobody would take for an id. */
const hasStrangeIds = (scope: ScopeSnapshot): boolean => {
  for (const id of listedIn(scope)) if (isResource(id) && !isOfAws(id)) return true;

  return false;
};

/** AWS's own lists have the same ids in all accounts of a Region. */
const awsLists = ({ sections: { managedPrefixLists = [] } }: ScopeSnapshot): readonly string[] =>
  managedPrefixLists.filter(isAwsManaged).map(({ PrefixListId }) => endingOf(PrefixListId));

type Join = (some: readonly ScopeSnapshot[]) => void;

type Sharing = ReadonlyMap<string, ReadonlySet<ScopeSnapshot>>;

/** Ids that several scopes name: few of a million. */
const sharedIds = (shapes: Shapes): Sharing => {
  const first = new Map<string, ScopeSnapshot>();
  const shared = new Map<string, Set<ScopeSnapshot>>();
  for (const [scope, { ids }] of shapes)
    for (const id of ids) {
      const known = first.get(id);
      if (known === undefined) first.set(id, scope);
      else if (known !== scope) shared.set(id, (shared.get(id) ?? new Set([known])).add(scope));
    }

  return shared;
};

/** Ids by which one scope may know another: what is listed nowhere, and is named by plain scopes alone, tells them nothing. */
const tellingIds = (shapes: Shapes, shared: Sharing): ReadonlySet<string> => {
  const telling = new Set<string>();
  for (const [scope, { ids }] of shapes)
    for (const id of isPlain(scope) ? listedIn(scope) : ids) if (shared.has(endingOf(id))) telling.add(endingOf(id));
  for (const scope of shapes.keys()) for (const id of awsLists(scope)) telling.delete(id);

  return telling;
};

const joinByIds = (shapes: Shapes, join: Join): void => {
  const shared = sharedIds(shapes);
  const telling = tellingIds(shapes, shared);
  for (const [id, some] of shared) if (telling.has(id)) join([...some]);
};

const isAccount = (id: string): boolean => !id.startsWith('-');

/** Who names an account knows what it has in the same Region, else that it is there. */
const joinByAccounts = (shapes: Shapes, join: Join): void => {
  const byAccount = groupBy(shapes.keys(), ({ account }) => account);
  for (const [scope, { ids }] of shapes)
    for (const id of ids) {
      if (!isAccount(id) || id === scope.account) continue;
      const theirs = byAccount.get(id) ?? [];
      const there = theirs.filter(({ region }) => region === scope.region);
      join([scope, ...(there.length > 0 ? there : theirs)]);
    }
};

const joinByFacts = (scopes: readonly ScopeSnapshot[], join: Join): void => {
  const byRegion = groupBy(scopes, ({ region }) => region);
  for (const { region } of restingOnOthers(scopes)) join(byRegion.get(region) ?? []);
};

/** Addresses that names lead to may be those of any endpoint. */
const joinByNames = (scopes: readonly ScopeSnapshot[], { byNames }: Links, join: Join): void => {
  const leading = scopes.filter((scope) => byNames.has(scopeKey(scope)));
  if (leading.length > 0) join([...leading, ...scopes.filter(hasInterfaceEndpoints)]);
};

const joinByTransit = (scopes: readonly ScopeSnapshot[], { byTransit }: Links, join: Join): void => {
  const meeting = scopes.filter((scope) => byTransit.has(scopeKey(scope)));
  const witnesses = meeting.length === 0 ? [] : transitWitnesses(scopes);
  if (witnesses.length > 0) join([...meeting, ...witnesses]);
};

/**
 * Scopes in groups of which none could tell of another one. Takes them in the order of a network, and where it cannot be
 * told, holds them for related.
 */
export const relatedScopes = (shapes: Shapes, links: Links): readonly (readonly ScopeSnapshot[])[] => {
  const scopes = [...shapes.keys()];
  if (scopes.some(hasStrangeIds)) return [scopes];
  const places = new Map(scopes.map((scope, at) => [scope, at]));
  const placeOf = (scope: ScopeSnapshot | undefined): number => (scope && places.get(scope)) ?? 0;
  const unions = unionsOf(scopes.length);
  const join: Join = ([first, ...others]) => {
    for (const other of others) unions.join(placeOf(other), placeOf(first));
  };
  joinByIds(shapes, join);
  joinByAccounts(shapes, join);
  joinByFacts(scopes, join);
  joinByNames(scopes, links, join);
  joinByTransit(scopes, links, join);

  return [...groupBy(scopes, (scope) => unions.rootOf(placeOf(scope))).values()];
};
