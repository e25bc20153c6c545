import { assertWritable } from '../assert-writable.ts';
import { collectSnapshot, type LiveFlags } from '../collect-live.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit-code.ts';
import { writeSnapshot } from '../write-snapshot.ts';

export type CollectFlags = LiveFlags & { readonly output?: string };

/** A snapshot with gaps is a good snapshot: it says so itself, and whoever audits it is told. */
export const runCollect = async (flags: CollectFlags, context: Context): Promise<number> => {
  assertWritable([flags.output]);
  const snapshot = await collectSnapshot(flags, context);
  await writeSnapshot(snapshot, flags, context);

  return snapshot.scopes.every((scope) => scope.gaps.length === 0) ? exitCodes.clean : exitCodes.incomplete;
};
