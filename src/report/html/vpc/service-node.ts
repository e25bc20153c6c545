import { verdictCounts } from '../../picture/verdict-counts.ts';
import { verdictKinds } from '../../verdict-word.ts';
import { fragment, html, type Markup } from '../markup.ts';
import { pixel, sumOf } from '../svg/numbers.ts';
import { palette } from '../svg/palette.ts';
import { frameOf } from '../svg/shapes.ts';
import type { Shared } from '../svg/shared.ts';
import { textAt } from '../svg/text.ts';
import { verdictBar } from '../svg/verdict-bar.ts';
import type { PlacedService } from './geometry.ts';
import { measures, nameLine } from './measures.ts';
import type { Plan } from './plan.ts';
import { nameSize, serviceLines } from './service-lines.ts';

/** The good first: what is left is what is to be done. */
const barOrder = ['private', ...verdictKinds.filter((kind) => kind !== 'private')] as const;

export const serviceNode = ({ vpc }: Plan, { pin, x, y, height }: PlacedService, shared: Shared): Markup => {
  const counts = verdictCounts(vpc.subnets, new Set(pin.destinations.map(({ key }) => key)));
  const told = `${counts.get('private') ?? 0} of ${sumOf(counts.values())} private`;
  const middle = y + height / 2;
  const room = measures.serviceWidth - 28;
  const frame = frameOf(
    { x: 0, y: 0, width: measures.serviceWidth, height, radius: 8 },
    { cls: 'svr', fill: palette.sunk, stroke: palette.rule },
  );
  const lines = serviceLines(pin);
  const up = lines.length - 1;
  const names = lines.map((line, at) =>
    textAt(x + 16, middle - 6 + (at - up / 2) * nameLine, line, { size: nameSize(pin), bold: true }),
  );
  const below = (up / 2) * nameLine;
  const bar = verdictBar(counts, barOrder, { x: x + 16, y: middle + 17 + below, width: room, height: 6 });

  return html`<a href="${fragment(`${vpc.anchor}/${pin.first.key}`)}" class="n sv s${pin.index}" aria-label="${`${lines.join(' ')} ${told}, from ${vpc.label}`}"><use href="#${shared(frame)}" x="${pixel(x)}" y="${pixel(y)}"/>${names}${textAt(x + 16, middle + 10 + below, told, { size: 10.5, muted: true })}${bar}</a>`;
};
