import type { Report } from '../audit.ts';
import { asList, asText, inside } from '../config/fields.ts';
import { Failure } from '../failure.ts';
import { isRecord } from '../is-record.ts';
import { acceptFindings } from './accept.ts';

interface EarlierReport {
  readonly schemaVersion?: unknown;
  readonly findings: unknown;
}

/** A value of a file that has the shape of a JSON report, of any version. */
export const isReport = (value: unknown): value is EarlierReport =>
  isRecord(value) && 'paths' in value && 'findings' in value;

/** Findings are the same in each: a report of version 1 said every path in full. */
const knownVersions: readonly unknown[] = [1, 2];

/** What an earlier report found, accepted or not. `file` names it in messages. */
export const fingerprintsIn = ({ schemaVersion, findings }: EarlierReport, file: string): ReadonlySet<string> => {
  if (!knownVersions.includes(schemaVersion))
    throw new Failure(`${file} is a report that this vpce-audit does not know`, 'Update vpce-audit.');
  const field = { file, path: 'findings' };

  return new Set(
    asList(findings, field).map((finding, index) => {
      const fingerprint = isRecord(finding) ? finding.fingerprint : undefined;

      return asText(fingerprint, inside(inside(field, index), 'fingerprint'));
    }),
  );
};

/** What an earlier run, told by the name of its file, had found already fails nothing now. */
export const acceptKnown = (report: Report, earlier: ReadonlySet<string>, file: string): Report =>
  acceptFindings(report, ({ fingerprint }) =>
    earlier.has(fingerprint) ? { by: 'new-since', reason: `in ${file} already` } : null,
  );
