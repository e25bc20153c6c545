import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonText } from '../src/json-text.ts';
import { hostileText } from './support/hostile.ts';

describe('jsonText', () => {
  it('escapes what a terminal would obey or hide', () => {
    expect(jsonText('\u009b2J \u202egnp \u200b \u2028')).toBe('"\\u009b2J \\u202egnp \\u200b \\u2028"');
    expect(jsonText('\u{e0041}')).toBe('"\\udb40\\udc41"');
  });

  it('replaces lone surrogates, and nothing that only looks like one', () => {
    expect(jsonText('a\ud800b')).toBe('"a\ufffdb"');
    expect(jsonText('\\ud800')).toBe('"\\\\ud800"');
  });

  it('reads back as it was said', () => {
    const values = fc.oneof(hostileText, fc.string({ unit: 'binary' }), fc.jsonValue());

    fc.assert(
      fc.property(values, (value) => {
        expect(JSON.parse(jsonText(value))).toEqual(
          JSON.parse(JSON.stringify(value).replace(/(?<!\\)(\\\\)*\\ud[89a-f]../g, '$1\ufffd')),
        );
      }),
    );
  });
});
