import type { Hop, VerdictKind } from '../../../analysis/path.ts';
import type { Finding, ReportWay } from '../../../audit.ts';
import { groupBy } from '../../../group-by.ts';
import type { Box } from '../../picture/box.ts';
import type { DialedService } from '../../picture/dialed-service.ts';
import { leaveOf, wayParts } from '../../picture/leave.ts';
import type { Picture } from '../../picture/picture.ts';
import { verdictKinds } from '../../verdict-word.ts';
import { html, joined, type Markup, nothing } from '../markup.ts';
import type { Plan } from '../vpc/plan.ts';
import type { Advice } from './advice.ts';
import { hopList, mergedHops } from './hops.ts';
import { namedText } from './naming.ts';
import { wayWords } from './wording.ts';

/** How a service is reached from all boxes of a panel. */
interface Reached {
  readonly destination: DialedService;
  readonly pinIndex: number;
  readonly verdict: VerdictKind;
  readonly way: ReportWay;
  readonly hops: readonly Hop[];
}

const outlineOf = ({ picture, vpc }: Plan, way: ReportWay): readonly unknown[] => [
  ...[way.verdict, way.reason, way.hops.map(({ does }) => does)],
  ...wayParts(way).map((part) => {
    const { key, nat } = leaveOf(picture, vpc, part, way.hops) ?? {};

    return [part.verdict, key, nat === null || nat === undefined];
  }),
];

/**
 * The same for boxes of one table whose packets go alike, though each may pass another NAT gateway or attachment; where
 * nobody calls from, of any table.
 */
export const panelKey = (plan: Plan, box: Box): string =>
  JSON.stringify([
    ...[box.isQuiet, box.isQuiet ? [] : box.tableIds],
    ...[...box.ways].map(([key, way]) => [key, outlineOf(plan, way)]),
  ]);

const reachedFrom = ({ pins }: Plan, boxes: readonly Box[]): readonly Reached[] =>
  pins.flatMap(({ index, destinations }) =>
    destinations.flatMap((destination) => {
      const ways = boxes.flatMap((box) => box.ways.get(destination.key) ?? []);
      const [way] = ways;
      if (way === undefined) return [];

      return [
        { destination, pinIndex: index, way, verdict: way.verdict, hops: mergedHops(ways.map((one) => one.hops)) },
      ];
    }),
  );

const causeText = (picture: Picture, { message, rule, accepted }: Finding): string => {
  const cause = namedText(picture, message).split(': ').slice(1).join(': ');
  const isTold = cause !== '' && ['public-path', 'transit-path'].includes(rule);

  return `${isTold ? `not private: ${cause}. ` : ''}${accepted === undefined ? '' : `Accepted: ${accepted.reason}. `}`;
};

/** Why it is not private, and the change that makes it so. */
const advices = (picture: Picture, first: Box, alike: readonly Reached[], advice: Advice): Markup => {
  const told = alike.flatMap(({ destination }) => {
    const found = advice.findingOf(first.first.id, destination.service);
    if (found === null) return [];
    const number = advice.numberOf(found);
    const link = number === null ? null : html`<a href="#c${number}">Change ${number}</a>`;

    return [html`${destination.label}: ${causeText(picture, found)}${link}`];
  });

  return told.length === 0 ? nothing : html`<p class="why">${joined(told, html`<br>`)}</p>`;
};

/** Nobody calls from among AWS's own equipment: there, the verdict is enough. */
const toldWay = (picture: Picture, { isQuiet }: Box, { way, hops }: Reached): Markup => {
  if (isQuiet) return html`<p class="why">${wayWords(picture, way)}</p>`;
  const doubts = way.doubts.length === 0 ? null : html`<p class="why">Rests on: ${way.doubts.join('; ')}.</p>`;

  return html`${hopList(picture, hops)}${doubts}`;
};

const column = (picture: Picture, box: Box, alike: readonly [Reached, ...Reached[]], advice: Advice): Markup => {
  const [first, ...others] = alike;
  const { anchor } = box.first;
  const anchors = others.map(
    (one) => html`<i id="${`${anchor}/${one.destination.key}`}" data-s="${one.pinIndex}"></i>`,
  );
  const pins = [...new Set(alike.map(({ pinIndex }) => pinIndex))].join(' ');
  const labels = alike.map(({ destination }) => destination.label).join(', ');
  const { verdict } = first;

  return html`<section id="${`${anchor}/${first.destination.key}`}" data-s="${pins}">${anchors}<h4 class="k-${verdict}">${labels} <span>${verdict}</span></h4>${toldWay(picture, box, first)}${box.isQuiet ? null : advices(picture, box, alike, advice)}</section>`;
};

const toldAlike = (isQuiet: boolean, { verdict, way, hops }: Reached): string =>
  JSON.stringify([verdict, isQuiet ? [way.reason, way.via, way.through] : hops]);

/** A column for each way; services that are reached alike share one. Worst first. */
export const panelColumns = (plan: Plan, boxes: readonly [Box, ...Box[]], advice: Advice): Markup => {
  const [box] = boxes;
  const same = groupBy(reachedFrom(plan, boxes), (reached) => toldAlike(box.isQuiet, reached));
  const sorted = [...same.values()].sort(
    ([a], [b]) => verdictKinds.indexOf(a.verdict) - verdictKinds.indexOf(b.verdict),
  );

  return joined(sorted.map((alike) => column(plan.picture, box, alike, advice)));
};
