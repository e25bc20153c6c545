import type { Finding, Report } from '../audit.ts';
import type { Snapshot } from '../snapshot/schema.ts';
import { causeFinder } from './causes.ts';
import type { Difference, Side } from './difference.ts';
import { pathChanges } from './path-changes.ts';
import { snapshotChanges } from './snapshot-changes.ts';

const sideOf = ({ scopes, summary }: Report): Side => ({ scopes, complete: summary.complete });

const missingIn = (findings: readonly Finding[], others: readonly Finding[]): readonly Finding[] => {
  const known = new Set(others.map(({ fingerprint }) => fingerprint));

  return findings.filter(({ fingerprint }) => !known.has(fingerprint));
};

/** What became different between two audits that asked for the same, and which changes of their facts did it. */
export const diffReports = (
  before: Report,
  after: Report,
  snapshotBefore: Snapshot,
  snapshotAfter: Snapshot,
): Difference => {
  const causesOf = causeFinder(snapshotChanges(snapshotBefore, snapshotAfter), snapshotBefore, snapshotAfter);

  return {
    schemaVersion: 1,
    tool: after.tool,
    before: sideOf(before),
    after: sideOf(after),
    paths: pathChanges(before, after, causesOf),
    findings: {
      appeared: missingIn(after.findings, before.findings),
      disappeared: missingIn(before.findings, after.findings),
    },
  };
};
