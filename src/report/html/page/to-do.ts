import { referenceRegion } from '../../../changes/prices.ts';
import { groupBy } from '../../../group-by.ts';
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

type Turning = Pick<RankedRemedy, 'turns' | 'clients' | 'findings' | 'cost'>;

/** `$7.30 a month`. */
const costText = ({ cost }: Turning, before: string): string =>
  cost === null ? '' : `${before}${moneyText(cost)} a month`;

const turnText = (remedy: Turning, before: number, all: number): Markup => {
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

type Alike = readonly [RankedRemedy, ...RankedRemedy[]];

const summedTurns = (remedies: Alike): readonly Turn[] =>
  [
    ...groupBy(
      remedies.flatMap(({ turns }) => turns),
      ({ from, to }) => `${from} ${to}`,
    ).values(),
  ].map((some) => ({
    ...some[0],
    count: sumOf(some.map(({ count }) => count)),
  }));

const words = (picture: Picture, { words: said, cost }: RankedRemedy): Markup =>
  namedRemedy(picture, cost === null ? said : withoutCost(said));

/** Few are no more to read than how many they are. */
const mostInSight = 3;

const alikeList = (picture: Picture, others: readonly RankedRemedy[]): Markup => {
  if (others.length === 0) return nothing;
  const items = others.map(
    (one) =>
      html`<li id="c${one.number}" value="${one.number}"><b>${words(picture, one)}</b>${one.commands.map(commandBlock)}${provisoText(picture, one)}</li>`,
  );

  return html`<details class="more"${others.length <= mostInSight ? html` open` : null}><summary>${others.length} alike</summary><ol>${items}</ol></details>`;
};

/** One act, with those that differ from it in the things they name. */
const item = (picture: Picture, remedies: Alike, before: number, all: number): Markup => {
  const [first, ...others] = remedies;
  const findings = remedies.flatMap((one) => one.findings);
  const turning = { turns: summedTurns(remedies), findings, ...first.kin };
  const alike = others.length === 0 ? null : `, and ${others.length} alike`;

  return html`<li id="c${first.number}" data-no="${first.number}"><h3>${words(picture, first)}${alike}</h3><p class="turn">${turnText(turning, before, all)}</p>${first.commands.map(commandBlock)}${provisoText(picture, first)}${alikeList(picture, others)}</li>`;
};

const shownAtOnce = 6;

const restOf = (rest: readonly Alike[], told: readonly Markup[]): Markup => {
  const [first] = rest;
  if (first === undefined) return nothing;
  const all = rest.flat();
  const isPublic = all.some((one) => turnedFromPublic(one) > 0);
  const title = `${counted(all.length, 'more change')}${isPublic ? '' : ' for what is not public'}`;

  return html`<details class="rest"><summary>${title}</summary><ol class="do more-do" start="${first[0].number}">${told}</ol></details>`;
};

/** Each with what is left of the public paths once it and all before it are made. */
const itemsOf = (picture: Picture, groups: readonly Alike[]): readonly Markup[] => {
  const turned = (alike: Alike): number => sumOf(alike.map(turnedFromPublic));
  const all = Math.max(picture.report.summary.primary.public ?? 0, sumOf(groups.map(turned)));
  let before = 0;

  return groups.map((alike) => {
    const told = item(picture, alike, before, all);
    before += turned(alike);

    return told;
  });
};

const guessText = (remedies: readonly RankedRemedy[]): string =>
  remedies.some(({ cost }) => (cost?.guessed.length ?? 0) > 0) ? ` ~ is by the prices of ${referenceRegion}.` : '';

/** Changes, ranked by the clients concerned: what turns public paths first. */
export const toDo = (picture: Picture, remedies: readonly RankedRemedy[]): Markup => {
  if (remedies.length === 0) return html`<p class="say">There is nothing to do.</p>`;
  const groups = [...groupBy(remedies, ({ kin }) => kin).values()];
  const turning = groups.filter((alike) => alike.some((one) => turnedFromPublic(one) > 0));
  const shown = Math.min(shownAtOnce, turning.length || groups.length);
  const items = itemsOf(picture, groups);

  return html`<p class="say">Ranked by the clients concerned. Each command stands alone.${guessText(remedies)}</p><ol class="do">${joined(items.slice(0, shown))}</ol>${restOf(groups.slice(shown), items.slice(shown))}`;
};
