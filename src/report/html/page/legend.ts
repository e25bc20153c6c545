import type { VerdictKind } from '../../../analysis/path.ts';
import { html, joined, type Markup } from '../markup.ts';
import { palette, verdictColors } from '../svg/palette.ts';
import { tableBadge } from '../svg/shapes.ts';

type SampleName = VerdictKind | 'clients' | 'table';

const ink = (verdict: VerdictKind): Markup => html`class="v-${verdict}" stroke="${verdictColors[verdict].line}"`;

const samples: Readonly<Record<SampleName, Markup>> = {
  private: html`<path d="M2 7H42" ${ink('private')} stroke-width="5.9"/><path d="M2 7H42" class="ha" stroke="${palette.surface}" stroke-width="2.6"/>`,
  public: html`<path d="M2 7H42" ${ink('public')} stroke-width="4"/>`,
  transit: html`<path d="M2 7H42" ${ink('transit')} stroke-width="3.5" stroke-dasharray="9 4"/>`,
  split: html`<path d="M2 7H15" ${ink('split')} stroke-width="3.5" stroke-dasharray="3 2.5"/><path d="M15 7Q20 7 20 3.5H42" ${ink('public')} stroke-width="3"/><path d="M15 7Q20 7 20 10H42M20 12.5H42" ${ink('private')} stroke-width="1.3"/>`,
  unreachable: html`<path d="M30 13V5m-5 0h10" ${ink('unreachable')} stroke-width="1.6"/>`,
  unknown: html`<path d="M30 13V3" ${ink('unknown')} stroke-width="2" stroke-dasharray="0.1 3.4" stroke-linecap="round"/>`,
  clients: html`<path d="M2 3H42" class="lg" stroke="${palette.muted}" stroke-width="1.5"/><path d="M2 10H42" class="lg" stroke="${palette.muted}" stroke-width="6"/>`,
  table: tableBadge(24, -1, 'A'),
};

const words: readonly (readonly [SampleName, string])[] = [
  ['private', 'private, a tube'],
  ['public', 'public, solid'],
  ['transit', 'transit, dashed'],
  ['split', 'split, a fork'],
  ['unreachable', 'unreachable, a stop'],
  ['unknown', 'unknown, dots'],
  ['clients', 'thicker, more clients'],
  ['table', 'route table'],
];

/** Once a page: what the legends of all pictures refer to. */
export const legendDefinitions = (): Markup =>
  html`<svg width="0" height="0" aria-hidden="true" class="defs">${words.map(([name]) => html`<g id="l-${name}" fill="none">${samples[name]}</g>`)}</svg>`;

const isVerdict = (name: SampleName): boolean => name !== 'clients' && name !== 'table';

/** Of what a picture shows. */
export const legendOf = (verdicts: ReadonlySet<SampleName>, shown: 'tables' | 'lines' = 'tables'): Markup =>
  html`<ul class="legend">${joined(
    words
      .filter(([name]) => (isVerdict(name) ? verdicts.has(name) : name !== 'table' || shown === 'tables'))
      .map(
        ([name, told]) =>
          html`<li><svg width="44" height="16" aria-hidden="true"><use href="#l-${name}" y="1"/></svg> ${told}</li>`,
      ),
  )}</ul>`;
