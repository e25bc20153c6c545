import { sharedPathsOf } from './paths.ts';
import type { Finding, Report, ReportGap, ReportSubnet, ReportWay } from './report.ts';

/** In the order of the keys. */
const counted = <K extends string>(items: Iterable<readonly [key: K, times: number]>): Partial<Record<K, number>> => {
  const counts = new Map<K, number>();
  for (const [key, times] of items) counts.set(key, (counts.get(key) ?? 0) + times);
  const sorted: Partial<Record<K, number>> = {};
  for (const key of [...counts.keys()].sort()) sorted[key] = counts.get(key) ?? 0;

  return sorted;
};

/** Nobody can tell what becomes of it, or of some of its addresses. */
const isOpen = ({ verdict, parts }: ReportWay): boolean =>
  verdict === 'unknown' || parts.some((part) => part.verdict === 'unknown');

export const summaryOf = (
  subnets: readonly ReportSubnet[],
  findings: readonly Finding[],
  gaps: readonly ReportGap[],
): Report['summary'] => {
  const paths = [...sharedPathsOf({ subnets })];
  const verdicts = (some: typeof paths) => counted(some.map(([{ way }, times]) => [way.verdict, times] as const));

  return {
    paths: verdicts(paths),
    primary: verdicts(paths.filter(([{ primary }]) => primary)),
    findings: { error: 0, warning: 0, note: 0, ...counted(findings.map(({ severity }) => [severity, 1] as const)) },
    complete: gaps.length === 0 && !paths.some(([{ way }]) => isOpen(way)),
  };
};
