import type { Finding, Report, ReportPath, ReportSubnet, ReportWay } from '../../src/audit.ts';
import { groupBy } from '../../src/group-by.ts';
import { json } from '../../src/report/json.ts';
import { pathsIn } from './report.ts';

type JsonPart = ReportWay['parts'][number] & { readonly more: number };

interface JsonWay extends Omit<ReportWay, 'parts'> {
  readonly id: string;
  readonly parts: readonly JsonPart[];
}

/** What `--format json` says, as a program reads it. */
export interface JsonReport extends Omit<Report, 'subnets'> {
  readonly paths: readonly (Pick<
    ReportPath,
    'account' | 'region' | 'vpcId' | 'subnetId' | 'service' | 'name' | 'primary' | 'family'
  > &
    Pick<ReportWay, 'verdict' | 'via' | 'reason' | 'confidence'> & { readonly way: string })[];
  readonly ways: readonly JsonWay[];
  readonly subnets: readonly Omit<ReportSubnet, 'paths'>[];
  readonly findings: readonly Finding[];
}

export const jsonReport = (report: Report): JsonReport => JSON.parse([...json(report)].join(''));

/** Each path with all that its way and its subnet say, as a reader of the JSON puts them together. */
export const joined = ({ paths, ways, subnets }: JsonReport): readonly object[] => {
  const wayOf = new Map(ways.map(({ id, ...way }) => [id, way]));
  const placeOf = groupBy(subnets, ({ account, region, subnetId }) => JSON.stringify([account, region, subnetId]));

  return paths.map(({ way, ...path }) => {
    const { account, region, subnetId } = path;
    const [subnet] = placeOf.get(JSON.stringify([account, region, subnetId])) ?? [];

    return { ...path, vpcName: subnet?.vpcName, subnetName: subnet?.name, ...wayOf.get(way) };
  });
};

/** The same of the report itself, path by path. */
export const toldInFull = (report: Report): readonly object[] =>
  pathsIn(report).map((path) => ({
    ...path,
    parts: path.parts.map((part) => ({
      ...part,
      cidrs: part.cidrs.slice(0, 64),
      more: Math.max(0, part.cidrs.length - 64),
    })),
  }));
