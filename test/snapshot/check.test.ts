import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import reportSchema from '../../docs/schema/report.schema.json' with { type: 'json' };
import schema from '../../docs/schema/snapshot.schema.json' with { type: 'json' };
import { audit } from '../../src/audit.ts';
import { json } from '../../src/report/json.ts';
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

describe('the check of the report schema', () => {
  const options = { source: 'demo', version: '0.0.0', services: [], vpcs: [], subnets: [] } as const;
  const report = [...json(audit(demoSnapshot(), options))].join('');
  const values = report.match(/[:[,]/g)?.length ?? 0;
  const mangled = fc.tuple(fc.nat(values), fc.jsonValue({ maxDepth: 1 })).map(([at, value]): unknown => {
    let visited = 0;
    return JSON.parse(report, (_key, old: unknown) => (visited++ === at ? value : old));
  });

  it('agrees with ajv, which reads the same schema', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false }).compile(reportSchema);
    const looks = compileCheck(reportSchema);
    expect(looks(JSON.parse(report))).toBeUndefined();

    fc.assert(
      fc.property(mangled, (value) => {
        expect(looks(value) === undefined).toBe(ajv(value));
      }),
      { numRuns: 300 },
    );
  });
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
    expect(() => compileCheck({ type: 'bigint' })).toThrow('no check for the type bigint');
    expect(() => compileCheck({ $ref: '#/$defs/absent' })).toThrow('no definition for #/$defs/absent');
  });
});

describe('a long list that two records share', () => {
  const routes = { type: 'array', items: { type: 'string' } };
  const looks = compileCheck({
    type: 'array',
    items: { type: 'object', properties: { Routes: routes, Tags: { type: 'array', items: { type: 'number' } } } },
  });
  const long = Array.from({ length: 20 }, (_, at) => String(at));

  it('is as good in the one as in the other', () => {
    expect(looks([{ Routes: long }, { Routes: long }])).toBeUndefined();
  });

  it('is at fault wherever it is looked at', () => {
    const faulty = [...long, 1];

    expect(looks([{ Routes: long }, { Routes: faulty }])?.path).toBe('[1].Routes[20]');
    expect(looks([{ Routes: faulty }])?.path).toBe('[0].Routes[20]');
  });

  it('is looked at again where something else belongs', () => {
    expect(looks([{ Routes: long }, { Tags: long }])?.path).toBe('[1].Tags[0]');
  });
});
