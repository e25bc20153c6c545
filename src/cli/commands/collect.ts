import type { ScopeSnapshot } from '../../snapshot/schema.ts';
import { assertWritable } from '../assert-writable.ts';
import { askAws, type LiveFlags, snapshotHead } from '../collect-live.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit-code.ts';
import { assertNoFormat } from '../file-name.ts';
import type { SourceFlags } from '../flags.ts';
import { writeScopes, writeSnapshot } from '../write-snapshot.ts';

export type CollectFlags = LiveFlags & Pick<SourceFlags, 'demo'> & { readonly output?: string };

const collectDemo = async (flags: CollectFlags, context: Context): Promise<number> => {
  await writeSnapshot((await import('../../sources/demo.ts')).demoSnapshot(), flags, context);

  return exitCodes.clean;
};

/**
 * Scopes are written as they come: there may be thousands. A snapshot with gaps is a good snapshot: it says so itself,
 * and whoever audits it is told.
 */
export const runCollect = async (flags: CollectFlags, context: Context): Promise<number> => {
  assertNoFormat(flags.output, []);
  assertWritable([flags.output]);
  if (flags.demo) return collectDemo(flags, context);
  const { collectScopes } = await import('../../sources/aws/collect-aws.ts');
  let isWhole = true;
  const watched = async function* (scopes: AsyncIterable<ScopeSnapshot>): AsyncGenerator<ScopeSnapshot> {
    for await (const scope of scopes) {
      isWhole &&= scope.gaps.length === 0;
      yield scope;
    }
  };
  await askAws(flags, context, (options) => writeScopes(snapshotHead, watched(collectScopes(options)), flags, context));

  return isWhole ? exitCodes.clean : exitCodes.incomplete;
};
