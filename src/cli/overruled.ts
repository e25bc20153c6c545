import { counted } from '../report/counted.ts';
import { exitCodes } from './exit-code.ts';
import type { GateFlags } from './flags.ts';

type Overrides = Pick<GateFlags, 'exitZero' | 'allowIncomplete'>;

interface Outcome {
  readonly code: number;
  /** Paths whose verdict is unknown. What was not read is the reader's to forgive; these may be the leak. */
  readonly undecided: number;
}

/** The exit code after the flags that overrule it, and what each of them did: a gate that is open says so. */
export const overruled = (
  { code, undecided }: Outcome,
  { exitZero, allowIncomplete }: Overrides,
): readonly [number, readonly string[]] => {
  let settled = code;
  const said: string[] = [];
  const overrule = (flag: string, applies: boolean, otherwise = 'it changed nothing'): void => {
    said.push(`${flag} was given: ${applies ? `the exit code is 0 instead of ${settled}` : otherwise}`);
    if (applies) settled = exitCodes.clean;
  };
  const isIncomplete = code === exitCodes.incomplete;
  if (allowIncomplete)
    overrule(
      '--allow-incomplete',
      isIncomplete && undecided === 0,
      isIncomplete ? `it allows for what was not read, not for ${counted(undecided, 'unknown verdict')}` : undefined,
    );
  if (exitZero) overrule('--exit-zero', settled !== exitCodes.clean);

  return [settled, said];
};
