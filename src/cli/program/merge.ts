import type { Command } from 'commander';
import type { MergeFlags } from '../commands/merge.ts';
import * as flags from '../flags.ts';
import type { Choose } from './choose.ts';
import { examples } from './examples.ts';

export const addMerge = (program: Command, choose: Choose): void => {
  const merge = program
    .command('merge')
    .description('write several snapshots as one; of a scope that two of them hold, the newer counts')
    .argument('<path...>', 'snapshots, and folders of them')
    .addOption(flags.workListOption())
    .option('-o, --output <file>', 'write to a file instead of standard output');
  flags.addTerminalOptions(merge);
  merge
    .action((paths: readonly string[], given: MergeFlags) =>
      choose(async (context) => (await import('../commands/merge.ts')).runMerge(paths, given, context)),
    )
    .addHelpText(
      'after',
      examples(
        'vpce-audit merge hub.json spokes/ -o organisation.json',
        'vpce-audit merge pieces/ --work-list work.json -o organisation.json',
        'vpce-audit --snapshot organisation.json',
      ),
    );
};
