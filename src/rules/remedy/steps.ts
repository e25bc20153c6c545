import { advise, type Remedy } from './remedy.ts';

const lowerFirst = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

/**
 * Changes in the order in which they have to be made. Where one of them needs a person, no command is given at all: the
 * others alone could be refused, or cut off who works today.
 */
export const inOrder = (...steps: readonly Remedy[]): Remedy => {
  const words = steps.map((one, at) => (at === 0 ? one.words : `then ${lowerFirst(one.words)}`)).join(', ');
  const isWhole = steps.every(({ commands }) => commands.length > 0);

  return advise(words, ...(isWhole ? steps.flatMap(({ commands }) => commands) : []));
};

/** Several changes as one, each once. */
export const together = (remedies: readonly Remedy[]): Remedy => {
  const [only, ...others] = remedies;
  if (only !== undefined && others.length === 0) return only;
  const different = [...new Map(remedies.map((remedy) => [JSON.stringify(remedy), remedy])).values()];
  const words = different.map((one, at) => (at === 0 ? one.words : lowerFirst(one.words)));

  return advise(words.join('; '), ...different.flatMap(({ commands }) => commands));
};
