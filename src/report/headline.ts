import { countOf, sharedPathsOf } from '../audit/paths.ts';
import type { Finding, Report, ReportWay } from '../audit.ts';
import { counted } from './counted.ts';

export const severities = ['error', 'warning', 'note'] as const;

export const isOpen = (finding: Finding): boolean => finding.accepted === undefined;

const tally = (findings: readonly Finding[]): string[] =>
  severities
    .map((severity) => ({ severity, count: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => counted(count, severity));

const acceptedOf = (findings: readonly Finding[]): string[] => {
  const accepted = findings.length - findings.filter(isOpen).length;

  return accepted === 0 ? [] : [`${accepted} accepted`];
};

/**
 * The whole report in one sentence of our own words. It counts the findings itself: accepted ones apart.
 * Never says that nothing was found of an audit that is incomplete.
 */
export const headline = (report: Report): string => {
  const found = [...tally(report.findings.filter(isOpen)), ...acceptedOf(report.findings)].join(', ');
  if (!report.summary.complete) return found === '' ? 'the audit is incomplete' : `${found}; the audit is incomplete`;

  return found === '' ? 'everything was checked, nothing was found' : found;
};

/** The parts of a split path that nobody can tell anything of. */
export const unknownParts = ({ parts }: Pick<ReportWay, 'parts'>): ReportWay['parts'] =>
  parts.filter(({ verdict }) => verdict === 'unknown');

/** What keeps an audit from being complete, in our own words. */
export const incompleteness = (report: Report): string => {
  const { gaps, summary } = report;
  const unknown = summary.paths.unknown ?? 0;
  const partly = countOf([...sharedPathsOf(report)].filter(([{ way }]) => unknownParts(way).length > 0));
  const said = [
    ...(gaps.length > 0 ? [`${counted(gaps.length, 'request')} for facts went unanswered`] : []),
    ...(unknown > 0 ? [`what becomes of ${counted(unknown, 'path')} is unknown`] : []),
    ...(partly > 0 ? [`what becomes of some addresses of ${counted(partly, 'split path')} is unknown`] : []),
  ];

  return said.join(', and ') || 'something that could hide a finding could not be read';
};
