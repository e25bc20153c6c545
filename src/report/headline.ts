import { countOf, type SharedPath, sharedPathsOf } from '../audit/paths.ts';
import type { Finding, Report, ReportWay } from '../audit.ts';
import { counted, thousands } from './counted.ts';
import { verdictKinds } from './verdict-word.ts';
import { weakeningCounts } from './weakenings.ts';

export const severities = ['error', 'warning', 'note'] as const;

export const isOpen = (finding: Finding): boolean => finding.accepted === undefined;

const acceptedOf = (findings: readonly Finding[]): string[] => {
  const accepted = findings.length - findings.filter(isOpen).length;

  return accepted === 0 ? [] : [`${accepted} accepted`];
};

/**
 * `11 errors, 1 warning, 2 accepted, 1 rule off`; empty where there is none. It counts the findings itself, accepted ones
 * apart, and what a config keeps from being found.
 */
export const findingCounts = (report: Pick<Report, 'findings' | 'config'>): string => {
  const { findings } = report;
  const open = findings.filter(isOpen);
  const counts = severities.flatMap((severity) => {
    const count = open.filter((finding) => finding.severity === severity).length;

    return count > 0 ? [counted(count, severity)] : [];
  });

  return [...counts, ...acceptedOf(findings), ...weakeningCounts(report)].join(', ');
};

/**
 * `11 of 12 paths are public, 1 private`: of the names that an AWS SDK dials by default, worst first, in every format
 * alike. Never says of an incomplete audit that all is well.
 */
export const pathCounts = ({ summary: { primary, complete } }: Pick<Report, 'summary'>): string => {
  const counts = verdictKinds.flatMap((kind) => {
    const count = primary[kind] ?? 0;

    return count > 0 ? [{ kind, count }] : [];
  });
  const [worst, ...others] = counts;
  if (worst === undefined) return complete ? 'there are no paths to check' : 'no path was checked';
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const told = [
    `${thousands(worst.count)} of ${counted(total, 'path')} ${worst.count === 1 ? 'is' : 'are'} ${worst.kind}`,
    ...others.map(({ kind, count }) => `${thousands(count)} ${kind}`),
  ].join(', ');

  return complete || worst.kind === 'public' ? told : `of what could be read, ${told}`;
};

/**
 * The whole report in one sentence of our own words.
 * Never says that nothing was found of an audit that is incomplete.
 */
export const headline = (report: Report): string => {
  const { complete } = report.summary;
  const found = findingCounts(report) || (complete ? 'nothing was found' : '');

  return [pathCounts(report), found, complete ? '' : 'the audit is incomplete']
    .filter((part) => part !== '')
    .join('; ');
};

/** The parts of a split path that nobody can tell anything of. */
export const unknownParts = ({ parts }: Pick<ReportWay, 'parts'>): ReportWay['parts'] =>
  parts.filter(({ verdict }) => verdict === 'unknown');

const partlyUnknown = (report: Report): readonly SharedPath[] =>
  [...sharedPathsOf(report)].filter(([{ way }]) => unknownParts(way).length > 0);

/** How many paths there are of which nobody can tell what becomes of them, or of some of their addresses. */
export const undecidedPaths = (report: Report): number =>
  (report.summary.paths.unknown ?? 0) + countOf(partlyUnknown(report));

/** Counted as everywhere, by the names that an AWS SDK dials by default; by others where it is these alone. */
const unknownOf = (ofPrimary: number, ofAll: number, subjectOf: (paths: number) => string): readonly string[] => {
  if (ofAll === 0) return [];

  return [ofPrimary > 0 ? `${subjectOf(ofPrimary)} is unknown` : `${subjectOf(ofAll)} by other names is unknown`];
};

/** What keeps an audit from being complete, in our own words. */
export const incompleteness = (report: Report): string => {
  const { gaps, summary } = report;
  const partly = partlyUnknown(report);
  const said = [
    ...(gaps.length > 0 ? [`${counted(gaps.length, 'request')} for facts went unanswered`] : []),
    ...unknownOf(
      summary.primary.unknown ?? 0,
      summary.paths.unknown ?? 0,
      (paths) => `what becomes of ${counted(paths, 'path')}`,
    ),
    ...unknownOf(
      countOf(partly.filter(([{ primary }]) => primary)),
      countOf(partly),
      (paths) => `what becomes of some addresses of ${counted(paths, 'split path')}`,
    ),
  ];

  return said.join(', and ') || 'something that could hide a finding could not be read';
};
