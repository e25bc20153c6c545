import { type Command, Option } from 'commander';
import type { RulesFlags } from '../commands/rules.ts';
import type { Choose } from './choose.ts';
import { examples } from './examples.ts';

export const addRules = (program: Command, choose: Choose): void => {
  program
    .command('rules')
    .description('list the rules, or describe one')
    .argument('[id]', 'id of a rule: public-path, …')
    .addOption(new Option('--format <format>', 'format of the list').choices(['text', 'json']).default('text'))
    .action((id: string | undefined, given: RulesFlags) =>
      choose(async (context) => (await import('../commands/rules.ts')).runRules(id, given, context)),
    )
    .addHelpText(
      'after',
      examples(
        'vpce-audit rules',
        'vpce-audit rules public-path',
        "vpce-audit rules --format json | jq -r '.[] | [.id, .severity, .page] | @tsv'",
      ),
    );
};
