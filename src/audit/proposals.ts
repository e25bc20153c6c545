import { changesOf, type Remedy } from '../changes/remedy.ts';
import { memoize } from '../memoize.ts';
import type { Found } from './findings.ts';

/** One remedy, and all findings that it is proposed against. */
export interface Proposal {
  readonly remedy: Remedy;
  readonly found: readonly Found[];
  /** VPC and service of the findings, each pair once; a finding about no service concerns all of its VPC. */
  readonly claims: readonly Claim[];
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

    return first === undefined ? [] : [{ remedy: first.remedy, found: some, claims: claimsOf(some) }];
  });
};

/** What a proposal is if its first remedy will not do; null: nothing else is known. */
export const alternativeTo = ({ remedy, ...proposal }: Proposal): Proposal | null =>
  remedy.otherwise === undefined ? null : { ...proposal, remedy: remedy.otherwise };

export const isProvable = ({ remedy }: Proposal): boolean => changesOf(remedy).length > 0;
