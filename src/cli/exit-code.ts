import type { Report } from '../audit.ts';
import type { FailOn } from '../config/config.ts';
import type { Severity } from '../rules/rule.ts';

const atOrAbove: Record<FailOn, readonly Severity[]> = {
  error: ['error'],
  warning: ['error', 'warning'],
  note: ['error', 'warning', 'note'],
  never: [],
};

/** What a run comes to. Findings outrank incompleteness, and the format has no say. */
export const exitCodes = { clean: 0, findings: 1, couldNotRun: 2, incomplete: 3 } as const;

export const failsOn = (failOn: FailOn, severity: Severity): boolean => atOrAbove[failOn].includes(severity);

export const exitCodeOf = ({ summary }: Pick<Report, 'summary'>, failOn: FailOn): number => {
  if (atOrAbove[failOn].some((severity) => summary.findings[severity] > 0)) return exitCodes.findings;

  return summary.complete ? exitCodes.clean : exitCodes.incomplete;
};
