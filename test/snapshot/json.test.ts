import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../src/snapshot/json.ts';
import { jsonFault } from '../../src/snapshot/json-fault.ts';

describe('parseJson', () => {
  it('ignores a byte-order mark', () => {
    expect(parseJson('\ufeff{"a":1}', 'x.json')).toEqual({ a: 1 });
  });

  it('says where text stops being JSON, and what is expected there', () => {
    expect(() => parseJson('{\n  "a": 1,\n  b: 2\n}', 'x.json')).toThrow(
      'x.json is not JSON: at line 3, column 3 a key is expected',
    );
    expect(() => parseJson('[1 2]', 'x.json')).toThrow('line 1, column 4 a "," or the closing bracket is expected');
    expect(() => parseJson('{} {}', 'x.json')).toThrow('line 1, column 4 nothing more is expected');
    expect(() => parseJson('[01]', 'x.json')).toThrow('line 1, column 2 a value or "]" is expected');
    expect(() => parseJson("{'a': 1}", 'x.json')).toThrow('line 1, column 2 a key or "}" is expected');
  });

  it.each(['{"a": [1, 2', '{"a": "some te', '{"a":', '[', '{"a": "\\'])('knows %s as cut short', (text) => {
    expect(() => parseJson(text, 'x.json')).toThrow('x.json is cut short: it ends at line 1, column');
  });

  it('knows a hundred thousand brackets as cut short', () => {
    expect(() => parseJson('['.repeat(100_000), 'x.json')).toThrow(
      'x.json is cut short: it ends at line 1, column 100001, where a value or "]" is expected',
    );
  });

  it.each(['', ' \n', '\ufeff'])('knows %j as empty', (text) => {
    expect(() => parseJson(text, 'x.json')).toThrow('x.json is empty');
  });
});

describe('jsonFault', () => {
  const accepts = (text: string): boolean => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };

  it('agrees with JSON.parse on every text', () => {
    const token = fc.constantFrom(
      ...'{}[],:"\\ '.split(''),
      '1',
      '-',
      '0.5',
      '1e5',
      'true',
      'null',
      '"a"',
      '"\\u00e9"',
      '\n',
    );

    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.array(token).map((tokens) => tokens.join('')),
        ),
        (text) => {
          expect(jsonFault(text) === null).toBe(accepts(text));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('knows every prefix of a document as cut short', () => {
    fc.assert(
      fc.property(fc.object(), fc.nat(), (value, at) => {
        const text = JSON.stringify(value);
        expect(jsonFault(text.slice(0, at % text.length))?.isCutShort).toBe(true);
      }),
    );
  });
});
