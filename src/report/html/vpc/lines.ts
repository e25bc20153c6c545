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

const runsOf = (drawn: DrawnLeg): readonly Run[] => {
  const { fate, leg, isFirst } = drawn;
  const points = shortened(leg.points, headReach(thicknessOf(fate.clients)));
  const run = { group: leg.group, verdict: fate.verdict, points, who: fate.who, clients: fate.clients };
  if (fate.part === null || !isFirst) return [run];
  const fork = forkOf(drawn);
  const [, turn] = points;
  if (fork === null || turn === undefined) return [run];

  return [fork, { ...run, points: [[turn[0], turn[1] + cornerRadius], ...points.slice(1)] }];
};

const endsOf = (legs: readonly DrawnLeg[]): readonly ArrowEnd[] =>
  [
    ...groupBy(
      legs,
      ({ fate, leg }) => `${leg.group} ${fate.verdict} ${pointText(leg.points.at(-1) ?? [0, 0])}`,
    ).values(),
  ].map((some) => {
    const [{ fate, leg }] = some;
    const clients = sumOf(new Map(some.map((one) => [one.fate.who, one.fate.clients])).values());

    return { verdict: fate.verdict, at: leg.points.at(-1) ?? [0, 0], toward: leg.toward, width: thicknessOf(clients) };
  });

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

  return html`<g class="l-unknown" stroke="${verdictColors.unknown.line}" stroke-width="2" stroke-dasharray="0.1 3.4" stroke-linecap="round">${stubs(unknown, 'v-9')}</g><g class="l-unreachable" stroke="${verdictColors.unreachable.line}" stroke-width="1.6">${stubs(stopped, 'v-7m-4.5 0h9')}</g>`;
};

export interface PictureLines {
  readonly definitions: Markup;
  readonly lines: Markup;
}

export const pictureLines = (plan: Plan, geometry: Geometry, prefix: string): PictureLines => {
  const legs = plan.fates
    .filter(({ isQuiet }) => !isQuiet)
    .flatMap((fate) => legsOf(plan, geometry, fate).map((leg, at) => ({ fate, leg, isFirst: at === 0 })));
  const { definitions, lines } = strokesOf(bundled(legs.flatMap(runsOf)), `${prefix}l`);

  return {
    definitions,
    lines: html`<g fill="none" ${haloStroke} class="base">${lines}</g><g class="base">${arrowHeads(endsOf(legs))}</g><g fill="none">${deadEnds(plan, geometry)}</g>`,
  };
};
