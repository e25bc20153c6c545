import { countOf, sharedPathsOf } from './paths.ts';
import type { Finding, Report } from './report.ts';
import { shareTopology } from './topology.ts';

type Summary = Report['summary'];

const verdictsOf = (report: Pick<Report, 'subnets'>, isMeant: (isPrimary: boolean) => boolean): Summary['paths'] => {
  const paths = [...sharedPathsOf(report)].filter(([{ primary }]) => isMeant(primary));
  const kinds = [...new Set(paths.map(([{ way }]) => way.verdict))].sort();

  return Object.fromEntries(kinds.map((kind) => [kind, countOf(paths.filter(([{ way }]) => way.verdict === kind))]));
};

const isUndecided = (report: Pick<Report, 'subnets'>): boolean =>
  [...sharedPathsOf(report)].some(
    ([{ way }]) => way.verdict === 'unknown' || way.parts.some(({ verdict }) => verdict === 'unknown'),
  );

const openOf = (findings: readonly Finding[]): Summary['findings'] => {
  const counts = { error: 0, warning: 0, note: 0 };
  for (const { severity, accepted } of findings) if (accepted === undefined) counts[severity] += 1;

  return counts;
};

const summaryOf = (part: Omit<Report, 'summary'>): Summary => {
  const accepted = part.findings.filter((finding) => finding.accepted !== undefined).length;

  return {
    paths: verdictsOf(part, () => true),
    primary: verdictsOf(part, (isPrimary) => isPrimary),
    findings: openOf(part.findings),
    ...(accepted === 0 ? {} : { accepted }),
    complete: part.gaps.length === 0 && !isUndecided(part),
  };
};

interface OfAccount {
  readonly account: string | null;
}

/** What a report says of one account. Numbers of changes are those of the whole. */
export const accountReport = (report: Report, account: string | null): Report => {
  const own = <T extends OfAccount>(records: readonly T[]): readonly T[] =>
    records.filter((one) => one.account === account);
  const findings = own(report.findings);
  const fingerprints = new Set(findings.map(({ fingerprint }) => fingerprint));
  const named = new Set(findings.flatMap(({ changes }) => changes));
  const { summary: _whole, absentAccounts: _all, harmlessGaps, accounts, ...rest } = report;
  const part = {
    ...rest,
    scopes: own(report.scopes),
    subnets: own(report.subnets),
    endpoints: own(report.endpoints),
    changes: report.changes.filter(({ id, fixes }) => named.has(id) || fixes.some((one) => fingerprints.has(one))),
    outlook: own(report.outlook),
    releases: own(report.releases),
    findings,
    rules: report.rules.map((rule) => ({ ...rule, findings: findings.filter((one) => one.rule === rule.id).length })),
    gaps: own(report.gaps),
    ...(accounts === undefined ? {} : { accounts: accounts.filter((one) => one.account === account) }),
    ...(harmlessGaps === undefined ? {} : { harmlessGaps: own(harmlessGaps) }),
  };
  shareTopology(report, part);

  return { ...part, summary: summaryOf(part) };
};

/** All that were judged, in the order of the report. */
export const accountsIn = ({ scopes }: Report): readonly (string | null)[] => [
  ...new Set(scopes.map(({ account }) => account)),
];
