import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createProgram } from '../../src/cli/program.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';
import { buildPackage } from '../support/built-package.ts';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly {
      readonly id: string;
      readonly shell: string;
      readonly env: Readonly<Record<string, string>>;
      readonly run: string;
    }[];
  };
}

const action: Action = parse(readFileSync('action.yml', 'utf8'));
const [step] = action.runs.steps;
const script = step?.run ?? '';

let root = '';
beforeAll(async () => {
  root = await buildPackage();
}, 60_000);

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly cwd: string;
}

/** Runs the step as the runner does: its inputs in the environment, its script in a file, its outputs from one. */
const runAction = (
  given: Readonly<Record<string, string>>,
  cwd = mkdtempSync(join(tmpdir(), 'job-')),
  job: Readonly<Record<string, string>> = {},
): Ran => {
  const runner = mkdtempSync(join(tmpdir(), 'runner-'));
  const inputs = Object.entries(action.inputs).map(([name, input]) => [name, given[name] ?? input.default ?? '']);
  const values = Object.fromEntries(inputs);
  const env = Object.entries(step?.env ?? {}).map(([name, text]) => [
    name,
    text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_all, input) => values[input] ?? ''),
  ]);
  const file = join(runner, 'step.sh');
  writeFileSync(file, script);
  writeFileSync(join(runner, 'output'), '');
  const ran = spawnSync('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', file], {
    cwd,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH ?? '',
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTION_PATH: root,
      GITHUB_OUTPUT: join(runner, 'output'),
      GITHUB_STEP_SUMMARY: join(runner, 'summary'),
      RUNNER_TEMP: runner,
      ...job,
      ...Object.fromEntries(env),
    },
  });
  const lines = readFileSync(join(runner, 'output'), 'utf8').split('\n').filter(Boolean);
  return {
    code: ran.status,
    stdout: ran.stdout,
    stderr: ran.stderr,
    outputs: Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    ),
    summary: existsSync(join(runner, 'summary')) ? readFileSync(join(runner, 'summary'), 'utf8') : '',
    cwd,
  };
};

describe('the action', () => {
  it('is one script, with nothing of its inputs in its text', () => {
    expect(action.runs.using).toBe('composite');
    expect(action.runs.steps).toHaveLength(1);
    expect(script).not.toContain('${{');
  });

  it('hands every input on, each by a variable that the script reads', () => {
    const env = Object.entries(step?.env ?? {});
    const named = Object.keys(action.inputs).filter((name) => name !== 'working-directory');

    expect(env).toEqual(
      named.map((name) => [`INPUT_${name.toUpperCase().replaceAll('-', '_')}`, `\${{ inputs.${name} }}`]),
    );
    expect(env.filter(([name]) => !script.includes(`"$${name}"`) && name !== 'INPUT_FORMAT')).toEqual([]);
  });

  it('has an input for a flag and no other, but for where it works', () => {
    const audit = createProgram(() => {}, {}).commands.find((command) => command.name() === 'audit');
    const flags = audit?.options.map((option) => option.long?.replace(/^--/, '') ?? '') ?? [];

    expect(Object.keys(action.inputs).filter((name) => !flags.includes(name))).toEqual(['working-directory']);
    expect(flags.filter((flag) => !(flag in action.inputs))).toEqual([
      'jobs',
      'split-by',
      'group-by',
      'summary',
      'prune',
      'print-config',
      'color',
      'no-color',
      'quiet',
      'verbose',
    ]);
  });

  it('declares each output under the name that the script gives it', () => {
    const { outputs } = runAction({ demo: 'true' });

    expect(Object.keys(action.outputs).toSorted()).toEqual(Object.keys(outputs).toSorted());
    for (const [name, { value }] of Object.entries(action.outputs))
      expect(value).toBe(`\${{ steps.${step?.id}.outputs.${name} }}`);
  });
});

describe('a run of the action', () => {
  it('annotates, counts, leaves its files where it says, and fails the job', () => {
    const { code, stdout, stderr, outputs, summary } = runAction({ demo: 'true' });

    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(/^::error title=/m);
    expect(stdout.split('\n').filter((line) => line !== '' && !line.startsWith('::'))).toEqual([]);
    expect(summary).toContain('public-path');
    expect(outputs).toMatchObject({
      'exit-code': '1',
      complete: 'true',
      private: '1',
      public: '11',
      unknown: '0',
      errors: '11',
      warnings: '1',
      notes: '2',
      accepted: '0',
    });
    for (const format of ['json', 'sarif', 'junit', 'markdown'])
      expect(readFileSync(outputs[format] ?? '', 'utf8')).not.toBe('');
    expect(JSON.parse(readFileSync(outputs.sarif ?? '', 'utf8')).runs).toHaveLength(1);
  });

  it('takes words with blanks or commas between, and more files', () => {
    const { code, outputs, cwd } = runAction({
      demo: 'true',
      service: 's3, ec2  sts',
      'fail-on': 'never',
      format: 'table',
      output: 'csv=a.csv\nndjson=b b.ndjson\n',
    });

    const { paths } = JSON.parse(readFileSync(outputs.json ?? '', 'utf8'));
    expect(code).toBe(0);
    expect(new Set(paths.map((path: { service: string }) => path.service))).toEqual(new Set(['s3', 'ec2', 'sts']));
    expect(readdirSync(cwd).sort()).toEqual(['a.csv', 'b b.ndjson']);
  });

  it('lets pass what a baseline accepts, and counts it', () => {
    const cwd = mkdtempSync(join(tmpdir(), 'job-'));
    const snapshot = join(cwd, 'facts.json');
    writeFileSync(snapshot, JSON.stringify(demoSnapshot()));
    spawnSync(process.execPath, [join(root, 'bin/vpce-audit.js'), 'baseline', '--snapshot', snapshot], { cwd });

    const { code, outputs } = runAction({ snapshot: 'facts.json', baseline: 'vpce-audit.baseline.json' }, cwd);

    expect(code).toBe(0);
    expect(outputs).toMatchObject({ 'exit-code': '0', errors: '0', accepted: '14' });
  });

  it('that could not run says so in an annotation, and nothing of what it did not count', () => {
    const { code, outputs, stdout, stderr } = runAction({ snapshot: '100%.json' });

    expect({ code, outputs }).toEqual({ code: 2, outputs: { 'exit-code': '2' } });
    expect(stderr).toMatch(/^vpce-audit: cannot read 100%\.json.*\n {2}/);
    const said = stderr.trimEnd().replaceAll('%', '%25').replaceAll('\n', '%0A');
    expect(stdout).toBe(`::error title=vpce-audit::${said}\n`);
  });

  it('takes true and false for switches and nothing else', () => {
    const { code, stdout, outputs } = runAction({ demo: 'yes' });

    expect({ code, outputs }).toEqual({ code: 2, outputs: { 'exit-code': '2' } });
    expect(stdout).toBe('::error title=vpce-audit::The input demo is true or false.\n');
  });

  it('opens the gate where it is told to, and says so', () => {
    const { code, stderr, outputs } = runAction({ demo: 'true', 'exit-zero': 'true' });

    expect({ code, exit: outputs['exit-code'], errors: outputs.errors }).toEqual({ code: 0, exit: '0', errors: '11' });
    expect(stderr).toContain('--exit-zero was given: the exit code is 0 instead of 1');
  });
});

describe('a commit without a bundle', () => {
  const secrets = {
    AWS_ACCESS_KEY_ID: 'AKIAJOB',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: 'token',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'oidc',
    GITHUB_ENV: '/dev/null',
  };
  /** Stands for npm, which brings the bundle if it is to, and tells what it was started with. */
  const npm = (text: string): string => {
    const folder = mkdtempSync(join(tmpdir(), 'npm-'));
    writeFileSync(join(folder, 'npm'), `#!/bin/sh\nenv >> "${folder}/env"\necho "$*" >> "${folder}/calls"\n${text}\n`);
    chmodSync(join(folder, 'npm'), 0o755);
    return folder;
  };
  const unbuilt = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'commit-'));
    for (const path of ['bin', 'docs', 'package.json']) cpSync(path, join(folder, path), { recursive: true });
    return folder;
  };
  const runWith = (folder: string, commit: string) =>
    runAction({ demo: 'true' }, undefined, {
      ...secrets,
      GITHUB_ACTION_PATH: commit,
      PATH: `${folder}:${process.env.PATH}`,
    });

  it('is built from its lock file, without scripts of packages and without the credentials of the job', () => {
    const commit = unbuilt();
    const folder = npm(`[ "$1" = ci ] || cp -R "${root}/dist" "${commit}/dist"`);
    const { code, outputs } = runWith(folder, commit);

    expect({ code, errors: outputs.errors }).toEqual({ code: 1, errors: '11' });
    expect(readFileSync(join(folder, 'calls'), 'utf8')).toBe(
      'ci --ignore-scripts --no-audit --no-fund\nrun --silent build\n',
    );
    expect(readFileSync(join(folder, 'env'), 'utf8')).not.toMatch(/^(AWS|ACTIONS|GITHUB|INPUT)_/m);
  });

  it('that cannot be built fails the job with an annotation', () => {
    const { code, stdout, outputs } = runWith(npm('exit 1'), unbuilt());

    expect({ code, outputs }).toEqual({ code: 2, outputs: { 'exit-code': '2' } });
    expect(stdout).toBe('::error title=vpce-audit::The bundle cannot be built: the log of this step says why.\n');
  });
});

describe('hostile inputs', () => {
  const attacks = [
    '$(touch pwned)`touch pwned`; touch pwned #',
    `" ; touch pwned ; "' ; touch pwned ; '`,
    '--exit-zero',
    'x --exit-zero',
    'x\n--exit-zero\nexit-code=0',
    '../../* \\',
  ];
  const textInputs = Object.keys(action.inputs).filter((name) => !['demo', 'working-directory'].includes(name));

  it.each(textInputs)(
    'in %s run nothing, open no gate and forge no output',
    (name) => {
      for (const attack of attacks) {
        const { code, outputs, cwd } = runAction({
          demo: name === 'snapshot' || name === 'aws-cli' ? '' : 'true',
          [name]: attack,
        });

        expect(existsSync(join(cwd, 'pwned'))).toBe(false);
        expect({ attack, code, exit: outputs['exit-code'] }).toEqual({
          attack,
          code: expect.any(Number),
          exit: String(code),
        });
        expect([1, 2]).toContain(code);
      }
    },
    120_000,
  );
});
