import { pixel } from './numbers.ts';

export type Point = readonly [x: number, y: number];

/** Of a line that runs level and upright only, with rounded corners. */
export type Piece =
  | { readonly kind: 'line'; readonly from: Point; readonly to: Point }
  | { readonly kind: 'arc'; readonly from: Point; readonly corner: Point; readonly to: Point };

export const cornerRadius = 7;

const distance = ([ax, ay]: Point, [bx, by]: Point): number => Math.abs(ax - bx) + Math.abs(ay - by);

const toward = ([ax, ay]: Point, [bx, by]: Point, length: number): Point => [
  ax + Math.sign(bx - ax) * length,
  ay + Math.sign(by - ay) * length,
];

const isStraight = ([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): boolean =>
  (ax === bx && bx === cx) || (ay === by && by === cy);

/** Points at which the line turns, and its ends. */
const turnsOf = (points: readonly Point[]): readonly Point[] => {
  const turns: Point[] = [];
  for (const point of points) {
    const last = turns.at(-1);
    if (last !== undefined && distance(last, point) < 0.01) continue;
    const before = turns.at(-2);
    if (before !== undefined && last !== undefined && isStraight(before, last, point)) turns.pop();
    turns.push(point);
  }

  return turns;
};

/** Straight stretches and quarter arcs: joins of several such lines read like rails. */
export const railsOf = (points: readonly Point[]): readonly Piece[] => {
  const turns = turnsOf(points);
  const pieces: Piece[] = [];
  let from = turns[0];
  if (from === undefined) return [];
  for (let at = 1; at < turns.length; at += 1) {
    const [before, corner, after] = [turns[at - 1], turns[at], turns[at + 1]];
    if (before === undefined || corner === undefined) break;
    if (after === undefined) {
      pieces.push({ kind: 'line', from, to: corner });
      break;
    }
    const room = distance(before, corner) / (at === 1 ? 1 : 2);
    const radius = Math.min(cornerRadius, room, distance(corner, after) / (at + 2 === turns.length ? 1 : 2));
    const entry = toward(corner, before, radius);
    const exit = toward(corner, after, radius);
    pieces.push({ kind: 'line', from, to: entry }, { kind: 'arc', from: entry, corner, to: exit });
    from = exit;
  }

  return pieces.filter((piece) => piece.kind === 'arc' || distance(piece.from, piece.to) > 0.01);
};

export const pointText = ([x, y]: Point): string => `${pixel(x)} ${pixel(y)}`;

/** A sign keeps numbers apart as well as a space does. */
const spaced = (numbers: readonly number[]): string =>
  numbers.map((number, at) => (at === 0 || number < 0 ? '' : ' ') + number).join('');

/** From where it starts: corners that turn alike are written alike. */
export const pieceText = (piece: Piece): string => {
  const [x, y] = [pixel(piece.from[0]), pixel(piece.from[1])];
  const [dx, dy] = [pixel(piece.to[0]) - x, pixel(piece.to[1]) - y];
  if (piece.kind === 'arc') return `q${spaced([pixel(piece.corner[0]) - x, pixel(piece.corner[1]) - y, dx, dy])}`;

  return piece.from[0] === piece.to[0] ? `v${dy}` : `h${dx}`;
};

/** The line as the data of a path. */
export const pathData = (points: readonly Point[]): string => {
  const pieces = railsOf(points);
  const [first] = pieces;

  return first === undefined ? '' : `M${pointText(first.from)}${pieces.map(pieceText).join('')}`;
};

/** The line without the last of it, where an arrow's head stands. */
export const shortened = (points: readonly Point[], length: number): readonly Point[] => {
  const end = points.at(-1);
  const before = points.at(-2);
  if (end === undefined || before === undefined) return points;
  const room = Math.max(0, distance(before, end) - 0.5);

  return [...points.slice(0, -1), toward(end, before, Math.min(length, room))];
};
