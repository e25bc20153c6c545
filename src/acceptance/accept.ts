import type { Acceptance, Finding, Report } from '../audit.ts';

const openBySeverity = (findings: readonly Finding[]): Report['summary']['findings'] => {
  const counts = { error: 0, warning: 0, note: 0 };
  for (const { severity, accepted } of findings) if (accepted === undefined) counts[severity] += 1;

  return counts;
};

/**
 * The same findings in the same order, some of them accepted: none ever leaves the report.
 * What is accepted already stays as it is, so whoever comes first answers for it.
 */
export const acceptFindings = (report: Report, acceptanceOf: (finding: Finding) => Acceptance | null): Report => {
  const findings = report.findings.map((finding) => {
    const accepted = finding.accepted ?? acceptanceOf(finding);

    return accepted === null || accepted === finding.accepted ? finding : { ...finding, accepted };
  });
  const count = findings.filter(({ accepted }) => accepted !== undefined).length;
  const { paths, primary, complete } = report.summary;

  return {
    ...report,
    findings,
    summary: {
      paths,
      primary,
      findings: openBySeverity(findings),
      ...(count === 0 ? {} : { accepted: count }),
      complete,
    },
  };
};
