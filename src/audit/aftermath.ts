import type { Found } from './findings.ts';
import { isGrave, type Judgement } from './judge.ts';
import type { Objection } from './proof.ts';
import { alternativeTo, amendedBy, isProvable, type Proposal, precededBy, proposalsOf } from './proposals.ts';

/** What is found once everything was applied, by VPC: of all of it, and of what was not there before. */
export interface Aftermath {
  readonly byFingerprint: ReadonlyMap<string, Found>;
  readonly fresh: readonly Found[];
}

export const aftermathOf = ({ found, known }: Judgement): Aftermath => ({
  byFingerprint: new Map(found.map((one) => [one.finding.fingerprint, one])),
  fresh: found.filter((one) => !known.has(one.finding.fingerprint) && isGrave(one)),
});

/** What else would have to be done about its findings; where it harms, about what the harm brings up as well, and first. */
const amendmentOf = (proposal: Proposal, aftermath: Aftermath, objection: Objection | undefined): Proposal | null => {
  const own = proposal.found.flatMap(({ finding }) => aftermath.byFingerprint.get(finding.fingerprint) ?? []);
  const remedies = (found: readonly Found[]) => found.map(({ remedy }) => remedy);
  if (objection?.kind !== 'harm') {
    const amended = amendedBy(proposal, remedies(own));

    return amended === null || objection !== undefined ? amended : { ...amended, fallback: proposal };
  }
  const { vpcId } = objection.move;
  const others = aftermath.fresh.filter(({ finding }) => finding.vpcId === vpcId);

  return precededBy(proposal, remedies([...own, ...others]));
};

/** What is proposed in its place, once it was tried: itself, where nothing speaks against it and nothing is to be added. */
export const nextOf = (
  proposal: Proposal,
  aftermath: Aftermath,
  objection: Objection | undefined,
): readonly Proposal[] => {
  const amended = amendmentOf(proposal, aftermath, objection);
  if (amended !== null) return [amended];
  if (objection === undefined) return [proposal];
  const other = alternativeTo(proposal);

  return other === null ? [] : [other];
};

export const freshProposals = ({ fresh }: Aftermath): readonly Proposal[] => proposalsOf(fresh).filter(isProvable);
