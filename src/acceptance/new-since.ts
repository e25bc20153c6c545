import type { EarlierRun, Report } from '../audit.ts';
import { severityLevels } from '../config/config.ts';
import { asChoice, asList, asText, asTextOrNull, asTexts, type Field, inside, optional } from '../config/fields.ts';
import { Failure } from '../failure.ts';
import { isRecord, type UnknownRecord } from '../is-record.ts';
import { acceptFindings } from './accept.ts';
import { assertReport } from './report-check.ts';
import { excessOf, type RefusedAcceptance, type Sighting } from './sighting.ts';

/** What an earlier run found, by fingerprint. */
export type EarlierFindings = ReadonlyMap<string, Sighting>;

/** A value of a file that has the shape of a JSON report, of any version. */
export const isReport = (value: unknown): value is UnknownRecord =>
  isRecord(value) && 'paths' in value && 'findings' in value;

const sightingOf = (value: unknown, field: Field): readonly [fingerprint: string, seen: Sighting] => {
  const record = isRecord(value) ? value : {};
  const text = (key: string): string => asText(record[key], inside(field, key));
  const textOrNull = (key: string): string | null => asTextOrNull(record[key], inside(field, key));
  const seen = {
    rule: text('rule'),
    account: textOrNull('account'),
    region: text('region'),
    vpcId: text('vpcId'),
    resource: text('resource'),
    service: textOrNull('service'),
    severity: asChoice(record.severity, inside(field, 'severity'), severityLevels),
    exits: optional(record, 'exits', asTexts, field),
  };

  return [text('fingerprint'), seen];
};

/**
 * What an earlier report found, accepted or not. `file` names it in messages. Findings of version 1 say what those of
 * version 2 do, but for the exits.
 */
export const findingsIn = (report: UnknownRecord, file: string): EarlierFindings => {
  const { schemaVersion, findings } = report;
  if (schemaVersion !== 1 && schemaVersion !== 2)
    throw new Failure(`${file} is a report that this vpce-audit does not know`, 'Update vpce-audit.');
  if (schemaVersion === 2) assertReport(report, file);
  const field = { file, path: 'findings' };

  return new Map(asList(findings, field).map((finding, index) => sightingOf(finding, inside(field, index))));
};

const countsIn = (counts: unknown): Report['summary']['primary'] | null =>
  isRecord(counts) ? Object.fromEntries(Object.entries(counts).filter(([, count]) => typeof count === 'number')) : null;

/** How many primary paths an earlier report had of each verdict; null where it does not say. */
export const primaryIn = ({ summary }: UnknownRecord): Report['summary']['primary'] | null =>
  isRecord(summary) ? countsIn(summary.primary) : null;

/** The present report, with what it is compared with. */
export const withEarlierRun = (
  report: Report,
  earlier: EarlierFindings,
  { file, primary }: Pick<EarlierRun, 'file' | 'primary'>,
): Report => {
  const present = new Set(report.findings.map(({ fingerprint }) => fingerprint));
  const vpcs = new Set(report.subnets.map(({ vpcId }) => vpcId));
  const services = new Set(report.subnets.flatMap(({ paths }) => paths.map(({ service }) => service)));
  // Of what was not asked for this time, nothing is said.
  const isAsked = ({ vpcId, service }: Sighting): boolean =>
    vpcs.has(vpcId) && (service === null || services.has(service));
  const missing = [...earlier].filter(([fingerprint, seen]) => !present.has(fingerprint) && isAsked(seen));
  const known = [...earlier.keys()].filter((fingerprint) => present.has(fingerprint));

  return { ...report, since: { file, primary, gone: missing.length, known: known.length } };
};

interface WithEarlier {
  readonly report: Report;
  readonly refused: readonly RefusedAcceptance[];
}

/** What an earlier run, told by the name of its file, had found already fails nothing now. */
export const acceptKnown = (report: Report, earlier: EarlierFindings, file: string): WithEarlier => {
  const refused: RefusedAcceptance[] = [];
  const accepted = acceptFindings(report, (finding) => {
    const seen = earlier.get(finding.fingerprint);
    if (seen === undefined) return null;
    const because = excessOf(finding, seen);
    if (because === null) return { by: 'new-since', reason: `in ${file} already` };
    refused.push({ finding, because });

    return null;
  });

  return { report: accepted, refused };
};
