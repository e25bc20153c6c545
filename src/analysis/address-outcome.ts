import { groupBy } from '../group-by.ts';
import { type Ranges, toCidrs, union } from '../net/ranges.ts';
import { type Doubt, distinct, forbidsPrivate } from './doubt.ts';
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

const keyOf = ({ verdict, via, through, reason }: Disposition): string =>
  `${verdict} ${via?.kind} ${via?.id} ${reason} ${through.map(({ kind, id }) => `${kind} ${id}`).join(' ')}`;

const merged = (addressOutcomes: readonly AddressOutcome[]): readonly AddressOutcome[] => {
  if (addressOutcomes.length === 1) return addressOutcomes;
  const byDisposition = groupBy(addressOutcomes, ({ disposition }) => keyOf(disposition));

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

/** A fact that was refused could overturn it: then nobody may call it private. */
const downgradeUnread = (addressOutcome: AddressOutcome): AddressOutcome =>
  addressOutcome.disposition.verdict === 'private' && addressOutcome.doubts.some(forbidsPrivate)
    ? { ...addressOutcome, disposition: { verdict: 'unknown', via: null, through: [], reason: 'unread-facts' } }
    : addressOutcome;

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

const withDoubtsOf = (addressOutcome: AddressOutcome, before: readonly Doubt[]): AddressOutcome =>
  before.length === 0 && addressOutcome.doubts.length < 2
    ? addressOutcome
    : { ...addressOutcome, doubts: distinct([...before, ...addressOutcome.doubts]) };

const partOf = ({ disposition, ranges }: AddressOutcome): Part => ({ ...disposition, cidrs: toCidrs(ranges) });

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

/** One verdict where all addresses share a fate; `split` with its parts, the worst first, where they do not. */
export const outcomeOf = (
  addressOutcomes: readonly AddressOutcome[],
  before: { readonly hops: readonly Hop[]; readonly doubts: readonly Doubt[] },
): Outcome => {
  const all = merged(
    addressOutcomes.map((addressOutcome) => downgradeUnread(withDoubtsOf(addressOutcome, before.doubts))),
  );
  const [only, ...others] = all;
  if (only !== undefined && others.length === 0)
    return whole(only, before.hops.length === 0 ? only.hops : [...before.hops, ...only.hops]);

  const sorted = [...all].sort(byFirstAddress);

  return {
    verdict: 'split',
    via: null,
    through: [],
    reason: null,
    parts: sorted.map(partOf),
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
): Outcome => ({
  verdict,
  via: null,
  through: [],
  reason,
  parts: [],
  hops: before.hops,
  doubts: before.doubts,
  cause: null,
});
