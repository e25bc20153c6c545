import { groupBy } from '../../group-by.ts';
import type { ScopeSnapshot, Snapshot } from '../../snapshot/schema.ts';
import { scopeKey } from '../../snapshot/scope-key.ts';
import { hasInterfaceEndpoints, isPlain } from './plain-scope.ts';
import { type ScopeShape, shapesOf } from './scope-shape.ts';

interface Shaped extends Pick<ScopeShape, 'ids' | 'names'> {
  readonly scope: ScopeSnapshot;
}

/** Scopes that differ in nothing but their ids, which no other scope knows: of one, all that is to be said of each. */
export interface AlikeScopes {
  readonly first: Shaped;
  readonly others: readonly Shaped[];
}

/** Of fewer, one would be judged twice to tell of hardly more. */
const fewest = 3;

type Ids = ReadonlySet<string>;

/** Ids that several scopes name. All scopes of an account name it, and it is theirs alone. */
const sharedIds = (shapes: ReadonlyMap<ScopeSnapshot, ScopeShape>): Ids => {
  const namers = new Map<string, string>();
  const shared = new Set<string>();
  for (const [scope, { ids }] of shapes) {
    const key = scopeKey(scope);
    for (const id of ids) {
      const namer = id === scope.account ? id : key;
      const known = namers.get(id);
      if (known === undefined) namers.set(id, namer);
      else if (known !== namer) shared.add(id);
    }
  }

  return shared;
};

/** Where an id differs, neither is known to any other scope. */
const isInterchangeable = (one: Shaped, other: Shaped, shared: Ids): boolean =>
  one.ids.every((id, at) => {
    const theirs = other.ids[at] ?? '';
    if (id === theirs) return true;

    return (
      id.length === theirs.length &&
      (id === one.scope.account) === (theirs === other.scope.account) &&
      !shared.has(id) &&
      !shared.has(theirs)
    );
  });

const hasVpcsOfItsOwn = ({ scope, ids }: Shaped, shared: Ids): boolean =>
  (scope.sections.vpcs ?? []).every(({ VpcId }) => {
    const id = VpcId.slice(VpcId.lastIndexOf('-'));

    return ids.includes(id) && !shared.has(id);
  });

export const alikeScopes = (snapshot: Snapshot): readonly AlikeScopes[] => {
  const { scopes } = snapshot;
  const plain = new Set(scopes.filter(isPlain));
  const isAlone = (scope: ScopeSnapshot): boolean =>
    plain.has(scope) && (plain.size === scopes.length || !hasInterfaceEndpoints(scope));
  if ([...plain].filter(isAlone).length < fewest) return [];
  const shapes = shapesOf(snapshot);
  const shared = sharedIds(shapes);
  const alone = [...shapes].filter(
    ([scope, { ids, names }]) => isAlone(scope) && hasVpcsOfItsOwn({ scope, ids, names }, shared),
  );

  return [...groupBy(alone, ([, { key }]) => key).values()].flatMap((some) => {
    const [first, ...rest] = some.map(([scope, { ids, names }]): Shaped => ({ scope, ids, names }));
    if (first === undefined) return [];
    const others = rest.filter((other) => isInterchangeable(first, other, shared));

    return others.length + 1 < fewest ? [] : [{ first, others }];
  });
};
