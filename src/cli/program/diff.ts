import { type Command, Option } from 'commander';
import type { DiffFlags } from '../commands/diff.ts';
import * as flags from '../flags.ts';
import type { Choose } from './choose.ts';
import { examples } from './examples.ts';

export const addDiff = (program: Command, choose: Choose): void => {
  const diff = program
    .command('diff')
    .description('which verdicts changed between two snapshots, and which change did it')
    .usage('[options] <before> <after>')
    .argument('[before]', 'the earlier snapshot')
    .argument('[after]', 'the later snapshot');
  flags.addServiceOption(diff);
  diff
    .addOption(new Option('--format <format>', 'format of the difference').choices(['text', 'json']).default('text'))
    .option('-o, --output <file>', 'write to a file instead of standard output')
    .option('--exit-code', 'exit with 1 if anything is worse after than before');
  flags.addTerminalOptions(flags.addConfigOption(diff));
  diff
    .action((before: string | undefined, after: string | undefined, given: DiffFlags) =>
      choose(async (context) => (await import('../commands/diff.ts')).runDiff([before, after], given, context)),
    )
    .addHelpText(
      'after',
      examples(
        'vpce-audit diff monday.json tuesday.json',
        'vpce-audit diff A B --format json | jq .paths',
        'vpce-audit diff A B --exit-code',
      ),
    );
};
