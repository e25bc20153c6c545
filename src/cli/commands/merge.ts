import type { Context } from '../context.ts';
import { exitCodes } from '../exit-code.ts';
import { assertNoFormat } from '../file-name.ts';
import type { OneOutputFlag, TerminalFlags } from '../flags.ts';
import { readSnapshotFiles } from '../snapshot-file.ts';
import { writeNotices } from '../write-notices.ts';
import { assertSnapshotWritable, writeSnapshot } from '../write-snapshot.ts';

export type MergeFlags = OneOutputFlag & TerminalFlags;

/** Several snapshots as one, for whoever audits them later. Judges nothing: gaps stay what they are. */
export const runMerge = async (paths: readonly string[], flags: MergeFlags, context: Context): Promise<number> => {
  assertNoFormat(flags.output, []);
  await assertSnapshotWritable(flags);
  const { snapshot, notices } = await readSnapshotFiles(paths, context);
  if (notices.length > 0 && !flags.quiet) await writeNotices(notices, context);
  await writeSnapshot(snapshot, flags, context);

  return exitCodes.clean;
};
