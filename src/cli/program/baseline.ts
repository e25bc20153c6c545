import type { Command } from 'commander';
import { addAccountOptions } from '../account-flags.ts';
import type { BaselineFlags } from '../commands/baseline.ts';
import * as flags from '../flags.ts';
import type { Choose } from './choose.ts';
import { examples } from './examples.ts';

export const addBaseline = (program: Command, choose: Choose): void => {
  const baseline = program
    .command('baseline')
    .description('write the findings that there are to a file, for --baseline to accept');
  flags.addSourceOptions(baseline);
  flags.addScopeOptions(flags.addRegionsOption(addAccountOptions(flags.addJobsOption(flags.addLiveOptions(baseline)))));
  baseline
    .option('--reason <text>', 'why they are accepted')
    .option('--expires <date>', 'the day (UTC) from which on they count again: YYYY-MM-DD')
    .option('-o, --output <file>', 'write to another file than vpce-audit.baseline.json; - is standard output');
  flags.addTerminalOptions(flags.addConfigOption(baseline));
  baseline
    .action((given: BaselineFlags) =>
      choose(async (context) => (await import('../commands/baseline.ts')).runBaseline(given, context)),
    )
    .addHelpText(
      'after',
      `
What the file says of findings that are still there is kept, unless it has expired.
${examples('vpce-audit baseline --reason "before the gate" --expires 2027-06-30', 'vpce-audit --baseline vpce-audit.baseline.json')}`,
    );
};
