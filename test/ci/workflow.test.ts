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

  it('has the oldest Node that the package promises', () => {
    const node = steps.find(({ uses = '' }) => uses.startsWith('actions/setup-node'))?.with?.['node-version'];

    expect(engines.node).toMatch(new RegExp(`^>=${node}\\.`));
  });
});

describe.each([
  '.github/workflows/ci.yml',
  '.github/workflows/release.yml',
  'examples/ci/github-actions.yml',
  'docs/ci.md',
])('%s', (file) => {
  it('pins actions by commit, with the version beside it', () => {
    const used = [...readFileSync(file, 'utf8').matchAll(/uses: (.+)/g)].map(([, action]) => action);

    expect(used.length).toBeGreaterThan(0);
    // Of this repository's own action the reader knows the address and the commit.
    for (const action of used)
      if (action !== 'OWNER/vpce-audit@COMMIT') expect(action).toMatch(/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });
});

describe('the release workflow', () => {
  const release = parse(readFileSync('.github/workflows/release.yml', 'utf8'));
  const commands: readonly string[] = release.jobs.publish.steps.flatMap(({ run }: Step) =>
    run === undefined ? [] : [run],
  );

  it('publishes nothing but the bundle that the tag holds, from an environment and without a token', () => {
    const compare = commands.findIndex((command) => command.includes('git status --porcelain --ignored -- dist'));

    expect(compare).toBeGreaterThan(-1);
    expect(commands.indexOf('npm publish')).toBeGreaterThan(compare);
    expect(release.jobs.publish.environment).toBe('npm');
    expect(JSON.stringify(release)).not.toMatch(/secrets|NODE_AUTH_TOKEN/);
  });
});
