import type { Report } from '../../audit.ts';
import { hasExpired } from '../../day.ts';
import { acceptFindings } from '../accept.ts';
import { excessOf, type RefusedAcceptance } from '../sighting.ts';
import type { Baseline, BaselineEntry } from './baseline.ts';

export interface WithBaseline {
  readonly report: Report;
  /** Entries whose findings are still there and count again. */
  readonly expired: readonly BaselineEntry[];
  readonly refused: readonly RefusedAcceptance[];
}

/** `today` is the day in UTC, `YYYY-MM-DD`. */
export const applyBaseline = (report: Report, { accepted: entries }: Baseline, today: string): WithBaseline => {
  const present = new Set(report.findings.map(({ fingerprint }) => fingerprint));
  const expired = entries.filter(({ expires }) => hasExpired(expires, today));
  const valid = new Map(
    entries.filter(({ expires }) => !hasExpired(expires, today)).map((entry) => [entry.fingerprint, entry]),
  );
  const refused: RefusedAcceptance[] = [];

  return {
    report: acceptFindings(report, (finding) => {
      const entry = valid.get(finding.fingerprint);
      if (entry === undefined) return null;
      const because = excessOf(finding, entry);
      if (because !== null) {
        refused.push({ finding, because });
        return null;
      }
      const { reason, expires } = entry;

      return { by: 'baseline', reason, ...(expires === undefined ? {} : { expires }) };
    }),
    expired: expired.filter(({ fingerprint }) => present.has(fingerprint)),
    refused,
  };
};
