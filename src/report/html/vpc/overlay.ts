import type { VerdictKind } from '../../../analysis/path.ts';
import { groupBy } from '../../../group-by.ts';
import { html, joined, type Markup } from '../markup.ts';
import { cornerRadius, type Point, pathData, pointText, shortened } from '../svg/polyline.ts';
import { headReach } from '../svg/stroke.ts';
import type { Geometry } from './geometry.ts';
import { type Leg, legsOf } from './legs.ts';
import type { Fate, Plan } from './plan.ts';
import { markedBy } from './selection.ts';

/** What is drawn when a box or a service is chosen, in pieces that many ways share. */
interface OverlayPiece {
  readonly verdict: VerdictKind;
  readonly points: readonly Point[];
  readonly hasHead: boolean;
  readonly fates: Fate[];
}

interface Way {
  readonly fate: Fate;
  readonly legs: readonly Leg[];
}

const chosenWidth = 3.5;

const endText = ({ points }: Leg): string => pointText(points.at(-1) ?? [0, 0]);

const trunkKey = ({ box, verdict }: Fate, leg: Leg): string =>
  `trunk ${box.index} ${leg.group} ${verdict} ${endText(leg)}`;

/** Where a stub has come round its corner, and on which side of the trunk's turn it is. */
const joinOf = ({ points: [, turn, next] }: Leg): { readonly x: number; readonly side: number } => {
  const [from, to] = [turn?.[0] ?? 0, next?.[0] ?? 0];
  const x = from + Math.sign(to - from) * Math.min(cornerRadius + 1, Math.abs(to - from));

  return { x, side: Math.sign(to - x) || 1 };
};

/** Where all stubs of one box have joined, by side: the trunk begins there. */
const joinsOf = (ways: readonly Way[]): ReadonlyMap<string, number> => {
  const joins = new Map<string, number>();
  for (const { fate, legs } of ways) {
    const [leg] = legs;
    if (leg === undefined) continue;
    const { x, side } = joinOf(leg);
    const key = `${trunkKey(fate, leg)} ${side}`;
    const goal = leg.points[2]?.[0] ?? 0;
    const known = joins.get(key);
    if (known === undefined || Math.abs(x - goal) < Math.abs(known - goal)) joins.set(key, x);
  }

  return joins;
};

type Add = (key: string, verdict: VerdictKind, points: readonly Point[], fate: Fate, hasHead?: boolean) => void;

const addFirstLeg = (add: Add, fate: Fate, leg: Leg, joins: ReadonlyMap<string, number>): void => {
  const [start, turn] = leg.points;
  if (start === undefined || turn === undefined) return;
  const trunk = `${trunkKey(fate, leg)} ${joinOf(leg).side}`;
  const join: Point = [joins.get(trunk) ?? turn[0], turn[1]];
  const own = `${fate.box.index} ${fate.pin.index} ${fate.part?.index ?? ''}`;
  if (fate.part === null) add(`stub ${own}`, fate.verdict, [start, turn, join], fate);
  else {
    const bend: Point = [turn[0], turn[1] + cornerRadius];
    add(`fork ${own}`, 'split', [start, bend], fate);
    add(`stub ${own}`, fate.verdict, [bend, turn, join], fate);
  }
  add(trunk, fate.verdict, [join, ...leg.points.slice(2)], fate, true);
};

const piecesOfWays = (ways: readonly Way[]): readonly OverlayPiece[] => {
  const pieces = new Map<string, OverlayPiece>();
  const joins = joinsOf(ways);
  const add: Add = (key, verdict, points, fate, hasHead = false) => {
    const known = pieces.get(key);
    if (known === undefined) pieces.set(key, { verdict, points, hasHead, fates: [fate] });
    else known.fates.push(fate);
  };
  for (const { fate, legs } of ways)
    for (const [index, leg] of legs.entries())
      if (index === 0) addFirstLeg(add, fate, leg, joins);
      else {
        const key = `${leg.group} ${fate.verdict} ${pointText(leg.points[0] ?? [0, 0])} ${endText(leg)}`;
        add(key, fate.verdict, leg.points, fate, true);
      }

  return [...pieces.values()];
};

const dataOf = ({ points, hasHead }: OverlayPiece): string =>
  pathData(hasHead ? shortened(points, headReach(chosenWidth)) : points);

/** Pieces that light up together, of which the last may have a head. */
const pathNode = (pieces: readonly OverlayPiece[], marks: Markup, id: string): Markup => {
  const last = pieces.at(-1);
  const data = pieces.map(dataOf).join('');
  const look = html`way ${last?.verdict.slice(0, 2) ?? ''}${last?.hasHead ? ' a' : ''}${marks}`;
  if (last?.verdict !== 'private') return html`<path class="${look}" d="${data}"/>`;

  return html`<g class="${look}"><path id="${id}" d="${data}"/><use href="#${id}" class="co"/></g>`;
};

/** One path for all that lights up together: only at its end there is a place for an arrow's head. */
const pathsOf = (pieces: readonly OverlayPiece[]): readonly (readonly OverlayPiece[])[] => {
  const headed = pieces.filter(({ hasHead }) => hasHead);
  const plain = pieces.filter(({ hasHead }) => !hasHead);
  const [first, ...others] = headed;

  return first === undefined ? [plain] : [[...plain, first], ...others.map((one) => [one])];
};

/** Hidden until one subnet or service is chosen. Equipment has no clients: its ways are told, not drawn. */
export const overlayOf = (plan: Plan, geometry: Geometry, prefix: string): Markup => {
  const ways = plan.fates
    .filter(({ isPassing, isQuiet }) => !isPassing && !isQuiet)
    .map((fate) => ({ fate, legs: legsOf(plan, geometry, fate) }));

  const marked = piecesOfWays(ways).map((piece) => ({ piece, marks: markedBy(piece.fates) }));
  const alike = groupBy(marked, ({ piece, marks }) => `${piece.verdict} ${marks.markup}`);
  const paths = [...alike.values()].flatMap((group) =>
    pathsOf(group.map(({ piece }) => piece)).map((pieces) => ({ pieces, marks: group[0].marks })),
  );

  return joined(paths.map(({ pieces, marks }, index) => pathNode(pieces, marks, `${prefix}w${index}`)));
};
