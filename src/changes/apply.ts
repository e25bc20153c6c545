import { groupBy } from '../group-by.ts';
import type { ScopeSnapshot, Snapshot } from '../snapshot/schema.ts';
import type { Change } from './change.ts';
import { kindOf } from './kinds.ts';
import { pages } from './pages.ts';
import { recordsOfScope } from './records.ts';
import { uncreated } from './uncreated.ts';

/** What AWS asks for, and does not find. */
export interface Refusal {
  readonly change: Change;
  readonly statement: string;
  readonly page: string;
  /** False: what would tell was not read. */
  readonly isCertain: boolean;
}

interface Attempt {
  /** As AWS would list it after all of the changes, whether it refuses some or not. */
  readonly snapshot: Snapshot;
  readonly refusals: readonly Refusal[];
}

const dangling = (change: Change): Refusal => ({
  change,
  statement: 'what is changed has to be there, and no other change creates it',
  page: pages.errors,
  isCertain: true,
});

const place = ({ account, region }: Pick<Change, 'account' | 'region'>): string => `${account ?? ''} ${region}`;

const attemptIn = (scope: ScopeSnapshot, changes: readonly Change[]) => {
  const records = recordsOfScope(scope);
  const refusals: Refusal[] = [];
  for (const change of changes) {
    const kind = kindOf(change);
    for (const { statement, page, holds } of kind.preconditions) {
      const isMet = holds(change, records);
      if (isMet !== true) refusals.push({ change, statement, page, isCertain: isMet === false });
    }
    kind.effect(change, records);
  }

  return { scope: { ...scope, sections: records.sections() }, refusals };
};

/** Makes changes to a copy of the facts, in their order, and asks before each whether AWS would take it. */
export const attempt = (snapshot: Snapshot, changes: readonly Change[]): Attempt => {
  const byPlace = groupBy(changes, place);
  const made = snapshot.scopes.map((scope) => {
    const own = byPlace.get(place(scope));

    return own === undefined ? { scope, refusals: [] } : attemptIn(scope, own);
  });

  return {
    snapshot: { ...snapshot, scopes: made.map(({ scope }) => scope) },
    refusals: [...uncreated(snapshot, changes).map(dangling), ...made.flatMap(({ refusals }) => refusals)],
  };
};

/** What AWS would list after the changes. */
export const apply = (snapshot: Snapshot, changes: readonly Change[]): Snapshot => attempt(snapshot, changes).snapshot;

/** What undoes changes that were made in this order. */
export const reverseOf = (changes: readonly Change[]): readonly Change[] =>
  [...changes].reverse().flatMap((change) => kindOf(change).reverse(change));
