/** A program and its arguments, one word each. */
export type Command = readonly string[];

/** A word as a POSIX shell takes it literally, and zsh, which expands `=` where a word begins with it. */
export const shellWord = (word: string): string =>
  /^[\w@%+:,./-][\w@%+=:,./-]*$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** Commands to paste into a POSIX shell; each runs only if the one before it succeeded. */
export const shellLine = (...commands: readonly Command[]): string =>
  commands.map((words) => words.map(shellWord).join(' ')).join(' && ');
