import { createReadStream } from 'node:fs';
import { Failure } from '../failure.ts';
import { mergeSnapshots, type NamedSnapshot } from '../snapshot/merge.ts';
import { readSnapshot } from '../snapshot/read.ts';
import type { Snapshot } from '../snapshot/schema.ts';
import type { Context } from './context.ts';
import { snapshotFilesAt } from './snapshot-folder.ts';

/** Bytes a read: large snapshots are of a gigabyte. */
const highWaterMark = 2 ** 20;

/** `-` is standard input. */
export const readSnapshotFile = async (file: string, { streams: { stdin } }: Context): Promise<Snapshot> => {
  if (file !== '-') return readSnapshot(createReadStream(file, { highWaterMark }), file);
  if (stdin.isTTY) {
    throw new Failure(
      '--snapshot - reads standard input, which is a terminal',
      'Pipe a snapshot in: vpce-audit collect | vpce-audit --snapshot -',
    );
  }

  return readSnapshot(stdin, 'standard input');
};

/** Files, and folders of them, as one network; `notices` are for the user to know. */
export const readSnapshotFiles = async (
  paths: readonly string[],
  context: Context,
): Promise<{ readonly snapshot: Snapshot; readonly notices: readonly string[] }> => {
  const files = [...new Set(paths.flatMap(snapshotFilesAt))];
  const [first, ...others] = files;
  if (first === undefined) throw new Failure('--snapshot names no file', 'Give the snapshot that collect wrote.');
  if (paths.filter((path) => path === '-').length > 1)
    throw new Failure('standard input holds one snapshot, not two', 'Name a file for one of them.');
  const one = { name: first, snapshot: await readSnapshotFile(first, context) };
  if (others.length === 0) return { snapshot: one.snapshot, notices: [] };
  const more: NamedSnapshot[] = [];
  for (const name of others) more.push({ name, snapshot: await readSnapshotFile(name, context) });

  return mergeSnapshots([one, ...more]);
};
