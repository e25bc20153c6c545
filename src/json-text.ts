import { withoutCommands } from './ci-commands.ts';

const invisible = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
/** Anything but printable ASCII and the arrow of our own sentences; most of a large report holds none of it. */
const unusual = /[^\n -~→]|\\/;
const escapes = /\\(u[dD][89a-fA-F][0-9a-fA-F]{2}|.)/g;

const wellFormed = (match: string, code: string): string => (code.length > 1 ? '\ufffd' : match);

const escaped = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

/**
 * JSON that says exactly what was said, yet holds nothing a terminal would obey or hide, nor a CI system take for a command:
 * what `JSON.stringify` leaves raw is written as `\u….` too. A lone surrogate becomes U+FFFD, for strict parsers refuse a
 * file that has one.
 */
export const jsonText = (value: unknown, indent = 0): string => {
  const text = withoutCommands(JSON.stringify(value, null, indent), escaped);

  return unusual.test(text) ? text.replace(escapes, wellFormed).replace(invisible, escaped) : text;
};
