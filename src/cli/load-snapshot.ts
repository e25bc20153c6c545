import type { Source } from '../audit.ts';
import { Failure } from '../failure.ts';
import type { Snapshot } from '../snapshot/schema.ts';
import { compileLess } from './compile-less.ts';
import type { Context } from './context.ts';
import type { SnapshotFlags } from './flags.ts';
import type { Settings } from './settings.ts';

interface LoadedSnapshot {
  readonly snapshot: Snapshot;
  readonly source: Source;
  /** Keys of scopes that the others are judged by. */
  readonly context?: ReadonlySet<string>;
}

const withRegions = (snapshot: Snapshot, regions: readonly string[] | undefined): Snapshot => {
  if (regions === undefined || regions.includes('all')) return snapshot;
  const present = new Set(snapshot.scopes.map((scope) => scope.region));
  const absent = regions.filter((region) => !present.has(region));
  if (absent.length > 0) {
    throw new Failure(`the facts hold nothing of ${absent.join(', ')}`, `They are of ${[...present].join(', ')}.`);
  }

  return { ...snapshot, scopes: snapshot.scopes.filter((scope) => regions.includes(scope.region)) };
};

const onlyRegion = (regions: readonly string[] | undefined): string | undefined => {
  if (regions !== undefined && regions.length > 1) {
    throw new Failure('--aws-cli takes one --region', 'A folder holds the output of one Region; audit each by itself.');
  }

  return regions?.[0];
};

const sayNotices = async (notices: readonly string[], flags: SnapshotFlags, context: Context): Promise<void> => {
  if (notices.length > 0 && !flags.quiet) await (await import('./write-notices.ts')).writeNotices(notices, context);
};

const loadJudged = async (flags: SnapshotFlags, context: Context): Promise<LoadedSnapshot> => {
  const { snapshot, awsCli, demo, region, workList } = flags;
  if (workList !== undefined && snapshot === undefined)
    throw new Failure('--work-list says what snapshots are to hold, and there are none', 'Give --snapshot as well.');
  if (demo) {
    const { demoSnapshot } = await import('../sources/demo.ts');

    return { source: 'demo', snapshot: withRegions(demoSnapshot(), region) };
  }
  if (snapshot !== undefined) {
    const { readSnapshotFiles } = await import('./snapshot-file.ts');
    const read = await readSnapshotFiles(snapshot, flags, context);
    await sayNotices(read.notices, flags, context);

    return { source: 'snapshot', snapshot: withRegions(read.snapshot, region) };
  }
  if (awsCli !== undefined) {
    const { readAwsCliFolder } = await import('../sources/aws-cli/folder.ts');

    return { source: 'aws-cli', snapshot: readAwsCliFolder(awsCli, { region: onlyRegion(region) }) };
  }
  const { collectSnapshot } = await import('./live-scopes.ts');

  return { source: 'aws', snapshot: await collectSnapshot(flags, context) };
};

/** The same with what `--context` names beside it. */
const besideContext = async (
  loaded: LoadedSnapshot,
  flags: SnapshotFlags,
  context: Context,
): Promise<LoadedSnapshot> => {
  compileLess(loaded.snapshot);
  if (flags.context === undefined) return loaded;
  const { assertOneInput, readSnapshotFiles } = await import('./snapshot-file.ts');
  const { withContext } = await import('../snapshot/merge.ts');
  assertOneInput([...(flags.snapshot ?? []), ...flags.context]);
  const { notices, ...joined } = withContext(loaded.snapshot, await readSnapshotFiles(flags.context, {}, context));
  await sayNotices(notices, flags, context);

  return { source: loaded.source, ...joined };
};

/** From the one source that the flags name; from live AWS where they name none. */
export const loadSnapshot = async (flags: SnapshotFlags, context: Context): Promise<LoadedSnapshot> =>
  besideContext(await loadJudged(flags, context), flags, context);

const isSaved = ({ snapshot, awsCli, demo }: SnapshotFlags): boolean =>
  snapshot !== undefined || awsCli !== undefined || demo === true;

const withConfiguredRegions = (
  { source, snapshot }: LoadedSnapshot,
  regions: readonly string[],
  config: string,
): LoadedSnapshot => {
  const scopes = snapshot.scopes.filter(({ region }) => regions.includes(region));
  if (scopes.length > 0 || snapshot.scopes.length === 0) return { source, snapshot: { ...snapshot, scopes } };
  const present = [...new Set(snapshot.scopes.map(({ region }) => region))];

  throw new Failure(
    `${config}: the facts hold nothing of ${regions.join(', ')}`,
    `They are of ${present.join(', ')}; --region outranks the config.`,
  );
};

/**
 * As far as the settings ask for it. Regions of a flag must all be there; those of a config are what AWS is asked for,
 * and a saved snapshot, which may hold some of them only, is cut down to them.
 */
export const loadConfiguredSnapshot = async (
  flags: SnapshotFlags,
  { effective: { regions, vpcs, subnets } }: Settings,
  context: Context,
): Promise<LoadedSnapshot> => {
  const meant = { ...flags, vpc: vpcs.value, subnet: subnets.value };
  if (flags.region !== undefined || regions.value.length === 0) return loadSnapshot(meant, context);
  if (!isSaved(flags)) return loadSnapshot({ ...meant, region: regions.value }, context);
  const loaded = await loadJudged(flags, context);
  const wanted = regions.value.includes('all') ? loaded : withConfiguredRegions(loaded, regions.value, regions.from);

  return besideContext(wanted, flags, context);
};
