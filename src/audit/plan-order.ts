import type { Change } from '../changes/change.ts';
import { memoize } from '../memoize.ts';
import { compare } from '../order.ts';
import type { PlannedChange } from './report.ts';

/** A change as far as its place among others depends on it. */
export interface Weighed extends Pick<PlannedChange, 'change' | 'clients' | 'turns'> {
  /** No other one has it. */
  readonly key: string;
  /** How many findings it is for. */
  readonly concerned: number;
  /** Keys of changes that come before it. */
  readonly needs: readonly string[];
}

export const changeText = memoize((change: Change): string => JSON.stringify(change));

const sumOf = (turns: PlannedChange['turns']): number => Object.values(turns).reduce((sum, count) => sum + count, 0);

const byWeight = (a: Weighed, b: Weighed): number =>
  Number(a.change.kind === 'by-hand') - Number(b.change.kind === 'by-hand') ||
  b.clients - a.clients ||
  sumOf(b.turns) - sumOf(a.turns) ||
  b.concerned - a.concerned ||
  compare(changeText(a.change), changeText(b.change));

/** Those that concern most clients first, and each right after what it needs: who goes down the list is refused nothing. */
export const inPlanOrder = <W extends Weighed>(changes: readonly W[]): readonly W[] => {
  const byKey = new Map(changes.map((one) => [one.key, one]));
  const seen = new Set<W>();
  const listed: W[] = [];
  const list = (one: W | undefined): void => {
    if (one === undefined || seen.has(one)) return;
    seen.add(one);
    for (const need of one.needs) list(byKey.get(need));
    listed.push(one);
  };
  for (const one of [...changes].sort(byWeight)) list(one);

  return listed;
};
