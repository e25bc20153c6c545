import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseUniqueJson } from '../../src/snapshot/json.ts';
import { repeatedKey } from '../../src/snapshot/repeated-key.ts';

describe('a repeated key', () => {
  it.each([
    ['{"a": 1, "a": 2}', 'a', 9],
    ['{"a": {"b": 1}, "c": [{"b": 1, "d": {}, "b": 2}]}', 'b', 40],
    ['{"a": 1, "\\u0061": 2}', 'a', 9],
    ['{"__proto__": 1, "__proto__": 2}', '__proto__', 17],
  ])('is found in %s', (json, key, offset) => {
    expect(repeatedKey(json)).toEqual({ key, offset });
  });

  it.each([
    '{"a": {"a": 1}, "b": {"a": "a"}}',
    '[{"a": 1}, {"a": 1}]',
    '["a", "a"]',
    '{"x": "{\\"a\\":1,\\"a\\":2}"}',
    '"a"',
  ])('is none in %s', (json) => {
    expect(repeatedKey(json)).toBeNull();
  });

  it('is none in whatever JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        expect(repeatedKey(JSON.stringify(value, null, indent))).toBeNull();
      }),
    );
  });

  it('is told with its place', () => {
    expect(() => parseUniqueJson('{\n  "rules": {},\n  "rules": {}\n}', 'c.json')).toThrow(
      'c.json: at line 3, column 3 the key "rules" stands a second time',
    );
    expect(parseUniqueJson('{"rules": {}}', 'c.json')).toEqual({ rules: {} });
  });
});
