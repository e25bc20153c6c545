import { createReadStream } from 'node:fs';
import { Failure } from '../failure.ts';
import { mergeSnapshots, type NamedSnapshot } from '../snapshot/merge.ts';
import { readSnapshot } from '../snapshot/read.ts';
import type { Snapshot } from '../snapshot/schema.ts';
import type { Context } from './context.ts';
import type { WorkListFlag } from './flags.ts';
import { gunzipped } from './gunzip.ts';
import { isS3Uri } from './s3-uri.ts';
import { snapshotFilesAt } from './snapshot-folder.ts';

/** `-` is standard input, `s3://…` an object. */
export const readSnapshotFile = async (file: string, { streams: { stdin } }: Context): Promise<Snapshot> => {
  if (isS3Uri(file)) {
    const { readObject } = await import('./s3-objects.ts');

    return readSnapshot(gunzipped(readObject(file), file), file);
  }
  if (file !== '-') return readSnapshot(gunzipped(createReadStream(file), file), file);
  if (stdin.isTTY) {
    throw new Failure(
      '--snapshot - reads standard input, which is a terminal',
      'Pipe a snapshot in: vpce-audit collect | vpce-audit --snapshot -',
    );
  }

  return readSnapshot(gunzipped(stdin, 'standard input'), 'standard input');
};

const filesAt = async (path: string): Promise<readonly string[]> =>
  isS3Uri(path) ? (await import('./s3-objects.ts')).objectsAt(path) : snapshotFilesAt(path);

/** There may be thousands, and each of them is a while on its way. */
const objectsAtOnce = 8;

interface ReadSnapshots {
  readonly snapshot: Snapshot;
  /** For the user to know. */
  readonly notices: readonly string[];
}

export const assertOneInput = (paths: readonly string[]): void => {
  if (paths.filter((path) => path === '-').length > 1)
    throw new Failure('standard input holds one snapshot, not two', 'Name a file for one of them.');
};

const readAll = async (paths: readonly string[], context: Context): Promise<ReadSnapshots> => {
  const files = [...new Set((await Promise.all(paths.map(filesAt))).flat())];
  const [first, ...others] = files;
  if (first === undefined) throw new Failure('--snapshot names no file', 'Give the snapshot that collect wrote.');
  assertOneInput(paths);
  const one = { name: first, snapshot: await readSnapshotFile(first, context) };
  if (others.length === 0) return { snapshot: one.snapshot, notices: [] };
  const { eachInOrder } = await import('../each-in-order.ts');
  const more: NamedSnapshot[] = [];
  const read = async (name: string): Promise<NamedSnapshot> => ({
    name,
    snapshot: await readSnapshotFile(name, context),
  });
  for await (const one of eachInOrder(others, others.some(isS3Uri) ? objectsAtOnce : 1, read)) more.push(one);

  return mergeSnapshots([one, ...more]);
};

/** Files, and folders of them, as one network; what a work list names and none of them holds is a gap of it. */
export const readSnapshotFiles = async (
  paths: readonly string[],
  { workList }: WorkListFlag,
  context: Context,
): Promise<ReadSnapshots> => {
  const read = await readAll(paths, context);
  if (workList === undefined) return read;
  const { readWorkList } = await import('./shards/read-shards.ts');
  const { withMissingScopes } = await import('./shards/with-missing-scopes.ts');

  return { ...read, snapshot: withMissingScopes(read.snapshot, await readWorkList(workList)) };
};
