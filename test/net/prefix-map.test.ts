import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AddressValue, type Cidr, covers, parseCidr } from '../../src/net/cidr.ts';
import { byValue, divide, type PrefixEntry, prefixMap } from '../../src/net/prefix-map.ts';
import { predecessor, type Ranges, subtract, successor, toCidrs, union } from '../../src/net/ranges.ts';

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
      fc.property(fc.array(some, { maxLength: 12 }), fc.array(some, { maxLength: 4 }), (texts, others) => {
        const entries = entriesOf(texts);
        const asked = subtract(union([rangeOf(whole)]), union(others.map(rangeOf)));
        const pieces = [...divide(prefixMap(entries), asked)];
        const wrong = pieces.filter(({ first, last, value }, i) => {
          if (first > last || first <= (pieces[i - 1]?.last ?? -1)) return true;
          for (let at: AddressValue = first; at <= last; at = successor(at)) {
            if (naive(entries, at) !== value) return true;
          }

          return false;
        });
        expect(wrong).toEqual([]);
        expect(union(pieces)).toEqual(asked);
      }),
      { numRuns: 60 },
    );
  });

  it('is cut at single addresses too', () => {
    const map = prefixMap(['10.0.0.0/24', '10.0.1.0/24'].map((text) => ({ cidr: rangeOf(text), value: text })));
    const { first: boundary } = rangeOf('10.0.1.0/24');
    expect([...divide(map, [{ first: predecessor(boundary), last: boundary }])]).toEqual([
      { first: predecessor(boundary), last: predecessor(boundary), value: '10.0.0.0/24' },
      { first: boundary, last: boundary, value: '10.0.1.0/24' },
    ]);
  });

  it('is a list of runs, none of them empty', () => {
    const entries = ['10.0.0.0/8', '10.0.0.0/16', '10.255.0.0/16', '12.0.0.0/8'].map((text) => ({
      cidr: rangeOf(text),
      value: text,
    }));
    expect(prefixMap(entries).map((run) => [toCidrs([run]).length, run.value])).toEqual([
      [1, '10.0.0.0/16'],
      [7 + 7, '10.0.0.0/8'],
      [1, '10.255.0.0/16'],
      [1, '12.0.0.0/8'],
    ]);
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

describe('a set by winner', () => {
  const winners = (ranges: Ranges) => {
    const map = prefixMap([
      { cidr: rangeOf('10.0.0.0/8'), value: 'ten' },
      { cidr: rangeOf('10.1.0.0/16'), value: 'inner' },
      { cidr: rangeOf('11.0.0.0/8'), value: 'eleven' },
      { cidr: rangeOf('12.0.0.0/8'), value: 'eleven' },
    ]);

    return byValue(map, ranges);
  };
  const setOf = (...texts: readonly string[]): Ranges => union(texts.map(rangeOf));
  const asText = (ranges: Ranges): Record<string, string[]> =>
    Object.fromEntries([...winners(ranges)].map(([value, own]) => [String(value), toCidrs(own)]));

  it.each([
    ['10.2.0.0/16', 'ten'],
    ['10.0.0.0/16', 'ten'],
    ['10.255.0.0/16', 'ten'],
    ['10.1.0.0/16', 'inner'],
    ['11.0.0.0/8', 'eleven'],
    ['12.255.255.255', 'eleven'],
  ])('hands on the very set that one entry wins: %s', (text, value) => {
    const ranges = setOf(text);
    expect([...winners(ranges)]).toEqual([[value, ranges]]);
    expect(winners(ranges).get(value)).toBe(ranges);
  });

  it('hands on a set in several places, and one that two entries of one value share', () => {
    const apart = setOf('11.0.0.0/16', '11.4.0.0/16', '12.1.0.0/16');
    expect(winners(apart).get('eleven')).toBe(apart);
    const across: Ranges = [{ first: rangeOf('11.255.0.0/16').first, last: rangeOf('12.0.0.0/16').last }];
    expect(winners(across).get('eleven')).toBe(across);
  });

  it.each([
    [['10.0.0.0/15'], { ten: ['10.0.0.0/16'], inner: ['10.1.0.0/16'] }],
    [['10.2.0.0/16', '11.0.0.0/16'], { ten: ['10.2.0.0/16'], eleven: ['11.0.0.0/16'] }],
    [['9.0.0.0/16', '10.0.0.0/16'], { undefined: ['9.0.0.0/16'], ten: ['10.0.0.0/16'] }],
    [['12.0.0.0/7'], { eleven: ['12.0.0.0/8'], undefined: ['13.0.0.0/8'] }],
    [['11.0.0.0/16', '13.0.0.0/16'], { eleven: ['11.0.0.0/16'], undefined: ['13.0.0.0/16'] }],
    [['9.0.0.0'], { undefined: ['9.0.0.0'] }],
    [['14.0.0.0'], { undefined: ['14.0.0.0'] }],
    [[], {}],
  ])('cuts %j', (texts, expected) => {
    const written = Object.entries(expected).map(([value, cidrs]) => [value, toCidrs(setOf(...cidrs))]);
    expect(asText(setOf(...texts))).toEqual(Object.fromEntries(written));
  });

  it('cuts where the addresses between two entries have no winner', () => {
    const gap = prefixMap([
      { cidr: rangeOf('10.0.0.0/16'), value: 'same' },
      { cidr: rangeOf('10.2.0.0/16'), value: 'same' },
    ]);
    const across: Ranges = [{ first: rangeOf('10.0.0.0/16').first, last: predecessor(rangeOf('10.3.0.0/16').first) }];
    expect([...byValue(gap, across)].map(([value, own]) => [value, toCidrs(own)])).toEqual([
      ['same', ['10.0.0.0/16', '10.2.0.0/16']],
      [undefined, ['10.1.0.0/16']],
    ]);
  });
});
