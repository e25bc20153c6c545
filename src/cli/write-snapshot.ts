import type { Snapshot } from '../snapshot/schema.ts';
import { snapshotChunks } from '../snapshot/write.ts';
import type { Context } from './context.ts';
import type { OneOutputFlag } from './flags.ts';
import { writeOutput } from './write-output.ts';

/** It tells the whole network: a new file is for its owner alone. */
const ownerOnly = 0o600;

export const writeSnapshot = (snapshot: Snapshot, { output }: OneOutputFlag, context: Context): Promise<void> =>
  writeOutput(snapshotChunks(snapshot), { ...(output === undefined ? {} : { output }), mode: ownerOnly }, context);
