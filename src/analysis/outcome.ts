import { groupBy } from '../group-by.ts';
import { type Ranges, toCidrs, union } from '../net/ranges.ts';
import { type Doubt, distinct, forbidsPrivate } from './doubt.ts';
import type { Cause, Fate, Hop, Outcome, Part } from './path.ts';

/** Some addresses of a name and what becomes of them. */
export interface Piece {
  readonly ranges: Ranges;
  readonly fate: Fate;
  readonly hops: readonly Hop[];
  readonly doubts: readonly Doubt[];
  readonly cause: Cause | null;
}

const keyOf = ({ verdict, via, through, reason }: Fate): string =>
  `${verdict} ${via?.kind} ${via?.id} ${reason} ${through.map(({ kind, id }) => `${kind} ${id}`).join(' ')}`;

const merged = (pieces: readonly Piece[]): readonly Piece[] => {
  if (pieces.length === 1) return pieces;
  const byFate = groupBy(pieces, ({ fate }) => keyOf(fate));

  return [...byFate.values()].flatMap((group) => {
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
const honest = (piece: Piece): Piece =>
  piece.fate.verdict === 'private' && piece.doubts.some(forbidsPrivate)
    ? { ...piece, fate: { verdict: 'unknown', via: null, through: [], reason: 'unread-facts' } }
    : piece;

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

const byFirstAddress = (a: Piece, b: Piece): number => {
  const order = severity.indexOf(a.fate.verdict) - severity.indexOf(b.fate.verdict);
  if (order !== 0) return order;
  const left = a.ranges[0]?.first ?? 0;
  const right = b.ranges[0]?.first ?? 0;

  return left < right ? -1 : left > right ? 1 : 0;
};

const withDoubtsOf = (piece: Piece, before: readonly Doubt[]): Piece =>
  before.length === 0 && piece.doubts.length < 2 ? piece : { ...piece, doubts: distinct([...before, ...piece.doubts]) };

const partOf = ({ fate, ranges }: Piece): Part => ({ ...fate, cidrs: toCidrs(ranges) });

const noParts: readonly Part[] = [];

const whole = ({ fate: { verdict, via, through, reason }, doubts, cause }: Piece, hops: readonly Hop[]): Outcome => ({
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
  pieces: readonly Piece[],
  before: { readonly hops: readonly Hop[]; readonly doubts: readonly Doubt[] },
): Outcome => {
  const all = merged(pieces.map((piece) => honest(withDoubtsOf(piece, before.doubts))));
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
  reason: string,
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
