import type { Command } from 'commander';
import { addAccountOptions } from '../account-flags.ts';
import type { CollectFlags } from '../commands/collect.ts';
import * as flags from '../flags.ts';
import type { Choose } from './choose.ts';
import { examples } from './examples.ts';

export const addCollect = (program: Command, choose: Choose): void => {
  const collect = program
    .command('collect')
    .description('save what AWS said as a snapshot, to audit later or elsewhere');
  flags.addRegionsOption(addAccountOptions(flags.addJobsOption(flags.addLiveOptions(collect))));
  collect
    .addOption(flags.demoOption())
    .option(
      '--shard <json>',
      'only this piece of the work list that shards prints: JSON, FILE, FILE#3 (the fourth piece), FILE#3/20 (a part)',
    );
  collect.option('-o, --output <file>', 'write to a file instead of standard output');
  flags.addTerminalOptions(collect);
  collect
    .action((given: CollectFlags) =>
      choose(async (context) => (await import('../commands/collect.ts')).runCollect(given, context)),
    )
    .addHelpText(
      'after',
      examples(
        'vpce-audit collect -o facts.json',
        'vpce-audit collect --demo | jq ".scopes[].sections.vpcEndpoints"',
        'vpce-audit collect --region all | gzip > facts.json.gz',
        'vpce-audit collect --org --not-account 111122223333 --region eu-west-1 us-east-1 -o organisation.json',
      ),
    );
};
