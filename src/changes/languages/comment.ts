import { withoutCommands } from '../../ci-commands.ts';
import { shellLine } from '../../shell.ts';
import type { Change } from '../change.ts';
import { kindOf } from '../kinds.ts';

/** No text, however many lines it has, gets out of its comment. */
export const commentOf = (mark: string, text: string): string =>
  withoutCommands(text, (character) => `${character} `)
    .split(/[\r\n\u0085\u2028\u2029]+/)
    .map((line) => `${mark} ${line.replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd')}`.trimEnd())
    .join('\n');

/** What a language has no words for: said, with the commands that do it. */
export const besides = (mark: string, change: Change): string => {
  const kind = kindOf(change);
  const commands = kind.calls(change).map(({ command }) => `  ${shellLine(command)}`);
  const text = [`${kind.words(change)} (by ${commands.length > 0 ? 'the AWS CLI' : 'hand'})`, ...commands];

  return text.map((line) => commentOf(mark, line)).join('\n');
};
