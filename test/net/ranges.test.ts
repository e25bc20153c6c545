import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAddress, parseCidr, type Range } from '../../src/net/cidr.ts';
import { firstCidrs, includes, intersect, meet, type Ranges, subtract, toCidrs, union } from '../../src/net/ranges.ts';

const small = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 12 }))
  .map(([first, size]): Range => ({ first, last: first + size }));
const sets = fc.array(small, { maxLength: 6 });

const members = (ranges: Ranges): number[] => {
  const found = new Set<number>();
  for (const { first, last } of ranges) for (let n = Number(first); n <= Number(last); n += 1) found.add(n);

  return [...found].sort((a, b) => a - b);
};

const setOf = (numbers: readonly number[]): Ranges => union(numbers.map((n) => ({ first: n, last: n })));

describe('sets of addresses', () => {
  it('unite, intersect and subtract as sets of numbers do', () => {
    fc.assert(
      fc.property(sets, sets, (left, right) => {
        const a = union(left);
        const b = union(right);
        const inB = new Set(members(b));
        expect(members(a)).toEqual(members(left));
        expect(intersect(a, b)).toEqual(setOf(members(a).filter((n) => inB.has(n))));
        expect(subtract(a, b)).toEqual(setOf(members(a).filter((n) => !inB.has(n))));
        expect(meet(a, b)).toBe(members(a).some((n) => inB.has(n)));
        expect(includes(b, a)).toBe(members(a).every((n) => inB.has(n)));
      }),
    );
  });

  it('have one form: sorted, apart and never touching', () => {
    fc.assert(
      fc.property(sets, (left) => {
        const ranges = union(left);
        for (const [i, range] of ranges.entries()) {
          const next = ranges[i + 1];
          if (next !== undefined) expect(Number(next.first)).toBeGreaterThan(Number(range.last) + 1);
        }
      }),
    );
  });

  it('are written as CIDRs that make up exactly the set', () => {
    fc.assert(
      fc.property(sets, (left) => {
        const ranges = union(left);
        expect(union(toCidrs(ranges).flatMap((text) => parseCidr(text) ?? []))).toEqual(ranges);

        const asIpv6 = ranges.map(({ first, last }) => ({ first: BigInt(first), last: BigInt(last) }));
        expect(union(toCidrs(asIpv6).flatMap((text) => parseCidr(text) ?? []))).toEqual(asIpv6);
        expect(toCidrs(asIpv6)).toHaveLength(toCidrs(ranges).length);
      }),
    );
  });

  it('are written with the fewest CIDRs', () => {
    expect(toCidrs([{ first: 0, last: 2 ** 32 - 1 }])).toEqual(['0.0.0.0/0']);
    expect(toCidrs([{ first: 1, last: 2 ** 24 }])).toHaveLength(25);
    expect(toCidrs([{ first: 0n, last: (1n << 128n) - 1n }])).toEqual(['::/0']);
    expect(toCidrs([{ first: 1n, last: 1n << 64n }])).toHaveLength(65);
    expect(formatAddress(2 ** 32 - 1)).toBe('255.255.255.255');
  });

  it.each([
    [0, [], 3],
    [2, ['0.0.0.1/32', '0.0.0.2/31'], 1],
    [3, ['0.0.0.1/32', '0.0.0.2/31', '0.0.0.8/32'], 0],
    [9, ['0.0.0.1/32', '0.0.0.2/31', '0.0.0.8/32'], 0],
  ])('are written with the first %d CIDRs, and how many there are more', (limit, cidrs, more) => {
    const ranges = [
      { first: 1, last: 3 },
      { first: 8, last: 8 },
    ];
    expect(firstCidrs(ranges, limit)).toEqual({ cidrs, more });
  });

  it.each<[Range['first'], Range['last']]>([
    [0, 0],
    [0, 2 ** 32 - 1],
    [0, 2 ** 32 - 2],
    [1, 2 ** 32 - 1],
    [8, 15],
    [8, 14],
    [8, 23],
    [12, 19],
    [7, 24],
    [0x01020304, 0xfedcba98],
    [0x80000000, 0x80ffffff],
    [0x7fffffff, 0x80000000],
    [0x15555555, 0xeaaaaaaa],
    [1n, 1n],
    [1n, (1n << 64n) - 1n],
    [1n << 64n, (1n << 65n) + 5n],
  ])('are counted without being written: from %s to %s', (first, last) => {
    const ranges = [{ first, last }];

    expect(firstCidrs(ranges, 0).more).toBe(toCidrs(ranges).length);
  });
});
