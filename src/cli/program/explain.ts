import { type Command, Option } from 'commander';
import type { ExplainFlags } from '../commands/explain.ts';
import * as flags from '../flags.ts';
import type { Choose } from './choose.ts';
import { examples } from './examples.ts';

export const addExplain = (program: Command, choose: Choose): void => {
  const explain = program
    .command('explain')
    .description('one path, hop by hop: what the name resolves to and what carries the packet')
    .argument('<subnet>', 'id of the subnet, the start of it, or its Name tag')
    .argument('<service>', 'name of the service, or a set: s3, ecr.api, @eks, …')
    .addOption(new Option('--format <format>', 'format of the explanation').choices(['text', 'json']).default('text'));
  flags.addRegionOption(flags.addLiveOptions(flags.addSourceOptions(explain)));
  flags.addTerminalOptions(explain);
  explain
    .action((subnet: string, service: string, given: ExplainFlags) =>
      choose(async (context) => (await import('../commands/explain.ts')).runExplain(subnet, service, given, context)),
    )
    .addHelpText(
      'after',
      examples(
        'vpce-audit explain app-a s3',
        'vpce-audit explain subnet-0a1b2c3d @eks --snapshot facts.json',
        "vpce-audit explain app-a s3 --format json | jq '.paths[].hops'",
      ),
    );
};
