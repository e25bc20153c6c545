import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

const text = readFileSync('.github/workflows/ci.yml', 'utf8');
const steps: readonly Step[] = parse(text).jobs.ci.steps;
const { engines } = JSON.parse(readFileSync('package.json', 'utf8'));

describe('the CI workflow', () => {
  it('runs what a person runs', () => {
    expect(steps.flatMap(({ run = [] }) => run)).toEqual(['.ci/run']);
  });

  it('pins actions by commit, with the version beside it', () => {
    const used = [...text.matchAll(/uses: (.+)/g)].map(([, action]) => action);

    expect(used.length).toBeGreaterThan(0);
    for (const action of used) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('has the oldest Node that the package promises', () => {
    const node = steps.find(({ uses = '' }) => uses.startsWith('actions/setup-node'))?.with?.['node-version'];

    expect(engines.node).toMatch(new RegExp(`^>=${node}\\.`));
  });
});
