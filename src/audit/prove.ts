import { attempt, type Refusal } from '../changes/apply.ts';
import type { Change } from '../changes/change.ts';
import { type Merged, mergeChanges } from '../changes/merge.ts';
import { changesOf } from '../changes/remedy.ts';
import { inSafeOrder } from '../changes/safe-order.ts';
import { groupBy } from '../group-by.ts';
import { type Network, networkOf } from '../network/network.ts';
import type { AuditedScope, Rule } from '../rules/rule.ts';
import type { Snapshot } from '../snapshot/schema.ts';
import { fingerprintsOf } from './findings.ts';
import { isAuditedWhole, judgedScopes, reachOf } from './judged.ts';
import { type Move, movesBetween } from './moves.ts';
import { alternativeTo, isProvable, type Proposal } from './proposals.ts';

/** What an audit looked at, and what it found. */
export interface Facts {
  readonly snapshot: Snapshot;
  readonly network: Network;
  readonly scopes: readonly AuditedScope[];
  readonly rules: readonly Rule[];
}

/** Why a proposal is not printed as a fix. */
export type Objection =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'harm'; readonly move: Move }
  | { readonly kind: 'no-effect' };

/** A set of proposals that were applied together, and what came of it. */
export interface Proof {
  readonly proven: readonly Proposal[];
  readonly objections: ReadonlyMap<Proposal, Objection>;
  /** By the change that a proposal names, the one that does it for all proposals. */
  readonly merged: Merged;
  /** Each once, in the order that is safe. */
  readonly changes: readonly Change[];
  readonly moves: readonly Move[];
  /** Of all findings that are left. */
  readonly left: ReadonlySet<string>;
  /** What AWS asks for and nobody read. */
  readonly unread: readonly Refusal[];
}

interface Trial {
  readonly merged: Merged;
  readonly changes: readonly Change[];
  readonly snapshot: Snapshot;
  readonly refusals: readonly Refusal[];
}

const trialOf = (snapshot: Snapshot, proposals: readonly Proposal[]): Trial => {
  const merged = mergeChanges(proposals.flatMap(({ remedy }) => changesOf(remedy)));
  const changes = inSafeOrder([...merged.values()]);

  return { merged, changes, ...attempt(snapshot, changes) };
};

const wholeChanges = ({ remedy }: Proposal, { merged }: Pick<Trial, 'merged'>): readonly Change[] =>
  changesOf(remedy).map((change) => merged.get(change) ?? change);

const refusedIn = (proposals: readonly Proposal[], trial: Trial): ReadonlyMap<Proposal, Objection> => {
  const refused = new Map(
    trial.refusals.filter(({ isCertain }) => isCertain).map((refusal) => [JSON.stringify(refusal.change), refusal]),
  );
  if (refused.size === 0) return new Map();

  return new Map(
    proposals.flatMap((proposal) => {
      const [refusal] = wholeChanges(proposal, trial).flatMap((change) => refused.get(JSON.stringify(change)) ?? []);

      return refusal === undefined ? [] : [[proposal, { kind: 'refused', refusal }] as const];
    }),
  );
};

interface Verdict {
  readonly moves: readonly Move[];
  readonly left: ReadonlySet<string>;
}

/** The same engine over what AWS would list then, as far as the changes reach. */
const judge = (facts: Facts, { snapshot, changes }: Trial): Verdict => {
  const network = networkOf(snapshot);
  const reach = reachOf(network, [...new Set(changes.map(({ vpcId }) => vpcId))]);
  const before = isAuditedWhole(facts.scopes, reach) ? facts.scopes : judgedScopes(facts.network, facts.scopes, reach);
  const after = judgedScopes(network, facts.scopes, reach);
  const inReach = before.map((one) => ({
    ...one,
    paths: one.paths.filter(({ subnets: [{ vpc }] }) => reach.vpcIds.has(vpc.id)),
  }));

  return { moves: movesBetween(inReach, after), left: fingerprintsOf(facts.rules, after, network) };
};

const touches = (proposal: Proposal, vpcId: string): boolean =>
  changesOf(proposal.remedy).some((change) => change.vpcId === vpcId);

const isAbout = ({ claims }: Proposal, { vpcId, service }: Move): boolean =>
  claims.some((claim) => claim.vpcId === vpcId && (claim.service === null || claim.service === service));

/** Whoever changed the service in that VPC; else whoever changed the VPC; else all: no harm is left unexplained. */
const blamedFor = (proposals: readonly Proposal[], move: Move): readonly Proposal[] => {
  const inVpc = proposals.filter((proposal) => touches(proposal, move.vpcId));
  const close = inVpc.filter((proposal) => isAbout(proposal, move));
  if (close.length > 0) return close;

  return inVpc.length > 0 ? inVpc : proposals;
};

const isImproved = (proposal: Proposal, moves: ReadonlyMap<string, readonly Move[]>): boolean =>
  proposal.claims.some(({ vpcId, service }) =>
    (moves.get(vpcId) ?? []).some((move) => !move.isHarm && move.service === service),
  );

const objectionsIn = (proposals: readonly Proposal[], verdict: Verdict): ReadonlyMap<Proposal, Objection> => {
  const harmful = verdict.moves.filter(({ isHarm }) => isHarm);
  const objections = new Map<Proposal, Objection>();
  for (const move of harmful)
    for (const proposal of blamedFor(proposals, move)) objections.set(proposal, { kind: 'harm', move });
  const moves = groupBy(verdict.moves, ({ vpcId }) => vpcId);
  for (const proposal of proposals) {
    if (objections.has(proposal)) continue;
    const isMended = proposal.found.some(({ finding }) => !verdict.left.has(finding.fingerprint));
    if (!isMended && !isImproved(proposal, moves)) objections.set(proposal, { kind: 'no-effect' });
  }

  return objections;
};

const nothing: Verdict = { moves: [], left: new Set() };

/**
 * Applies all proposals to a copy of the facts and judges what comes of it. What AWS would refuse, what would harm and
 * what mends nothing is left out, or gives way to what was to be proposed otherwise, until all that is left is proven
 * together.
 */
export const prove = (facts: Facts, given: readonly Proposal[]): Proof => {
  const objections = new Map<Proposal, Objection>();
  let active = given.filter(isProvable);
  for (;;) {
    const trial = trialOf(facts.snapshot, active);
    const refused = refusedIn(active, trial);
    const verdict = refused.size > 0 || active.length === 0 ? nothing : judge(facts, trial);
    const found = refused.size > 0 ? refused : objectionsIn(active, verdict);
    if (found.size === 0)
      return {
        proven: active,
        objections,
        merged: trial.merged,
        changes: trial.changes,
        moves: verdict.moves,
        left: verdict.left,
        unread: trial.refusals.filter(({ isCertain }) => !isCertain),
      };
    for (const [proposal, objection] of found) objections.set(proposal, objection);
    active = active.flatMap((proposal) => (found.has(proposal) ? (alternativeTo(proposal) ?? []) : [proposal]));
  }
};
