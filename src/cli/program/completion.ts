import { Argument, type Command } from 'commander';
import type { Shell } from '../commands/completion.ts';
import type { Choose } from './choose.ts';
import { examples } from './examples.ts';

export const addCompletion = (program: Command, choose: Choose): void => {
  program
    .command('completion')
    .description('print what makes a shell complete commands, options, services, rules and formats')
    .addArgument(new Argument('<shell>', 'the shell').choices(['bash', 'zsh', 'fish']))
    .action((shell: Shell) =>
      choose(async (context) => (await import('../commands/completion.ts')).runCompletion(shell, program, context)),
    )
    .addHelpText('after', examples('eval "$(vpce-audit completion bash)"', 'vpce-audit completion fish | source'));
};
