import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesGlob } from '../src/glob.ts';

describe('a pattern', () => {
  it.each([
    ['subnet-0a1b', 'subnet-0a1b', true],
    ['subnet-0a1b', 'subnet-0a1', false],
    ['subnet-*', 'subnet-0a1b', true],
    ['*-prod', 'vpc-prod', true],
    ['*-prod', 'vpc-prod-2', false],
    ['team=*=x*', 'team=a=x1', true],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'acb', false],
    ['ab*ba', 'aba', false],
    ['*', '', true],
    ['', '', true],
    ['', 'a', false],
    ['a.c', 'abc', false],
    ['EC2', 'ec2', false],
  ])('%j against %j: %s', (pattern, text, matches) => {
    expect(matchesGlob(pattern, text)).toBe(matches);
  });

  it('means what a regular expression with .* for each star means', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });

    fc.assert(
      fc.property(word, word, (pattern, text) => {
        const expected = new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 's').test(text);

        expect(matchesGlob(pattern, text)).toBe(expected);
      }),
      { numRuns: 2_000 },
    );
  });
});
