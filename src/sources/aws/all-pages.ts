import { missingPart } from './api-answer.ts';

/** A list that AWS does not finish is a failed request. */
export const unfinished = (message: string): Error =>
  Object.assign(new Error(message), { name: 'UnfinishedList', code: 'UnfinishedList' });

export interface Page<T> {
  readonly records: readonly T[] | undefined;
  readonly next: string | undefined;
}

/** Far more than any account has. */
const mostPages = 10_000;
const mostEmptyPages = 1_000;

/** Throws where a list would never end. */
const assertEnding = () => {
  const seen = new Set<string>();
  let empty = 0;

  return (token: string, records: readonly unknown[]): void => {
    empty = records.length === 0 ? empty + 1 : 0;
    if (seen.has(token)) throw unfinished('AWS gave the same page token twice');
    if (empty >= mostEmptyPages) throw unfinished(`AWS gave ${mostEmptyPages} empty pages in a row`);
    seen.add(token);
    if (seen.size >= mostPages) throw unfinished(`the list has more than ${mostPages} pages`);
  };
};

/**
 * Follows page tokens to the end, and tells of every page. Half a list is worse than none, so it throws where a page has no list, which is no
 * empty one, and where the pages have no end.
 */
export const allPages = async <T>(
  list: string,
  ask: (token: string | undefined) => Promise<Page<T>>,
  onPage: (records: readonly T[]) => void = () => {},
): Promise<readonly T[]> => {
  const all: T[] = [];
  const assertGoingOn = assertEnding();
  let token: string | undefined;

  do {
    const { records, next } = await ask(token);
    if (!Array.isArray(records)) throw missingPart(list);

    for (const record of records) all.push(record);
    onPage(records);
    token = next === '' ? undefined : next;
    if (token !== undefined) assertGoingOn(token, records);
  } while (token !== undefined);

  return all;
};
