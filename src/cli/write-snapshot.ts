import type { ScopeSnapshot, Snapshot } from '../snapshot/schema.ts';
import { snapshotChunks, streamedChunks } from '../snapshot/write.ts';
import type { Context } from './context.ts';
import type { OneOutputFlag } from './flags.ts';
import { gzipped, gzippedStream, isGzipName } from './gzip.ts';
import { isS3Uri } from './s3-uri.ts';
import { write } from './write.ts';
import { writeOutput } from './write-output.ts';

/** It tells the whole network: a new file is for its owner alone. */
const ownerOnly = 0o600;

/** To a file, to standard output, or to an `s3://` object; packed where the name says so. */
export const writeSnapshot = async (snapshot: Snapshot, { output }: OneOutputFlag, context: Context): Promise<void> => {
  const chunks = snapshotChunks(snapshot);
  const text = output !== undefined && isGzipName(output) ? gzipped(chunks) : chunks;
  await writeOutput(text, { ...(output === undefined ? {} : { output }), mode: ownerOnly }, context);
};

/** The same of scopes that come one after another: to standard output each at once, elsewhere all or nothing. */
export const writeScopes = async (
  head: Omit<Snapshot, 'scopes'>,
  scopes: AsyncIterable<ScopeSnapshot>,
  { output }: OneOutputFlag,
  context: Context,
): Promise<void> => {
  const chunks = streamedChunks(head, scopes);
  const { stdout } = context.streams;
  if ((output === undefined || output === '-') && !stdout.isTTY) {
    for await (const chunk of chunks) await write(stdout, chunk);
    return;
  }
  const { spooled } = await import('./spool.ts');
  const packed = output !== undefined && isGzipName(output) ? gzippedStream(chunks) : chunks;
  const target = { ...(output === undefined ? {} : { output }), mode: ownerOnly };
  const beside = output === undefined || output === '-' || isS3Uri(output) ? undefined : output;
  await spooled(packed, beside, (blocks) => writeOutput(blocks, target, context));
};
