import { groupBy } from '../group-by.ts';
import type { AddressValue, Cidr, Range } from './cidr.ts';
import { predecessor, type Ranges, successor, union } from './ranges.ts';

/** A stretch of addresses that one entry wins by longest prefix. */
interface Segment<T> extends Range {
  readonly value: T;
}

export interface PrefixEntry<T> {
  readonly cidr: Cidr;
  readonly value: T;
}

/** Sorted and disjoint; addresses that no entry covers are in none. */
export type PrefixMap<T> = readonly Segment<T>[];

const outermostFirst = (a: PrefixEntry<unknown>, b: PrefixEntry<unknown>): number => {
  if (a.cidr.first !== b.cidr.first) return a.cidr.first < b.cidr.first ? -1 : 1;

  return a.cidr.length - b.cidr.length;
};

/**
 * Longest prefix match for every address at once. CIDRs nest or are apart, never cross, so one
 * sweep with a stack of the open ones cuts the line where the winner changes.
 *
 * All entries are of one family, and no two have the same CIDR: who wins between equals is
 * the caller's knowledge. `combine` decides what a nested entry means where an outer one also
 * covers it; by default the inner one simply wins.
 */
export const prefixMap = <T>(
  entries: Iterable<PrefixEntry<T>>,
  combine: (inner: T, outer: T) => T = (inner) => inner,
): PrefixMap<T> => {
  const segments: Segment<T>[] = [];
  const open: { last: AddressValue; value: T }[] = [];
  let from: AddressValue = 0;

  const emitTo = (last: AddressValue): void => {
    const top = open.at(-1);
    if (top !== undefined && from <= last) segments.push({ first: from, last, value: top.value });
    from = successor(last);
  };
  const closeBefore = (position: AddressValue): void => {
    for (let top = open.at(-1); top !== undefined && top.last < position; top = open.at(-1)) {
      emitTo(top.last);
      open.pop();
    }
  };

  for (const { cidr, value } of [...entries].sort(outermostFirst)) {
    closeBefore(cidr.first);
    emitTo(predecessor(cidr.first));
    from = cidr.first;
    const outer = open.at(-1);
    open.push({ last: cidr.last, value: outer === undefined ? value : combine(value, outer.value) });
  }
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    emitTo(top.last);
    open.pop();
  }

  return segments;
};

const firstSegmentAt = <T>(map: PrefixMap<T>, position: AddressValue): number => {
  let low = 0;
  let high = map.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((map[middle]?.last ?? position) < position) low = middle + 1;
    else high = middle;
  }

  return low;
};

/** Some addresses, and the entry that wins them; `undefined` where nothing matches. */
export type Winner<T> = Range & { readonly value: T | undefined };

/** The one value that holds for the whole set; `undefined` where there are several, or addresses without any. */
const onlyValue = <T>(map: PrefixMap<T>, ranges: Ranges): T | undefined => {
  let only: T | undefined;
  for (const { first, last } of ranges) {
    let from = first;
    for (let i = firstSegmentAt(map, first); from <= last; i += 1) {
      const segment = map[i];
      if (segment === undefined || segment.first > from || (only !== undefined && segment.value !== only))
        return undefined;
      only = segment.value;
      from = successor(segment.last);
    }
  }

  return only;
};

/** Cuts a set of addresses by winner, in order of address; `undefined` where nothing matches. */
export const divide = <T>(map: PrefixMap<T>, ranges: Ranges): readonly Winner<T>[] => {
  const winners: Winner<T>[] = [];
  for (const { first, last } of ranges) {
    let from = first;
    let i = firstSegmentAt(map, first);
    for (let segment = map[i]; segment !== undefined && segment.first <= last; segment = map[i]) {
      if (segment.first > from) winners.push({ first: from, last: predecessor(segment.first), value: undefined });

      const start = segment.first > from ? segment.first : from;
      const end = segment.last < last ? segment.last : last;
      winners.push({ first: start, last: end, value: segment.value });
      from = successor(end);
      i += 1;
    }
    if (from <= last) winners.push({ first: from, last, value: undefined });
  }

  return winners;
};

/**
 * The same, by winner. Mostly one takes all addresses of a service: then the set is handed on as it is, so that whoever
 * keeps what it came to for the set finds it again.
 */
export const byValue = <T>(map: PrefixMap<T>, ranges: Ranges): ReadonlyMap<T | undefined, Ranges> => {
  const only = onlyValue(map, ranges);
  if (only !== undefined) return new Map([[only, ranges]]);
  const parts = groupBy(divide(map, ranges), ({ value }) => value);

  return new Map([...parts].map(([value, own]) => [value, union(own)]));
};
