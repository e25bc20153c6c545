import type { Command } from 'commander';
import { addAccountOptions } from '../account-flags.ts';
import type { ShardsFlags } from '../commands/shards.ts';
import * as flags from '../flags.ts';
import type { Choose } from './choose.ts';
import { examples } from './examples.ts';

export const addShards = (program: Command, choose: Choose): void => {
  const shards = program
    .command('shards')
    .description('print the accounts and Regions as a work list, for collect --shard to do in pieces');
  flags.addRegionsOption(addAccountOptions(flags.addLiveOptions(shards)));
  shards.option('-o, --output <file>', 'write to a file instead of standard output');
  flags.addTerminalOptions(shards);
  shards
    .action((given: ShardsFlags) =>
      choose(async (context) => (await import('../commands/shards.ts')).runShards(given, context)),
    )
    .addHelpText(
      'after',
      examples('vpce-audit shards --org --region all', "vpce-audit shards --org --region eu-west-1 | jq -c '.[]'"),
    );
};
