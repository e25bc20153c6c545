import type { Context } from './context.ts';
import { type Text, write } from './write.ts';

/** Standard output unless a file is named; `-` is standard output too. */
export const writeOutput = async (
  text: Text,
  { output }: { readonly output?: string },
  { streams }: Context,
): Promise<void> => {
  if (output === undefined || output === '-') await write(streams.stdout, text);
  else (await import('./write-whole.ts')).writeWhole(output, text);
};
