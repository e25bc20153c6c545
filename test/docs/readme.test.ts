import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main.ts';
import { version } from '../../src/cli/version.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';
import { buildPackage } from '../support/built-package.ts';
import { type Loopback, startLoopback } from '../support/loopback/loopback.ts';
import { fakeStreams } from '../support/streams.ts';

const readme = readFileSync('README.md', 'utf8');
const blocksOf = (language: string): readonly string[] =>
  [...readme.matchAll(/^```(\w+)\n(.*?)^```$/gms)].flatMap(([, of, text = '']) => (of === language ? [text] : []));
const commandsOf = (block: string): readonly string[] =>
  block
    .split('\n')
    .map((line) => line.replace(/ +# .*/, ''))
    .filter((line) => line !== '');

/** What is not run here, and why. */
const skipped: Readonly<Record<string, string>> = {
  'npm ci && npm run demo': 'installs the packages that this suite runs on; .ci/run begins with it',
  'npm ci && npm test': 'is what runs this test',
  'npm ci && npm pack': 'test/package.test.ts packs the same files',
  [`npm install --global ./vpce-audit-${version}.tgz`]: 'test/package.test.ts installs the file, where it harms nobody',
};

const scripts = {
  /** Whoever holds the name on npm is asked for nothing. */
  npx: 'exit 64',
  'vpce-audit': 'exec "$NODE" "$PACKAGE/bin/vpce-audit.js" "$@"',
  /** The AWS CLI of an account that allows few calls. */
  aws: 'cat "$PACKAGE/saved/$2.json"',
};

const [cake] = demoSnapshot().scopes;
const saved = {
  'get-caller-identity': { Account: cake?.account },
  'describe-vpcs': { Vpcs: cake?.sections.vpcs },
  'describe-subnets': { Subnets: cake?.sections.subnets },
  'describe-route-tables': { RouteTables: cake?.sections.routeTables },
  'describe-vpc-endpoints': { VpcEndpoints: cake?.sections.vpcEndpoints },
};

let aws: Loopback;
let env: Readonly<Record<string, string>> = {};

beforeAll(async () => {
  const regions = [cake?.region ?? '', 'eu-west-1', 'eu-central-1'];
  aws = await startLoopback({
    scopes: demoSnapshot().scopes.flatMap((scope) => regions.map((region) => ({ ...scope, region }))),
  });
  const root = await buildPackage();
  for (const folder of ['on-path', 'saved']) mkdirSync(join(root, folder));
  for (const [name, text] of Object.entries(scripts)) {
    writeFileSync(join(root, 'on-path', name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(root, 'on-path', name), 0o755);
  }
  for (const [name, answer] of Object.entries(saved))
    writeFileSync(join(root, 'saved', `${name}.json`), JSON.stringify(answer));
  writeFileSync(
    join(root, 'aws-config'),
    '[profile prod]\naws_access_key_id = AKIALOOPBACK\naws_secret_access_key = secret\n',
  );
  env = {
    ...aws.environment,
    AWS_CONFIG_FILE: join(root, 'aws-config'),
    HOME: root,
    NODE: process.execPath,
    PACKAGE: root,
    PATH: `${join(root, 'on-path')}:${process.env.PATH}`,
  };
}, 60_000);
afterAll(() => aws.close());

const shell = async (command: string, cwd: string) => {
  const running = spawn('sh', ['-c', command], { cwd, env });
  const said = { stdout: '', stderr: '' };
  running.stdout.on('data', (data) => {
    said.stdout += data;
  });
  running.stderr.on('data', (data) => {
    said.stderr += data;
  });
  const code = await new Promise<number | null>((resolve) => running.once('close', resolve));

  return { code, ...said };
};

/** A baseline must end in the future, whenever this runs. */
const inTime = (command: string): string =>
  command.replace(/(?<=--expires )\d{4}/, String(new Date().getFullYear() + 1));

describe('the commands of the README', () => {
  it.each(blocksOf('sh').map((block) => ({ block })))('run: $block', { timeout: 60_000 }, async ({ block }) => {
    const cwd = mkdtempSync(join(tmpdir(), 'readme-'));
    for (const command of commandsOf(block).filter((line) => !(line in skipped))) {
      const { code, stderr } = await shell(inTime(command), cwd);

      // Findings are no failure, and everything else is.
      expect({ command, stderr, ran: code === 0 || code === 1 }).toMatchObject({ command, ran: true });
    }
  });

  it('that are not run are still there', () => {
    expect(blocksOf('sh').flatMap(commandsOf)).toEqual(expect.arrayContaining(Object.keys(skipped)));
  });

  it.each(blocksOf('console').map((block) => ({ block })))(
    'print on a terminal what it shows: $block',
    async ({ block }) => {
      const [prompt = '', ...shown] = block.split('\n');
      const { streams, stdout } = fakeStreams({ stdout: { isTTY: true, columns: 100 } });
      await run(prompt.replace('$ vpce-audit ', '').split(' '), streams, { NO_COLOR: '1' });

      expect(stdout()).toContain(shown.join('\n').replace(/…\n$/, ''));
    },
  );
});
