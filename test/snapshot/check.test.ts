import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import schema from '../../docs/schema/snapshot.schema.json' with { type: 'json' };
import { compileCheck } from '../../src/snapshot/check.ts';
import { snapshotSchema } from '../../src/snapshot/schema.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';

const check = compileCheck(schema);

const demo = JSON.stringify(demoSnapshot());

/** The demo with one of its values, at any depth, replaced. */
const broken = fc.tuple(fc.nat(1500), fc.jsonValue({ maxDepth: 1 })).map(([at, value]): unknown => {
  let visited = 0;
  return JSON.parse(demo, (_key, old: unknown) => (visited++ === at ? value : old));
});

describe('the check of the snapshot schema', () => {
  it('agrees with zod and with ajv, which read the same schema', () => {
    const ajv = new Ajv2020({ strict: false }).compile(schema);

    fc.assert(
      fc.property(broken, (json) => {
        const isFine = check(json) === undefined;

        expect(isFine).toBe(ajv(json));
        expect(isFine).toBe(snapshotSchema.safeParse(json).success);
      }),
    );
  });

  it('names the place, what is expected there and what it got', () => {
    const of = compileCheck({
      type: 'object',
      properties: { at: { type: 'array', items: { type: ['string', 'null'] } }, kind: { enum: ['a', 'b'] } },
      required: ['kind'],
    });

    expect(of({ kind: 'a', at: ['x', null] })).toBeUndefined();
    expect(of({ kind: 'a', at: ['x', 3] })).toEqual({ path: '.at[1]', expected: 'a string or null', got: 3 });
    expect(of({ at: [] })).toEqual({ path: '.kind', expected: '"a" or "b"', got: undefined });
    expect(of([])).toEqual({ path: '', expected: 'an object', got: [] });
  });

  it('refuses at once a schema that it cannot check', () => {
    expect(() => compileCheck({ type: 'integer' })).toThrow('no check for the type integer');
  });
});
