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
import { type Registry, startRegistry } from '../support/registry.ts';

const textOf = (name: string): string => readFileSync(`examples/ci/${name}`, 'utf8');
const yamlOf = (name: string) => parse(textOf(name));

interface Example {
  /** What its system runs in the shell, one step after the other. */
  readonly steps: () => readonly string[];
  /** What its system sets: where the sources are, and where files of the job go. */
  readonly variables: readonly [sources: string, files: string];
  /** What the rest of it picks up, from where it says. */
  readonly files: readonly string[];
  readonly keepsFilesIn: 'sources' | 'files';
}

interface GitHubStep {
  readonly run?: string;
  readonly 'working-directory'?: string;
}

const gitHubSteps = (steps: readonly GitHubStep[]): readonly string[] =>
  steps
    .filter(({ run }) => run !== undefined)
    .map(
      ({ run, 'working-directory': folder = '.' }) =>
        `cd ${folder.replace(/\$\{\{ runner\.temp \}\}/, '"$$RUNNER_TEMP"')}\n${run}`,
    );

const examples: Readonly<Record<string, Example>> = {
  'github-actions.yml': {
    steps: () => gitHubSteps(yamlOf('github-actions.yml').jobs['vpce-audit'].steps),
    variables: ['GITHUB_WORKSPACE', 'RUNNER_TEMP'],
    files: ['vpce-audit.sarif'],
    keepsFilesIn: 'files',
  },
  'gitlab-ci.yml': {
    steps: () => {
      const { before_script: before, script } = yamlOf('gitlab-ci.yml')['vpce-audit'];
      return [...before, ...script];
    },
    variables: ['CI_PROJECT_DIR', 'CI_BUILDS_DIR'],
    files: ['gl-code-quality-report.json', 'vpce-audit.xml'],
    keepsFilesIn: 'sources',
  },
  Jenkinsfile: {
    steps: () => [/ sh '''\n(.+?)'''$/ms.exec(textOf('Jenkinsfile'))?.[1] ?? ''],
    variables: ['WORKSPACE', 'WORKSPACE_TMP'],
    files: ['vpce-audit.json', 'vpce-audit.html', 'vpce-audit.xml'],
    keepsFilesIn: 'sources',
  },
  'azure-pipelines.yml': {
    steps: () =>
      yamlOf('azure-pipelines.yml').steps.flatMap(
        ({ script, inputs }: { script?: string; inputs?: { inlineScript?: string } }) =>
          script ?? inputs?.inlineScript ?? [],
      ),
    variables: ['BUILD_SOURCESDIRECTORY', 'AGENT_TEMPDIRECTORY'],
    files: ['vpce-audit.sarif', 'vpce-audit.xml'],
    keepsFilesIn: 'files',
  },
  'buildspec.yml': {
    steps: () => {
      const { install, build } = yamlOf('buildspec.yml').phases;
      return [...install.commands, ...build.commands];
    },
    variables: ['CODEBUILD_SRC_DIR', 'CODEBUILD_TEMP'],
    files: ['vpce-audit.ocsf.json', 'vpce-audit.xml'],
    keepsFilesIn: 'sources',
  },
  'gate.sh': { steps: () => [textOf('gate.sh')], variables: ['SOURCES', 'TEMP'], files: [], keepsFilesIn: 'sources' },
};

let aws: Loopback;
let registry: Registry;
let root = '';
let userConfig = '';
/** Before it on the path is what takes npm's place where npm itself has been tried. */
let quickPath = '';
const npmFolder = mkdtempSync(join(tmpdir(), 'npm-'));

beforeAll(async () => {
  aws = await startLoopback({ scopes: demoSnapshot().scopes });
  root = await buildPackage();
  registry = await startRegistry(root);
  quickPath = join(npmFolder, 'quick');
  mkdirSync(quickPath);
  writeFileSync(join(quickPath, 'npm'), quickNpm());
  chmodSync(join(quickPath, 'npm'), 0o755);
  userConfig = join(npmFolder, 'npmrc');
  writeFileSync(userConfig, `registry=${registry.url}\naudit=false\nfund=false\nupdate-notifier=false\n`);
}, 60_000);
afterAll(async () => {
  registry.close();
  await aws.close();
});

/** Puts the program where npm would. */
const quickNpm = (): string => `#!/bin/sh
while [ "$1" != --prefix ]; do shift; done
mkdir -p "$2/bin" && ln -sf "${root}/bin/vpce-audit.js" "$2/bin/vpce-audit"
`;

/** A checkout in which a change has put all that could make npm run something else. */
const checkout = (): string => {
  const cwd = mkdtempSync(join(tmpdir(), 'checkout-'));
  const evil = join(cwd, 'node_modules', 'vpce-audit');
  mkdirSync(evil, { recursive: true });
  mkdirSync(join(cwd, 'node_modules', '.bin'));
  const hostile = { name: 'vpce-audit', version, bin: 'evil.sh', scripts: { preinstall: 'touch "$OLDPWD/pwned"' } };
  writeFileSync(join(evil, 'package.json'), JSON.stringify(hostile));
  writeFileSync(join(cwd, 'package.json'), JSON.stringify({ dependencies: { 'vpce-audit': version } }));
  for (const file of [join(evil, 'evil.sh'), join(cwd, 'node_modules', '.bin', 'vpce-audit')]) {
    writeFileSync(file, '#!/bin/sh\necho pwned\n');
    chmodSync(file, 0o755);
  }
  writeFileSync(
    join(cwd, '.npmrc'),
    'registry=http://127.0.0.1:9/\nprefix=node_modules\nnode-options=--require=evil\n',
  );
  writeFileSync(join(cwd, 'vpce-audit.config.json'), '{"failOn":"never"}');
  return cwd;
};
const planted = ['.npmrc', 'node_modules', 'package.json', 'vpce-audit.config.json'];

interface Job {
  readonly sources: string;
  readonly files: string;
}

/** As a pipeline runs it, with the credentials that an earlier step leaves in the environment. */
const shell = async (command: string, cwd: string, env: Readonly<Record<string, string>> = {}) => {
  const npm = { npm_config_userconfig: userConfig, npm_config_cache: join(npmFolder, 'cache') };
  const running = spawn('sh', ['-ec', command], {
    cwd,
    env: { ...aws.environment, ...npm, HOME: npmFolder, PATH: `${quickPath}:${process.env.PATH}`, ...env },
  });
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

const runJob = (
  { steps, variables: [sources, files] }: Example,
  job: Job,
  env: Readonly<Record<string, string>> = {},
) =>
  shell(steps().join('\n'), job.sources, {
    [sources]: job.sources,
    [files]: job.files,
    AWS_ID_TOKEN: 'token',
    AWS_WEB_IDENTITY_TOKEN_FILE: join(job.files, 'token'),
    ...env,
  });

const newJob = (): Job => ({ sources: checkout(), files: mkdtempSync(join(tmpdir(), 'job-')) });
const withBaseline = async (): Promise<Job> => {
  const job = newJob();
  const command = `"${process.execPath}" "${root}/bin/vpce-audit.js" baseline --reason "before the gate"`;
  await shell(command, job.sources);
  return job;
};
const baseline = 'vpce-audit.baseline.json';

describe.each(Object.entries(examples))('%s', (name, example) => {
  const { files, keepsFilesIn } = example;
  const filesOf = (job: Job): readonly string[] =>
    readdirSync(job[keepsFilesIn]).filter(
      (file) => !/^(bin|lib|token|vpce-audit)$/.test(file) && !planted.includes(file),
    );

  it('passes what the baseline knows, and leaves the files that the rest of it picks up', async () => {
    const job = await withBaseline();
    const { code, stdout } = await runJob(example, job, { PATH: process.env.PATH ?? '' });

    expect(code).toBe(0);
    expect(stdout).not.toBe('');
    expect(stdout).not.toContain('pwned');
    expect([...filesOf(job)].sort()).toEqual([...files, ...(keepsFilesIn === 'sources' ? [baseline] : [])].sort());
    for (const file of files) expect(textOf(name).split(file).length).toBeGreaterThan(2);
  });

  it('fails for one finding that the baseline does not know, with its files all the same', async () => {
    const job = await withBaseline();
    const { accepted, ...rest } = JSON.parse(readFileSync(join(job.sources, baseline), 'utf8'));
    const known = accepted.filter(
      (entry: { rule: string }, index: number) => entry.rule !== 'public-path' || index % 2 === 0,
    );
    writeFileSync(join(job.sources, baseline), JSON.stringify({ ...rest, accepted: known }));

    expect((await runJob(example, job)).code).toBe(1);
    expect(filesOf(job)).toEqual(expect.arrayContaining([...files]));
  });

  it('fails where there is no baseline yet', async () => {
    const { code, stderr } = await runJob(example, newJob());

    expect(code).toBe(2);
    expect(stderr).toMatch(new RegExp(`cannot read \\S*${baseline}`));
  });

  it('names exactly the version that this is, and says to see first who published it', () => {
    expect(new Set(textOf(name).match(/vpce-audit@[\w.]*\w/g))).toEqual(new Set([`vpce-audit@${version}`]));
    expect(textOf(name)).toMatch(/shows a commit of its repository\s+(\S+ )?as provenance/);
    expect(textOf(name)).not.toContain('npx');
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
    const job = await withBaseline();
    const summary = join(job.files, 'summary.md');
    const { stdout } = await runJob(examples['github-actions.yml'] as Example, job, {
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: summary,
    });

    expect(stdout).toContain('::notice title=vpce-audit::11 of 12 paths are public, 1 private; 14 accepted\n');
    expect(readFileSync(summary, 'utf8')).toContain('14 accepted');
  });

  it('the credentials are those of an environment, and come after what npm installs', () => {
    const { jobs } = yamlOf('github-actions.yml');
    const steps: readonly { uses?: string; run?: string }[] = jobs['vpce-audit'].steps;
    const indexOf = (text: string): number =>
      steps.findIndex(({ uses, run }) => `${uses ?? ''} ${run ?? ''}`.includes(text));

    expect(jobs['vpce-audit'].environment).toBe('vpce-audit');
    expect(indexOf('npm install')).toBeGreaterThan(0);
    expect(indexOf('configure-aws-credentials')).toBeGreaterThan(indexOf('npm install'));
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
    const { sources } = await withBaseline();
    copyFileSync('examples/ci/gate.sh', join(sources, 'gate.sh'));

    const { code, stderr } = await shell('sh gate.sh --subnet subnet-none', sources);

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
