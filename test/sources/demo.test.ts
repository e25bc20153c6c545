import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseSnapshot } from '../../src/snapshot/read.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';

describe('the demo', () => {
  it('is the snapshot that the examples hold', () => {
    const text = readFileSync('examples/cake-vpc/snapshot.json', 'utf8');

    expect(demoSnapshot()).toEqual(parseSnapshot(text, 'snapshot.json'));
  });

  it('was read wholly', () => {
    expect(demoSnapshot().scopes.flatMap(({ gaps }) => gaps)).toEqual([]);
  });

  it('refers to no resource that it does not hold', () => {
    const text = JSON.stringify(demoSnapshot());
    const ids = new Set(text.match(/(?<=")(?:vpc|subnet|rtb|igw|nat|vpce|eni|i|sg|acl|dopt|pl)-[0-9a-f]+(?=")/g));
    const [held] = demoSnapshot().scopes.map(({ sections }) => Object.values(sections).flat());
    const own = new Set(held?.flatMap((record) => Object.values(record ?? {})));

    expect([...ids].filter((id) => !own.has(id))).toEqual([]);
  });
});
