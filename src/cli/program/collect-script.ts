import type { Command } from 'commander';
import type { Choose } from './choose.ts';
import { examples } from './examples.ts';

export const addCollectScript = (program: Command, choose: Choose): void => {
  program
    .command('collect-script')
    .description('print a shell script of AWS CLI calls that fills a folder for --aws-cli')
    .action(() => choose(async (context) => (await import('../commands/collect-script.ts')).runCollectScript(context)))
    .addHelpText(
      'after',
      examples('vpce-audit collect-script > collect.sh', 'sh collect.sh facts', 'vpce-audit --aws-cli facts'),
    );
};
