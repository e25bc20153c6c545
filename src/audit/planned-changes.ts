import type { Change } from '../changes/change.ts';
import type { AwsCall } from '../changes/change-kind.ts';
import { keeperText } from '../changes/keeper.ts';
import { kindOf } from '../changes/kinds.ts';
import { policyText } from '../changes/policy-text.ts';
import { type Act, callsOf } from '../changes/remedy.ts';
import { inSafeOrder } from '../changes/safe-order.ts';
import { referredTo, scriptLine } from '../changes/script-line.ts';
import { groupBy } from '../group-by.ts';
import { memoize } from '../memoize.ts';
import { shortIdOf } from '../services/short-id.ts';
import type { Snapshot } from '../snapshot/schema.ts';
import type { Found } from './findings.ts';
import type { Move } from './moves.ts';
import { changeText, inPlanOrder } from './plan-order.ts';
import type { Proof } from './proof.ts';
import type { Claim, Proposal } from './proposals.ts';
import type { PlannedChange } from './report.ts';

/** A change before its number, with the findings it is for. */
export interface Draft {
  readonly change: Change;
  readonly found: readonly Found[];
  /** What it was not proposed against, and leaves nothing of. */
  readonly byTheWay: readonly Found[];
  readonly needs: readonly Change[];
}

const placeOfFound = ({ finding: { account, region, vpcId } }: Found) => ({ account, region, vpcId });

const changesIn = (acts: readonly Act[]): readonly Change[] =>
  acts.flatMap((act) => ('changes' in act ? act.changes : []));

/** In an act every change needs those before it; what amends a remedy was proposed once the rest of it was made. */
export const draftsOf = (
  acts: readonly Act[],
  { found, amended, byTheWay = [] }: Pick<Proposal, 'found' | 'amended'> & { readonly byTheWay?: readonly Found[] },
): readonly Draft[] => {
  const [first] = [...found, ...byTheWay];
  if (first === undefined) return [];

  return acts.flatMap((act, index): readonly Draft[] => {
    if ('imperative' in act)
      return [
        { change: { ...placeOfFound(first), kind: 'by-hand', imperative: act.imperative }, found, byTheWay, needs: [] },
      ];
    const before = amended === 0 ? [] : changesIn(acts.slice(0, index));

    return act.changes.map((change, at) => ({
      change,
      found,
      byTheWay,
      needs: [...before, ...act.changes.slice(0, at)],
    }));
  });
};

const eachOnce = (found: readonly Found[]): readonly Found[] => [
  ...new Map(found.map((one) => [one.finding.fingerprint, one])).values(),
];

export const joinedDrafts = (drafts: readonly Draft[]): readonly Draft[] =>
  [...groupBy(drafts, ({ change }) => changeText(change)).values()].map(([first, ...others]) => {
    const all = [first, ...others];

    return {
      change: first.change,
      found: eachOnce(all.flatMap(({ found }) => found)),
      byTheWay: eachOnce(all.flatMap(({ byTheWay }) => byTheWay)),
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

/** What the facts say beside the change. */
const factLines = (change: Change, snapshot: Snapshot): readonly string[] =>
  change.kind === 'by-hand'
    ? []
    : [policyText(change, snapshot), keeperText(change, snapshot)].flatMap((text) => text ?? []);

/** With how many findings it is for. */
type Planned = readonly [change: PlannedChange, concerned: number];

export const plannedFrom = (drafts: readonly Draft[], proof: Proof, snapshot: Snapshot): readonly Planned[] => {
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

  return weighed.map(({ key, change, found, byTheWay, needs, clients, turns, concerned }, at) => {
    const kind = kindOf(change);
    const planned = {
      id: `c${at + 1}`,
      kind: change.kind,
      words: kind.words(change),
      commands: linesOf(kind.calls(change), captured),
      fixes: eachOnce([...found, ...byTheWay])
        .map(({ finding }) => finding.fingerprint)
        .filter((one) => change.kind !== 'by-hand' && !proof.left.has(one)),
      turns,
      // Two that came up for each other's sake can be made in either order.
      needs: needs.flatMap((one) => ids.get(one) ?? []).filter((id) => Number(id.slice(1)) <= at),
      unread: (unread.get(key) ?? []).map(({ statement }) => statement),
      consequences: [...(kind.consequences?.(change) ?? []), ...factLines(change, snapshot)],
      clients,
      change,
    };

    return [planned, concerned];
  });
};
