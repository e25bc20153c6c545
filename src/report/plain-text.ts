import { withoutCommands } from '../ci-commands.ts';

/**
 * Text as a terminal shows it and a build's log keeps it. Names, tags and error messages from AWS are anyone's to choose:
 * nothing of them may move the cursor, colour, hide or reorder what stands around them, or command what reads the log.
 */

/** ASCII and the symbols of our own: one cell each, harmless, and told at a glance. */
const ordinary = /^[\x20-\x7e…·→─✓✗»≠⊘×–]*$/;

// Emoji need a joiner and a variation selector of their own; anywhere else these two are invisible.
const emoji =
  '(?:\\p{RI}\\p{RI}|[0-9#*]\\uFE0F\\u20E3|\\p{Extended_Pictographic}[\\uFE0F\\p{EMod}]?' +
  '(?:\\u200D\\p{Extended_Pictographic}[\\uFE0F\\p{EMod}]?)*)';
const harmful = '[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}]';
const emojiOrHarmful = new RegExp(`${emoji}|${harmful}`, 'gu');
const lookalikeSpaces = /[\u00a0\u2000-\u200a\u202f\u205f]/g;

const onlyHarmful = new RegExp(`^${harmful}$`, 'u');
const escaped = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
const escapeUnlessEmoji = (match: string): string => (onlyHarmful.test(match) ? escaped(match) : match);

const visible = (text: string): string =>
  ordinary.test(text) ? text : text.replace(lookalikeSpaces, ' ').replace(emojiOrHarmful, escapeUnlessEmoji);

/**
 * The text without anything a terminal would obey or hide, or a CI system take for a command: control characters, escape
 * sequences, bidi controls, zero-width characters, line separators, lone surrogates and one character of each mark of a
 * command are written as `\u{1b}`. Idempotent.
 */
export const plain = (text: string): string => withoutCommands(visible(text), escaped);

const cluster = new RegExp(`${emoji}|.`, 'gsu');
const zero = /^[\p{Mn}\p{Me}\u1160-\u11ff\ud7b0-\ud7ff]$/u;
const drawnAsEmoji = /\p{Emoji_Presentation}|\uFE0F|\u200D|\p{EMod}|^\p{RI}/u;
const eastAsianWide = new RegExp(
  '^[\\u1100-\\u115f\\u2329\\u232a\\u2e80-\\u303e\\u3041-\\u3247\\u3250-\\ua4cf\\ua960-\\ua97f\\uac00-\\ud7a3\\uf900-\\ufaff' +
    '\\ufe10-\\ufe19\\ufe30-\\ufe6f\\uff01-\\uff60\\uffe0-\\uffe6\\u{16fe0}-\\u{18dff}\\u{1aff0}-\\u{1b2ff}' +
    '\\u{1d300}-\\u{1d37f}\\u{1f200}-\\u{1f2ff}\\u{20000}-\\u{3fffd}]$',
  'u',
);

const clusterWidth = (text: string): number => {
  if (text.length === 1 && text < '\u0300') return 1;
  if (zero.test(text)) return 0;

  return drawnAsEmoji.test(text) || eastAsianWide.test(text) ? 2 : 1;
};

/**
 * How many terminal cells plain text takes: CJK and emoji two, whatever an emoji is joined from; combining marks none.
 *
 * @see https://www.unicode.org/reports/tr11/ (East Asian Width; ambiguous ones count as narrow)
 */
export const displayWidth = (text: string): number => {
  if (ordinary.test(text)) return text.length;
  let width = 0;
  for (const [part] of text.matchAll(cluster)) width += clusterWidth(part);

  return width;
};

export const widest = (texts: Iterable<string>): number => {
  let width = 0;
  for (const text of texts) width = Math.max(width, displayWidth(text));

  return width;
};

const headOf = (text: string, width: number): string => {
  let head = '';
  let used = 0;
  for (const [part] of text.matchAll(cluster)) {
    used += clusterWidth(part);
    if (used > width) break;
    head += part;
  }

  return head;
};

/** Plain text of at most `width` cells; what is cut off is shown as `…`. */
export const truncate = (text: string, width: number): string => {
  const whole = plain(text);
  if (displayWidth(whole) <= width) return whole;

  return width < 1 ? '' : `${headOf(whole, width - 1).trimEnd()}…`;
};

/** Breaks before no `::`, which would open a command where a line begins. */
const piecesOf = (word: string, width: number): string[] => {
  if (displayWidth(word) <= width) return [word];
  const pieces: string[] = [];
  let [start, last, used] = [0, 0, 0];
  for (const { 0: part, index } of word.matchAll(cluster)) {
    if (used + clusterWidth(part) > width && index > start) {
      const end = word.startsWith('::', index) && last > start ? last : index;
      pieces.push(word.slice(start, end));
      used = displayWidth(word.slice(end, index));
      start = end;
    }
    used += clusterWidth(part);
    last = index;
  }

  return [...pieces, word.slice(start)];
};

/** Plain text broken at spaces into lines of at most `width` cells; a word wider than that is broken too. */
export const wrap = (text: string, width: number): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of plain(text).split(' ')) {
    if (line !== '' && displayWidth(line) + 1 + displayWidth(word) <= width) {
      line += ` ${word}`;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = piecesOf(word, width);
    line = pieces.pop() ?? '';
    lines.push(...pieces);
  }
  if (line !== '') lines.push(line);

  return lines;
};
