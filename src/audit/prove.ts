import type { Refusal } from '../changes/apply.ts';
import type { Act } from '../changes/remedy.ts';
import { groupBy } from '../group-by.ts';
import { aftermathOf, freshProposals, nextOf } from './aftermath.ts';
import type { Found } from './findings.ts';
import { courtOf, type Guilty, guiltyOf } from './guilty.ts';
import { type Facts, type Judgement, judge, untouched } from './judge.ts';
import type { Move } from './moves.ts';
import type { Objection, Proof } from './proof.ts';
import { alternativeTo, isProvable, type Proposal, withoutActs } from './proposals.ts';
import { type Refused, refusedIn, type Trial, trialOf } from './trial.ts';

const isImproved = (proposal: Proposal, moves: ReadonlyMap<string, readonly Move[]>): boolean =>
  proposal.claims.some(({ vpcId, service }) =>
    (moves.get(vpcId) ?? []).some((move) => !move.isHarm && move.service === service),
  );

const noEffect: Objection = { kind: 'no-effect' };

const idleAmong = (proposals: readonly Proposal[], { moves, left }: Judgement): ReadonlyMap<Proposal, Objection> => {
  const byVpc = groupBy(moves, ({ vpcId }) => vpcId);
  const isIdle = (proposal: Proposal): boolean =>
    proposal.found.every(({ finding }) => left.has(finding.fingerprint)) && !isImproved(proposal, byVpc);

  return new Map(proposals.filter(isIdle).map((proposal) => [proposal, noEffect]));
};

/** What comes of a proposal that AWS refuses some of. */
const unrefused = (proposal: Proposal, refused: ReadonlyMap<Act, Refusal> | undefined): readonly Proposal[] => {
  if (refused === undefined) return [proposal];
  const rest = withoutActs(proposal, refused) ?? alternativeTo(proposal);

  return rest === null ? [] : [rest];
};

const textOf = ({ remedy }: Proposal): string => JSON.stringify(remedy.acts);

type Objecting = (proposal: Proposal, objection: Objection) => void;

/** What the first of all attempts had against each finding. */
const objectionsBy = () => {
  const objections = new Map<Found, Objection>();
  const object: Objecting = (proposal, objection) => {
    for (const one of proposal.found) if (!objections.has(one)) objections.set(one, objection);
  };

  return { objections, object };
};

const proofOf = (
  active: readonly Proposal[],
  trial: Trial,
  judgement: Judgement,
  objections: Proof['objections'],
): Proof => {
  const { facts, known, moves, left } = judgement;

  return {
    proven: active,
    objections,
    merged: trial.merged,
    changes: trial.changes,
    moves,
    left,
    unread: trial.refusals.filter(({ isCertain }) => !isCertain),
    known,
    afterwards: active.length === 0 ? null : facts,
  };
};

const unrefusedOf = (active: readonly Proposal[], refused: Refused, object: Objecting): readonly Proposal[] => {
  for (const [proposal, acts] of refused)
    for (const refusal of acts.values()) object(proposal, { kind: 'refused', refusal });

  return active.flatMap((proposal) => unrefused(proposal, refused.get(proposal)));
};

const harmlessOf = (active: readonly Proposal[], guilty: Guilty, object: Objecting): readonly Proposal[] =>
  active.flatMap((proposal) => {
    const guilt = guilty.get(proposal);
    if (guilt === undefined) return [proposal];
    const objection: Objection = { kind: 'harm', move: guilt.move };
    object(proposal, objection);

    return nextOf(proposal, guilt.aftermath, objection);
  });

/**
 * Applies all proposals to a copy of the facts and judges what comes of it. What AWS would refuse, what would harm and
 * what mends nothing is amended, gives way to what was to be proposed otherwise, or is left out, and what is found only
 * then is proposed on as well, until all that is there is proven together.
 */
export const prove = (facts: Facts, given: readonly Proposal[]): Proof => {
  const { objections, object } = objectionsBy();
  const court = courtOf(facts);
  const tried = new Set<string>();
  let active: readonly Proposal[] = given.filter(isProvable);
  for (;;) {
    const trial = trialOf(facts.snapshot, active);
    for (const proposal of active) tried.add(textOf(proposal));
    const refused = refusedIn(facts.snapshot, active, trial);
    if (refused.size > 0) {
      active = unrefusedOf(active, refused, object);
      continue;
    }
    const judgement = active.length === 0 ? untouched(facts) : judge(facts, trial);
    const guilty = guiltyOf(facts, active, judgement, court);
    if (guilty.size > 0) {
      active = harmlessOf(active, guilty, object);
      continue;
    }
    const idle = idleAmong(active, judgement);
    const aftermath = aftermathOf(judgement);
    const next = active.flatMap((proposal) => nextOf(proposal, aftermath, idle.get(proposal)));
    const fresh = idle.size > 0 ? [] : freshProposals(aftermath).filter((one) => !tried.has(textOf(one)));
    for (const [proposal, objection] of idle) object(proposal, objection);
    if (idle.size === 0 && fresh.length === 0 && next.every((proposal, at) => proposal === active[at]))
      return proofOf(active, trial, judgement, objections);
    active = [...next, ...fresh];
  }
};
