import { assertWritable } from '../assert-writable.ts';
import { collectSnapshot, type LiveFlags } from '../collect-live.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit-code.ts';
import { assertNoFormat } from '../file-name.ts';
import type { SourceFlags } from '../flags.ts';
import { writeSnapshot } from '../write-snapshot.ts';

export type CollectFlags = LiveFlags & Pick<SourceFlags, 'demo'> & { readonly output?: string };

/** A snapshot with gaps is a good snapshot: it says so itself, and whoever audits it is told. */
export const runCollect = async (flags: CollectFlags, context: Context): Promise<number> => {
  assertNoFormat(flags.output, []);
  assertWritable([flags.output]);
  const snapshot = flags.demo
    ? (await import('../../sources/demo.ts')).demoSnapshot()
    : await collectSnapshot(flags, context);
  await writeSnapshot(snapshot, flags, context);

  return snapshot.scopes.every((scope) => scope.gaps.length === 0) ? exitCodes.clean : exitCodes.incomplete;
};
