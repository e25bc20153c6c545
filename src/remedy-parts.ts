export interface RemedyParts {
  readonly words: string;
  /** What to run; null where no command does it. */
  readonly command: string | null;
}

/** A remedy is a sentence, and mostly after it the command that does what it says. */
export const remedyParts = (remedy: string): RemedyParts => {
  const end = remedy.indexOf(': aws ');

  return end < 0
    ? { words: remedy, command: null }
    : { words: remedy.slice(0, end), command: remedy.slice(end + ': '.length) };
};
