import type { Picture } from '../../picture/picture.ts';
import { verdictCounts } from '../../picture/verdict-counts.ts';
import { verdictKinds } from '../../verdict-word.ts';
import { type Content, html, type Markup } from '../markup.ts';
import { markOf } from '../svg/marks.ts';

type Option = readonly [value: string, label: string];

const select = (id: string, label: string, options: readonly Option[]): Markup | null =>
  options.length < 2
    ? null
    : html`<label>${label} <select id="${id}"><option value="">all</option>${options.map(([value, told]) => html`<option value="${value}">${told}</option>`)}</select></label>`;

const verdictChips = ({ vpcs }: Picture): Content => {
  const counts = verdictCounts(vpcs.flatMap(({ subnets }) => subnets));

  return verdictKinds
    .filter((kind) => counts.has(kind))
    .map(
      (kind) => html`<button type="button" aria-pressed="false" data-v="${kind}">${markOf(kind, 11)} ${kind}</button>`,
    );
};

const mostTags = 60;

/** Tags of subnets that tell some from others; none where they are too many to choose from. */
export const filterTags = ({ vpcs, topology }: Picture): readonly string[] => {
  const subnets = vpcs.flatMap((vpc) => vpc.subnets);
  const times = new Map<string, number>();
  for (const { id } of subnets)
    for (const tag of new Set(topology.tags.get(id) ?? [])) times.set(tag, (times.get(tag) ?? 0) + 1);
  const telling = [...times].filter(([, count]) => count < subnets.length).map(([tag]) => tag);

  return telling.length > mostTags ? [] : telling.sort();
};

interface Filtered {
  readonly picture: Picture;
  readonly tags: readonly string[];
}

/** Shown where a script can act on them. */
export const matrixTools = ({ picture, tags }: Filtered): Markup => {
  const { vpcs, destinations, report } = picture;
  const states: readonly Option[] = [
    ['open', 'open'],
    ['accepted', 'accepted'],
    ['clear', 'none'],
  ];

  return html`<div class="tools" data-js hidden><label>Filter <input id="q" type="search" placeholder="name, CIDR, gateway"></label>${select(
    'fv',
    'VPC',
    vpcs.map(({ anchor, label }) => [anchor, label]),
  )}${select(
    'fs',
    'Service',
    destinations.map(({ label }, index) => [String(index), label]),
  )}${select(
    'ft',
    'Tag',
    tags.map((tag, index) => [String(index), tag]),
  )}${select('fa', 'Findings', report.summary.accepted === undefined ? [] : states)}<div class="chips" role="group" aria-label="Verdict">${verdictChips(picture)}</div><output id="shown"></output></div>`;
};
