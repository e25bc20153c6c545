import type { Snapshot } from '../snapshot/schema.ts';
import { snapshotChunks } from '../snapshot/write.ts';
import type { Context } from './context.ts';
import type { OneOutputFlag } from './flags.ts';
import { gzipped, isGzipName } from './gzip.ts';
import { writeOutput } from './write-output.ts';

/** It tells the whole network: a new file is for its owner alone. */
const ownerOnly = 0o600;

/** To a file, to standard output, or to an `s3://` object; packed where the name says so. */
export const writeSnapshot = async (snapshot: Snapshot, { output }: OneOutputFlag, context: Context): Promise<void> => {
  const chunks = snapshotChunks(snapshot);
  const text = output !== undefined && isGzipName(output) ? gzipped(chunks) : chunks;
  await writeOutput(text, { ...(output === undefined ? {} : { output }), mode: ownerOnly }, context);
};
