import type { VerdictKind } from '../../../analysis/path.ts';
import { html, type Markup } from '../markup.ts';
import { pixel } from './numbers.ts';
import { palette, verdictColors } from './palette.ts';
import { textAt } from './text.ts';

/** A class for the style sheet, and what it stands for where there is none. */
type Paint = readonly [cls: string, color: string];

export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius: number;
}

export interface FrameLook {
  readonly cls: string;
  readonly fill: string;
  readonly stroke?: string;
  readonly strokeWidth?: number;
  readonly isDashed?: true;
}

/** Nought is where a shape stands by itself. */
const at = (axis: 'x' | 'y', value: number): Markup | null =>
  pixel(value) === 0 ? null : html` ${axis}="${pixel(value)}"`;

export const frameOf = (
  { x, y, width, height, radius }: Frame,
  { cls, fill, stroke, strokeWidth, isDashed }: FrameLook,
): Markup =>
  html`<rect${at('x', x)}${at('y', y)} width="${pixel(width)}" height="${pixel(height)}" rx="${radius}" class="${cls}" fill="${fill}"${stroke === undefined ? null : html` stroke="${stroke}"`}${strokeWidth === undefined ? null : html` stroke-width="${strokeWidth}"`}${isDashed ? html` stroke-dasharray="4 3"` : null}/>`;

export const verdictInk = (verdict: VerdictKind): Paint => [`f-${verdict}`, verdictColors[verdict].line];

/** The letter of a route table. */
export const tableBadge = (x: number, y: number, letter: string): Markup =>
  html`${frameOf({ x, y, width: 16, height: 16, radius: 4 }, { cls: 'bg', fill: palette.surface, stroke: palette.frame })}${textAt(x + 8, y + 12, letter, { size: 10.5, bold: true, anchor: 'middle', ink: ['ink', palette.ink] })}`;
