import { createReadStream } from 'node:fs';
import { Failure } from '../failure.ts';
import { readSnapshot } from '../snapshot/read.ts';
import type { Snapshot } from '../snapshot/schema.ts';
import type { Context } from './context.ts';

/** `-` is standard input. */
export const readSnapshotFile = async (file: string, { streams: { stdin } }: Context): Promise<Snapshot> => {
  if (file !== '-') return readSnapshot(createReadStream(file), file);
  if (stdin.isTTY) {
    throw new Failure(
      '--snapshot - reads standard input, which is a terminal',
      'Pipe a snapshot in: vpce-audit collect | vpce-audit --snapshot -',
    );
  }

  return readSnapshot(stdin, 'standard input');
};
