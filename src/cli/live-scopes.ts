import type { ScopeSnapshot, Snapshot } from '../snapshot/schema.ts';
import { askAws, type LiveFlags } from './collect-live.ts';
import type { Context } from './context.ts';
import { version } from './version.ts';

/** What a snapshot of ours says of itself. */
export const snapshotHead = { schemaVersion: 1, tool: { name: 'vpce-audit', version } } as const;

type Consume<T> = (scopes: AsyncIterable<ScopeSnapshot>) => Promise<T>;

/** Hands on each scope as it comes. The SDK is by far the heaviest import: nothing else loads it. */
export const withScopes = async <T>(flags: LiveFlags, context: Context, consume: Consume<T>): Promise<T> => {
  if (flags.jobs !== undefined) return (await import('./jobs.ts')).withJobs(flags, flags.jobs, context, consume);
  const { collectScopes } = await import('../sources/aws/collect-aws.ts');

  return askAws(flags, context, (options) => consume(collectScopes(options)));
};

/** Everything as one snapshot. */
export const collectSnapshot = async (flags: LiveFlags, context: Context): Promise<Snapshot> => {
  const scopes: ScopeSnapshot[] = [];
  await withScopes(flags, context, async (all) => {
    for await (const scope of all) scopes.push(scope);
  });

  return { ...snapshotHead, scopes };
};
