import type { Report } from '../audit.ts';
import type { FailOn } from '../config/config.ts';
import type { Severity } from '../rules/rule.ts';
import type { GateFlags } from './flags.ts';

const atOrAbove: Record<FailOn, readonly Severity[]> = {
  error: ['error'],
  warning: ['error', 'warning'],
  note: ['error', 'warning', 'note'],
  never: [],
};

/** What a run comes to. Findings outrank incompleteness, and the format has no say. */
export const exitCodes = { clean: 0, findings: 1, couldNotRun: 2, incomplete: 3 } as const;

export const exitCodeOf = ({ summary }: Pick<Report, 'summary'>, failOn: FailOn): number => {
  if (atOrAbove[failOn].some((severity) => summary.findings[severity] > 0)) return exitCodes.findings;

  return summary.complete ? exitCodes.clean : exitCodes.incomplete;
};

type Overrides = Pick<GateFlags, 'exitZero' | 'allowIncomplete'>;

/** The exit code after the flags that overrule it, and what each of them did: a gate that is open says so. */
export const overruled = (
  code: number,
  { exitZero, allowIncomplete }: Overrides,
): readonly [number, readonly string[]] => {
  let settled = code;
  const said: string[] = [];
  const overrule = (flag: string, applies: boolean): void => {
    said.push(`${flag} was given: ${applies ? `the exit code is 0 instead of ${settled}` : 'it changed nothing'}`);
    if (applies) settled = exitCodes.clean;
  };
  if (allowIncomplete) overrule('--allow-incomplete', settled === exitCodes.incomplete);
  if (exitZero) overrule('--exit-zero', settled !== exitCodes.clean);

  return [settled, said];
};
