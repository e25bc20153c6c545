import type { Finding, Report } from '../../audit.ts';
import { hasExpired } from '../../day.ts';
import { jsonText } from '../../json-text.ts';
import { excessOf } from '../sighting.ts';
import type { Baseline, BaselineEntry } from './baseline.ts';

export interface BaselineTerms {
  readonly reason: string;
  readonly expires?: string;
  /** What an earlier baseline said of findings that are no more than it accepted is kept, unless it has expired by `today`. */
  readonly previous?: { readonly baseline: Baseline; readonly today: string };
}

const entryOf = (
  { fingerprint, rule, account, region, vpcId, resource, service, severity, exits }: Finding,
  { reason, expires }: Pick<BaselineEntry, 'reason' | 'expires'>,
): BaselineEntry => ({
  fingerprint,
  rule,
  account,
  region,
  vpcId,
  resource,
  service,
  severity,
  exits,
  reason,
  ...(expires === undefined ? {} : { expires }),
});

const keyOf = ({ rule, account, region, vpcId, resource, service, fingerprint }: BaselineEntry): string =>
  JSON.stringify([rule, account, region, vpcId, resource, service, fingerprint]);

const sorted = (entries: readonly BaselineEntry[]): readonly BaselineEntry[] => {
  const byKey = new Map(entries.map((entry) => [keyOf(entry), entry]));

  return [...byKey.keys()].sort().flatMap((key) => byKey.get(key) ?? []);
};

const keptFrom = (previous: BaselineTerms['previous']): ReadonlyMap<string, BaselineEntry> =>
  new Map(
    previous?.baseline.accepted
      .filter(({ expires }) => !hasExpired(expires, previous.today))
      .map((entry) => [entry.fingerprint, entry]),
  );

/** Of the findings that are open: what something else accepts needs no entry, which might outlive that. */
export const baselineOf = (report: Report, terms: BaselineTerms): Baseline => {
  const kept = keptFrom(terms.previous);
  const open = report.findings.filter(({ accepted }) => accepted === undefined);

  const termsOf = (finding: Finding): Pick<BaselineEntry, 'reason' | 'expires'> => {
    const entry = kept.get(finding.fingerprint);

    return entry !== undefined && excessOf(finding, entry) === null ? entry : terms;
  };

  return { schemaVersion: 2, accepted: sorted(open.map((finding) => entryOf(finding, termsOf(finding)))) };
};

/** Sorted and one entry a line, so that a change of the file reads like a change of what it accepts. */
export const baselineText = ({ schemaVersion, accepted }: Baseline): string => {
  const lines = sorted(accepted).map((entry) => `    ${jsonText(entry)}`);
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;

  return `{\n  "schemaVersion": ${schemaVersion},\n  "accepted": ${list}\n}\n`;
};

export const writeBaseline = (report: Report, terms: BaselineTerms): string => baselineText(baselineOf(report, terms));
