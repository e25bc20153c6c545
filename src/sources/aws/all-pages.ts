/** A list that AWS does not finish is a failed request. */
export const unfinished = (message: string): Error =>
  Object.assign(new Error(message), { name: 'UnfinishedList', code: 'UnfinishedList' });

export interface Page<T> {
  readonly records: readonly T[] | undefined;
  readonly next: string | undefined;
}

/**
 * Follows page tokens to the end. A token that comes back a second time would never end; half a list is worse
 * than none, so it throws.
 */
export const allPages = async <T>(ask: (token: string | undefined) => Promise<Page<T>>): Promise<readonly T[]> => {
  const records: T[] = [];
  const seen = new Set<string>();
  let token: string | undefined;

  do {
    const page = await ask(token);
    for (const record of page.records ?? []) records.push(record);

    token = page.next === '' ? undefined : page.next;
    if (token !== undefined && seen.has(token)) {
      throw unfinished('AWS gave the same page token twice');
    }
    if (token !== undefined) seen.add(token);
  } while (token !== undefined);

  return records;
};
