import { changesOf } from '../changes/remedy.ts';
import { idsIn, subjectOf } from '../changes/subjects.ts';
import { groupBy } from '../group-by.ts';
import { memoize } from '../memoize.ts';
import type { Found } from './findings.ts';
import type { Proof } from './proof.ts';
import type { Proposal } from './proposals.ts';

/** Whether a finding is gone once all changes of a proof are made. */
export const isGone = ({ finding }: Found, { afterwards, left }: Proof): boolean =>
  afterwards !== null && !left.has(finding.fingerprint);

const keysOf = ({ remedy, claims }: Proposal): readonly string[] => {
  const changes = changesOf(remedy);

  return [
    ...changes.map(({ vpcId }) => `in ${vpcId}`),
    ...claims.map(({ vpcId, service }) => `about ${vpcId} ${service}`),
    ...changes.flatMap((change) => idsIn(change).map(({ id }) => `with ${id}`)),
    ...changes.map((change) => `to ${subjectOf(change)}`),
  ];
};

const byKey = memoize(({ proven }: Proof) => {
  const pairs = proven.flatMap((proposal) => [...new Set(keysOf(proposal))].map((key) => ({ key, proposal })));

  return groupBy(pairs, ({ key }) => key);
});

/** Its changes alone. */
const provenOf = (proposal: Proposal): Proposal => ({
  ...proposal,
  remedy: { acts: proposal.remedy.acts.filter((act) => 'changes' in act) },
});

/** What mends a finding against which it was not proposed: whoever changes its resource, else its service, else its VPC. */
export const mendedBy = ({ finding: { resource, vpcId, service } }: Found, proof: Proof): readonly Proposal[] => {
  const near = [`to ${resource}`, `with ${resource}`, `about ${vpcId} ${service}`, `in ${vpcId}`].map(
    (key) =>
      byKey(proof)
        .get(key)
        ?.map(({ proposal }) => proposal) ?? [],
  );
  const nearest = near.find(({ length }) => length > 0) ?? proof.proven;

  return nearest.map(provenOf);
};
