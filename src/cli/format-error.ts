import { Failure } from '../failure.ts';
import { plain } from '../report/plain-text.ts';
import { version } from './version.ts';

/** Ids and messages of others may hold anything; line ends of our own stay. */
const lines = (text: string): readonly string[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map(plain);

const failure = ({ message, hint }: Failure): string =>
  [
    ...lines(message).map((line, index) => (index === 0 ? `vpce-audit: ${line}` : `  ${line}`)),
    ...lines(hint).map((line) => `  ${line}`),
    '',
  ].join('\n');

const bug = (error: unknown): string =>
  [
    'vpce-audit: this is a bug, and not your doing.',
    ...lines(error instanceof Error ? (error.stack ?? error.message) : String(error)),
    `  Please report it with these lines and your command line (vpce-audit ${version}, Node ${process.version}).`,
    '',
  ].join('\n');

const tooDeep = (cause: RangeError): Failure =>
  new Failure(
    'what was read is nested too deeply to be worked on',
    'Mend the file. If none is, this is a bug: please report it.',
    { cause },
  );

const isTooDeep = (error: unknown): error is RangeError =>
  error instanceof RangeError && error.message.includes('call stack');

/** What standard error says about an error: words for what the user can mend, a stack for what only we can. */
export const formatError = (error: unknown): string => {
  if (isTooDeep(error)) return failure(tooDeep(error));

  return error instanceof Failure ? failure(error) : bug(error);
};
