import type { ScopeSnapshot, Snapshot } from '../snapshot/schema.ts';
import { callersOf } from './callers.ts';
import type { Context } from './context.ts';
import type { SnapshotFlags } from './flags.ts';
import { progressOn } from './progress.ts';
import { version } from './version.ts';

/** Where nobody watches, and could stop it, a run ends by itself. */
const unwatchedSeconds = 900;

/**
 * Asks AWS, with progress for whoever watches, and gives each scope as it comes. The SDK is by far the heaviest
 * import: nothing else loads it.
 */
async function* collectLive(flags: SnapshotFlags, context: Context): AsyncGenerator<ScopeSnapshot, void, undefined> {
  const { collectScopes } = await import('../sources/aws/collect-aws.ts');
  const { stderr } = context.streams;
  const timeoutSeconds = flags.timeout ?? (stderr.isTTY ? undefined : unwatchedSeconds);
  const progress = progressOn(stderr, flags);
  const warnings: string[] = [];
  const warn = (text: string): unknown => warnings.push(text);
  const regions = flags.region ?? [];
  const startedAt = performance.now();
  try {
    yield* collectScopes({
      callers: await callersOf(flags, { regions, timeoutSeconds, startedAt, warn }),
      startedAt,
      ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
      regions,
      progress: ({ done, total, label, waitingFor }) => progress.show(`${done}/${total} ${label}`, waitingFor),
      warn,
      now: () => new Date(),
      toolVersion: version,
    });
  } finally {
    progress.end();
    if (warnings.length > 0 && !flags.quiet) await (await import('./write-notices.ts')).writeNotices(warnings, context);
  }
}

/** All of it as one snapshot. */
export const collectSnapshot = async (flags: SnapshotFlags, context: Context): Promise<Snapshot> => {
  const scopes: ScopeSnapshot[] = [];
  for await (const scope of collectLive(flags, context)) scopes.push(scope);

  return { schemaVersion: 1, tool: { name: 'vpce-audit', version }, scopes };
};
