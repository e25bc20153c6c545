import { pathsOf } from '../audit/paths.ts';
import type { Report, ReportPath } from '../audit.ts';
import type { PathPair } from './causes.ts';
import type { ChangeCause, PathChange, PathDisposition } from './difference.ts';
import type { ResourceChange } from './resource-change.ts';
import { isWorse } from './worse.ts';

/** Also the order: the primary name of a service comes first. */
const keyOf = ({ account, region, vpcId, subnetId, service, primary, name, family }: ReportPath): string =>
  JSON.stringify([account, region, vpcId, subnetId, service, primary ? 0 : 1, name, family]);

/** What it comes to, whichever gateway or endpoint of a kind carries it: a new one in place of an old one changes nothing. */
const verdictOf = ({ verdict, via, parts }: Pick<ReportPath, 'verdict' | 'via' | 'parts'>): string =>
  JSON.stringify([verdict, via?.kind, parts.map((part) => `${part.verdict} ${part.via?.kind}`).sort()]);

const dispositionOf = (path: ReportPath | undefined): PathDisposition | null => {
  if (path === undefined) return null;
  const { verdict, via, through, reason, parts } = path;

  return { verdict, via, through, reason, parts };
};

const pathsByKey = (report: Report): ReadonlyMap<string, ReportPath> => {
  const byKey = new Map<string, ReportPath>();
  for (const path of pathsOf(report)) byKey.set(keyOf(path), path);

  return byKey;
};

const pairsOf = (before: Report, after: Report): ReadonlyMap<string, PathPair> => {
  const old = pathsByKey(before);
  const young = pathsByKey(after);
  const keys = [...new Set([...old.keys(), ...young.keys()])].sort();

  return new Map(keys.map((key) => [key, { before: old.get(key), after: young.get(key) }]));
};

const isChanged = ({ before, after }: PathPair): boolean =>
  before === undefined || after === undefined || verdictOf(before) !== verdictOf(after);

const asCause = ({ resource, change }: ResourceChange): ChangeCause => ({ resource, change });

/** `causesOf` is asked for the paths alone that changed. */
export const pathChanges = (
  before: Report,
  after: Report,
  causesOf: (pair: PathPair) => readonly ResourceChange[],
): readonly PathChange[] =>
  [...pairsOf(before, after).values()].filter(isChanged).flatMap((pair) => {
    const path = pair.after ?? pair.before;
    if (path === undefined) return [];
    const dispositions = { before: dispositionOf(pair.before), after: dispositionOf(pair.after) };
    const { account, region, vpcId, vpcName, subnetId, subnetName, service, name, primary, family } = path;

    return {
      ...{ account, region, vpcId, vpcName, subnetId, subnetName, service, name, primary, family },
      ...dispositions,
      worse: isWorse(dispositions),
      causes: causesOf(pair).map(asCause),
    };
  });
