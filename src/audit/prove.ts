import type { Refusal } from '../changes/apply.ts';
import type { Change } from '../changes/change.ts';
import type { Merged } from '../changes/merge.ts';
import { type Act, changesOf } from '../changes/remedy.ts';
import { groupBy } from '../group-by.ts';
import { type Network, networkOf } from '../network/network.ts';
import type { AuditedScope, Rule } from '../rules/rule.ts';
import type { Snapshot } from '../snapshot/schema.ts';
import { type Found, findingsOf } from './findings.ts';
import { isAuditedWhole, judgedScopes, reachOf } from './judged.ts';
import { type Move, movesBetween } from './moves.ts';
import type { OccupancyLevels } from './occupancy.ts';
import {
  alternativeTo,
  amendedBy,
  isProvable,
  type Proposal,
  precededBy,
  proposalsOf,
  withoutActs,
} from './proposals.ts';
import { refusedIn, type Trial, trialOf } from './trial.ts';

/** What an audit looked at, and what it found. */
export interface Facts {
  readonly snapshot: Snapshot;
  readonly network: Network;
  readonly scopes: readonly AuditedScope[];
  readonly rules: readonly Rule[];
  /** Fingerprints of all findings that are more than notes. */
  readonly known: ReadonlySet<string>;
  /** What findings come to where nobody calls from; null: whatever the rules say. */
  readonly levels: OccupancyLevels | null;
}

/** Why a proposal is not printed as a fix. */
export type Objection =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'harm'; readonly move: Move }
  | { readonly kind: 'no-effect' }
  | { readonly kind: 'too-large' };

/** A set of proposals that were applied together, and what came of it. */
export interface Proof {
  readonly proven: readonly Proposal[];
  readonly objections: ReadonlyMap<Found, Objection>;
  /** By the change that a proposal names, the one that does it for all proposals. */
  readonly merged: Merged;
  /** Each once, in the order that is safe. */
  readonly changes: readonly Change[];
  readonly moves: readonly Move[];
  /** Of all findings that are left. */
  readonly left: ReadonlySet<string>;
  /** What AWS asks for and nobody read. */
  readonly unread: readonly Refusal[];
  /** The facts once all changes are made; null: there is none. */
  readonly afterwards: Afterwards | null;
}

interface Afterwards {
  readonly facts: Facts;
  readonly found: readonly Found[];
  /** Of all more than notes that were found there before. */
  readonly known: ReadonlySet<string>;
}

/** As many routes in tables as a copy, judged beside the facts, takes a gigabyte for. */
const largest = 2_000_000;

/** Whether there is room to judge a copy beside the facts. */
export const isSmallEnough = ({ scopes }: Snapshot): boolean => {
  let routes = 0;
  for (const { sections } of scopes) for (const { Routes = [] } of sections.routeTables ?? []) routes += Routes.length;

  return routes <= largest;
};

/** Where nothing can be proven, nothing is. */
export const unproven = ({ known }: Facts, proposals: readonly Proposal[]): Proof => ({
  proven: [],
  objections: new Map(proposals.flatMap(({ found }) => found.map((one) => [one, { kind: 'too-large' }] as const))),
  merged: new Map(),
  changes: [],
  moves: [],
  left: known,
  unread: [],
  afterwards: null,
});

interface Verdict {
  readonly moves: readonly Move[];
  /** All that the rules find then, with what they would propose. */
  readonly found: readonly Found[];
  readonly left: ReadonlySet<string>;
  /** Of all more than notes that they find today in the same places. */
  readonly known: ReadonlySet<string>;
  readonly facts: Facts;
}

const fingerprintsIn = (found: readonly Found[]): ReadonlySet<string> =>
  new Set(found.map(({ finding }) => finding.fingerprint));

const isGrave = ({ finding }: Found): boolean => finding.severity !== 'note';

export const graveIn = (found: readonly Found[]): ReadonlySet<string> => fingerprintsIn(found.filter(isGrave));

/** The same engine over what AWS would list then, as far as the changes reach. */
const judge = (facts: Facts, { snapshot, changes }: Trial): Verdict => {
  const network = networkOf(snapshot);
  const reach = reachOf(network, [...new Set(changes.map(({ vpcId }) => vpcId))]);
  const isWhole = isAuditedWhole(facts.scopes, reach);
  const before = isWhole ? facts.scopes : judgedScopes(facts.network, facts.scopes, reach);
  const after = judgedScopes(network, facts.scopes, reach);
  const inReach = before.map((one) => ({
    ...one,
    paths: one.paths.filter(({ subnets: [{ vpc }] }) => reach.vpcIds.has(vpc.id)),
  }));

  const found = findingsOf(facts.rules, after, network, facts.levels);

  return {
    moves: movesBetween(inReach, after),
    found,
    left: fingerprintsIn(found),
    known: isWhole ? facts.known : graveIn(findingsOf(facts.rules, before, facts.network, facts.levels)),
    facts: { ...facts, snapshot, network, scopes: after, known: graveIn(found) },
  };
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

const nothing = (facts: Facts): Verdict => ({ moves: [], found: [], left: new Set(), known: new Set(), facts });

/** What is found once everything was applied, by VPC: of all of it, and of what was not there before. */
interface Aftermath {
  readonly byFingerprint: ReadonlyMap<string, Found>;
  readonly fresh: readonly Found[];
}

const aftermathOf = ({ found, known }: Verdict): Aftermath => ({
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

/** What comes of a proposal that AWS refuses some of. */
const unrefused = (proposal: Proposal, refused: ReadonlyMap<Act, Refusal> | undefined): readonly Proposal[] => {
  if (refused === undefined) return [proposal];
  const rest = withoutActs(proposal, refused) ?? alternativeTo(proposal);

  return rest === null ? [] : [rest];
};

const nextOf = (proposal: Proposal, aftermath: Aftermath, objection: Objection | undefined): readonly Proposal[] => {
  const amended = amendmentOf(proposal, aftermath, objection);
  if (amended !== null) return [amended];
  if (objection === undefined) return [proposal];
  const other = alternativeTo(proposal);

  return other === null ? [] : [other];
};

const freshProposals = ({ fresh }: Aftermath): readonly Proposal[] => proposalsOf(fresh).filter(isProvable);

const textOf = ({ remedy }: Proposal): string => JSON.stringify(remedy.acts);

const proofOf = (
  active: readonly Proposal[],
  trial: Trial,
  verdict: Verdict,
  objections: Proof['objections'],
): Proof => {
  const { facts, found, known, moves, left } = verdict;

  return {
    proven: active,
    objections,
    merged: trial.merged,
    changes: trial.changes,
    moves,
    left,
    unread: trial.refusals.filter(({ isCertain }) => !isCertain),
    afterwards: active.length === 0 ? null : { facts, found, known },
  };
};

/** What the first of all attempts had against each finding. */
const objector = (objections: Map<Found, Objection>) => (proposal: Proposal, objection: Objection) => {
  for (const one of proposal.found) if (!objections.has(one)) objections.set(one, objection);
};

/**
 * Applies all proposals to a copy of the facts and judges what comes of it. What AWS would refuse, what would harm and
 * what mends nothing is amended, gives way to what was to be proposed otherwise, or is left out, and what is found only
 * then is proposed on as well, until all that is there is proven together.
 */
export const prove = (facts: Facts, given: readonly Proposal[]): Proof => {
  const objections = new Map<Found, Objection>();
  const object = objector(objections);
  const tried = new Set<string>();
  let active = given.filter(isProvable);
  for (;;) {
    const trial = trialOf(facts.snapshot, active);
    for (const proposal of active) tried.add(textOf(proposal));
    const refused = refusedIn(facts.snapshot, active, trial);
    if (refused.size > 0) {
      for (const [proposal, acts] of refused)
        for (const refusal of acts.values()) object(proposal, { kind: 'refused', refusal });
      active = active.flatMap((proposal) => unrefused(proposal, refused.get(proposal)));
      continue;
    }
    const verdict = active.length === 0 ? nothing(facts) : judge(facts, trial);
    const found = objectionsIn(active, verdict);
    const aftermath = aftermathOf(verdict);
    const next = active.flatMap((proposal) => nextOf(proposal, aftermath, found.get(proposal)));
    const isTried = (proposal: Proposal): boolean => tried.has(textOf(proposal));
    const fresh = found.size > 0 ? [] : freshProposals(aftermath).filter((one) => !isTried(one));
    for (const [proposal, objection] of found) object(proposal, objection);
    if (found.size === 0 && fresh.length === 0 && next.every((proposal, at) => proposal === active[at]))
      return proofOf(active, trial, verdict, objections);
    active = [...next, ...fresh];
  }
};
