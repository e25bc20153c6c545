import type { Snapshot } from '../snapshot/schema.ts';
import type { Context } from './context.ts';
import type { SnapshotFlags } from './flags.ts';
import { progressOn } from './progress.ts';
import { version } from './version.ts';

/** Asks AWS, with progress for whoever watches. The SDK is by far the heaviest import: nothing else loads it. */
export const collectLive = async (flags: SnapshotFlags, { streams }: Context): Promise<Snapshot> => {
  const { collectAws } = await import('../sources/aws/collect-aws.ts');
  const progress = progressOn(streams.stderr, flags);
  try {
    return await collectAws({
      ...(flags.profile === undefined ? {} : { profile: flags.profile }),
      regions: flags.region ?? [],
      progress: ({ done, total, label }) => progress.show(`${done}/${total} ${label}`),
      now: () => new Date(),
      toolVersion: version,
    });
  } finally {
    progress.end();
  }
};
