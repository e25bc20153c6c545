import { type Command, Option } from 'commander';
import type { IamPolicyFlags } from '../commands/iam-policy.ts';
import type { Choose } from './choose.ts';
import { examples } from './examples.ts';

export const addIamPolicy = (program: Command, choose: Choose): void => {
  program
    .command('iam-policy')
    .description('print the least-privilege, read-only IAM policy; with --org the roles of an organisation')
    .option('--org', 'the roles of the accounts of an organisation, and of the one that lists them')
    .addOption(
      new Option('--format <format>', 'format of the roles')
        .choices(['json', 'cloudformation', 'terraform'])
        .default('json'),
    )
    .action((given: IamPolicyFlags) =>
      choose(async (context) => (await import('../commands/iam-policy.ts')).runIamPolicy(given, context)),
    )
    .addHelpText(
      'after',
      examples(
        'vpce-audit iam-policy > policy.json',
        'aws iam create-policy --policy-name vpce-audit --policy-document file://policy.json',
        'vpce-audit iam-policy --org --format cloudformation > stackset.json',
      ),
    );
};
