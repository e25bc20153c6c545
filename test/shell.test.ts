import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shellLine } from '../src/shell.ts';
import { pasted } from './support/pasted.ts';

const hostile = [
  'a b',
  "it's",
  '"',
  '$HOME',
  '$(echo x)',
  '`echo x`',
  'a\nb',
  '; echo x',
  '&& x',
  '~',
  '*',
  '\\',
  '',
  '#',
  '=ls',
];

describe('shellLine', () => {
  it('leaves plain words as they are', () => {
    expect(shellLine(['aws', 'ec2', '--filters', 'Name=x,Values=a:b/c@d+e%f_g.h-i'])).toBe(
      'aws ec2 --filters Name=x,Values=a:b/c@d+e%f_g.h-i',
    );
  });

  it('quotes what a shell would take apart', () => {
    expect(shellLine(['aws', 'a b', "it's", ''])).toBe("aws 'a b' 'it'\\''s' ''");
  });

  it('runs each command after the one before it', () => {
    expect(shellLine(['aws', 'a'], ['aws', 'b'])).toBe('aws a && aws b');
    expect(pasted(shellLine(['aws', 'a'], ['aws', 'b']))).toEqual([['a'], ['b']]);
    expect(() => pasted(shellLine(['false'], ['aws', 'b']))).toThrow('false');
  });

  it('hands a shell every word as it is', () => {
    expect(pasted(shellLine(['aws', ...hostile]))).toEqual([hostile]);
  });

  it('hands a shell any words as they are', () => {
    const words = fc.array(
      fc.string({ unit: 'binary-ascii' }).map((text) => text.replaceAll('\0', '')),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(words, (list) => {
        expect(pasted(shellLine(['aws', ...list]))).toEqual([list]);
      }),
      { numRuns: 30 },
    );
  });
});
