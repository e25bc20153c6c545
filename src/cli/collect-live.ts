import type { Snapshot } from '../snapshot/schema.ts';
import type { Context } from './context.ts';
import type { SnapshotFlags } from './flags.ts';
import { progressOn } from './progress.ts';
import { version } from './version.ts';

/** Where nobody watches, and could stop it, a run ends by itself. */
const unwatchedSeconds = 900;

/** Asks AWS, with progress for whoever watches. The SDK is by far the heaviest import: nothing else loads it. */
export const collectLive = async (flags: SnapshotFlags, context: Context): Promise<Snapshot> => {
  const { collectAws } = await import('../sources/aws/collect-aws.ts');
  const { stderr } = context.streams;
  const timeoutSeconds = flags.timeout ?? (stderr.isTTY ? undefined : unwatchedSeconds);
  const progress = progressOn(stderr, flags);
  const warnings: string[] = [];
  try {
    return await collectAws({
      ...(flags.profile === undefined ? {} : { profile: flags.profile }),
      ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
      regions: flags.region ?? [],
      progress: ({ done, total, label, waitingFor }) => progress.show(`${done}/${total} ${label}`, waitingFor),
      warn: (text) => warnings.push(text),
      now: () => new Date(),
      toolVersion: version,
    });
  } finally {
    progress.end();
    if (warnings.length > 0 && !flags.quiet) await (await import('./write-notices.ts')).writeNotices(warnings, context);
  }
};
