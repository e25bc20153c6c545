import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AddressValue, type Cidr, covers, parseCidr } from '../../src/net/cidr.ts';
import { divide, type PrefixEntry, prefixMap } from '../../src/net/prefix-map.ts';
import { successor, union } from '../../src/net/ranges.ts';

/** CIDRs in one /24, so that they nest a lot. */
const nested4 = fc
  .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 22, max: 32 }))
  .map(([host, length]) => `10.0.0.${host}/${length}`);
const nested6 = fc
  .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 118, max: 128 }))
  .map(([host, length]) => `fd00::${host.toString(16)}/${length}`);

const entriesOf = (texts: readonly string[]): PrefixEntry<string>[] => {
  const byKey = new Map<string, PrefixEntry<string>>();
  for (const text of texts) {
    const cidr = parseCidr(text);
    if (cidr !== undefined) byKey.set(`${cidr.first}/${cidr.length}`, { cidr, value: `${cidr.first}/${cidr.length}` });
  }

  return [...byKey.values()];
};

/** The reference: look at every entry, keep the longest. */
const naive = (entries: readonly PrefixEntry<string>[], position: AddressValue): string | undefined => {
  let best: PrefixEntry<string> | undefined;
  for (const entry of entries) {
    if (
      covers(entry.cidr, { first: position, last: position }) &&
      (best === undefined || entry.cidr.length > best.cidr.length)
    )
      best = entry;
  }

  return best?.value;
};

const rangeOf = (text: string): Cidr => {
  const cidr = parseCidr(text);
  if (cidr === undefined) throw new Error(text);

  return cidr;
};

describe('longest prefix match over a set', () => {
  it.each([
    ['IPv4', nested4, '10.0.0.0/23'],
    ['IPv6', nested6, 'fd00::/119'],
  ])('chooses for each address what a search of all entries chooses: %s', (_, some, whole) => {
    fc.assert(
      fc.property(fc.array(some, { maxLength: 12 }), (texts) => {
        const entries = entriesOf(texts);
        const pieces = [...divide(prefixMap(entries), union([rangeOf(whole)]))];
        let next: AddressValue = rangeOf(whole).first;
        for (const { first, last, value } of pieces) {
          expect(first).toBe(next);
          for (let at: AddressValue = first; at <= last; at = successor(at)) expect(naive(entries, at)).toBe(value);
          next = successor(last);
        }
        expect(next).toBe(successor(rangeOf(whole).last));
      }),
      { numRuns: 60 },
    );
  });

  it('does not depend on the order of entries', () => {
    fc.assert(
      fc.property(fc.array(nested4, { maxLength: 10 }), (texts) => {
        const entries = entriesOf(texts);
        expect(prefixMap([...entries].reverse())).toEqual(prefixMap(entries));
      }),
    );
  });

  it('tells what an inner entry means inside an outer one', () => {
    const entries = [
      { cidr: rangeOf('10.0.0.0/8'), value: 'outer' },
      { cidr: rangeOf('10.1.0.0/16'), value: 'inner' },
    ];
    expect(prefixMap(entries, (inner, outer) => `${inner} in ${outer}`).map(({ value }) => value)).toEqual([
      'outer',
      'inner in outer',
      'outer',
    ]);
  });
});
