import type { Report } from '../audit.ts';
import type { FailOn } from '../config/config.ts';
import type { EffectiveConfig } from '../config/effective.ts';
import type { Severity } from '../rules/rule.ts';

type Gate = (account: string | null) => FailOn;

const atOrAbove: Record<FailOn, readonly Severity[]> = {
  error: ['error'],
  warning: ['error', 'warning'],
  note: ['error', 'warning', 'note'],
  never: [],
};

/** What a run comes to. Findings outrank incompleteness, and the format has no say. */
export const exitCodes = { clean: 0, findings: 1, couldNotRun: 2, incomplete: 3 } as const;

export const failsOn = (failOn: FailOn, severity: Severity): boolean => atOrAbove[failOn].includes(severity);

/** The severity from which on findings fail: that of their account, else that of all. A flag is for every account. */
export const gateOf =
  ({ failOn, accounts }: Pick<EffectiveConfig, 'failOn' | 'accounts'>): Gate =>
  (account) =>
    (failOn.from.startsWith('--') ? undefined : accounts.value[account ?? '']?.failOn) ?? failOn.value;

/** Whether some of the findings, all of which count, fail by what their accounts are held to. */
const failsByAccount = ({ findings }: Pick<Report, 'findings'>, gate: Gate): boolean =>
  findings.some(({ account, accepted, severity }) => accepted === undefined && failsOn(gate(account), severity));

export const exitCodeOf = (
  { summary, ...report }: Pick<Report, 'summary'> & Partial<Pick<Report, 'findings'>>,
  failOn: FailOn | Gate,
): number => {
  const fails =
    typeof failOn === 'function'
      ? failsByAccount({ findings: report.findings ?? [] }, failOn)
      : atOrAbove[failOn].some((severity) => summary.findings[severity] > 0);
  if (fails) return exitCodes.findings;

  return summary.complete ? exitCodes.clean : exitCodes.incomplete;
};
