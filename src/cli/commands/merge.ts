import { assertWritable } from '../assert-writable.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit-code.ts';
import { assertNoFormat } from '../file-name.ts';
import type { OneOutputFlag, TerminalFlags, WorkListFlag } from '../flags.ts';
import { readSnapshotFiles } from '../snapshot-file.ts';
import { writeNotices } from '../write-notices.ts';
import { writeSnapshot } from '../write-snapshot.ts';

export type MergeFlags = OneOutputFlag & TerminalFlags & WorkListFlag;

/** Several snapshots as one, for whoever audits them later. Judges nothing: gaps stay what they are. */
export const runMerge = async (paths: readonly string[], flags: MergeFlags, context: Context): Promise<number> => {
  assertNoFormat(flags.output, []);
  assertWritable([flags.output]);
  const { snapshot, notices } = await readSnapshotFiles(paths, flags, context);
  if (notices.length > 0 && !flags.quiet) await writeNotices(notices, context);
  await writeSnapshot(snapshot, flags, context);

  return exitCodes.clean;
};
