import { type Command, Option } from 'commander';
import { addAccountOptions } from '../account-flags.ts';
import type { FixFlags } from '../commands/fix.ts';
import { fixFormats } from '../fix-formats.ts';
import * as flags from '../flags.ts';
import type { Choose } from './choose.ts';
import { examples } from './examples.ts';

export const addFix = (program: Command, choose: Choose): void => {
  const fix = program
    .command('fix')
    .description('the changes that mend what was found, proven on a copy of the facts, in words and as code');
  flags.addSourceOptions(fix);
  flags.addScopeOptions(flags.addRegionsOption(addAccountOptions(flags.addJobsOption(flags.addLiveOptions(fix)))));
  fix
    .addOption(flags.listOption('--rule <id...>', 'only what these rules find (default: all of it but notes)'))
    .addOption(flags.baselineOption())
    .addOption(flags.newSinceOption())
    .option('--accepted', 'mend what somebody accepts as well (baseline, settings, tags, an earlier run)')
    .option('--release', 'let go NAT gateways as well that carry none of it then: whatever else goes out there stops')
    .addOption(
      new Option('--format <format>', 'a plan to read, the plan with code, or all of it as data')
        .choices(fixFormats)
        .default('text'),
    )
    .option('-o, --output <file>', 'write to a file instead of standard output')
    .option('--prices <file>', 'prices of your Regions, or your own, for the cost a month (JSON)')
    .addOption(flags.failOnOption('exit with 1 if a finding of this severity or above stays (default: error)'));
  flags.addTerminalOptions(flags.addConfigOption(fix));
  fix
    .action((given: FixFlags) => choose(async (context) => (await import('../commands/fix.ts')).runFix(given, context)))
    .addHelpText(
      'after',
      `
Nothing is changed: AWS is only read. What AWS would refuse, or what would harm a path, is not among the changes.
${examples(
  'vpce-audit fix --demo',
  'vpce-audit fix --vpc prod-* --service s3 dynamodb --format terraform -o endpoints.tf',
  'vpce-audit fix --rule public-path --format cli > fix.sh && sh fix.sh --dry-run',
)}`,
    );
};
