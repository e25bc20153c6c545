import type { Finding } from '../audit.ts';
import type { Matched } from '../config/config.ts';

interface Wanted {
  readonly key: Matched;
  /** One of these has to be among the finding's values of the key; null where anything might. */
  readonly literals: readonly string[] | null;
}

interface Candidates {
  /** At most so many. */
  readonly count: number;
  readonly list: () => readonly Finding[];
}

type Postings = ReadonlyMap<string, readonly Finding[]>;

/**
 * Finds for all that is asked of a finding those that may meet it, by the key that the fewest have: entries of a config
 * may be thousands, and so may findings.
 */
export const candidateFindings = (
  findings: readonly Finding[],
  valuesOf: (finding: Finding, key: Matched) => readonly string[],
): ((wanted: readonly Wanted[]) => Candidates) => {
  const postingsByKey = new Map<Matched, Postings>();
  const postingsOf = (key: Matched): Postings => {
    const known = postingsByKey.get(key);
    if (known !== undefined) return known;
    const postings = new Map<string, Finding[]>();
    for (const finding of findings)
      for (const value of new Set(valuesOf(finding, key))) {
        const present = postings.get(value);
        if (present === undefined) postings.set(value, [finding]);
        else present.push(finding);
      }
    postingsByKey.set(key, postings);

    return postings;
  };

  return (wanted) => {
    let fewest: readonly (readonly Finding[])[] = [findings];
    let count = findings.length;
    for (const { key, literals } of wanted) {
      if (literals === null) continue;
      const lists = literals.map((value) => postingsOf(key).get(value) ?? []);
      const size = lists.reduce((sum, list) => sum + list.length, 0);
      if (size < count) [fewest, count] = [lists, size];
    }

    // A finding may have several of the values.
    return { count, list: () => (fewest.length === 1 ? (fewest[0] ?? []) : [...new Set(fewest.flat())]) };
  };
};
