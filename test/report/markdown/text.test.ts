import { describe, expect, it } from 'vitest';
import { code, prose } from '../../../src/report/markdown/text.ts';

describe('prose', () => {
  it('leaves words alone and shows ids as code', () => {
    expect(prose('Associate rtb-0a1 with vpce-1, then (see pl-2).')).toBe(
      'Associate `rtb-0a1` with `vpce-1`, then (see `pl-2`).',
    );
  });

  it.each([
    ['@octocat', '`@octocat`'],
    ['#1', '`#1`'],
    ['octo/cat#1', '`octo/cat#1`'],
    ['https://evil.example', '`https://evil.example`'],
    ['www.evil.example', '`www.evil.example`'],
    ['[a](b)', '`[a](b)`'],
    ['<b>', '`<b>`'],
    ['*bold*', '`*bold*`'],
    ['1.', '`1`.'],
    ['deadbeef', '`deadbeef`'],
    ['a`b', '`` a`b ``'],
  ])('defuses %j', (text, shown) => {
    expect(prose(text)).toBe(shown);
  });
});

describe('code', () => {
  it('is fenced by more backticks than it holds', () => {
    expect(code('a``b`c')).toBe('``` a``b`c ```');
  });

  it('is nothing where there is nothing to show', () => {
    expect(code(' ')).toBe('');
  });
});
