import type { Snapshot } from '../snapshot/schema.ts';
import { snapshotChunks } from '../snapshot/write.ts';
import { assertWritable } from './assert-writable.ts';
import type { Context } from './context.ts';
import type { OneOutputFlag } from './flags.ts';
import { gzipped, isGzipName } from './gzip.ts';
import { isS3Uri } from './s3-uri.ts';
import { writeOutput } from './write-output.ts';

/** It tells the whole network: a new file is for its owner alone. */
const ownerOnly = 0o600;

/** To a file, to standard output, or to an `s3://` object; packed where the name says so. */
export const writeSnapshot = async (snapshot: Snapshot, { output }: OneOutputFlag, context: Context): Promise<void> => {
  const chunks = snapshotChunks(snapshot);
  const text = output !== undefined && isGzipName(output) ? gzipped(chunks) : chunks;
  if (output !== undefined && isS3Uri(output)) await (await import('./s3-objects.ts')).putObject(output, text);
  else await writeOutput(text, { ...(output === undefined ? {} : { output }), mode: ownerOnly }, context);
};

/** Throws where it cannot be written, as far as that can be told before. */
export const assertSnapshotWritable = async ({ output }: OneOutputFlag): Promise<void> => {
  if (output !== undefined && isS3Uri(output)) (await import('./s3-objects.ts')).objectOf(output);
  else assertWritable([output]);
};
