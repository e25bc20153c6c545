import { type Command, Option } from 'commander';
import { addAccountOptions } from '../account-flags.ts';
import type { WhatIfFlags } from '../commands/what-if.ts';
import * as flags from '../flags.ts';
import type { Choose } from './choose.ts';
import { examples } from './examples.ts';

export const addWhatIf = (program: Command, choose: Choose): void => {
  const whatIf = program
    .command('what-if')
    .description(
      'what would become of every path if something were deleted or changed; exit code 1 if anything gets worse',
    )
    .addOption(
      new Option(
        '--delete <id>',
        'NAT gateway or endpoint (id, the start of it, Name tag, pattern), or route (rtb-1:0.0.0.0/0); repeated',
      ).argParser(flags.collected),
    )
    .option('--changes <file>', 'changes as fix --format json prints them');
  flags.addSourceOptions(whatIf);
  flags.addScopeOptions(flags.addRegionsOption(addAccountOptions(flags.addJobsOption(flags.addLiveOptions(whatIf)))));
  whatIf
    .addOption(new Option('--format <format>', 'format of the difference').choices(['text', 'json']).default('text'))
    .option('-o, --output <file>', 'write to a file instead of standard output');
  flags.addTerminalOptions(flags.addConfigOption(whatIf));
  whatIf
    .action((given: WhatIfFlags) =>
      choose(async (context) => (await import('../commands/what-if.ts')).runWhatIf(given, context)),
    )
    .addHelpText(
      'after',
      examples(
        'vpce-audit what-if --delete nat-0abc1234 --service @eks',
        'vpce-audit what-if --delete vpce-0abc1234 --delete rtb-0abc1234:0.0.0.0/0 --snapshot facts.json',
        'vpce-audit fix --format json > plan.json && vpce-audit what-if --changes plan.json --delete nat-0abc1234',
      ),
    );
};
