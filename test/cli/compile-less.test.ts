import { spawnSync } from 'node:child_process';
import { setFlagsFromString } from 'node:v8';
import { beforeEach, expect, it, vi } from 'vitest';
import { compileLess } from '../../src/cli/compile-less.ts';
import type { Snapshot } from '../../src/snapshot/schema.ts';

vi.mock('node:v8', () => ({ setFlagsFromString: vi.fn() }));

beforeEach(() => vi.mocked(setFlagsFromString).mockClear());

const scopeOf = (subnets: number) => ({
  account: '111122223333',
  region: 'us-east-1',
  takenAt: null,
  gaps: [],
  sections: { subnets: Array.from({ length: subnets }, (_, s) => ({ SubnetId: `subnet-${s}`, VpcId: 'vpc-1' })) },
});

const snapshotOf = (...subnets: readonly number[]): Snapshot => ({ schemaVersion: 1, scopes: subnets.map(scopeOf) });

it('leaves V8 alone where there is little to do', () => {
  compileLess(snapshotOf(249, 250));
  compileLess({ schemaVersion: 1, scopes: [{ ...scopeOf(0), sections: {} }] });

  expect(setFlagsFromString).not.toHaveBeenCalled();
});

it('has V8 compile functions one by one where there is much to do', () => {
  compileLess(snapshotOf(250, 250));

  expect(setFlagsFromString).toHaveBeenCalledExactlyOnceWith('--max-inlined-bytecode-size-cumulative=0');
});

it('leaves a release of Node alone that nobody has tried', () => {
  compileLess(snapshotOf(250, 250), '27.0.0');

  expect(setFlagsFromString).not.toHaveBeenCalled();
});

it('asks for what this release of Node knows', () => {
  expect(spawnSync(process.execPath, ['--max-inlined-bytecode-size-cumulative=0', '--eval', '']).status).toBe(0);
});
