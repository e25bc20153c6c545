import type { VerdictKind } from '../../../analysis/path.ts';
import { groupBy } from '../../../group-by.ts';
import { compare } from '../../../order.ts';
import { pixel, sumOf } from './numbers.ts';
import { type Piece, type Point, pieceText, pointText, railsOf } from './polyline.ts';
import { thicknessOf } from './thickness.ts';

/** One way of some clients. Ways of a group are drawn once where they run together. */
export interface Run {
  readonly group: string;
  readonly verdict: VerdictKind;
  readonly points: readonly Point[];
  /** Who is counted once, however many of its ways run here. */
  readonly who: string;
  readonly clients: number;
}

/** All that is drawn in one manner, by thickness. */
export interface BundledStroke {
  readonly verdict: VerdictKind;
  readonly byWidth: readonly (readonly [width: number, data: string])[];
}

interface Used {
  readonly piece: Piece;
  readonly run: Run;
}

const clientsOf = (runs: Iterable<Run>): number =>
  sumOf(new Map([...runs].map((run) => [run.who, run.clients])).values());

const trackOf = ({ piece }: Used): string | null => {
  if (piece.kind === 'arc') return null;
  const { from, to } = piece;

  return from[0] === to[0] ? `V${pixel(from[0])}` : `H${pixel(from[1])}`;
};

const spanOf = ({ piece: { from, to } }: Used): readonly [number, number] => {
  const [a, b] = from[0] === to[0] ? [from[1], to[1]] : [from[0], to[0]];

  return [pixel(Math.min(a, b)), pixel(Math.max(a, b))];
};

const stretchText = (track: string, [start, end]: readonly [number, number]): string =>
  track.startsWith('V') ? `M${track.slice(1)} ${start}v${end - start}` : `M${start} ${track.slice(1)}h${end - start}`;

/** Where runs of one track overlap, the stretch is as thick as all of them together. */
function* stretchesOf(track: string, used: readonly Used[]): Generator<readonly [number, string]> {
  const spans = used.map((one) => ({ run: one.run, span: spanOf(one) }));
  const cuts = [...new Set(spans.flatMap(({ span }) => span))].sort((a, b) => a - b);
  let open: { readonly width: number; readonly start: number; end: number } | null = null;
  for (const [index, start] of cuts.entries()) {
    const end = cuts[index + 1];
    const here = spans.filter(({ span }) => span[0] <= start && span[1] > start).map(({ run }) => run);
    const width = here.length === 0 || end === undefined ? null : thicknessOf(clientsOf(here));
    if (open !== null && (open.width !== width || open.end !== start)) {
      yield [open.width, stretchText(track, [open.start, open.end])];
      open = null;
    }
    if (width === null || end === undefined) continue;
    if (open === null) open = { width, start, end };
    else open.end = end;
  }
}

const arcsOf = (used: readonly Used[]): readonly (readonly [number, string])[] => {
  const arcs = groupBy(used, ({ piece }) =>
    piece.kind === 'arc' ? `M${pointText(piece.from)}${pieceText(piece)}` : null,
  );

  return [...arcs].map(([data, list]) => [thicknessOf(clientsOf(list.map(({ run }) => run))), data] as const);
};

/** Many ways, few lines: equal stretches of one group and verdict are drawn once. */
export const bundled = (runs: readonly Run[]): readonly BundledStroke[] =>
  [...groupBy(runs, ({ group, verdict }) => `${group} ${verdict}`).values()].map((list) => {
    const used = list.flatMap((run) => railsOf(run.points).map((piece) => ({ piece, run })));
    const straight = [...groupBy(used, trackOf)].flatMap(([track, some]) => [...stretchesOf(track, some)]);
    const byWidth = groupBy([...straight, ...arcsOf(used)], ([width]) => width);

    return {
      verdict: list[0].verdict,
      byWidth: [...byWidth]
        .map(([width, some]) => [width, some.map(([, data]) => data).join('')] as const)
        .sort(([a, one], [b, other]) => a - b || compare(one, other)),
    };
  });
