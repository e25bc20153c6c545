import { jsonText } from '../../json-text.ts';
import { assertWritable } from '../assert-writable.ts';
import { askAws, type LiveFlags } from '../collect-live.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit-code.ts';
import { writeOutput } from '../write-output.ts';

export type ShardsFlags = LiveFlags & { readonly output?: string };

/** The work list of a collection that is done in pieces, elsewhere: a shard a line. */
export const runShards = async (flags: ShardsFlags, context: Context): Promise<number> => {
  assertWritable([flags.output]);
  const { listShards } = await import('../../sources/aws/list-shards.ts');
  const shards = await askAws(flags, context, (options) => listShards(options));
  const lines = shards.map((shard) => `  ${jsonText(shard)}`);
  await writeOutput(`[\n${lines.join(',\n')}\n]\n`, flags, context);

  return exitCodes.clean;
};
