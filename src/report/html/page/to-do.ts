import { referenceRegion } from '../../../changes/prices.ts';
import { counted } from '../../counted.ts';
import { moneyText } from '../../money.ts';
import type { Picture } from '../../picture/picture.ts';
import { withoutCost } from '../../plan-cost.ts';
import { html, joined, type Markup, nothing } from '../markup.ts';
import { sumOf, tenth } from '../svg/numbers.ts';
import { verdictColors } from '../svg/palette.ts';
import { commandBlock } from './command.ts';
import { namedMarkup, namedRemedy } from './naming.ts';
import { type RankedRemedy, type Turn, turnedFromPublic } from './remedy.ts';

/** What is done before, by this, and what is left. */
const progressBar = (before: number, now: number, all: number): Markup => {
  const tint = verdictColors.public.tint;
  const done = tenth((100 * before) / all);

  return html`<svg width="220" height="10" aria-hidden="true"><rect width="100%" height="10" rx="2" class="t-public" fill="${tint}"/><rect x="0" width="${done}%" height="10" rx="2" class="t-private" fill="${verdictColors.private.tint}"/><rect x="${done}%" width="${tenth((100 * now) / all)}%" height="10" rx="2" class="f-private" fill="${verdictColors.private.line}"/></svg>`;
};

const people = (clients: number): string =>
  clients === 0 ? 'of subnets without clients' : `of ${counted(clients, 'client')}`;

/** `3 split paths turn private`; of what nobody proved, how many paths it is about. */
const turnWords = ({ from, to, count }: Turn): string => {
  const paths = counted(count, `${from} path`);

  return to === null ? paths : `${paths} ${count === 1 ? 'turns' : 'turn'} ${to}`;
};

/** `$7.30 a month`, with the Region whose prices they are where it is another one. */
const costText = ({ cost }: RankedRemedy, before: string): string => {
  if (cost === null) return '';
  const guess = cost.guessed.length === 0 ? '' : ` by the prices of ${referenceRegion}`;

  return `${before}${moneyText(cost)} a month${guess}`;
};

const turnText = (remedy: RankedRemedy, before: number, all: number): Markup => {
  const now = turnedFromPublic(remedy);
  const others = remedy.turns.filter(({ from, to }) => from !== 'public' || to !== 'private').map(turnWords);
  if (now > 0) {
    const left = counted(all - before - now, 'public path');
    const more = others.length === 0 ? null : html`; ${others.join(', ')}`;

    return html`<b>${counted(now, 'public path')}</b> ${people(remedy.clients)} ${now === 1 ? 'turns' : 'turn'} private${more} ${progressBar(before, now, all)} <span class="dim">${left} left${costText(remedy, ', ')}</span>`;
  }
  const cost = html`<span class="dim">${costText(remedy, ' ')}</span>`;
  if (others.length === 0) return html`<b>${counted(remedy.findings.length, 'finding')}</b>${cost}`;

  return html`<b>${others.join(', ')}</b> ${people(remedy.clients)}${cost}`;
};

const provisoText = (picture: Picture, { provisos }: RankedRemedy): Markup | null =>
  provisos.length === 0
    ? null
    : html`<p class="dim pro">${joined(
        provisos.map((text) => html`${namedMarkup(picture, text)}.`),
        ' ',
      )}</p>`;

const item = (picture: Picture, remedy: RankedRemedy, before: number, all: number): Markup =>
  html`<li id="c${remedy.number}" data-no="${remedy.number}"><h3>${namedRemedy(picture, remedy.cost === null ? remedy.words : withoutCost(remedy.words))}</h3><p class="turn">${turnText(remedy, before, all)}</p>${remedy.commands.map(commandBlock)}${provisoText(picture, remedy)}</li>`;

const shownAtOnce = 6;

const restOf = (rest: readonly RankedRemedy[], told: readonly Markup[]): Markup => {
  const [first] = rest;
  if (first === undefined) return nothing;
  const isPublic = rest.some((one) => turnedFromPublic(one) > 0);
  const title = `${counted(rest.length, 'more change')}${isPublic ? '' : ' for what is not public'}`;

  return html`<details class="rest"><summary>${title}</summary><ol class="do more-do" start="${first.number}">${told}</ol></details>`;
};

/** Each with what is left of the public paths once it and all before it are made. */
const itemsOf = (picture: Picture, remedies: readonly RankedRemedy[]): readonly Markup[] => {
  const all = Math.max(picture.report.summary.primary.public ?? 0, sumOf(remedies.map(turnedFromPublic)));
  let before = 0;

  return remedies.map((remedy) => {
    const told = item(picture, remedy, before, all);
    before += turnedFromPublic(remedy);

    return told;
  });
};

/** Changes, ranked by the clients concerned: what turns public paths first. */
export const toDo = (picture: Picture, remedies: readonly RankedRemedy[]): Markup => {
  if (remedies.length === 0) return html`<p class="say">There is nothing to do.</p>`;
  const turning = remedies.filter((one) => turnedFromPublic(one) > 0);
  const shown = Math.min(shownAtOnce, turning.length || remedies.length);
  const items = itemsOf(picture, remedies);

  return html`<p class="say">Ranked by the clients concerned. Each command stands alone.</p><ol class="do">${joined(items.slice(0, shown))}</ol>${restOf(remedies.slice(shown), items.slice(shown))}`;
};
