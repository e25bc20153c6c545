import type { Finding, Report, ReportGap, Weakening } from '../audit.ts';
import { jsonText } from '../json-text.ts';
import { isOpen } from './headline.ts';
import { ownerLines } from './owner.ts';
import { plain } from './plain-text.ts';
import { remedyText } from './remedy-text.ts';
import { sentences } from './sentences.ts';
import type { Reporter } from './style.ts';
import { vpcLocation } from './vpc-location.ts';
import { weakeningsIn, weakeningText } from './weakenings.ts';

const severityOf = { error: 'critical', warning: 'major', note: 'info' } as const;

const fingerprintOf = ({ account, region, action, section, resource }: ReportGap): string =>
  plain(['gap', account, region, section, action, resource].filter((part) => part !== undefined).join(':'));

const acceptance = ({ accepted }: Finding): string => (accepted === undefined ? '' : `Accepted (${accepted.reason}): `);

const issueOf = (report: Report, finding: Finding): object => ({
  description: plain(
    acceptance(finding) + sentences(finding.message, remedyText(finding), ...ownerLines(report, finding.account)),
  ),
  check_name: finding.rule,
  fingerprint: finding.fingerprint,
  severity: isOpen(finding) ? severityOf[finding.severity] : 'info',
  location: { path: vpcLocation(finding), lines: { begin: 1 } },
});

const gapIssue = (fingerprint: string, gap: ReportGap): object => ({
  description: plain(
    sentences(`Not read: ${gap.action}${gap.resource === undefined ? '' : ` of ${gap.resource}`}`, gap.reason),
  ),
  check_name: 'audit-incomplete',
  fingerprint,
  severity: 'major',
  location: { path: vpcLocation({ ...gap, vpcId: 'not-read' }), lines: { begin: 1 } },
});

const weakeningIssue = (weakening: Weakening): object => ({
  description: plain(weakeningText(weakening)),
  check_name: 'weakened-by-config',
  fingerprint: `config:${weakening.setting}`,
  severity: 'minor',
  location: { path: plain(weakening.file), lines: { begin: weakening.line ?? 1 } },
});

const issuesOf = (report: Report): object[] => {
  const gaps = new Map(report.gaps.map((gap) => [fingerprintOf(gap), gap]));

  return [
    ...report.findings.map((finding) => issueOf(report, finding)),
    ...weakeningsIn(report).map(weakeningIssue),
    ...[...gaps].map(([fingerprint, gap]) => gapIssue(fingerprint, gap)),
  ];
};

/**
 * GitLab Code Quality. Merge requests show what is new against the target branch, so what is accepted stays listed, as
 * `info`; what a config leaves alone and what could not be read is listed too, for a list without issues reads as a pass.
 *
 * @see https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export const gitlab: Reporter = (report) => `${jsonText(issuesOf(report), 2)}\n`;
