import type { Context } from './context.ts';
import { isS3Uri } from './s3-uri.ts';
import { type Text, write } from './write.ts';

/** Standard output unless a file or an `s3://` object is named; `-` is standard output too. A file that is new gets the mode. */
export const writeOutput = async (
  text: Text,
  { output, mode }: { readonly output?: string; readonly mode?: number },
  { streams }: Context,
): Promise<void> => {
  if (output === undefined || output === '-') await write(streams.stdout, text);
  else if (isS3Uri(output)) await (await import('./s3-objects.ts')).putObject(output, text);
  else (await import('./write-whole.ts')).writeWhole(output, text, { mode });
};
