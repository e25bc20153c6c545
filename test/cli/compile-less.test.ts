import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { flagFor } from '../../src/cli/compile-less.ts';
import type { Snapshot } from '../../src/snapshot/schema.ts';

const scopeOf = (subnets: number) => ({
  account: '111122223333',
  region: 'us-east-1',
  takenAt: null,
  gaps: [],
  sections: { subnets: Array.from({ length: subnets }, (_, s) => ({ SubnetId: `subnet-${s}`, VpcId: 'vpc-1' })) },
});

const snapshotOf = (...subnets: readonly number[]): Snapshot => ({ schemaVersion: 1, scopes: subnets.map(scopeOf) });

const oneByOne = '--max-inlined-bytecode-size-cumulative=0';

it('leaves V8 alone where there is little to do', () => {
  expect(flagFor(snapshotOf(249, 250))).toBeNull();
  expect(flagFor({ schemaVersion: 1, scopes: [{ ...scopeOf(0), sections: {} }] })).toBeNull();
});

it('has V8 compile functions one by one where there is much to do', () => {
  expect(flagFor(snapshotOf(250, 250))).toBe(oneByOne);
  expect(flagFor(snapshotOf(250, 250), '26.10.0')).toBe(oneByOne);
});

it('leaves a release of Node alone that nobody has tried', () => {
  expect(flagFor(snapshotOf(250, 250), '27.0.0')).toBeNull();
});

it('asks for what this release of Node knows', () => {
  expect(spawnSync(process.execPath, [oneByOne, '--eval', '']).status).toBe(0);
});
