import { groupBy } from '../../../group-by.ts';
import { html, joined, type Markup } from '../markup.ts';
import { bundled, type Run } from '../svg/bundle.ts';
import { pixel, sumOf } from '../svg/numbers.ts';
import { verdictColors } from '../svg/palette.ts';
import { cornerRadius, type Point, pointText, shortened } from '../svg/polyline.ts';
import { type ArrowEnd, arrowHeads, haloStroke, headReach, strokesOf } from '../svg/stroke.ts';
import { thicknessOf } from '../svg/thickness.ts';
import type { Geometry } from './geometry.ts';
import { type Leg, legsOf, pinPoint } from './legs.ts';
import type { Fate, Plan } from './plan.ts';

interface DrawnLeg {
  readonly fate: Fate;
  readonly leg: Leg;
  readonly isFirst: boolean;
}

/** The piece of a split way before its parts separate. */
const forkOf = ({ fate, leg }: DrawnLeg): Run | null => {
  const [start, turn] = leg.points;
  if (start === undefined || turn === undefined) return null;
  const points: readonly Point[] = [start, [start[0], turn[1] + cornerRadius]];

  return {
    group: `fork ${fate.box.index} ${fate.pin.index}`,
    verdict: 'split',
    points,
    ...{ who: fate.who, clients: Math.min(fate.clients, 2) },
  };
};

/** Legs with one key end in one arrow's head. */
const endKey = ({ fate, leg }: DrawnLeg): string =>
  `${leg.group} ${fate.verdict} ${pointText(leg.points.at(-1) ?? [0, 0])}`;

const endWidth = (legs: readonly DrawnLeg[]): number =>
  thicknessOf(sumOf(new Map(legs.map(({ fate }) => [fate.who, fate.clients])).values()));

const runsOf = (drawn: DrawnLeg, width: number): readonly Run[] => {
  const { fate, leg, isFirst } = drawn;
  const points = shortened(leg.points, headReach(width));
  const run = { group: leg.group, verdict: fate.verdict, points, who: fate.who, clients: fate.clients };
  if (fate.part === null || !isFirst) return [run];
  const fork = forkOf(drawn);
  const [, turn] = points;
  if (fork === null || turn === undefined) return [run];

  return [fork, { ...run, points: [[turn[0], turn[1] + cornerRadius], ...points.slice(1)] }];
};

const arrowEnd = (legs: readonly [DrawnLeg, ...DrawnLeg[]]): ArrowEnd => {
  const [{ fate, leg }] = legs;

  return { verdict: fate.verdict, at: leg.points.at(-1) ?? [0, 0], toward: leg.toward, width: endWidth(legs) };
};

/** What gets nowhere stops above its pin; where nobody knows, dots lead off. */
const deadEnds = (plan: Plan, geometry: Geometry): Markup => {
  const dead = plan.fates.filter(({ leave, isPassing }) => leave === null && !isPassing);
  const stubs = (some: readonly Fate[], tail: string): Markup =>
    joined(
      some.map((fate) => {
        const [x, y] = pinPoint(plan, geometry, fate);

        return html`<path d="M${pixel(x)} ${pixel(y - 1)}${tail}" class="w b${fate.box.index} s${fate.pin.index}"/>`;
      }),
    );
  const unknown = dead.filter(({ verdict }) => verdict === 'unknown');
  const stopped = dead.filter(({ verdict }) => verdict !== 'unknown');

  const dots =
    unknown.length === 0
      ? null
      : html`<g class="l-unknown" stroke="${verdictColors.unknown.line}" stroke-width="2" stroke-dasharray="0.1 3.4" stroke-linecap="round">${stubs(unknown, 'v-9')}</g>`;
  const stops =
    stopped.length === 0
      ? null
      : html`<g class="l-unreachable" stroke="${verdictColors.unreachable.line}" stroke-width="1.6">${stubs(stopped, 'v-7m-4.5 0h9')}</g>`;

  return html`${dots}${stops}`;
};

export interface PictureLines {
  readonly definitions: Markup;
  readonly lines: Markup;
}

export const pictureLines = (plan: Plan, geometry: Geometry, prefix: string): PictureLines => {
  const legs = plan.fates
    .filter(({ isQuiet }) => !isQuiet)
    .flatMap((fate) => legsOf(plan, geometry, fate).map((leg, at) => ({ fate, leg, isFirst: at === 0 })));
  const ends = [...groupBy(legs, endKey).values()];
  const runs = ends.flatMap((some) => some.flatMap((one) => runsOf(one, endWidth(some))));
  const { definitions, lines } = strokesOf(bundled(runs), `${prefix}l`);

  return {
    definitions,
    lines: html`<g fill="none" ${haloStroke} class="base">${lines}</g><g class="base">${arrowHeads(ends.map(arrowEnd))}</g><g fill="none">${deadEnds(plan, geometry)}</g>`,
  };
};
