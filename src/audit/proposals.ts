import type { Refusal } from '../changes/apply.ts';
import { type Act, actWords, changesOf, type Remedy, together } from '../changes/remedy.ts';
import { memoize } from '../memoize.ts';
import type { Found } from './findings.ts';

/** One remedy, and all findings that it is proposed against. */
export interface Proposal {
  readonly remedy: Remedy;
  readonly found: readonly Found[];
  /** VPC and service of the findings, each pair once; a finding about no service concerns all of its VPC. */
  readonly claims: readonly Claim[];
  /** How often it was amended by what was found once it was applied. */
  readonly amended: number;
  /** What stands if it will not do: itself before it was amended. */
  readonly fallback?: Proposal;
}

export interface Claim {
  readonly vpcId: string;
  readonly service: string | null;
}

const keyOf = memoize((remedy: Remedy): string => JSON.stringify(remedy));

const claimsOf = (found: readonly Found[]): readonly Claim[] => [
  ...new Map(
    found.map(({ finding: { vpcId, service } }) => [`${vpcId} ${service ?? ''}`, { vpcId, service }] as const),
  ).values(),
];

/** Findings have equal remedies where the same acts would mend them. */
export const proposalsOf = (found: readonly Found[]): readonly Proposal[] => {
  const byRemedy = new Map<string, Found[]>();
  for (const one of found) {
    const key = keyOf(one.remedy);
    const known = byRemedy.get(key);
    if (known === undefined) byRemedy.set(key, [one]);
    else known.push(one);
  }

  return [...byRemedy.values()].flatMap((some) => {
    const [first] = some;

    return first === undefined ? [] : [{ remedy: first.remedy, found: some, claims: claimsOf(some), amended: 0 }];
  });
};

/** No proposal is amended more often. */
const enough = 3;

/** What a proposal is if its first remedy will not do; null: nothing else is known. */
export const alternativeTo = ({ remedy, fallback, ...proposal }: Proposal): Proposal | null => {
  if (fallback !== undefined) return { ...fallback, amended: enough };

  return remedy.otherwise === undefined ? null : { ...proposal, remedy: remedy.otherwise };
};

/** What others would do that it does not do itself. */
const addedBy = ({ remedy }: Proposal, others: readonly Remedy[]): readonly Act[] => {
  const known = new Set(changesOf(remedy).map((change) => JSON.stringify(change)));

  return others.flatMap(({ acts }) =>
    acts.filter((act) => 'changes' in act && act.changes.some((change) => !known.has(JSON.stringify(change)))),
  );
};

/** The proposal together with what others would add to it; null: they add nothing. */
export const amendedBy = (proposal: Proposal, others: readonly Remedy[]): Proposal | null => {
  const added = proposal.amended >= enough ? [] : addedBy(proposal, others);
  if (added.length === 0) return null;

  return {
    ...proposal,
    remedy: together([{ acts: proposal.remedy.acts }, { acts: added }]),
    amended: proposal.amended + 1,
  };
};

/** The proposal once others have been done that keep it from harming; null: they add nothing. */
export const precededBy = (proposal: Proposal, others: readonly Remedy[]): Proposal | null => {
  const added = proposal.amended >= enough ? [] : addedBy(proposal, others);
  if (added.length === 0) return null;
  const first = changesOf(together([{ acts: added }]));
  const { acts } = proposal.remedy;

  return {
    ...proposal,
    remedy: {
      ...proposal.remedy,
      acts: acts.map((act) => ('changes' in act ? { changes: [...first, ...act.changes] } : act)),
    },
    amended: proposal.amended + 1,
  };
};

export const refusedText = ({ statement }: Refusal): string => `AWS refuses it as things are: ${statement}`;

/**
 * What is left of it: acts do not need each other. What AWS refuses is told in words, unless it only came up on the way;
 * null: nothing else is there.
 */
export const withoutActs = (proposal: Proposal, refused: ReadonlyMap<Act, Refusal>): Proposal | null => {
  const { remedy, fallback } = proposal;
  const isOwn = (act: Act): boolean => fallback === undefined || fallback.remedy.acts.includes(act);
  const acts = remedy.acts.flatMap((act): readonly Act[] => {
    const refusal = refused.get(act);
    if (refusal === undefined) return [act];

    return isOwn(act) ? [{ imperative: `${actWords(act)} (${refusedText(refusal)})` }] : [];
  });

  return acts.some((act) => 'changes' in act) ? { ...proposal, remedy: { ...remedy, acts } } : null;
};

export const isProvable = ({ remedy }: Proposal): boolean => changesOf(remedy).length > 0;
