import type { VerdictKind } from '../../../analysis/path.ts';
import { groupBy } from '../../../group-by.ts';
import type { Box } from '../../picture/box.ts';
import type { DialedService } from '../../picture/dialed-service.ts';
import type { Pin } from '../../picture/pin.ts';
import { verdictKinds } from '../../verdict-word.ts';
import { fragment, html, joined, type Markup } from '../markup.ts';
import type { Plan } from '../vpc/plan.ts';
import type { BoxPanels } from './panel.ts';
import { alikeNames, wayWords } from './wording.ts';

const verdictColumn = (
  { picture, boxes }: Plan,
  anchorOf: BoxPanels['anchorOf'],
  { key }: DialedService,
  pin: Pin,
  verdict: VerdictKind,
): Markup | null => {
  const told = boxes.flatMap((box) => {
    const way = box.ways.get(key);

    return way?.verdict === verdict ? [{ box, words: wayWords(picture, way) }] : [];
  });
  if (told.length === 0) return null;
  const anchored = (box: Box): string => anchorOf.get(box.first.anchor) ?? box.first.anchor;
  const links = [...groupBy(told, ({ words }) => words)].map(([words, some]) => {
    const panels = [...groupBy(some, ({ box }) => anchored(box))].map(
      ([anchor, group]) =>
        html`<a href="${fragment(`${anchor}/${key}`)}">${alikeNames(group.map(({ box }) => box.label))}</a>`,
    );

    return html`<li>${joined(panels, ', ')} ${words}</li>`;
  });

  return html`<section data-s="${pin.index}"><h4 class="k-${verdict}"><span>${verdict}</span></h4><ul>${links}</ul></section>`;
};

const servicePanel = (plan: Plan, anchorOf: BoxPanels['anchorOf'], pin: Pin): Markup => {
  const { vpc } = plan;
  const [first, ...others] = pin.destinations;
  const labels = pin.destinations.map(({ label }) => label).join(', ');
  const hosts = pin.destinations.map(({ host }) => host).join(', ');
  const anchors = others.map(({ key }) => html`<i id="${`${vpc.anchor}/${key}`}" data-s="${pin.index}"></i>`);
  const columns =
    first === undefined ? [] : verdictKinds.map((verdict) => verdictColumn(plan, anchorOf, first, pin, verdict));

  return html`<details class="hop" data-s="${pin.index}"><summary><b>${labels}</b>, ${hosts}, from ${vpc.label}</summary><div class="cols" id="${`${vpc.anchor}/${pin.first.key}`}">${anchors}${columns}</div></details>`;
};

/** From where each service is reached, and how. */
export const servicePanels = (plan: Plan, { anchorOf }: BoxPanels): Markup =>
  joined(plan.pins.map((pin) => servicePanel(plan, anchorOf, pin)));
