import { groupBy } from '../group-by.ts';
import type { Network } from '../network/network.ts';
import { type Aftermath, aftermathOf } from './aftermath.ts';
import { type Facts, type Judgement, judge } from './judge.ts';
import { isUnlinked } from './judged.ts';
import type { Move } from './moves.ts';
import type { Proposal } from './proposals.ts';
import { suspectsOf, touches } from './suspects.ts';
import { trialOf } from './trial.ts';

/** A harm that a proposal does to others that do none together, and what is found once it is done. */
interface Guilt {
  readonly move: Move;
  readonly aftermath: Aftermath;
}

export type Guilty = ReadonlyMap<Proposal, Guilt>;

/** Refused: something that it needs is not among them. */
type Ruling = Guilt | 'harmless' | 'refused';

/** The harm that is told of: what befalls most paths. */
const gravestOf = (moves: readonly Move[]): Move | undefined =>
  moves
    .filter(({ isHarm }) => isHarm)
    .reduce<Move | undefined>(
      (worst, move) => (worst === undefined || move.count > worst.count ? move : worst),
      undefined,
    );

/** Null: there were trials enough. */
type Court = (proposals: readonly Proposal[]) => Ruling | null;

/** As many subnets in copies of the network as the guilty are sought with. */
const most = 50_000;

const subnetsIn = ({ scopes }: Network): number => {
  let count = 0;
  for (const { vpcs } of scopes) for (const { subnets } of vpcs) count += subnets.length;

  return count;
};

/** Tries some of the proposals by themselves, always in the order in which they were given. */
export const courtOf = (facts: Facts): Court => {
  const cost = subnetsIn(facts.network);
  let spent = 0;

  return (proposals) => {
    if (proposals.length === 0) return 'harmless';
    spent += cost;
    if (spent > most) return null;
    const trial = trialOf(facts.snapshot, proposals);
    if (trial.refusals.some(({ isCertain }) => isCertain)) return 'refused';
    const judgement = judge(facts, trial);
    const move = gravestOf(judgement.moves);

    return move === undefined ? 'harmless' : { move, aftermath: aftermathOf(judgement) };
  };
};

interface Search {
  readonly court: Court;
  readonly among: readonly Proposal[];
}

const together = ({ court, among }: Search, some: readonly Proposal[]): Ruling | null => {
  const wanted = new Set(some);

  return court(among.filter((proposal) => wanted.has(proposal)));
};

interface Culprit {
  /** Where it is among the suspects: those before it do no harm. */
  readonly at: number;
  readonly ruling: Ruling;
}

/** The first suspect with whom it is not harmless any more, as all of them together are not. */
const firstCulprit = (
  search: Search,
  harmless: readonly Proposal[],
  suspects: readonly Proposal[],
  whole: Ruling,
): Culprit | null => {
  let [good, bad, ruling] = [0, suspects.length, whole];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    const found = together(search, [...harmless, ...suspects.slice(0, middle)]);
    if (found === null) return null;
    if (found === 'harmless') good = middle;
    else [bad, ruling] = [middle, found];
  }

  return { at: bad - 1, ruling };
};

/** Adds one suspect after the other to what does no harm; null: there were trials enough. */
const convicted = (
  search: Search,
  innocent: readonly Proposal[],
  given: readonly Proposal[],
  whole: Guilt,
): Guilty | null => {
  const guilty = new Map<Proposal, Guilt>();
  let [harmless, suspects] = [innocent, given];
  let ruling: Ruling | null = whole;
  while (ruling !== 'harmless') {
    const culprit: Culprit | null = ruling === null ? null : firstCulprit(search, harmless, suspects, ruling);
    const one = culprit === null ? undefined : suspects[culprit.at];
    if (culprit === null || one === undefined) return null;
    if (typeof culprit.ruling === 'object') guilty.set(one, culprit.ruling);
    harmless = [...harmless, ...suspects.slice(0, culprit.at)];
    suspects = suspects.slice(culprit.at + 1);
    ruling = suspects.length === 0 ? 'harmless' : together(search, [...harmless, ...suspects]);
  }

  return guilty;
};

/** Those who are likelier are suspected alone, as long as the others are harmless without them. */
const guiltyAmong = (search: Search, moves: readonly Move[], judgement: Judgement): Guilty | null => {
  const move = gravestOf(moves);
  if (move === undefined) return new Map();
  const circles = moves.map((move) => suspectsOf(search.among, move));
  for (let at = 0; ; at += 1) {
    const suspected = new Set(circles.flatMap((circle) => circle[Math.min(at, circle.length - 1)] ?? []));
    const innocent = search.among.filter((proposal) => !suspected.has(proposal));
    const ruling = together(search, innocent);
    if (ruling === null) return null;
    if (ruling === 'harmless')
      return convicted(
        search,
        innocent,
        search.among.filter((proposal) => suspected.has(proposal)),
        { move, aftermath: aftermathOf(judgement) },
      );
  }
};

/** Whoever is likeliest to have done it, all of them. */
const blamedFor = (proposals: readonly Proposal[], moves: readonly Move[], judgement: Judgement): Guilty => {
  const aftermath = aftermathOf(judgement);

  return new Map(
    moves.flatMap((move) => (suspectsOf(proposals, move)[0] ?? []).map((one) => [one, { move, aftermath }] as const)),
  );
};

/** What is done to a VPC that nothing leads to is done by whoever changes it. */
const casesOf = (facts: Facts, proposals: readonly Proposal[], { moves, facts: then }: Judgement) => {
  const harmful = moves.filter(({ isHarm }) => isHarm);
  if (harmful.length === 0) return [];
  if (!isUnlinked(facts.network) || !isUnlinked(then.network)) return [{ among: proposals, moves: harmful }];

  return [...groupBy(harmful, ({ vpcId }) => vpcId)].map(([vpcId, own]) => ({
    among: proposals.filter((proposal) => touches(proposal, vpcId)),
    moves: own,
  }));
};

/**
 * Which proposals do the harm that all of them do together: the others do none without them, and each of these does
 * some once it is added. In a network that is too large to try them, whoever is likeliest.
 */
export const guiltyOf = (facts: Facts, proposals: readonly Proposal[], judgement: Judgement, court: Court): Guilty => {
  const found = casesOf(facts, proposals, judgement).map(({ among, moves }) => {
    const guilty = guiltyAmong({ court, among }, moves, judgement);

    return guilty === null || guilty.size === 0 ? blamedFor(among, moves, judgement) : guilty;
  });

  return new Map(found.flatMap((guilty) => [...guilty]));
};
