import { type Command, Option } from 'commander';
import type { ServicesFlags } from '../commands/services.ts';
import * as flags from '../flags.ts';
import type { Choose } from './choose.ts';
import { examples } from './examples.ts';

export const addServices = (program: Command, choose: Choose): void => {
  const services = program
    .command('services')
    .description('list the services that are known, with hosts, ports and kinds of endpoint, and the named sets')
    .argument('[name]', 'one service or set: ecr.api, @eks, …');
  flags
    .addRegionOption(services)
    .addOption(new Option('--format <format>', 'format of the list').choices(['text', 'json']).default('text'))
    .action((name: string | undefined, given: ServicesFlags) =>
      choose(async (context) => (await import('../commands/services.ts')).runServices(name, given, context)),
    )
    .addHelpText(
      'after',
      examples(
        'vpce-audit services',
        'vpce-audit services @eks',
        "vpce-audit services --region eu-west-1 --format json | jq -r '.services[].serviceName'",
      ),
    );
};
