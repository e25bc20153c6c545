import type { Report, ReportSubnet, ReportWay } from '../audit.ts';
import { memoize } from '../memoize.ts';
import { findingCounts, isOpen, pathCounts } from './headline.ts';
import { verdictMark } from './verdict-word.ts';
import { isWeakened } from './weakenings.ts';

const isPublicIn = ({ verdict, parts }: ReportWay): boolean =>
  verdict === 'public' || parts.some((part) => part.verdict === 'public');

/** The ways by which a subnet's paths go out publicly, in whole or in part. */
export const publicWays = memoize((paths: ReportSubnet['paths']): readonly ReportWay[] =>
  paths.flatMap(({ primary, way }) => (primary && isPublicIn(way) ? [way] : [])),
);

/** Nobody calls from there: what is public there harms nobody today. */
export const isDeserted = ({ occupancy }: ReportSubnet): boolean => occupancy === 'unused' || occupancy === 'equipment';

/** What a rule that warns of a path says of it, worst first: calls of somebody fail. */
const failing = [
  ['split-path', 'split'],
  ['unreachable-path', 'unreachable'],
] as const;

/** The verdict that stands for the whole: public where a path that somebody may take is, or an error is open. */
export const overallVerdict = (report: Report): ReportWay['verdict'] => {
  const isWrong =
    report.findings.some((finding) => isOpen(finding) && finding.severity === 'error') ||
    report.subnets.some((subnet) => !isDeserted(subnet) && publicWays(subnet.paths).length > 0);
  if (isWrong) return 'public';
  if (!report.summary.complete || isWeakened(report)) return 'unknown';
  const warned = new Set(
    report.findings.filter((one) => isOpen(one) && one.severity === 'warning').map(({ rule }) => rule),
  );

  return failing.find(([rule]) => warned.has(rule))?.[1] ?? 'private';
};

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;

/** The whole report in a line; where something was not read, it never says that all is well. */
export const verdictLine = (report: Report): string => {
  const { complete } = report.summary;
  const found = findingCounts(report) || (complete ? 'no findings' : '');
  const told = [pathCounts(report), found, complete ? '' : 'the audit is incomplete'];

  return [verdictMark(overallVerdict(report)), ...told.filter((part) => part !== '').map(sentence)].join(' ');
};
