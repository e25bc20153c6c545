import { groupBy } from '../group-by.ts';
import { type Ranges, union } from '../net/ranges.ts';
import { type Doubt, distinct, forbiddenBy, forbidsVerdict } from './doubt.ts';
import { partOf } from './part.ts';
import type { Cause, Disposition, Hop, NextHop, Outcome, Part } from './path.ts';
import type { UnknownReason, UnreachableReason } from './reason.ts';

/** Some addresses of a name and what becomes of them. */
export interface AddressOutcome {
  readonly ranges: Ranges;
  /** Who calls, where answers come back to some of the subnet's clients and not to others; null: any of them. */
  readonly from: Ranges | null;
  readonly disposition: Disposition;
  readonly hops: readonly Hop[];
  readonly doubts: readonly Doubt[];
  readonly cause: Cause | null;
}

/** No next hop could be named, and nothing is crossed. */
export const withoutNextHop = (
  verdict: 'unreachable' | 'unknown',
  reason: UnreachableReason | UnknownReason,
): Disposition => ({ verdict, via: null, through: [], reason });

/** What is not said of it is none. */
export const addressOutcome = (
  disposition: Disposition,
  { ranges = [], from = null, hops = [], doubts = [], cause = null }: Partial<Omit<AddressOutcome, 'disposition'>>,
): AddressOutcome => ({ ranges, from, disposition, hops, doubts, cause });

/** The same for addresses of which the same is to be said. */
export const dispositionKey = ({ verdict, via, through, reason }: Disposition): string =>
  `${verdict} ${via?.kind} ${via?.id} ${reason} ${through.map(({ kind, id }) => `${kind} ${id}`).join(' ')}`;

const fateOf = ({ verdict, via, reason }: Disposition): string => `${verdict} ${via?.kind} ${via?.id} ${reason}`;

const sizeOf = ({ ranges }: AddressOutcome): number =>
  ranges.reduce((sum, { first, last }) => sum + Number(last) - Number(first) + 1, 0);

const largestFirst = (a: AddressOutcome, b: AddressOutcome): number => sizeOf(b) - sizeOf(a);

/** What some of the addresses cross, by their own routes, costs as much as what all of them do. */
const crossedBy = (group: readonly AddressOutcome[]): readonly NextHop[] => [
  ...new Map(
    group.flatMap(({ disposition: { through } }) => through).map((one) => [`${one.kind} ${one.id}`, one]),
  ).values(),
];

const callersOf = (group: readonly AddressOutcome[]): Ranges | null =>
  group.some(({ from }) => from === null) ? null : union(group.flatMap(({ from }) => from ?? []));

/** Addresses that share a fate are one piece, told by the way that most of them go. */
const joined = (group: readonly [AddressOutcome, ...AddressOutcome[]]): AddressOutcome => {
  const sorted = [...group].sort(largestFirst);
  const [first = group[0]] = sorted;

  return {
    ...first,
    disposition: { ...first.disposition, through: crossedBy(sorted) },
    ranges: union(group.flatMap(({ ranges }) => ranges)),
    from: callersOf(sorted),
    doubts: distinct(sorted.flatMap(({ doubts }) => doubts)),
  };
};

const merged = (addressOutcomes: readonly AddressOutcome[]): readonly AddressOutcome[] => {
  if (addressOutcomes.length === 1) return addressOutcomes;
  const byDisposition = groupBy(addressOutcomes, ({ disposition }) => fateOf(disposition));

  return [...byDisposition.values()].map((group) => (group.length === 1 ? group[0] : joined(group)));
};

/** Whoever asks why nobody can tell wants to hear of what decides, and not of what might come on top. */
const withDeciderFirst = (doubts: readonly Doubt[], decides: (doubt: Doubt) => boolean): readonly Doubt[] => {
  const decider = doubts.find(forbidsVerdict) ?? doubts.find(decides);

  return decider === undefined || decider === doubts[0]
    ? doubts
    : [decider, ...doubts.filter((doubt) => doubt !== decider)];
};

/** Where the way itself could not be followed, the last fact that it asked for is what was missing. */
const stoppedFor = ({ disposition: { verdict, reason }, doubts }: AddressOutcome): string | undefined =>
  verdict === 'unknown' && reason === 'unread-facts'
    ? doubts.findLast(({ kind }) => kind === 'unread')?.text
    : undefined;

/** What it is instead of what it seemed to be; null where it stands. */
const overturned = ({ disposition: { verdict } }: AddressOutcome, doubts: readonly Doubt[]) => {
  if (verdict === 'private') return forbiddenBy(doubts);

  return verdict !== 'unknown' && doubts.some(forbidsVerdict) ? 'unread-facts' : null;
};

/**
 * A path is not called private where a fact that was not read, or that nobody vouches for, could show that it is not,
 * and nothing at all where one that decides is missing.
 */
const underDoubts = (one: AddressOutcome, before: readonly Doubt[]): AddressOutcome => {
  if (before.length === 0 && one.doubts.length === 0) return one;
  const doubts = distinct([...before, ...one.doubts]);
  const reason = overturned(one, doubts);
  if (reason !== null)
    return {
      ...one,
      disposition: withoutNextHop('unknown', reason),
      doubts: withDeciderFirst(doubts, (doubt) => forbiddenBy([doubt]) === reason),
      cause: null,
    };
  const stop = stoppedFor(one);

  return { ...one, doubts: stop === undefined ? doubts : withDeciderFirst(doubts, ({ text }) => text === stop) };
};

/** As hops of several pieces are told: the same one once. */
export const distinctHops = (hops: readonly Hop[]): readonly Hop[] => {
  const seen = new Set<string>();

  return hops.filter(({ at, does, because }) => {
    const key = `${at} ${does} ${because}`;
    if (seen.has(key)) return false;
    seen.add(key);

    return true;
  });
};

const severity = ['public', 'transit', 'unknown', 'unreachable', 'private'] as const;

const byFirstAddress = (a: AddressOutcome, b: AddressOutcome): number => {
  const order = severity.indexOf(a.disposition.verdict) - severity.indexOf(b.disposition.verdict);
  if (order !== 0) return order;
  const left = a.ranges[0]?.first ?? 0;
  const right = b.ranges[0]?.first ?? 0;

  return left < right ? -1 : left > right ? 1 : 0;
};

const noParts: readonly Part[] = [];

const whole = (
  { disposition: { verdict, via, through, reason }, doubts, cause }: AddressOutcome,
  hops: readonly Hop[],
): Outcome => ({
  verdict,
  via,
  through,
  reason,
  parts: noParts,
  hops,
  doubts,
  cause,
});

/** It leaves, or an endpoint keeps it out. An endpoint for what gets nowhere would not make the parts one. */
const isMendable = ({ cause, disposition: { verdict, reason } }: AddressOutcome): boolean =>
  cause !== null && (verdict !== 'unreachable' || cause.reason === reason);

/** One verdict where all addresses come to the same; `split` with its parts, the worst first, where they do not. */
export const outcomeOf = (
  addressOutcomes: readonly AddressOutcome[],
  before: { readonly hops: readonly Hop[]; readonly doubts: readonly Doubt[] },
): Outcome => {
  const all = merged(addressOutcomes.map((one) => underDoubts(one, before.doubts)));
  const [only, ...others] = all;
  if (only !== undefined && others.length === 0)
    return whole(only, before.hops.length === 0 ? only.hops : [...before.hops, ...only.hops]);

  const sorted = [...all].sort(byFirstAddress);

  return {
    verdict: 'split',
    via: null,
    through: [],
    reason: null,
    parts: sorted.map(({ disposition, ranges, from }) => partOf(disposition, ranges, from)),
    hops: distinctHops([...before.hops, ...sorted.flatMap(({ hops }) => hops)]),
    doubts: distinct(sorted.flatMap(({ doubts }) => doubts)),
    cause: sorted.find(isMendable)?.cause ?? null,
  };
};

/** An outcome for a name that gets no address to send to. */
export const withoutAddress = (
  verdict: 'unreachable' | 'unknown',
  reason: UnreachableReason | UnknownReason,
  before: { readonly hops: readonly Hop[]; readonly doubts: readonly Doubt[] },
): Outcome => whole(addressOutcome(withoutNextHop(verdict, reason), { doubts: before.doubts }), before.hops);
