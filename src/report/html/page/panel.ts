import type { Finding, ReportWay } from '../../../audit.ts';
import { groupBy } from '../../../group-by.ts';
import type { Box } from '../../picture/box.ts';
import type { DialedService } from '../../picture/dialed-service.ts';
import type { DrawnSubnet } from '../../picture/drawn-subnet.ts';
import type { Picture } from '../../picture/picture.ts';
import { clientsIn } from '../../picture/verdict-counts.ts';
import { verdictKinds } from '../../verdict-word.ts';
import { escaped, fragment, html, joined, type Markup } from '../markup.ts';
import { markOf } from '../svg/marks.ts';
import { peopleText } from '../vpc/box-node.ts';
import type { Plan } from '../vpc/plan.ts';
import type { Advice } from './advice.ts';
import { hopList } from './hops.ts';
import { namedText } from './naming.ts';

/** Sets the parts of a line apart where no style sheet does. */
export const separator: Markup = html`<i class="sep">, </i>`;

interface Reached {
  readonly destination: DialedService;
  readonly pinIndex: number;
  readonly way: ReportWay;
}

const reachedFrom = ({ pins }: Plan, { ways }: Box): readonly Reached[] =>
  pins.flatMap(({ index, destinations }) =>
    destinations.flatMap((destination) => {
      const way = ways.get(destination.key);

      return way === undefined ? [] : [{ destination, pinIndex: index, way }];
    }),
  );

/** Why it is not private, and the change that makes it so. */
const adviceText = (
  picture: Picture,
  { label }: DialedService,
  found: Finding,
  advice: Advice,
  isOneOfMany: boolean,
) => {
  const cause = namedText(picture, found.message).split(': ').slice(1).join(': ');
  const lead = isOneOfMany ? `${label}, not private: ` : 'Not private: ';
  const number = advice.numberOf(found);
  const isTold = cause !== '' && ['public-path', 'transit-path'].includes(found.rule);

  return html`<p class="why">${isTold ? `${lead}${cause}. ` : null}${found.accepted === undefined ? null : `Accepted: ${found.accepted.reason}. `}${number === null ? null : html`<a href="#c${number}">Change ${number}</a>`}</p>`;
};

const column = (
  picture: Picture,
  subnet: DrawnSubnet,
  alike: readonly [Reached, ...Reached[]],
  advice: Advice,
): Markup => {
  const [{ destination, way }, ...others] = alike;
  const anchors = others.map(
    (one) => html`<i id="${`${subnet.anchor}/${one.destination.key}`}" data-s="${one.pinIndex}"></i>`,
  );
  const pins = [...new Set(alike.map(({ pinIndex }) => pinIndex))].join(' ');
  const doubts = way.doubts.length === 0 ? null : html`<p class="why">Rests on: ${way.doubts.join('; ')}.</p>`;
  const whys = alike.map((one) => {
    const found = advice.findingOf(subnet.id, one.destination.service);

    return found === null ? null : adviceText(picture, one.destination, found, advice, others.length > 0);
  });

  return html`<section id="${`${subnet.anchor}/${destination.key}`}" data-s="${pins}">${anchors}<h4>${markOf(way.verdict)} ${alike.map((one) => one.destination.label).join(', ')} <span class="v-${way.verdict}">${way.verdict}</span></h4>${hopList(picture, way)}${doubts}${whys}</section>`;
};

const columnsOfBox = (plan: Plan, box: Box, advice: Advice): Markup => {
  const same = groupBy(reachedFrom(plan, box), ({ way }) => JSON.stringify([way.verdict, way.hops]));
  const sorted = [...same.values()].sort(
    ([a], [b]) => verdictKinds.indexOf(a.way.verdict) - verdictKinds.indexOf(b.way.verdict),
  );

  return joined(sorted.map((alike) => column(plan.picture, box.first, alike, advice)));
};

const tableText = ({ vpc }: Plan, boxes: readonly Box[]): string => {
  const ids = [...new Set(boxes.flatMap(({ tableIds }) => tableIds))];
  const tables = ids.flatMap((id) => vpc.tables.get(id) ?? []);
  const [only] = tables;
  if (only === undefined) return 'route table not read';
  if (tables.length > 1)
    return `${tables.length} route tables that lead alike; told by that of ${boxes[0]?.first.label}`;

  return `route table ${only.letter}, ${only.label}`;
};

const shortList = (items: readonly string[], limit: number): string =>
  items.length > limit ? `${items.slice(0, limit).join(', ')} and ${items.length - limit} more` : items.join(', ');

/** Boxes whose ways are the same to the last hop. */
const boxPanel = (plan: Plan, boxes: readonly [Box, ...Box[]], columns: Markup): Markup => {
  const [first] = boxes;
  const subnets = boxes.flatMap((box) => box.subnets.map((subnet) => ({ subnet, index: box.index })));
  const others = subnets.slice(1).map(({ subnet, index }) => html`<i id="${subnet.anchor}" data-b="${index}"></i>`);
  const clients = clientsIn(subnets.map(({ subnet }) => subnet));
  const facts: readonly (Markup | string)[] = [
    html`<b>${shortList(
      subnets.map(({ subnet }) => subnet.label),
      6,
    )}</b>`,
    html`<code>${shortList(
      subnets.map(({ subnet }) => subnet.cidr),
      6,
    )}</code>`,
    [...new Set(boxes.map(({ zone }) => zone))].join(', '),
    peopleText(first.first.clients === null ? null : clients),
    tableText(plan, boxes),
  ].map((fact) => html`<span>${fact}</span>`);

  return html`<details class="hop" data-b="${boxes.map(({ index }) => index).join(' ')}"><summary>${joined(facts, separator)}</summary><a class="all" hidden href="${fragment(plan.vpc.anchor)}">Show all ways</a><div class="cols" id="${first.first.anchor}" data-b="${first.index}">${others}${columns}</div></details>`;
};

/** The panels, and the anchor of the one that tells of a subnet, by the subnet's own. */
export interface BoxPanels {
  readonly markup: Markup;
  readonly anchorOf: ReadonlyMap<string, string>;
}

export const boxPanels = (plan: Plan, advice: Advice): BoxPanels => {
  const told = plan.boxes.map((box) => ({ box, columns: columnsOfBox(plan, box, advice) }));
  const neutral = ({ box, columns }: (typeof told)[number]): string =>
    `${box.tableIds.join()} ${columns.markup.replaceAll(`"${escaped(box.first.anchor)}/`, '"/')}`;
  const anchorOf = new Map<string, string>();
  const panels = [...groupBy(told, neutral).values()].map((group) => {
    const [{ box, columns }, ...rest] = group;
    for (const one of group) for (const { anchor } of one.box.subnets) anchorOf.set(anchor, box.first.anchor);

    return boxPanel(plan, [box, ...rest.map((one) => one.box)], columns);
  });

  return { markup: joined(panels), anchorOf };
};
