import { displayWidth, plain } from '../../plain-text.ts';
import { html, joined, type Markup, nothing } from '../markup.ts';
import { pixel } from './numbers.ts';
import { palette } from './palette.ts';

export interface TextLook {
  readonly size?: number;
  readonly bold?: true;
  readonly mono?: true;
  readonly muted?: true;
  readonly anchor?: 'end' | 'middle';
  /** A class and the colour it stands for. */
  readonly ink?: readonly [cls: string, color: string];
  /** What is wider is cut. */
  readonly room?: number;
}

/** Of most texts in a picture. */
export const textSize = 11;

/** Where no style sheet says more. */
export const sans = 'system-ui,sans-serif';

const narrow = /[iljtf.,:;'|!()[\]\-/ ]/;
const wide = /[mwMW@%]/;
const capital = /[A-Z]/;

const emOf = (sign: string): number => {
  if (sign > '\u02ff') return displayWidth(sign) > 1 ? 1.05 : 0.7;
  if (narrow.test(sign)) return 0.36;
  if (wide.test(sign)) return 0.93;

  return capital.test(sign) ? 0.7 : 0.6;
};

/** In pixels, by a table of a wide font: nothing is clipped on narrower ones. */
export const textWidth = (text: string, { size = textSize, bold, mono }: TextLook = {}): number => {
  let em = 0;
  for (const sign of text) em += mono ? 0.602 * displayWidth(sign) : emOf(sign) * (bold ? 1.08 : 1);

  return em * size;
};

/** The text, cut to the room there is. */
export const fitted = (text: string, look: TextLook & { readonly room: number }): string => {
  const shown = plain(text);
  if (textWidth(shown, look) <= look.room) return shown;
  let head = '';
  let used = textWidth('…', look);
  for (const sign of shown) {
    used += textWidth(sign, look);
    if (head !== '' && used > look.room) break;
    head += sign;
  }

  return `${head.trimEnd()}…`;
};

const attributesOf = ({ size = textSize, bold, mono, muted, anchor, ink }: TextLook): Markup => {
  const classes = [muted ? 'u' : '', mono ? 'mo' : '', ink?.[0] ?? ''].filter((one) => one !== '').join(' ');
  const fill = ink?.[1] ?? (muted ? palette.muted : null);

  return joined([
    size === textSize ? null : html` font-size="${size}"`,
    bold ? html` font-weight="600"` : null,
    mono ? html` font-family="monospace"` : null,
    anchor === undefined ? null : html` text-anchor="${anchor}"`,
    classes === '' ? null : html` class="${classes}"`,
    fill === null ? null : html` fill="${fill}"`,
  ]);
};

/** The space behind it keeps words apart where a picture is read as text. */
export const textAt = (x: number, y: number, text: string, look: TextLook = {}): Markup => {
  const { room } = look;
  const shown = room === undefined ? text : fitted(text, { ...look, room });

  return html`<text x="${pixel(x)}" y="${pixel(y)}"${attributesOf(look)}>${shown}</text> `;
};

const lineStep = 13;

/** Lines of one text. */
export const linesAt = (x: number, y: number, lines: readonly string[], look: TextLook): Markup => {
  const [first, ...others] = lines;
  if (first === undefined) return nothing;
  const more = others.map((line) => html` <tspan x="${pixel(x)}" dy="${lineStep}">${line}</tspan>`);

  return html`<text x="${pixel(x)}" y="${pixel(y)}"${attributesOf(look)}>${first}${more}</text> `;
};

/** Words on lines of at most the room. */
export const wrapped = (text: string, room: number, look: TextLook): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`, look) <= room) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }

  return lines;
};
