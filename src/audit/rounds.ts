import type { Found } from './findings.ts';
import type { Facts } from './judge.ts';
import type { Proof } from './proof.ts';
import { isProvable, type Proposal, proposalsOf } from './proposals.ts';
import { prove } from './prove.ts';

/** Each round makes more changes than the one before it, and few networks ask for a second. */
const most = 8;

const fingerprintsOf = (proposals: readonly Proposal[]): ReadonlySet<string> =>
  new Set(proposals.flatMap(({ found }) => found.map(({ finding }) => finding.fingerprint)));

/** What is proposed once the changes of a proof are made: against what is left of what was asked for, and what they bring up. */
const proposedThen = (facts: Facts, asked: ReadonlySet<string>, known: ReadonlySet<string>): readonly Proposal[] => {
  const isMeant = ({ finding: { fingerprint, severity } }: Found): boolean =>
    asked.has(fingerprint) || (severity !== 'note' && !known.has(fingerprint));

  return proposalsOf(facts.found.filter(isMeant)).filter(isProvable);
};

/** Both as one, from the facts as they are; null: they do not bear each other. */
const joined = (facts: Facts, proof: Proof, next: Proof): Proof | null => {
  const both = prove(facts, [...proof.proven, ...next.proven]);
  const isWhole = both.proven.length >= proof.proven.length + next.proven.length;
  const isMore = JSON.stringify(both.changes) !== JSON.stringify(proof.changes);

  return isWhole && isMore ? { ...both, objections: proof.objections } : null;
};

/**
 * Some changes are possible, or in need, only once others are made: round after round on the copy that the last one
 * left, until nothing more is proposed, so that a second audit proposes nothing either.
 */
export const proveAll = (facts: Facts, proposals: readonly Proposal[]): Proof => {
  const asked = fingerprintsOf(proposals);
  let proof = prove(facts, proposals);
  for (let round = 1; round < most && proof.afterwards !== null; round += 1) {
    const again = proposedThen(proof.afterwards, asked, proof.known);
    const next = again.length === 0 ? null : prove(proof.afterwards, again);
    const both = next === null || next.proven.length === 0 ? null : joined(facts, proof, next);
    if (both === null) return proof;
    proof = both;
  }

  return proof;
};
