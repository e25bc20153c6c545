import { spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { version } from '../../src/cli/version.ts';
import type { ScopeSnapshot } from '../../src/snapshot/schema.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';
import { buildPackage } from '../support/built-package.ts';
import { type Loopback, startLoopback } from '../support/loopback/loopback.ts';

const textOf = (name: string): string => readFileSync(`examples/ci/${name}`, 'utf8');

const own = demoSnapshot().scopes[0]?.account ?? '';
const members = [own, '222222222222', '333333333333', '444444444444'];

let aws: Loopback;
let root = '';
const tools = mkdtempSync(join(tmpdir(), 'npm-'));

beforeAll(async () => {
  const [demo] = demoSnapshot().scopes;
  const scopes = members.flatMap((account): ScopeSnapshot[] =>
    ['eu-west-1', 'us-east-1'].flatMap((region) => (demo === undefined ? [] : [{ ...demo, account, region }])),
  );
  aws = await startLoopback({ scopes, organisation: { members: members.map((id) => ({ id })), units: {} } });
  root = await buildPackage();
  writeFileSync(
    join(tools, 'npm'),
    `#!/bin/sh\nwhile [ "$1" != --prefix ]; do shift; done\nmkdir -p "$2/bin" && ln -sf "${root}/bin/vpce-audit.js" "$2/bin/vpce-audit"\n`,
  );
  chmodSync(join(tools, 'npm'), 0o755);
}, 60_000);
afterAll(() => aws.close());

const shell = async (lines: readonly string[], cwd: string, env: Readonly<Record<string, string>>) => {
  const child = spawn('sh', ['-ec', lines.join('\n')], {
    cwd,
    env: { ...aws.environment, HOME: tools, PATH: `${tools}:${process.env.PATH}`, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);

  return { code, stdout, stderr };
};

/** A run of the pipeline: where its jobs keep what they hand on. */
interface Pipeline {
  list(): ReturnType<typeof shell>;
  collect(part: number): ReturnType<typeof shell>;
  judge(): ReturnType<typeof shell>;
}

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'job-'));
const baseline = 'vpce-audit.baseline.json';

const checkout = (): string => {
  const folder = newFolder();
  writeFileSync(join(folder, baseline), '{"schemaVersion":2,"accepted":[]}');

  return folder;
};

/** Fewer than in the examples, of which each takes its time. */
const parts = [0, 1, 2];

/** Each job has a machine of its own: what an earlier one made, it has by way of artifacts. */
const gitHub = (): Pipeline => {
  const { jobs } = parse(textOf('github-organisation.yml'));
  const store = newFolder();
  const runJob = async (name: string, part = '') => {
    const temp = newFolder();
    const fill = (value: unknown): string =>
      String(value)
        .replaceAll('${' + '{ runner.temp }}', temp)
        .replaceAll('${' + '{ matrix.part }}', part);
    const steps: readonly Step[] = jobs[name].steps;
    for (const { uses = '', with: given = {} } of steps)
      if (uses.startsWith('actions/download-artifact')) {
        const from = join(store, given.name === undefined ? 'facts' : fill(given.name));
        if (existsSync(from)) cpSync(from, fill(given.path), { recursive: true });
      }
    const lines = steps.flatMap(({ run = [] }) => run);
    const variables = Object.fromEntries(steps.flatMap((step) => Object.entries(step.env ?? {})));
    const ran = await shell(lines, temp, {
      PARTS: String(parts.length),
      PART: fill(variables.PART ?? ''),
      GITHUB_WORKSPACE: checkout(),
    });
    for (const { uses = '', with: given = {} } of steps)
      if (uses.startsWith('actions/upload-artifact')) {
        const name = fill(given.name).replace(/^facts-.*/, 'facts');
        mkdirSync(join(store, name), { recursive: true });
        cpSync(fill(given.path), join(store, name, fill(given.path).slice(temp.length)));
      }

    return ran;
  };

  return {
    list: () => runJob('list'),
    collect: (part) => runJob('collect', String(part)),
    judge: () => runJob('judge'),
  };
};

/** Artifacts are where they were in the checkout. */
const gitLab = (): Pipeline => {
  const config = parse(textOf('gitlab-organisation.yml'));
  const sources = checkout();
  const runJob = (name: string, env: Readonly<Record<string, string>> = {}) =>
    shell([...config['.vpce-audit'].before_script, ...config[name].script], sources, {
      CI_PROJECT_DIR: sources,
      AWS_ID_TOKEN: 'token',
      AWS_WEB_IDENTITY_TOKEN_FILE: join(newFolder(), 'token'),
      ...env,
    });

  return {
    list: () => runJob('list'),
    collect: (part) => runJob('collect', { CI_NODE_INDEX: String(part + 1), CI_NODE_TOTAL: String(parts.length) }),
    judge: () => runJob('judge'),
  };
};

describe.each([
  ['github-organisation.yml', gitHub, 'the work list names it'],
  ['gitlab-organisation.yml', gitLab, ''],
])('%s', (name, start, gap) => {
  it('collects in parts, judges once, and has a gap for the part that is lost', async () => {
    const pipeline = start();
    expect(await pipeline.list()).toMatchObject({ code: 0 });
    const collected = [];
    for (const part of parts.slice(0, -1)) collected.push((await pipeline.collect(part)).code);
    const { code, stdout } = await pipeline.judge();

    expect(collected).toEqual(parts.slice(0, -1).map(() => 0));
    expect(code).toBe(1);
    expect(stdout).toContain(gap);
    await pipeline.collect(parts.length - 1);
    expect((await pipeline.judge()).stdout).not.toContain('the work list names it');
  }, 120_000);

  it('names exactly the version that this is, and says to see first who published it', () => {
    expect(new Set(textOf(name).match(/vpce-audit@[\w.]*\w/g))).toEqual(new Set([`vpce-audit@${version}`]));
    expect(textOf(name)).toMatch(/shows a commit of its repository\s+(\S+ )?as provenance/);
  });
});

it('counts on GitHub as many parts as its matrix has', () => {
  const { env, jobs } = parse(textOf('github-organisation.yml'));

  expect(jobs.collect.strategy.matrix.part).toEqual(Array.from({ length: env.PARTS }, (_, part) => part));
});

describe('the commands for numbered jobs', () => {
  it('do what they say', async () => {
    const folder = newFolder();
    const docs = readFileSync('docs/organisations.md', 'utf8').replaceAll('s3://BUCKET', folder);
    const commands = [...docs.matchAll(/^vpce-audit .*$/gm)].map(([line]) => line);
    const [collect = ''] = commands.filter((line) => line.includes('AWS_BATCH_JOB_ARRAY_INDEX'));
    const [judge = ''] = commands.filter((line) => line.includes('/day/pieces/ --work-list'));
    const run = (line: string, env: Readonly<Record<string, string>> = {}) =>
      shell([line.replace('vpce-audit', `"${process.execPath}" "${root}/bin/vpce-audit.js"`)], folder, env);
    mkdirSync(join(folder, 'day', 'pieces'), { recursive: true });
    expect(await run('vpce-audit shards --org -o day/work.json')).toMatchObject({ code: 0 });
    const { length } = JSON.parse(readFileSync(join(folder, 'day', 'work.json'), 'utf8'));
    for (let index = 0; index < length; index += 1)
      expect(await run(collect, { AWS_BATCH_JOB_ARRAY_INDEX: String(index) })).toMatchObject({ code: 0 });

    expect(length).toBe(members.length);
    const { stdout } = await run(`${judge} --format json`);
    expect(JSON.parse(stdout)).toMatchObject({ summary: { complete: true } });
    rmSync(join(folder, 'day', 'pieces', '1.json.gz'));
    expect(JSON.parse((await run(`${judge} --format json`)).stdout)).toMatchObject({ summary: { complete: false } });
  }, 120_000);
});
