import type { Source } from '../audit.ts';
import { Failure } from '../failure.ts';
import type { Snapshot } from '../snapshot/schema.ts';
import type { Context } from './context.ts';
import type { SourceFlags, TerminalFlags } from './flags.ts';

export interface Facts {
  readonly snapshot: Snapshot;
  readonly source: Source;
}

export type FactFlags = SourceFlags & TerminalFlags;

/** The facts, from the one source that the flags name; live AWS where they name none. */
export const readFacts = async (flags: FactFlags, context: Context): Promise<Facts> => {
  const { snapshot, awsCli, demo, region } = flags;
  if (demo) {
    const { demoSnapshot } = await import('../sources/demo.ts');
    return { source: 'demo', snapshot: ofRegions(demoSnapshot(), region) };
  }
  if (snapshot !== undefined) {
    const { readSnapshotFile } = await import('./snapshot-file.ts');
    return { source: 'snapshot', snapshot: ofRegions(await readSnapshotFile(snapshot, context), region) };
  }
  if (awsCli !== undefined) {
    const { readAwsCliFolder } = await import('../sources/aws-cli/folder.ts');
    return { source: 'aws-cli', snapshot: readAwsCliFolder(awsCli, { region: onlyRegion(region) }) };
  }
  const { collectLive } = await import('./live.ts');
  return { source: 'aws', snapshot: await collectLive(flags, context) };
};

const ofRegions = (snapshot: Snapshot, regions: readonly string[] | undefined): Snapshot => {
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
