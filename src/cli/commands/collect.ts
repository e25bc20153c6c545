import type { ScopeSnapshot } from '../../snapshot/schema.ts';
import { assertWritable } from '../assert-writable.ts';
import type { LiveFlags } from '../collect-live.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit-code.ts';
import { assertNoFormat } from '../file-name.ts';
import type { SourceFlags } from '../flags.ts';
import { snapshotHead, withScopes } from '../live-scopes.ts';
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
  let isWhole = true;
  const watched = async function* (scopes: AsyncIterable<ScopeSnapshot>): AsyncGenerator<ScopeSnapshot> {
    for await (const scope of scopes) {
      isWhole &&= scope.gaps.length === 0;
      yield scope;
    }
  };
  await withScopes({ ...flags, forOthers: true }, context, (scopes) =>
    writeScopes(snapshotHead, watched(scopes), flags, context),
  );

  return isWhole ? exitCodes.clean : exitCodes.incomplete;
};
