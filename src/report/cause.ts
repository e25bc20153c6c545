import type { Finding } from '../audit.ts';
import { groupBy } from '../group-by.ts';
import { compare } from '../order.ts';
import { severities } from './headline.ts';

/** Findings that one act would mend: same rule, same remedy, same place. */
export interface Cause {
  readonly rule: string;
  readonly severity: Finding['severity'];
  readonly remedy: string;
  readonly findings: readonly Finding[];
}

/** Gravest first, then those that explain most. */
export const causesOf = (findings: readonly Finding[]): Cause[] => {
  const groups = groupBy(findings, ({ rule, severity, account, region, remedy }) =>
    JSON.stringify([rule, severity, account, region, remedy]),
  );
  return [...groups.values()].flatMap(causeOf).sort(byWeight);
};

const causeOf = (findings: readonly Finding[]): Cause[] =>
  findings.slice(0, 1).map(({ rule, severity, remedy }) => ({ rule, severity, remedy, findings }));

const byWeight = (a: Cause, b: Cause): number =>
  severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
  b.findings.length - a.findings.length ||
  compare(a.rule, b.rule) ||
  compare(a.remedy, b.remedy);
