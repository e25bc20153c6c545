import type { VerdictKind } from '../../../analysis/path.ts';
import { html, joined, type Markup } from '../markup.ts';
import { pixel } from './numbers.ts';
import { verdictColors } from './palette.ts';

/** One shape a verdict: told apart without colour, at ten pixels, by any font. */
const shapes: Readonly<Record<VerdictKind, Markup>> = {
  private: html`<path d="M2.5 6.4l2.6 2.6 4.6-5.6"/>`,
  public: html`<path d="M3 3l6 6M9 3l-6 6"/>`,
  split: html`<path d="M6 11V7.5M6 7.5L2.5 4V1.5M6 7.5L9.5 4V1.5"/>`,
  transit: html`<path d="M2.2 2.5L5.7 6l-3.5 3.5M6.3 2.5L9.8 6 6.3 9.5"/>`,
  unreachable: html`<circle cx="6" cy="6" r="4.4"/><path d="M2.9 9.1l6.2-6.2"/>`,
  unknown: html`<path d="M3.6 4.1C3.6 2.6 4.6 1.7 6 1.7s2.4.9 2.4 2.2c0 1.9-2.4 1.8-2.4 3.7M6 10.3v.1"/>`,
};

const kinds = ['private', 'public', 'split', 'transit', 'unreachable', 'unknown'] as const;

const symbol = (kind: VerdictKind): Markup =>
  html`<symbol id="m-${kind}" viewBox="0 0 12 12"><g fill="none" class="v-${kind}" color="${verdictColors[kind].line}" stroke="currentColor" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round">${shapes[kind]}</g></symbol>`;

const arrowHead = (kind: VerdictKind): Markup =>
  html`<marker id="a-${kind}" viewBox="0 0 10 10" refX="1" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L10 5 0 10z" class="f-${kind}" fill="${verdictColors[kind].line}"/></marker>`;

/** Once a page: what every mark and arrow refers to. */
export const markDefinitions = (): Markup =>
  html`<svg width="0" height="0" aria-hidden="true" class="defs">${joined(kinds.map(symbol))}${joined(kinds.map(arrowHead))}</svg>`;

/** A mark in running text, where its word stands beside it. */
export const markOf = (verdict: VerdictKind, size = 12): Markup =>
  html`<svg class="m" width="${size}" height="${size}" aria-hidden="true"><use href="#m-${verdict}"/></svg>`;

/** A mark in a picture. */
export const markAt = (verdict: VerdictKind, x: number, y: number, size = 11): Markup =>
  html`<use href="#m-${verdict}" x="${pixel(x)}" y="${pixel(y)}" width="${size}" height="${size}"/>`;
