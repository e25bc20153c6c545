import type { Act } from '../changes/remedy.ts';
import { isGone, mendedBy, settledByTheWay } from './by-the-way.ts';
import type { Found } from './findings.ts';
import type { Facts } from './judge.ts';
import type { Move } from './moves.ts';
import { changeText } from './plan-order.ts';
import { type Draft, draftsOf, joinedDrafts, plannedFrom } from './planned-changes.ts';
import { type Proposal, proposalsOf } from './proposals.ts';
import type { Finding, PlannedChange } from './report.ts';
import { proveAll } from './rounds.ts';
import { leftToPerson, type Settled, settledBy, settledTogether } from './settled.ts';
import { isSmallEnough, unproven } from './too-large.ts';

export interface Counsel {
  readonly findings: readonly Finding[];
  /** Those that concern most clients first. */
  readonly changes: readonly PlannedChange[];
  /** How many findings each change is for, by its id. */
  readonly concerned: ReadonlyMap<string, number>;
  /** What becomes of paths once all of them are made. */
  readonly moves: readonly Move[];
  /** The facts then; null: as they are. */
  readonly afterwards: Facts | null;
}

/** What to do about what was found: applied to a copy of the facts and judged, before anybody reads it. */
export const counselOn = (facts: Facts, isMeant: (one: Found) => boolean): Counsel => {
  const { found } = facts;
  const proposals = proposalsOf(found.filter(isMeant));
  const proof = isSmallEnough(facts.snapshot) ? proveAll(facts, proposals) : unproven(proposals);
  const settled = new Map<string, readonly Settled[]>();
  const drafts: Draft[] = [];
  const settle = (proposal: Proposal, one: Settled): void => {
    for (const { finding } of proposal.found)
      settled.set(finding.fingerprint, [...(settled.get(finding.fingerprint) ?? []), one]);
    drafts.push(...draftsOf(one.acts, proposal));
  };
  for (const proposal of proof.proven) settle(proposal, settledBy(proposal, proof));
  for (const proposal of proposals) {
    const open = proposal.found.filter(({ finding }) => !settled.has(finding.fingerprint));
    const left = open.filter((one) => !isGone(one, proof));
    for (const one of open.filter((each) => isGone(each, proof))) {
      const by = mendedBy(one, proof);
      settled.set(one.finding.fingerprint, [settledByTheWay(proposal, by, proof)]);
      for (const other of by)
        drafts.push(...draftsOf(settledBy(other, proof).acts, { ...other, found: [], byTheWay: [one] }));
    }
    if (left.length > 0) settle({ ...proposal, found: left }, leftToPerson(proposal, proof));
  }
  const planned = plannedFrom(joinedDrafts(drafts), proof, facts.snapshot);
  const ids = new Map(planned.map(([{ change, id }]) => [changeText(change), id]));
  const idsOf = (one: Found, acts: readonly Act[]): readonly string[] =>
    draftsOf(acts, { found: [one], amended: 0 }).flatMap(({ change }) => ids.get(changeText(change)) ?? []);

  return {
    findings: found.flatMap((one): readonly Finding[] => {
      const { acts, remedy, command } = settledTogether(settled.get(one.finding.fingerprint) ?? []);

      return [{ ...one.finding, remedy, command, changes: idsOf(one, acts) }];
    }),
    changes: planned.map(([change]) => change),
    concerned: new Map(planned.map(([{ id }, concerned]) => [id, concerned])),
    moves: proof.moves,
    afterwards: proof.afterwards,
  };
};
