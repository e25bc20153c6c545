import { createReadStream } from 'node:fs';
import {
  acceptKnown,
  type EarlierFindings,
  findingsIn,
  isReport,
  primaryIn,
  withEarlierRun,
} from '../acceptance/new-since.ts';
import { type AuditOptions, audit, type Report } from '../audit.ts';
import { decodeText } from '../snapshot/decode.ts';
import { parseJson } from '../snapshot/json.ts';
import { parseSnapshot, readSnapshot } from '../snapshot/read.ts';
import type { Snapshot } from '../snapshot/schema.ts';
import type { Acceptor } from './acceptor.ts';
import { gunzipped } from './gunzip.ts';
import { refusalNotices } from './refusal-notices.ts';
import { isS3Uri } from './s3-uri.ts';

async function* textsOf(file: string): AsyncGenerator<string, void, undefined> {
  const bytes = isS3Uri(file) ? (await import('./s3-objects.ts')).readObject(file) : createReadStream(file);
  yield* decodeText(gunzipped(bytes, file), file);
}

async function* joined(begun: readonly string[], rest: AsyncIterator<string>): AsyncGenerator<string, void, undefined> {
  yield* begun;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

interface EarlierReport {
  readonly findings: EarlierFindings;
  readonly text: string;
  readonly primary: Report['summary']['primary'] | null;
}

const readEarlier = async (
  file: string,
  longestWhole: number,
): Promise<EarlierReport | { readonly snapshot: Snapshot }> => {
  const begun: string[] = [];
  const texts = textsOf(file);
  let length = 0;
  for (let next = await texts.next(); next.done !== true; next = await texts.next()) {
    begun.push(next.value);
    length += next.value.length;
    if (length > longestWhole) return { snapshot: await readSnapshot(joined(begun, texts), file) };
  }
  const text = begun.join('');
  const value = parseJson(text, file);

  return isReport(value)
    ? { findings: findingsIn(value, file), text, primary: primaryIn(value) }
    : { snapshot: parseSnapshot(text, file) };
};

const findingsOf = ({ findings }: Report): EarlierFindings =>
  new Map(findings.map((finding) => [finding.fingerprint, finding]));

const auditedEarlier = (snapshot: Snapshot, options: AuditOptions): EarlierReport => {
  const report = audit(snapshot, { ...options, vpcs: [], subnets: [] });

  return { findings: findingsOf(report), text: '', primary: report.summary.primary };
};

/**
 * What an earlier JSON report found already; a snapshot is audited as the present facts are, and as a whole. What is longer
 * than `longestWhole` is a snapshot, and read a line at a time.
 */
export const acceptEarlier = async (file: string, longestWhole = 2 ** 28): Promise<Acceptor> => {
  const earlier = await readEarlier(file, longestWhole);

  return ({ report, options }) => {
    const { findings, text, primary } = 'snapshot' in earlier ? auditedEarlier(earlier.snapshot, options) : earlier;
    const { report: accepted, refused } = acceptKnown(report, findings, file);

    return {
      report: withEarlierRun(accepted, findings, { file, primary }),
      notices: refusalNotices(refused, text).map((notice) => `${file}: ${notice}`),
    };
  };
};
