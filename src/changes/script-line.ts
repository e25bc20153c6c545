import { shellWord } from '../shell.ts';
import type { AwsCall } from './change-kind.ts';
import { isNew } from './new-id.ts';

/** The variable of a shell that holds the id of what a change creates. */
export const variableOf = (id: string): string => id.replace(/-new-/, '_').replace(/\W/g, '_');

const wordText = (word: string): string => (isNew(word) ? `"$${variableOf(word)}"` : shellWord(word));

/** A call as one line of a POSIX shell. What it creates is kept in a variable where `captured` asks for it. */
export const scriptLine = ({ command, creates }: AwsCall, captured: ReadonlySet<string>): string => {
  const text = command.map(wordText).join(' ');
  if (creates === undefined || !captured.has(creates.id)) return text;

  return `${variableOf(creates.id)}=$(${text} --query ${creates.query} --output text)`;
};

/** The ids of creations that calls refer to. */
export const referredTo = (calls: readonly AwsCall[]): ReadonlySet<string> =>
  new Set(calls.flatMap(({ command }) => command.filter(isNew)));

/** Calls to paste into a POSIX shell; each is made only if the one before it succeeded. */
export const scriptText = (calls: readonly AwsCall[]): string => {
  const captured = referredTo(calls);

  return calls.map((call) => scriptLine(call, captured)).join(' && ');
};
