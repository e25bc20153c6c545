import { attempt, type Refusal } from '../changes/apply.ts';
import type { Change } from '../changes/change.ts';
import { type Merged, mergeChanges } from '../changes/merge.ts';
import { type Act, changesOf } from '../changes/remedy.ts';
import { inSafeOrder } from '../changes/safe-order.ts';
import { groupBy } from '../group-by.ts';
import type { Snapshot } from '../snapshot/schema.ts';
import type { Proposal } from './proposals.ts';

/** Proposals as one set of changes, made to a copy of the facts. */
export interface Trial {
  readonly merged: Merged;
  readonly changes: readonly Change[];
  readonly snapshot: Snapshot;
  readonly refusals: readonly Refusal[];
}

export const trialOf = (snapshot: Snapshot, proposals: readonly Proposal[]): Trial => {
  const merged = mergeChanges(proposals.flatMap(({ remedy }) => changesOf(remedy)));
  const changes = inSafeOrder([...merged.values()]);

  return { merged, changes, ...attempt(snapshot, changes) };
};

/** What of the proposals AWS refuses. */
export type Refused = ReadonlyMap<Proposal, ReadonlyMap<Act, Refusal>>;

interface Suspect {
  readonly proposal: Proposal;
  readonly act: Act;
  readonly refusal: Refusal;
}

/** More of them are not looked at one by one. */
const fewSuspects = 100;

/** Whoever has a part in a change that is refused. */
const suspectsOf = (proposals: readonly Proposal[], { merged, refusals }: Trial): readonly Suspect[] => {
  const refused = new Map(
    refusals.filter(({ isCertain }) => isCertain).map((refusal) => [JSON.stringify(refusal.change), refusal]),
  );
  if (refused.size === 0) return [];

  return proposals.flatMap((proposal) =>
    proposal.remedy.acts.flatMap((act): readonly Suspect[] => {
      const changes = 'changes' in act ? act.changes : [];
      const [refusal] = changes.flatMap((one) => refused.get(JSON.stringify(merged.get(one) ?? one)) ?? []);

      return refusal === undefined ? [] : [{ proposal, act, refusal }];
    }),
  );
};

const isRefusedAlone = (snapshot: Snapshot, act: Act): boolean =>
  'changes' in act && attempt(snapshot, inSafeOrder(act.changes)).refusals.some(({ isCertain }) => isCertain);

/** Of acts that were made into one change those that AWS refuses by themselves, if there are such; else all of them. */
export const refusedIn = (snapshot: Snapshot, proposals: readonly Proposal[], trial: Trial): Refused => {
  const suspects = suspectsOf(proposals, trial);
  const alone = suspects.length > fewSuspects ? [] : suspects.filter(({ act }) => isRefusedAlone(snapshot, act));
  const guilty = groupBy(alone.length > 0 ? alone : suspects, ({ proposal }) => proposal);

  return new Map(
    [...guilty].map(([proposal, own]) => [proposal, new Map(own.map(({ act, refusal }) => [act, refusal]))]),
  );
};
