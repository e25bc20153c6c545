import { snapshotChunks } from '../../snapshot/write.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit-code.ts';
import type { ScopeFlags, SourceFlags, TerminalFlags } from '../flags.ts';
import { collectLive } from '../live.ts';
import { write, writeWhole } from '../write.ts';

export type CollectFlags = Pick<SourceFlags, 'profile' | 'region'> &
  ScopeFlags &
  TerminalFlags & { readonly output?: string };

export const runCollect = async (flags: CollectFlags, context: Context): Promise<number> => {
  const snapshot = await collectLive(flags, context);
  return exitCodes.clean;
};
