import { Failure } from '../failure.ts';
import { utcTime } from '../utc-time.ts';
import type { ScopeSnapshot, Snapshot } from './schema.ts';
import { scopeKey } from './scope-key.ts';

/** A snapshot with the name it goes by in messages. */
export interface NamedSnapshot {
  readonly snapshot: Snapshot;
  readonly name: string;
}

interface Merged {
  readonly snapshot: Snapshot;
  /** Scopes that came twice, and which of the two counts. */
  readonly notices: readonly string[];
}

interface Candidate {
  readonly scope: ScopeSnapshot;
  readonly name: string;
}

export const placeText = ({ account, region }: Pick<ScopeSnapshot, 'account' | 'region'>): string =>
  `${account ?? 'an unknown account'} in ${region}`;

const isEmpty = ({ sections }: ScopeSnapshot): boolean => Object.keys(sections).length === 0;

/** Accounts that nothing names may be two: what one of them could not tell, the other does not tell for it. */
export const nameless = (a: ScopeSnapshot, b: ScopeSnapshot): ScopeSnapshot => ({
  ...(isEmpty(a) ? b : a),
  gaps: [...a.gaps, ...b.gaps],
});

/** What a work list named and nobody had brought back: anything that was read since takes its place. */
const isPlaceholder = (scope: ScopeSnapshot): boolean => scope.takenAt === null && isEmpty(scope);

/** Not by its letters: milliseconds may be left out. What is no time in UTC tells nothing. */
const timeOf = ({ takenAt }: ScopeSnapshot): number | null => utcTime(takenAt ?? '');

const newerOf = (a: Candidate, b: Candidate): Candidate => {
  if (isPlaceholder(a.scope) !== isPlaceholder(b.scope)) return isPlaceholder(a.scope) ? b : a;
  const [left, right] = [timeOf(a.scope), timeOf(b.scope)];
  if (left === null || right === null || left === right)
    throw new Failure(
      `${a.name} and ${b.name} both hold ${placeText(a.scope)}, and neither is known to be the newer`,
      'Give one of them.',
    );

  return left > right ? a : b;
};

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Record by record: the text of a whole scope may be longer than a string can be. */
const isCopy = ({ sections: a, ...left }: ScopeSnapshot, { sections: b, ...right }: ScopeSnapshot): boolean => {
  const [ours, theirs] = [Object.values(a).flat(), Object.values(b).flat()];

  return (
    isSame(left, right) &&
    isSame(Object.keys(a), Object.keys(b)) &&
    ours.length === theirs.length &&
    ours.every((record, at) => isSame(record, theirs[at]))
  );
};

/** Several snapshots as one network. Of a scope that two of them hold, the newer one counts. */
export const mergeSnapshots = ([first, ...others]: readonly [NamedSnapshot, ...NamedSnapshot[]]): Merged => {
  const chosen = new Map<string, Candidate>();
  const notices: string[] = [];
  for (const { snapshot, name } of [first, ...others])
    for (const scope of snapshot.scopes) {
      const key = scopeKey(scope);
      const present = chosen.get(key);
      if (present !== undefined && isCopy(present.scope, scope)) continue;
      if (present !== undefined && scope.account === null && (isEmpty(scope) || isEmpty(present.scope))) {
        chosen.set(key, { scope: nameless(present.scope, scope), name });
        continue;
      }
      const candidate = { scope, name };
      const newer = present === undefined ? candidate : newerOf(present, candidate);
      if (present !== undefined) notices.push(`${placeText(scope)} is taken from ${newer.name}, the newer`);
      chosen.set(key, newer);
    }

  return { snapshot: { ...first.snapshot, scopes: [...chosen.values()].map(({ scope }) => scope) }, notices };
};

interface InContext extends Merged {
  /** Keys of the scopes that were added. */
  readonly context: ReadonlySet<string>;
}

/** Facts with others that they are judged by, and that are not judged themselves: of a scope in both, its own facts count. */
export const withContext = (judged: Snapshot, { snapshot, notices }: Merged): InContext => {
  const own = new Set(judged.scopes.map(scopeKey));
  const added = snapshot.scopes.filter((scope) => !own.has(scopeKey(scope)));
  const twice = snapshot.scopes.filter((scope) => own.has(scopeKey(scope)));

  return {
    snapshot: { ...judged, scopes: [...judged.scopes, ...added] },
    context: new Set(added.map(scopeKey)),
    notices: [...notices, ...twice.map((scope) => `${placeText(scope)} is judged, and not taken from --context`)],
  };
};
