import { groupBy } from '../group-by.ts';
import { type Ranges, union } from '../net/ranges.ts';
import { type Doubt, distinct, forbiddenBy } from './doubt.ts';
import { partOf } from './part.ts';
import type { Cause, Disposition, Hop, Outcome, Part } from './path.ts';
import type { UnknownReason, UnreachableReason } from './reason.ts';

/** Some addresses of a name and what becomes of them. */
export interface AddressOutcome {
  readonly ranges: Ranges;
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
  { ranges = [], hops = [], doubts = [], cause = null }: Partial<Omit<AddressOutcome, 'disposition'>>,
): AddressOutcome => ({ ranges, disposition, hops, doubts, cause });

/** The same for addresses of which the same is to be said. */
export const dispositionKey = ({ verdict, via, through, reason }: Disposition): string =>
  `${verdict} ${via?.kind} ${via?.id} ${reason} ${through.map(({ kind, id }) => `${kind} ${id}`).join(' ')}`;

const merged = (addressOutcomes: readonly AddressOutcome[]): readonly AddressOutcome[] => {
  if (addressOutcomes.length === 1) return addressOutcomes;
  const byDisposition = groupBy(addressOutcomes, ({ disposition }) => dispositionKey(disposition));

  return [...byDisposition.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined || group.length === 1) return group;

    return [
      {
        ...first,
        ranges: union(group.flatMap(({ ranges }) => ranges)),
        doubts: distinct(group.flatMap(({ doubts }) => doubts)),
      },
    ];
  });
};

/** A path is not called private where a fact that was not read, or that nobody vouches for, could show that it is not. */
const downgradeDoubtful = (one: AddressOutcome): AddressOutcome => {
  const reason = one.disposition.verdict === 'private' ? forbiddenBy(one.doubts) : null;

  return reason === null ? one : { ...one, disposition: withoutNextHop('unknown', reason) };
};

const distinctHops = (hops: readonly Hop[]): readonly Hop[] => {
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

const withDoubtsOf = (one: AddressOutcome, before: readonly Doubt[]): AddressOutcome =>
  before.length === 0 && one.doubts.length < 2 ? one : { ...one, doubts: distinct([...before, ...one.doubts]) };

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

/** One verdict where all addresses come to the same; `split` with its parts, the worst first, where they do not. */
export const outcomeOf = (
  addressOutcomes: readonly AddressOutcome[],
  before: { readonly hops: readonly Hop[]; readonly doubts: readonly Doubt[] },
): Outcome => {
  const all = merged(addressOutcomes.map((one) => downgradeDoubtful(withDoubtsOf(one, before.doubts))));
  const [only, ...others] = all;
  if (only !== undefined && others.length === 0)
    return whole(only, before.hops.length === 0 ? only.hops : [...before.hops, ...only.hops]);

  const sorted = [...all].sort(byFirstAddress);

  return {
    verdict: 'split',
    via: null,
    through: [],
    reason: null,
    parts: sorted.map(({ disposition, ranges }) => partOf(disposition, ranges)),
    hops: distinctHops([...before.hops, ...sorted.flatMap(({ hops }) => hops)]),
    doubts: distinct(sorted.flatMap(({ doubts }) => doubts)),
    cause: sorted.find(({ cause }) => cause !== null)?.cause ?? null,
  };
};

/** An outcome for a name that gets no address to send to. */
export const withoutAddress = (
  verdict: 'unreachable' | 'unknown',
  reason: UnreachableReason | UnknownReason,
  before: { readonly hops: readonly Hop[]; readonly doubts: readonly Doubt[] },
): Outcome => whole(addressOutcome(withoutNextHop(verdict, reason), { doubts: before.doubts }), before.hops);
