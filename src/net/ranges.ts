import { type AddressValue, type Cidr, formatCidr, overlaps, type Range } from './cidr.ts';

/** Sorted, disjoint and never touching: one set of addresses has one such list. */
export type Ranges = readonly Range[];

export const successor = (position: AddressValue): AddressValue =>
  typeof position === 'bigint' ? position + 1n : position + 1;

export const predecessor = (position: AddressValue): AddressValue =>
  typeof position === 'bigint' ? position - 1n : position - 1;

const compare = (a: Range, b: Range): number => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0);

const isSorted = (ranges: readonly Range[]): boolean =>
  ranges.every(({ first }, i) => i === 0 || (ranges[i - 1]?.first ?? first) <= first);

/** Any ranges of one family, overlapping or not, as a set. */
export const union = (ranges: readonly Range[]): Ranges => {
  const merged: Range[] = [];
  let top: { first: AddressValue; last: AddressValue } | undefined;
  // Most come in order.
  for (const { first, last } of isSorted(ranges) ? ranges : [...ranges].sort(compare))
    if (top === undefined || first > successor(top.last)) {
      top = { first, last };
      merged.push(top);
    } else if (last > top.last) top.last = last;

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

/** Of a position and of a number of addresses, up to all of them: IPv4 has room for 32 bits. */
const trailingZeros = (value: number): number => (value % 2 ** 32 === 0 ? 32 : 31 - Math.clz32(value & -value));
const highestBit = (value: number): number => (value === 2 ** 32 ? 32 : 31 - Math.clz32(value));

const largestIpv4Block = (first: number, last: number): Cidr => {
  const bits = Math.min(trailingZeros(first), highestBit(last - first + 1));

  return { family: 'ipv4', length: 32 - bits, first, last: first + 2 ** bits - 1 };
};

const largestIpv6Block = (first: bigint, last: bigint): Cidr => {
  let length = 128;
  let size = 1n;
  for (; first % (size * 2n) === 0n && first + size * 2n - 1n <= last; size *= 2n) length -= 1;

  return { family: 'ipv6', length, first, last: first + size - 1n };
};

const largestBlock = (first: AddressValue, last: AddressValue): Cidr =>
  typeof first === 'number' ? largestIpv4Block(first, Number(last)) : largestIpv6Block(first, BigInt(last));

/** The CIDRs that make up the set, in order. */
function* blocksOf(ranges: Ranges): Generator<Cidr> {
  for (const { first, last } of ranges)
    for (let from = first; from <= last; ) {
      const block = largestBlock(from, last);
      yield block;
      from = successor(block.last);
    }
}

/** The fewest CIDRs that make up the set, in order, as text. */
export const toCidrs = (ranges: Ranges): string[] => Array.from(blocksOf(ranges), formatCidr);

/** How many bits of 32 are set: of all neighbours at once, then of pairs, then of nibbles. */
const bitsOf = (value: number): number => {
  const pairs = value - ((value >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);

  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

/**
 * How many CIDRs make up a range, without making them: up to the roundest address in it one for each bit of the way
 * there, and one for each bit of the way on.
 */
const ipv4BlockCount = (first: number, last: number): number => {
  if (first === last) return 1;
  const half = 2 ** (31 - Math.clz32(first ^ last));
  const middle = last - (last % half);
  if (first % half === 0 && last - first + 1 === half * 2) return 1;

  return bitsOf(middle - first) + bitsOf(last + 1 - middle);
};

const blockCount = ({ first, last }: Range): number => {
  if (typeof first === 'number') return ipv4BlockCount(first, Number(last));
  let count = 0;
  for (const _ of blocksOf([{ first, last }])) count += 1;

  return count;
};

/** The first of them, and how many there are more. */
export const firstCidrs = (
  ranges: Ranges,
  limit: number,
): { readonly cidrs: readonly string[]; readonly more: number } => {
  const cidrs: string[] = [];
  for (const block of blocksOf(ranges)) {
    if (cidrs.length === limit) break;
    cidrs.push(formatCidr(block));
  }

  return { cidrs, more: ranges.reduce((sum, range) => sum + blockCount(range), 0) - cidrs.length };
};
