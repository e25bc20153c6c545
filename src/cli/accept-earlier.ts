import { createReadStream, statSync } from 'node:fs';
import {
  acceptKnown,
  type EarlierFindings,
  findingsIn,
  isReport,
  primaryIn,
  withEarlierRun,
} from '../acceptance/new-since.ts';
import { type AuditOptions, audit, type Report } from '../audit.ts';
import { unreadable } from '../snapshot/decode.ts';
import { parseJson } from '../snapshot/json.ts';
import { parseSnapshot, readSnapshot } from '../snapshot/read.ts';
import type { Snapshot } from '../snapshot/schema.ts';
import type { Acceptor } from './acceptor.ts';
import { readText } from './read-text.ts';
import { refusalNotices } from './refusal-notices.ts';

/** What is larger is a snapshot, and read a line at a time. */
const largestWhole = 2 ** 28;

const sizeOf = (file: string): number => {
  try {
    return statSync(file).size;
  } catch (error) {
    throw unreadable(error, file);
  }
};

interface EarlierReport {
  readonly findings: EarlierFindings;
  readonly text: string;
  readonly primary: Report['summary']['primary'] | null;
}

const readEarlier = async (file: string): Promise<EarlierReport | { readonly snapshot: Snapshot }> => {
  if (sizeOf(file) > largestWhole) return { snapshot: await readSnapshot(createReadStream(file), file) };
  const text = readText(file);
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

/** What an earlier JSON report found already; a snapshot is audited as the present facts are, and as a whole. */
export const acceptEarlier = async (file: string): Promise<Acceptor> => {
  const earlier = await readEarlier(file);

  return ({ report, options }) => {
    const { findings, text, primary } = 'snapshot' in earlier ? auditedEarlier(earlier.snapshot, options) : earlier;
    const { report: accepted, refused } = acceptKnown(report, findings, file);

    return {
      report: withEarlierRun(accepted, findings, { file, primary }),
      notices: refusalNotices(refused, text).map((notice) => `${file}: ${notice}`),
    };
  };
};
