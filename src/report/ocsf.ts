import type { Acceptance, Finding, Report, ReportGap, Weakening } from '../audit.ts';
import { jsonText } from '../json-text.ts';
import { isOpen } from './headline.ts';
import { eventOf } from './ocsf/event.ts';
import { resourceOf } from './ocsf/resource.ts';
import { accountOwnerOf } from './owner.ts';
import { plain } from './plain-text.ts';
import { remedyText } from './remedy-text.ts';
import { type RuleInfo, ruleInfosOf } from './rule-info.ts';
import type { LongReporter } from './style.ts';
import { weakeningsIn, weakeningText } from './weakenings.ts';

const line = (event: object): string => `${jsonText(event)}\n`;

const severityOf = { error: 4, warning: 3, note: 1 } as const;
const severityName = { error: 'High', warning: 'Medium', note: 'Informational' } as const;

const acceptance = ({ by, reason, expires }: Acceptance): string =>
  plain(`Accepted by ${by}${expires === undefined ? '' : ` until ${expires}`}: ${reason}`);

const findingEvent = (report: Report, finding: Finding, rule: RuleInfo | undefined): object => ({
  ...eventOf(report, finding),
  severity_id: severityOf[finding.severity],
  severity: severityName[finding.severity],
  ...(finding.confidence === 'certain'
    ? { confidence_id: 3, confidence: 'High' }
    : { confidence_id: 2, confidence: 'Medium' }),
  ...(isOpen(finding) ? { status_id: 1, status: 'New' } : { status_id: 3, status: 'Suppressed' }),
  ...(finding.accepted === undefined ? {} : { comment: acceptance(finding.accepted) }),
  message: plain(finding.message),
  finding_info: {
    uid: finding.fingerprint,
    title: plain(rule?.title ?? finding.rule),
    desc: plain(finding.message),
    types: [rule?.category ?? 'vpc-endpoint'],
    ...(rule?.uri ? { src_url: rule.uri } : {}),
  },
  compliance: {
    control: finding.rule,
    requirements: [plain(rule?.title ?? finding.rule)],
    standards: [report.tool.name],
    status_id: 3,
    status: 'Fail',
  },
  remediation: { desc: plain(remedyText(finding)), ...(rule?.uri ? { references: [rule.uri] } : {}) },
  resources: [finding.resource, ...(finding.resource === finding.vpcId ? [] : [finding.vpcId])].map((uid) =>
    resourceOf(uid, finding.region, accountOwnerOf(report, finding.account)),
  ),
  ...(finding.service === null ? {} : { unmapped: { service: plain(finding.service) } }),
});

const gapEvent = (report: Report, gap: ReportGap): object => ({
  ...eventOf(report, gap),
  severity_id: 3,
  severity: 'Medium',
  status_id: 1,
  status: 'New',
  message: plain(`Not read: ${gap.action}. ${gap.reason}`),
  finding_info: {
    uid: plain(['gap', gap.account, gap.region, gap.section, gap.action, gap.resource].filter(Boolean).join(':')),
    title: 'Facts that could hide a finding were not read',
    desc: plain(gap.reason),
    types: ['completeness'],
  },
  compliance: {
    control: 'audit-incomplete',
    standards: [report.tool.name],
    status_id: 2,
    status: 'Warning',
    status_detail: plain(gap.reason),
  },
  remediation: { desc: plain(gap.kind === 'denied' ? `Allow ${gap.action}` : `Make ${gap.action} answer`) },
  ...(gap.resource === undefined
    ? {}
    : { resources: [resourceOf(gap.resource, gap.region, accountOwnerOf(report, gap.account))] }),
});

/** Of no place in particular: told where the first of the facts are from. */
const weakeningEvent = (report: Report, weakening: Weakening): object => {
  const [{ account, region } = { account: null, region: '' }] = report.scopes;
  const desc = plain(weakeningText(weakening));

  return {
    ...eventOf(report, { account, region }),
    severity_id: 3,
    severity: 'Medium',
    status_id: 1,
    status: 'New',
    message: desc,
    finding_info: {
      uid: `config:${weakening.setting}`,
      title: 'A setting of the config weakens the audit',
      desc,
      types: ['completeness'],
    },
    compliance: {
      control: 'weakened-by-config',
      standards: [report.tool.name],
      status_id: 2,
      status: 'Warning',
      status_detail: desc,
    },
  };
};

/**
 * OCSF Compliance Findings (class 2003), one event a line, as lakes and streams load them: `Fail` for a finding, `Warning`
 * for what a config
 * leaves alone or could not be read. There are no events for passes.
 *
 * @see https://schema.ocsf.io/1.6.0/classes/compliance_finding?profiles=cloud
 */
export const ocsf: LongReporter = function* (report) {
  const rules = ruleInfosOf(report);
  for (const finding of report.findings) yield line(findingEvent(report, finding, rules.get(finding.rule)));
  for (const weakening of weakeningsIn(report)) yield line(weakeningEvent(report, weakening));
  for (const gap of report.gaps) yield line(gapEvent(report, gap));
};
