import type { Report } from '../../audit.ts';
import { hasExpired } from '../../day.ts';
import { acceptFindings } from '../accept.ts';
import type { Baseline, BaselineEntry } from './baseline.ts';

export interface WithBaseline {
  readonly report: Report;
  /** Entries whose findings are still there and count again. */
  readonly expired: readonly BaselineEntry[];
}

/** `today` is the day in UTC, `YYYY-MM-DD`. */
export const applyBaseline = (report: Report, { accepted: entries }: Baseline, today: string): WithBaseline => {
  const present = new Set(report.findings.map(({ fingerprint }) => fingerprint));
  const expired = entries.filter(({ expires }) => hasExpired(expires, today));
  const valid = new Map(
    entries.filter(({ expires }) => !hasExpired(expires, today)).map((entry) => [entry.fingerprint, entry]),
  );

  return {
    report: acceptFindings(report, ({ fingerprint }) => {
      const entry = valid.get(fingerprint);
      if (entry === undefined) return null;
      const { reason, expires } = entry;

      return { by: 'baseline', reason, ...(expires === undefined ? {} : { expires }) };
    }),
    expired: expired.filter(({ fingerprint }) => present.has(fingerprint)),
  };
};
