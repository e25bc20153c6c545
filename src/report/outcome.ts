import type { Report, ReportSubnet, ReportWay } from '../audit.ts';
import { memoize } from '../memoize.ts';
import { findingCounts, isOpen, pathCounts } from './headline.ts';
import { isWeakened } from './weakenings.ts';

const isPublicIn = ({ verdict, parts }: ReportWay): boolean =>
  verdict === 'public' || parts.some((part) => part.verdict === 'public');

/** The ways by which a subnet's paths go out publicly, in whole or in part. */
export const publicWays = memoize((paths: ReportSubnet['paths']): readonly ReportWay[] =>
  paths.flatMap(({ primary, way }) => (primary && isPublicIn(way) ? [way] : [])),
);

/** Nobody calls from there: what is public there harms nobody today. */
export const isDeserted = ({ occupancy }: ReportSubnet): boolean => occupancy === 'unused' || occupancy === 'equipment';

type Standing = '✗' | '?' | '✓';

/** How the whole stands: wrong where a path that somebody may take is public or an error is open. */
export const symbolOf = (report: Report): Standing => {
  const isWrong =
    report.findings.some((finding) => isOpen(finding) && finding.severity === 'error') ||
    report.subnets.some((subnet) => !isDeserted(subnet) && publicWays(subnet.paths).length > 0);
  if (isWrong) return '✗';

  return report.summary.complete && !isWeakened(report) ? '✓' : '?';
};

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;

/** The whole report in a line; where something was not read, it never says that all is well. */
export const verdictLine = (report: Report): string => {
  const { complete } = report.summary;
  const found = findingCounts(report) || (complete ? 'no findings' : '');
  const told = [pathCounts(report), found, complete ? '' : 'the audit is incomplete'];

  return [symbolOf(report), ...told.filter((part) => part !== '').map(sentence)].join(' ');
};
