import { groupBy } from '../../../group-by.ts';
import type { Box } from '../../picture/box.ts';
import { clientsIn } from '../../picture/verdict-counts.ts';
import { html, joined, type Markup } from '../markup.ts';
import { peopleText } from '../vpc/box-node.ts';
import type { Plan } from '../vpc/plan.ts';
import type { Advice } from './advice.ts';
import { panelColumns, panelKey } from './panel-column.ts';

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
  ];

  return html`<details class="hop" data-b="${boxes.map(({ index }) => index).join(' ')}"><summary>${joined(facts, ', ')}</summary><div class="cols" id="${first.first.anchor}" data-b="${first.index}">${others}${columns}</div></details>`;
};

/** The panels, and the anchor of the one that tells of a subnet, by the subnet's own. */
export interface BoxPanels {
  readonly markup: Markup;
  readonly anchorOf: ReadonlyMap<string, string>;
}

export const boxPanels = (plan: Plan, advice: Advice): BoxPanels => {
  const anchorOf = new Map<string, string>();
  const panels = [...groupBy(plan.boxes, (box) => panelKey(plan, box)).values()].map((boxes) => {
    for (const box of boxes) for (const { anchor } of box.subnets) anchorOf.set(anchor, boxes[0].first.anchor);

    return boxPanel(plan, boxes, panelColumns(plan, boxes, advice));
  });

  return { markup: joined(panels), anchorOf };
};
