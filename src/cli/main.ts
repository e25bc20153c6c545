import { type Command, CommanderError } from 'commander';
import { Failure } from '../failure.ts';
import type { Context, Environment, Streams, Task } from './context.ts';
import { exitCodes } from './exit-code.ts';
import { createProgram } from './program.ts';
import { terminalColumns } from './terminal.ts';
import { write } from './write.ts';

/** Without a command, the first argument is an option, and the command is `audit`. */
const withCommand = ([first, ...rest]: readonly string[], { commands }: Command): readonly string[] => {
  if (first === undefined) return ['audit'];
  const [topic] = rest;
  if (first === 'help' && topic === undefined) return ['--help'];
  if (first === 'help' && topic !== undefined)
    return commands.some((one) => one.name() === topic) ? [topic, '--help'] : [topic];
  if (first === 'version') return ['--version'];
  const isForProgram = !first.startsWith('-') || ['-h', '--help', '-V', '--version'].includes(first);

  return isForProgram ? [first, ...rest] : ['audit', first, ...rest];
};

const helpTopic = ({ code }: CommanderError, [first = '']: readonly string[]): string =>
  code === 'commander.unknownCommand' || first.startsWith('-') ? '' : `${first} `;

const usageFailure = (error: CommanderError, argv: readonly string[]): Failure => {
  const [message = '', suggestion] = error.message.replace(/^error: /, '').split('\n');
  // An option of another command is suggested in its own place.
  const isUseful = suggestion !== undefined && !message.includes(`'${/(--\S+)\?/.exec(suggestion)?.[1]}'`);
  const hint = isUseful ? suggestion.replace(/^\((.*)\)$/, '$1') : `See vpce-audit ${helpTopic(error, argv)}--help.`;

  return new Failure(message, hint, { cause: error });
};

const taskOf = ({ argv, streams, env }: Context): Task => {
  const printed: string[] = [];
  let chosen: Task = async ({ streams: { stdout } }) => {
    await write(stdout, printed.join(''));

    return exitCodes.clean;
  };
  const choose = (task: Task) => {
    chosen = task;
  };
  const program = createProgram(choose, {
    writeOut: (text) => printed.push(text),
    writeErr: () => {},
    getOutHelpWidth: () => terminalColumns(streams.stdout, env),
  });
  try {
    program.parse(withCommand(argv, program), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usageFailure(error, argv);
  }

  return chosen;
};

/**
 * Runs one command line, without the name of the program, and resolves to the exit code.
 * It never throws and never ends the process.
 */
export const run = async (argv: readonly string[], streams: Streams, env: Environment): Promise<number> => {
  try {
    const context = { argv, streams, env };
    return await taskOf(context)(context);
  } catch (error) {
    const { formatError } = await import('./format-error.ts');
    await write(streams.stderr, formatError(error)).catch(() => {});
    return exitCodes.couldNotRun;
  }
};
