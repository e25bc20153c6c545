import { describe, expect, it } from 'vitest';
import { parseChanges } from '../../src/changes/parse-changes.ts';
import { allChanges } from './one-of-each.ts';

const parsed = (value: unknown) => parseChanges(JSON.stringify(value), 'plan.json');

it('changes of every kind are read as they were written', () => {
  expect(parsed(allChanges())).toEqual(allChanges());
});

describe.each(allChanges().map((change) => [change.kind, change] as const))('%s', (_, change) => {
  it.each(Object.keys(change))('without %s is refused, naming the place', (field) => {
    const { [field]: _lost, ...rest } = { ...change } as Record<string, unknown>;

    expect(() => parsed([rest])).toThrow(`plan.json: [0].${field}: `);
  });

  it.each(Object.keys(change))('with another %s is refused', (field) => {
    expect(() => parsed([{ ...change, [field]: 7 }])).toThrow(`plan.json: [0].${field}`);
  });
});
