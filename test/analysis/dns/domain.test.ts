import { describe, expect, it } from 'vitest';
import { isWithin, ownerOf, ownersOf, suffixesOf, zoneDomainOf } from '../../../src/analysis/dns/domain.ts';

it.each([
  ['a.b.c', ['a.b.c', 'b.c', 'c', '.']],
  ['c', ['c', '.']],
  ['', ['.']],
])('%s lies below %j', (name, suffixes) => {
  expect([...suffixesOf(name)]).toEqual(suffixes);
});

it.each([
  ['a.b', 'b', true],
  ['b', 'b', true],
  ['ab', 'b', false],
  ['b', 'a.b', false],
  ['a.b', '.', true],
])('%s is within %s: %s', (name, domain, is) => {
  expect(isWithin(name, domain)).toBe(is);
});

it.each([
  ['*.a.b', 'a.b'],
  ['a.b', 'a.b'],
  ['*a.b', '*a.b'],
])('the zone of %s is %s', (name, domain) => {
  expect(zoneDomainOf(name)).toBe(domain);
});

/** @see https://www.rfc-editor.org/rfc/rfc4592#section-2.2.1 */
describe('the owner of the records that answer', () => {
  it.each<[string, string[], string | null]>([
    ['a.b', ['a.b', '*.b'], 'a.b'],
    ['a.b', ['*.b'], '*.b'],
    ['x.a.b', ['*.b'], '*.b'],
    ['x.a.b', ['*.b', 'a.b'], null],
    ['x.a.b', ['*.b', 'y.a.b'], null],
    ['x.a.b', ['*.b', '*.a.b'], '*.a.b'],
    ['a.b', ['*.b', 'x.a.b'], null],
    ['a.b', ['b'], null],
    ['a.b', [], null],
    ['*.b', ['*.b'], '*.b'],
    ['*.a.b', ['*.b'], '*.b'],
    ['b', ['*.b'], null],
    ['a', ['*.b'], null],
  ])('for %s among %j is %s', (name, owners, owner) => {
    expect(ownerOf(name, ownersOf(owners))).toBe(owner);
  });
});

/** @see https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4 */
it('no name of DNS is longer than 1,024 characters, however it is written', () => {
  const longest = 'x'.repeat(1_024);

  expect([...ownersOf([longest, `${longest}x`, 'a.b', 'a.b']).names]).toEqual([longest, 'a.b']);
  expect([...ownersOf([`a.${longest}`]).nodes]).toEqual([]);
});
