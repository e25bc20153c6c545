import { createReadStream } from 'node:fs';
import { Failure } from '../failure.ts';
import { mergeSnapshots, type NamedSnapshot } from '../snapshot/merge.ts';
import { readSnapshot, somethingElse } from '../snapshot/read.ts';
import type { Snapshot } from '../snapshot/schema.ts';
import type { Context } from './context.ts';
import type { WorkListFlag } from './flags.ts';
import { gunzipped } from './gunzip.ts';
import { isS3Uri } from './s3-uri.ts';
import { snapshotFilesAt } from './snapshot-folder.ts';
import { type UnreadFile, unreadNotices, withUnreadFiles } from './unread-files.ts';

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

interface FoundSnapshots extends ReadSnapshots {
  readonly unread: readonly UnreadFile[];
}

/** None of so many could be read, and others need not be tried: it is no fault of theirs. */
const mostUnread = 8;

/** What is named is read, or nothing is; one of a folder that cannot be read costs itself alone. */
const readerOf = (paths: readonly string[], context: Context) => {
  const named = new Set(paths);

  return async (name: string): Promise<NamedSnapshot | UnreadFile> => {
    try {
      return { name, snapshot: await readSnapshotFile(name, context) };
    } catch (error) {
      if (named.has(name) || !(error instanceof Failure)) throw error;

      return { name, failure: error };
    }
  };
};

const readAll = async (paths: readonly string[], context: Context): Promise<FoundSnapshots> => {
  const files = [...new Set((await Promise.all(paths.map(filesAt))).flat())];
  const [only, ...more] = files;
  if (only === undefined) throw new Failure('--snapshot names no file', 'Give the snapshot that collect wrote.');
  assertOneInput(paths);
  if (more.length === 0) return { snapshot: await readSnapshotFile(only, context), notices: [], unread: [] };
  const { eachInOrder } = await import('../each-in-order.ts');
  const [found, unread]: [NamedSnapshot[], UnreadFile[]] = [[], []];
  const atOnce = files.some(isS3Uri) ? objectsAtOnce : 1;
  for await (const one of eachInOrder(files, atOnce, readerOf(paths, context))) {
    if ('snapshot' in one) found.push(one);
    else unread.push(one);
    if (found.length === 0 && unread.length === mostUnread) break;
  }
  const [first, ...others] = found;
  if (first === undefined) throw unread[0]?.failure;
  if (others.length === 0) return { snapshot: first.snapshot, notices: [], unread };

  return { ...mergeSnapshots([first, ...others]), unread };
};

/** Files, and folders of them, as one network; what a work list names and none of them holds is a gap of it. */
export const readSnapshotFiles = async (
  paths: readonly string[],
  { workList }: WorkListFlag,
  context: Context,
): Promise<ReadSnapshots> => {
  const { snapshot, unread, notices } = await readAll(paths, context);
  const told = [...notices, ...unreadNotices(unread)];
  const withUnread = (whole: Snapshot, files: readonly UnreadFile[]): ReadSnapshots => ({
    snapshot: files.length === 0 ? whole : withUnreadFiles(whole, files),
    notices: told,
  });
  if (workList === undefined) return withUnread(snapshot, unread);
  const { readWorkList } = await import('./shards/read-shards.ts');
  const { withMissingScopes } = await import('./shards/with-missing-scopes.ts');
  const whole = withMissingScopes(snapshot, await readWorkList(workList));
  // What is missing may be what they held; where nothing is, they may hold what is newer than the rest.
  const isMissing = whole.scopes.length > snapshot.scopes.length;

  return withUnread(whole, isMissing ? [] : unread.filter(({ failure }) => failure.cause !== somethingElse));
};
