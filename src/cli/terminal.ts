import type { Style } from '../report/style.ts';
import type { Environment, OutputStream } from './context.ts';
import type { OneOutputFlag, ScreenFlags, TerminalFlags } from './flags.ts';

/** A pipe has no width: a log viewer is taken to be a little wider than a terminal is at least. */
export const terminalColumns = (stream: OutputStream, env: Environment): number => {
  const stated = Number.parseInt(env.COLUMNS ?? '', 10);

  return stream.columns || (stated > 0 ? stated : stream.isTTY ? 80 : 100);
};

/** A flag outranks the environment, which outranks the stream; FORCE_COLOR outranks NO_COLOR, as in Node. */
const wantsColor = (stream: OutputStream, env: Environment, { color }: Pick<TerminalFlags, 'color'>): boolean => {
  if (color === false || color === 'never') return false;
  if (color === 'always') return true;
  if (env.FORCE_COLOR !== undefined) return !['0', 'false'].includes(env.FORCE_COLOR);
  if (env.NO_COLOR) return false;

  return stream.isTTY === true && env.TERM !== 'dumb';
};

/** An unset locale says nothing: containers have none and print UTF-8 all the same. */
const speaksUnicode = (env: Environment): boolean => {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;

  return !locale || /utf-?8/i.test(locale);
};

/** A pipe and a file get everything: whoever wants less of it has tools for that. */
const detailOf = (isScreen: boolean, { quiet, summary, verbose }: TerminalFlags & ScreenFlags): Style['detail'] => {
  if (quiet) return 'quiet';
  if (summary) return 'summary';

  return verbose || !isScreen ? 'verbose' : 'normal';
};

/** How a report is drawn on this stream. */
export const styleOf = (
  stream: OutputStream,
  env: Environment,
  flags: TerminalFlags & OneOutputFlag & ScreenFlags,
): Style => {
  const isScreen = stream.isTTY === true && flags.output === undefined;

  return {
    columns: terminalColumns(stream, env),
    color: flags.output === undefined && wantsColor(stream, env, flags),
    detail: detailOf(isScreen, flags),
    endless: !isScreen,
    ascii: stream.isTTY === true && !speaksUnicode(env),
    ...(flags.groupBy === undefined ? {} : { groupBy: flags.groupBy }),
  };
};
