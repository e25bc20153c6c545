import { snapshotChunks } from '../../snapshot/write.ts';
import { assertWritable } from '../assert-writable.ts';
import { collectLive } from '../collect-live.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit-code.ts';
import type { SourceFlags, TerminalFlags } from '../flags.ts';
import { writeOutput } from '../write-output.ts';

export type CollectFlags = Pick<SourceFlags, 'profile' | 'region' | 'timeout'> &
  TerminalFlags & { readonly output?: string };

/** A snapshot tells the whole network. */
const ownerOnly = 0o600;

/** A snapshot with gaps is a good snapshot: it says so itself, and whoever audits it is told. */
export const runCollect = async (flags: CollectFlags, context: Context): Promise<number> => {
  assertWritable([flags.output]);
  const snapshot = await collectLive(flags, context);
  await writeOutput(snapshotChunks(snapshot), { output: flags.output, mode: ownerOnly }, context);

  return snapshot.scopes.every((scope) => scope.gaps.length === 0) ? exitCodes.clean : exitCodes.incomplete;
};
