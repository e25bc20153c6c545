import { pathsOf } from '../audit/paths.ts';
import type { Finding, Report, ReportGap, ReportPath, Weakening } from '../audit.ts';
import { accountOwnerOf } from './owner.ts';
import { pathFindings } from './path-findings.ts';
import { plain } from './plain-text.ts';
import type { LongReporter } from './style.ts';
import { weakeningsIn, weakeningText } from './weakenings.ts';

const columns = [
  'record',
  'account',
  'region',
  'vpc_id',
  'vpc_name',
  'subnet_id',
  'subnet_name',
  'service',
  'name',
  'primary',
  'family',
  'verdict',
  'via_kind',
  'via_id',
  'through',
  'reason',
  'rules',
  'severity',
  'resource',
  'message',
  'remedy',
  'command',
  'accepted',
  'confidence',
  'doubts',
  'fingerprint',
  'clients',
] as const;

/** Only where the config says whose accounts are. */
const ownerColumns = ['account_name', 'account_team', 'account_email'] as const;

type Column = (typeof columns)[number] | (typeof ownerColumns)[number];
type Row = Partial<Record<Column, string | number | boolean | null>>;

/**
 * A spreadsheet runs what begins like a formula, quoted or not; an apostrophe in front makes it text. Plain text has no
 * tabs and line breaks, which some strip before they look.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
const quoted = (field: string): string => {
  const text = plain(field);
  const inert = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;

  return /[",;']/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
};

const line = (fields: readonly (string | number | boolean | null | undefined)[]): string =>
  `${fields.map((field) => quoted(String(field ?? ''))).join(',')}\r\n`;

const pathRow = (path: ReportPath, rules: ReadonlySet<string>): Row => ({
  record: 'path',
  account: path.account,
  region: path.region,
  vpc_id: path.vpcId,
  vpc_name: path.vpcName,
  subnet_id: path.subnetId,
  subnet_name: path.subnetName,
  service: path.service,
  name: path.name,
  primary: path.primary,
  family: path.family,
  verdict: path.verdict,
  via_kind: path.via?.kind ?? null,
  via_id: path.via?.id ?? null,
  through: path.through.map(({ id }) => id).join(' '),
  reason: path.reason,
  rules: [...rules].join(' '),
  confidence: path.confidence,
  doubts: path.doubts.join('; '),
});

const findingRow = (finding: Finding): Row => ({
  record: 'finding',
  account: finding.account,
  region: finding.region,
  vpc_id: finding.vpcId,
  service: finding.service,
  rules: finding.rule,
  severity: finding.severity,
  resource: finding.resource,
  message: finding.message,
  remedy: finding.remedy,
  command: finding.command,
  accepted: finding.accepted?.reason ?? null,
  confidence: finding.confidence,
  fingerprint: finding.fingerprint,
  clients: finding.clients,
});

const gapRow = (gap: ReportGap): Row => ({
  record: 'gap',
  account: gap.account,
  region: gap.region,
  resource: gap.resource ?? null,
  reason: gap.kind,
  message: `${gap.action}: ${gap.reason}`,
});

const weakeningRow = (weakening: Weakening): Row => ({
  record: 'config',
  resource: weakening.setting,
  reason: weakening.kind,
  message: weakeningText(weakening),
});

function* rowsOf(report: Report): Generator<Row> {
  const findingsOf = pathFindings(report);
  for (const path of pathsOf(report)) yield pathRow(path, new Set(findingsOf(path).map(({ rule }) => rule)));
  for (const finding of report.findings) yield findingRow(finding);
  for (const weakening of weakeningsIn(report)) yield weakeningRow(weakening);
  for (const gap of report.gaps) yield gapRow(gap);
}

const ownerRow = (report: Report, { account }: Row): Row => {
  const { name, team, email } = accountOwnerOf(report, typeof account === 'string' ? account : null) ?? {};

  return { account_name: name ?? null, account_team: team ?? null, account_email: email ?? null };
};

/**
 * For spreadsheets. `record` tells what a row is: a `path` with the rules it breaks, a `finding`
 * (those of paths too), a setting of the `config` that leaves something alone, or a `gap`: without those rows an audit
 * that looked at nothing would look clean. Lists are separated by spaces.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export const csv: LongReporter = function* (report) {
  const told: readonly Column[] = report.accounts === undefined ? columns : [...columns, ...ownerColumns];
  yield line(told);
  for (const row of rowsOf(report)) {
    const whole = { ...row, ...ownerRow(report, row) };
    yield line(told.map((column) => whole[column]));
  }
};
