import type { Change } from '../changes/change.ts';
import { changesOf } from '../changes/remedy.ts';
import { idsIn, subjectOf } from '../changes/subjects.ts';
import { groupBy } from '../group-by.ts';
import { memoize } from '../memoize.ts';
import type { Found } from './findings.ts';
import type { Proof } from './proof.ts';
import type { Proposal } from './proposals.ts';
import { inOwnWords, type Settled, settledBy } from './settled.ts';

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

/**
 * What mends a finding against which it was not proposed: whoever mends its service in its VPC, else changes its
 * resource, else its VPC. What is found of a service names a subnet, which changes for other services name as well.
 */
export const mendedBy = ({ finding: { resource, vpcId, service } }: Found, proof: Proof): readonly Proposal[] => {
  const aboutService = service === null ? [] : [`about ${vpcId} ${service}`];
  const near = [...aboutService, `to ${resource}`, `with ${resource}`, `in ${vpcId}`].map(
    (key) =>
      byKey(proof)
        .get(key)
        ?.map(({ proposal }) => proposal) ?? [],
  );
  const nearest = near.find(({ length }) => length > 0) ?? proof.proven;

  return nearest.map(provenOf);
};

const releases: ReadonlySet<Change['kind']> = new Set(['delete-endpoint', 'delete-nat-gateway']);

const isRelease = ({ remedy }: Proposal): boolean => changesOf(remedy).some(({ kind }) => releases.has(kind));

/**
 * What such a finding says: the one change that mends it. Where several could, or the one releases a resource, its own
 * words, beside the changes of the plan that leave nothing of it.
 */
export const settledByTheWay = (own: Proposal, others: readonly Proposal[], proof: Proof): Settled => {
  const [only, ...more] = others.map((other) => ({ other, settled: settledBy(other, proof) }));
  if (only !== undefined && more.length === 0 && !isRelease(only.other)) return only.settled;
  const acts = [...(only?.settled.acts ?? []), ...more.flatMap(({ settled }) => settled.acts)];

  return { ...inOwnWords(own), acts };
};
