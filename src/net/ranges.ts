import { type AddressValue, type Cidr, formatCidr, overlaps, type Range } from './cidr.ts';

/** Sorted, disjoint and never touching: one set of addresses has one such list. */
export type Ranges = readonly Range[];

export const successor = (position: AddressValue): AddressValue =>
  typeof position === 'bigint' ? position + 1n : position + 1;

export const predecessor = (position: AddressValue): AddressValue =>
  typeof position === 'bigint' ? position - 1n : position - 1;

const compare = (a: Range, b: Range): number => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0);

/** Any ranges of one family, overlapping or not, as a set. */
export const union = (ranges: Iterable<Range>): Ranges => {
  const merged: Range[] = [];
  for (const range of [...ranges].sort(compare)) {
    const top = merged.at(-1);
    if (top === undefined || range.first > successor(top.last)) {
      merged.push({ first: range.first, last: range.last });
    } else if (range.last > top.last) {
      merged[merged.length - 1] = { first: top.first, last: range.last };
    }
  }

  return merged;
};

export const intersect = (a: Ranges, b: Ranges): Ranges => {
  const shared: Range[] = [];
  let i = 0;
  let j = 0;
  for (let left = a[i], right = b[j]; left !== undefined && right !== undefined; left = a[i], right = b[j]) {
    const first = left.first > right.first ? left.first : right.first;
    const last = left.last < right.last ? left.last : right.last;
    if (first <= last) shared.push({ first, last });
    if (left.last < right.last) i += 1;
    else j += 1;
  }

  return shared;
};

/** Whether any address is in both. */
export const meet = (a: Ranges, b: Ranges): boolean => {
  let i = 0;
  let j = 0;
  for (let left = a[i], right = b[j]; left !== undefined && right !== undefined; left = a[i], right = b[j]) {
    if (overlaps(left, right)) return true;
    if (left.last < right.last) i += 1;
    else j += 1;
  }

  return false;
};

export const subtract = (a: Ranges, b: Ranges): Ranges => {
  const rest: Range[] = [];
  let j = 0;
  for (const range of a) {
    let from = range.first;
    while ((b[j]?.last ?? from) < from) j += 1;
    let k = j;
    for (let hole = b[k]; hole !== undefined && hole.first <= range.last; hole = b[k]) {
      if (hole.first > from) rest.push({ first: from, last: predecessor(hole.first) });
      from = successor(hole.last);
      k += 1;
    }
    if (from <= range.last) rest.push({ first: from, last: range.last });
  }

  return rest;
};

export const includes = (outer: Ranges, inner: Ranges): boolean => subtract(inner, outer).length === 0;

const largestIpv4Block = (first: number, last: number): Cidr => {
  let length = 32;
  let size = 1;
  for (; first % (size * 2) === 0 && first + size * 2 - 1 <= last; size *= 2) length -= 1;

  return { family: 'ipv4', length, first, last: first + size - 1 };
};

const largestIpv6Block = (first: bigint, last: bigint): Cidr => {
  let length = 128;
  let size = 1n;
  for (; first % (size * 2n) === 0n && first + size * 2n - 1n <= last; size *= 2n) length -= 1;

  return { family: 'ipv6', length, first, last: first + size - 1n };
};

const largestBlock = (first: AddressValue, last: AddressValue): Cidr =>
  typeof first === 'number' ? largestIpv4Block(first, Number(last)) : largestIpv6Block(first, BigInt(last));

const blocksOf = (ranges: Ranges): readonly Cidr[] => {
  const blocks: Cidr[] = [];
  for (const { first, last } of ranges)
    for (let from = first; from <= last; ) {
      const block = largestBlock(from, last);
      blocks.push(block);
      from = successor(block.last);
    }

  return blocks;
};

/** The fewest CIDRs that make up the set, in order, as text. */
export const toCidrs = (ranges: Ranges): string[] => blocksOf(ranges).map(formatCidr);

/** The first of them, and how many there are more. */
export const firstCidrs = (
  ranges: Ranges,
  limit: number,
): { readonly cidrs: readonly string[]; readonly more: number } => {
  const blocks = blocksOf(ranges);
  const cidrs = blocks.slice(0, limit).map(formatCidr);

  return { cidrs, more: blocks.length - cidrs.length };
};
