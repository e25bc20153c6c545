import type { Gap, ScopeSnapshot } from '../../snapshot/schema.ts';
import { isForOthersOnly } from '../../snapshot/section-spec.ts';
import { isSection, sectionSpecs } from '../../snapshot/sections.ts';
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

/** Nothing of the account itself rests on it, and no other one is read. */
const isOthers = ({ section }: Gap): boolean => isSection(section) && isForOthersOnly(sectionSpecs[section]);

const readsSeveral = ({ org, account, roleArn, profile, shard }: CollectFlags): boolean =>
  (org ?? shard ?? account ?? roleArn) !== undefined || (profile?.length ?? 0) > 1;

const sayLeftOut = async (gaps: readonly Gap[], flags: CollectFlags, context: Context): Promise<void> => {
  const actions = [...new Set(gaps.map(({ action, kind }) => `${action} ${kind}`))];
  if (actions.length === 0 || flags.quiet) return;
  const { writeNotices } = await import('../write-notices.ts');
  await writeNotices(
    [`${actions.join(', ')}: the snapshot lacks what other accounts may rest on; this one needs none of it`],
    context,
  );
};

/**
 * Scopes are written as they come: there may be thousands. A snapshot with gaps is a good snapshot: it says so itself,
 * and whoever audits it is told.
 */
export const runCollect = async (flags: CollectFlags, context: Context): Promise<number> => {
  assertNoFormat(flags.output, []);
  assertWritable([flags.output]);
  if (flags.demo) return collectDemo(flags, context);
  const isAlone = !readsSeveral(flags);
  const leftOut: Gap[] = [];
  let isWhole = true;
  const watched = async function* (scopes: AsyncIterable<ScopeSnapshot>): AsyncGenerator<ScopeSnapshot> {
    for await (const scope of scopes) {
      const others = isAlone ? scope.gaps.filter(isOthers) : [];
      leftOut.push(...others);
      isWhole &&= scope.gaps.length === others.length;
      yield scope;
    }
  };
  await withScopes({ ...flags, forOthers: true }, context, (scopes) =>
    writeScopes(snapshotHead, watched(scopes), flags, context),
  );

  await sayLeftOut(leftOut, flags, context);

  return isWhole ? exitCodes.clean : exitCodes.incomplete;
};
