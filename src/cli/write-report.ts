import type { Report } from '../audit.ts';
import type { Context } from './context.ts';
import type { ScreenFlags, SourceFlags, TerminalFlags } from './flags.ts';
import { loadFormat } from './formats.ts';
import { invocationOf } from './invocation.ts';
import type { Output } from './outputs.ts';
import { styleOf } from './terminal.ts';
import { writeOutput } from './write-output.ts';

/** Files first: whoever reads standard output to its end finds them written. */
const inOrder = (outputs: readonly Output[]): readonly Output[] => [
  ...outputs.filter(({ output }) => output !== undefined),
  ...outputs.filter(({ output }) => output === undefined),
];

export const writeReport = async (
  report: Report,
  outputs: readonly Output[],
  flags: TerminalFlags & ScreenFlags & SourceFlags,
  context: Context,
): Promise<void> => {
  const { streams, env } = context;
  for (const output of inOrder(outputs)) {
    const format = await loadFormat(output.format);
    const style = {
      ...styleOf(streams.stdout, env, { ...flags, ...output }),
      invocation: invocationOf(flags, context),
    };
    await writeOutput(format(report, style), output, context);
  }
  if (env.GITHUB_STEP_SUMMARY && outputs.some(({ format }) => format === 'github'))
    (await import('./step-summary.ts')).appendStepSummary(env.GITHUB_STEP_SUMMARY, report);
};
