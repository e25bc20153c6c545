import type { Command } from 'commander';
import type { Choose } from './choose.ts';
import { examples } from './examples.ts';

export const addSchema = (program: Command, choose: Choose): void => {
  program
    .command('schema')
    .description('print a JSON Schema')
    .argument('<schema>', 'report, snapshot, config or baseline')
    .action((name: string) =>
      choose(async (context) => (await import('../commands/schema.ts')).runSchema(name, context)),
    )
    .addHelpText('after', examples('vpce-audit schema report'));
};
