import type { Change } from '../changes/change.ts';
import type { AwsCall } from '../changes/change-kind.ts';
import { keeperText } from '../changes/keeper.ts';
import { kindOf } from '../changes/kinds.ts';
import { type Act, callsOf, changesOf, type Remedy, remedyWords } from '../changes/remedy.ts';
import { inSafeOrder } from '../changes/safe-order.ts';
import { referredTo, scriptLine, scriptText } from '../changes/script-line.ts';
import { groupBy } from '../group-by.ts';
import { memoize } from '../memoize.ts';
import { shortIdOf } from '../services/short-id.ts';
import type { Snapshot } from '../snapshot/schema.ts';
import type { Found } from './findings.ts';
import type { Facts } from './judge.ts';
import type { Move } from './moves.ts';
import { changeText, inPlanOrder } from './plan-order.ts';
import type { Objection, Proof } from './proof.ts';
import { type Claim, type Proposal, proposalsOf, refusedText } from './proposals.ts';
import type { Finding, PlannedChange } from './report.ts';
import { proveAll } from './rounds.ts';
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

/** Where nothing is proven, words alone are given, with what speaks against the commands. */
const objectionText = (objection: Objection): string => {
  switch (objection.kind) {
    case 'refused':
      return refusedText(objection.refusal);
    case 'harm': {
      const { service, before, after, vpcId, subnetId, count } = objection.move;
      const others = count > 1 ? ` and ${count - 1} more` : '';

      return `no command is given, as ${service} would turn from ${before} to ${after ?? 'nothing'} in ${vpcId} (${subnetId}${others})`;
    }
    case 'too-large':
      return 'no command is given, as these facts are too large to prove it on a copy of them: narrow them down to a Region or account';
    case 'no-effect':
      return 'no command is given, as it would not do by itself';
    default:
      return objection satisfies never;
  }
};

type Settled = Pick<Finding, 'remedy' | 'command'> & { readonly acts: readonly Act[] };

/** The remedy with the changes that do it for all proposals at once, each in one act. */
const wholeActs = ({ acts }: Remedy, { merged }: Proof): readonly Act[] => {
  const told = new Set<string>();

  return acts.flatMap((act): readonly Act[] => {
    if ('imperative' in act) return [act];
    const changes = inSafeOrder(act.changes.map((change) => merged.get(change) ?? change));
    const fresh = changes.filter((change) => !told.has(JSON.stringify(change)));
    for (const change of fresh) told.add(JSON.stringify(change));

    return fresh.length === 0 ? [] : [{ changes: fresh }];
  });
};

/** Each finding repeats them: longer ones are told once, with the changes. */
const longestWords = 2_048;
const longestCommand = 16_384;

const shortened = (words: string): string =>
  words.length > longestWords ? `${words.slice(0, words.lastIndexOf(' ', longestWords))} …` : words;

const settledBy = (proposal: Proposal, proof: Proof): Settled => {
  const remedy = { acts: wholeActs(proposal.remedy, proof) };
  const command = scriptText(callsOf(changesOf(remedy)));

  return {
    acts: remedy.acts,
    remedy: shortened(remedyWords(remedy)),
    command: command === '' || command.length > longestCommand ? null : command,
  };
};

/** What is done about one finding in several rounds. */
const asOne = (settled: readonly Settled[]): Settled => {
  const [only, ...others] = settled;
  if (only === undefined || others.length === 0) return only ?? { acts: [], remedy: '', command: null };
  const acts = settled.flatMap((one) => one.acts);

  return { acts, remedy: remedyWords({ acts }), command: scriptText(callsOf(changesOf({ acts }))) || null };
};

/** All of it is left to a person. */
const leftToPerson = ({ remedy }: Proposal, objection: Objection | undefined): Settled => {
  const words = remedyWords(remedy.otherwise ?? remedy);
  const against = objection === undefined ? '' : ` (${objectionText(objection)})`;

  return { acts: [{ imperative: words + against }], remedy: shortened(words) + against, command: null };
};

const objectionTo = ({ found }: Proposal, { objections }: Proof): Objection | undefined =>
  found.flatMap((one) => objections.get(one) ?? []).at(0);

/** A change before its number, with the findings it is for. */
interface Draft {
  readonly change: Change;
  readonly found: readonly Found[];
  readonly needs: readonly Change[];
}

const placeOfFound = ({ finding: { account, region, vpcId } }: Found) => ({ account, region, vpcId });

const changesIn = (acts: readonly Act[]): readonly Change[] =>
  acts.flatMap((act) => ('changes' in act ? act.changes : []));

/** In an act every change needs those before it; what amends a remedy was proposed once the rest of it was made. */
const draftsOf = (acts: readonly Act[], { found, amended }: Pick<Proposal, 'found' | 'amended'>): readonly Draft[] => {
  const [first] = found;
  if (first === undefined) return [];

  return acts.flatMap((act, index): readonly Draft[] => {
    if ('imperative' in act)
      return [{ change: { ...placeOfFound(first), kind: 'by-hand', imperative: act.imperative }, found, needs: [] }];
    const before = amended === 0 ? [] : changesIn(acts.slice(0, index));

    return act.changes.map((change, at) => ({ change, found, needs: [...before, ...act.changes.slice(0, at)] }));
  });
};

const joinedDrafts = (drafts: readonly Draft[]): readonly Draft[] =>
  [...groupBy(drafts, ({ change }) => changeText(change)).values()].map(([first, ...others]) => {
    const all = [first, ...others];

    return {
      change: first.change,
      found: [...new Map(all.flatMap(({ found }) => found.map((one) => [one.finding.fingerprint, one]))).values()],
      needs: inSafeOrder(all.flatMap(({ needs }) => needs)),
    };
  });

/** What subnets have is counted once each; a finding about all of a VPC counts where there is no other. */
const clientsOf = ({ found }: Draft): number => {
  const inSubnets = found.filter(({ finding: { resource } }) => resource.startsWith('subnet-'));
  const byResource = new Map(inSubnets.map(({ finding: { resource, clients } }) => [resource, clients ?? 0]));

  return inSubnets.length > 0
    ? [...byResource.values()].reduce((sum, clients) => sum + clients, 0)
    : Math.max(0, ...found.map(({ finding: { clients } }) => clients ?? 0));
};

const isClaimed = (claims: readonly Claim[], { vpcId, service }: Move): boolean =>
  claims.some((claim) => claim.vpcId === vpcId && (claim.service === null || claim.service === service));

const movesByVpc = memoize((moves: readonly Move[]) => groupBy(moves, ({ vpcId }) => vpcId));

/** Nearly every change is about one VPC, of thousands. */
const movesNear = (moves: readonly Move[], claims: readonly Claim[]): readonly Move[] => {
  const [vpcId, ...others] = new Set(claims.map((claim) => claim.vpcId));

  return vpcId === undefined || others.length > 0 ? moves : (movesByVpc(moves).get(vpcId) ?? []);
};

/** `public→private`, and how many paths. */
const turnsOf = ({ found, change }: Draft, { moves }: Proof): PlannedChange['turns'] => {
  const all = [...new Map(found.map(({ finding }) => [`${finding.vpcId} ${finding.service}`, finding])).values()];
  const ofServices = all.filter(({ service }) => service !== null);
  const own = 'serviceName' in change ? shortIdOf(change.serviceName, change.region) : null;
  const claims = ofServices.length > 0 ? ofServices : all.map(({ vpcId }) => ({ vpcId, service: own }));
  const turns: Record<string, number> = {};
  for (const move of movesNear(moves, claims).filter((one) => isClaimed(claims, one)))
    turns[`${move.before}→${move.after}`] = (turns[`${move.before}→${move.after}`] ?? 0) + move.count;

  return turns;
};

const linesOf = (calls: readonly AwsCall[], captured: ReadonlySet<string>): readonly string[] =>
  calls.map((call) => scriptLine(call, captured));

const keeperLines = (change: Change, snapshot: Snapshot): readonly string[] => {
  const text = change.kind === 'by-hand' ? null : keeperText(change, snapshot);

  return text === null ? [] : [text];
};

/** With how many findings it is for. */
type Planned = readonly [change: PlannedChange, concerned: number];

const plannedFrom = (drafts: readonly Draft[], proof: Proof, snapshot: Snapshot): readonly Planned[] => {
  const weighed = inPlanOrder(
    drafts.map((draft) => ({
      ...draft,
      key: changeText(draft.change),
      needs: draft.needs.map(changeText),
      concerned: draft.found.length,
      clients: clientsOf(draft),
      turns: draft.change.kind === 'by-hand' ? {} : turnsOf(draft, proof),
    })),
  );
  const ids = new Map(weighed.map(({ key }, at) => [key, `c${at + 1}`]));
  const captured = referredTo(callsOf(drafts.map(({ change }) => change)));
  const unread = groupBy(proof.unread, ({ change }) => changeText(change));

  return weighed.map(({ key, change, found, needs, clients, turns, concerned }, at) => {
    const kind = kindOf(change);
    const planned = {
      id: `c${at + 1}`,
      kind: change.kind,
      words: kind.words(change),
      commands: linesOf(kind.calls(change), captured),
      fixes: found
        .map(({ finding }) => finding.fingerprint)
        .filter((one) => change.kind !== 'by-hand' && !proof.left.has(one)),
      turns,
      // Two that came up for each other's sake can be made in either order.
      needs: needs.flatMap((one) => ids.get(one) ?? []).filter((id) => Number(id.slice(1)) <= at),
      unread: (unread.get(key) ?? []).map(({ statement }) => statement),
      consequences: [...(kind.consequences?.(change) ?? []), ...keeperLines(change, snapshot)],
      clients,
      change,
    };

    return [planned, concerned];
  });
};

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
  for (const proposal of proposals)
    if (!proposal.found.every(({ finding }) => settled.has(finding.fingerprint)))
      settle(proposal, leftToPerson(proposal, objectionTo(proposal, proof)));
  const planned = plannedFrom(joinedDrafts(drafts), proof, facts.snapshot);
  const ids = new Map(planned.map(([{ change, id }]) => [changeText(change), id]));
  const idsOf = (one: Found, acts: readonly Act[]): readonly string[] =>
    draftsOf(acts, { found: [one], amended: 0 }).flatMap(({ change }) => ids.get(changeText(change)) ?? []);

  return {
    findings: found.flatMap((one): readonly Finding[] => {
      const { acts, ...rest } = asOne(settled.get(one.finding.fingerprint) ?? []);

      return [{ ...one.finding, ...rest, changes: idsOf(one, acts) }];
    }),
    changes: planned.map(([change]) => change),
    concerned: new Map(planned.map(([{ id }, concerned]) => [id, concerned])),
    moves: proof.moves,
    afterwards: proof.afterwards,
  };
};
