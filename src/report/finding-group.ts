import type { Finding } from '../audit.ts';
import { groupBy } from '../group-by.ts';
import { compare } from '../order.ts';
import { severities } from './headline.ts';
import { remedyText } from './remedy-text.ts';

/** Findings that one act would mend: same rule, same remedy, same place. */
export interface FindingGroup {
  readonly rule: string;
  readonly severity: Finding['severity'];
  readonly remedy: string;
  readonly command: string | null;
  readonly findings: readonly Finding[];
}

const groupOf = (findings: readonly Finding[]): FindingGroup[] =>
  findings.slice(0, 1).map(({ rule, severity, remedy, command }) => ({ rule, severity, remedy, command, findings }));

const byWeight = (a: FindingGroup, b: FindingGroup): number =>
  severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
  b.findings.length - a.findings.length ||
  compare(a.rule, b.rule) ||
  compare(remedyText(a), remedyText(b));

/** Gravest first, then those that explain most. */
export const findingGroupsOf = (findings: readonly Finding[]): FindingGroup[] => {
  const groups = groupBy(findings, ({ rule, severity, account, region, remedy, command }) =>
    JSON.stringify([rule, severity, account, region, remedy, command]),
  );

  return [...groups.values()].flatMap(groupOf).sort(byWeight);
};
