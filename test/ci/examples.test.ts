import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { version } from '../../src/cli/version.ts';
import { parseConfig } from '../../src/config/parse.ts';
import { parseYaml } from '../../src/config/yaml.ts';
import { rules } from '../../src/rules/all.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';
import { buildPackage } from '../support/built-package.ts';
import { type Loopback, startLoopback } from '../support/loopback/loopback.ts';

const textOf = (name: string): string => readFileSync(`examples/ci/${name}`, 'utf8');
const yamlOf = (name: string) => parse(textOf(name));

/** The command line of each file, where its own reader finds it, and the files that the rest of it picks up. */
const examples: Readonly<Record<string, { readonly command: () => string; readonly files: readonly string[] }>> = {
  'github-actions.yml': {
    command: () =>
      yamlOf('github-actions.yml').jobs['vpce-audit'].steps.find(
        (step: { name?: string }) => step.name === 'vpce-audit',
      ).run,
    files: ['vpce-audit.sarif'],
  },
  'gitlab-ci.yml': {
    command: () => yamlOf('gitlab-ci.yml')['vpce-audit'].script.join('\n'),
    files: ['gl-code-quality-report.json', 'vpce-audit.xml'],
  },
  Jenkinsfile: {
    command: () => /^ *sh '(.+)'$/m.exec(textOf('Jenkinsfile'))?.[1] ?? '',
    files: ['vpce-audit.json', 'vpce-audit.xml'],
  },
  'azure-pipelines.yml': {
    command: () =>
      yamlOf('azure-pipelines.yml').steps.find((step: { displayName?: string }) => step.displayName === 'vpce-audit')
        .inputs.inlineScript,
    files: ['vpce-audit.sarif', 'vpce-audit.xml'],
  },
  'buildspec.yml': {
    command: () => yamlOf('buildspec.yml').phases.build.commands.join('\n'),
    files: ['vpce-audit.ocsf.json', 'vpce-audit.xml'],
  },
  'gate.sh': { command: () => textOf('gate.sh'), files: [] },
};

let aws: Loopback;
let path = '';

/** Stands for npx: takes the package's name off, whatever its version, and runs what is here. */
const npx = (root: string) => `#!/bin/sh
[ "$1" = --yes ] || exit 64
case $2 in vpce-audit@*) ;; *) exit 64 ;; esac
shift 2
exec "${process.execPath}" "${root}/bin/vpce-audit.js" "$@"
`;

beforeAll(async () => {
  aws = await startLoopback({ scopes: demoSnapshot().scopes });
  const root = await buildPackage();
  const bin = join(root, 'on-path');
  mkdirSync(bin);
  writeFileSync(join(bin, 'npx'), npx(root));
  chmodSync(join(bin, 'npx'), 0o755);
  path = `${bin}:${process.env.PATH}`;
}, 60_000);
afterAll(() => aws.close());

/** As a pipeline runs it, with the credentials that an earlier step leaves in the environment. */
const shell = async (command: string, cwd: string, env: Readonly<Record<string, string>> = {}) => {
  const running = spawn('sh', ['-c', command], { cwd, env: { ...aws.environment, ...env, PATH: path } });
  const said: Record<'stdout' | 'stderr', string> = { stdout: '', stderr: '' };
  running.stdout.on('data', (data) => {
    said.stdout += data;
  });
  running.stderr.on('data', (data) => {
    said.stderr += data;
  });
  const code = await new Promise<number | null>((resolve) => running.once('close', resolve));
  return { code, ...said };
};

const withBaseline = async (): Promise<string> => {
  const cwd = mkdtempSync(join(tmpdir(), 'pipeline-'));
  await shell('npx --yes vpce-audit@x baseline --reason "before the gate"', cwd);
  return cwd;
};
const baseline = 'vpce-audit.baseline.json';

describe.each(Object.entries(examples))('%s', (name, { command, files }) => {
  it('passes what the baseline knows, and leaves the files that the rest of it picks up', async () => {
    const cwd = await withBaseline();
    const { code, stdout } = await shell(command(), cwd);

    expect(code).toBe(0);
    expect(stdout).not.toBe('');
    expect(readdirSync(cwd).sort()).toEqual([...files, baseline].sort());
    for (const file of files) expect(textOf(name).split(file).length).toBeGreaterThan(2);
  });

  it('fails for one finding that the baseline does not know, with its files all the same', async () => {
    const cwd = await withBaseline();
    const { accepted, ...rest } = JSON.parse(readFileSync(join(cwd, baseline), 'utf8'));
    const known = accepted.filter(
      (entry: { rule: string }, index: number) => entry.rule !== 'public-path' || index % 2 === 0,
    );
    writeFileSync(join(cwd, baseline), JSON.stringify({ ...rest, accepted: known }));

    expect((await shell(command(), cwd)).code).toBe(1);
    expect(readdirSync(cwd).sort()).toEqual([...files, baseline].sort());
  });

  it('fails where there is no baseline yet', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'pipeline-'));
    const { code, stderr } = await shell(command(), cwd);

    expect(code).toBe(2);
    expect(stderr).toContain(`cannot read ${baseline}`);
  });

  it('names the version that this is', () => {
    expect(command()).toContain(`vpce-audit@${version.split('.').slice(0, 2).join('.')} `);
  });
});

describe('on Azure', () => {
  it('nothing that a step of ours prints sets a variable', () => {
    const step = yamlOf('azure-pipelines.yml').steps.find(
      (one: { displayName?: string }) => one.displayName === 'vpce-audit',
    );

    expect(step.target).toEqual({ commands: 'restricted', settableVariables: 'none' });
  });
});

describe('on GitHub', () => {
  it('annotations are on standard output, and the summary is where the runner looks for it', async () => {
    const cwd = await withBaseline();
    const summary = join(mkdtempSync(join(tmpdir(), 'runner-')), 'summary.md');
    const { stdout } = await shell(examples['github-actions.yml']?.command() ?? '', cwd, {
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: summary,
    });

    expect(stdout).toBe('::notice title=vpce-audit::11 of 12 paths are public, 1 private; 14 accepted\n');
    expect(readFileSync(summary, 'utf8')).toContain('14 accepted');
  });
});

const hasActionlint = spawnSync('actionlint', ['-version']).status === 0;

describe.skipIf(!hasActionlint)('actionlint', () => {
  it('finds nothing wrong with the workflow, nor with one that uses the action', () => {
    const root = mkdtempSync(join(tmpdir(), 'workflows-'));
    const folder = join(root, '.github', 'workflows');
    mkdirSync(folder, { recursive: true });
    copyFileSync('action.yml', join(root, 'action.yml'));
    copyFileSync('examples/ci/github-actions.yml', join(folder, 'example.yml'));
    const steps = [
      { id: 'audit', uses: './', with: { demo: true } },
      { run: `echo "\${{ steps.audit.outputs.public }}"` },
    ];
    writeFileSync(
      join(folder, 'action.yml'),
      JSON.stringify({ on: 'push', jobs: { audit: { 'runs-on': 'ubuntu-latest', steps } } }),
    );
    spawnSync('git', ['init', '--quiet', root]);

    expect(spawnSync('actionlint', [], { cwd: root, encoding: 'utf8' }).stdout).toBe('');
  });
});

describe('the shell script', () => {
  it('hands its flags on', async () => {
    const cwd = await withBaseline();
    copyFileSync('examples/ci/gate.sh', join(cwd, 'gate.sh'));

    const { code, stderr } = await shell('sh gate.sh --subnet subnet-none', cwd);

    expect(code).toBe(2);
    expect(stderr).toContain('gate: the audit could not run');
  });
});

describe('the example of a config', () => {
  it('is one', () => {
    const value = parseYaml(readFileSync('examples/vpce-audit.config.yaml', 'utf8'), 'example');
    const ids = rules.map(({ id }) => id);

    expect(parseConfig(value, 'example', ids).accept).toHaveLength(2);
  });
});
