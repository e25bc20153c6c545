import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScopeSnapshot } from '../../src/snapshot/schema.ts';
import { buildPackage } from '../support/built-package.ts';
import { hub } from '../support/hub.ts';
import { type Loopback, startLoopback } from '../support/loopback/loopback.ts';
import { root } from '../support/loopback/organizations.ts';
import { splitOver } from '../support/split.ts';

const [own, network, barred] = ['111122223333', '222233334444', '333344445555'];
const folder = mkdtempSync(join(tmpdir(), 'jobs-'));
const fileIn = (name: string): string => join(folder, name);

let program = '';
let loopback: Loopback;

const cliIn = (
  more: Readonly<Record<string, string>>,
  ...argv: readonly string[]
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> =>
  new Promise((resolve) => {
    const env = { PATH: process.env.PATH, HOME: folder, ...loopback.environment, ...more };
    execFile(process.execPath, [program, ...argv], { env, maxBuffer: 2 ** 28 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });

const cli = (...argv: readonly string[]) => cliIn({}, ...argv);

const timeless = (text: string): string => text.replaceAll(/"takenAt":\s*"[^"]+"/g, '"takenAt": "…"');

/** The JSON report of what a way of collecting has left. */
const reportOf = async (snapshots: string): Promise<string> => {
  const { stdout, stderr } = await cli('--snapshot', snapshots, '--region', 'us-east-1', '--format', 'json');
  expect(stderr).toBe('');

  return timeless(stdout);
};

const everywhere = ['--org', '--region', 'us-east-1'];

beforeAll(async () => {
  program = join(await buildPackage(), 'bin', 'vpce-audit.js');
  const split = splitOver(hub({ '0.0.0.0/0': 'tgw-1' }).snapshot(), {
    accounts: [own, network],
    vpcs: { 'vpc-hub': network },
    network,
  });
  const closed: ScopeSnapshot = { account: barred, region: 'us-east-1', takenAt: null, sections: {}, gaps: [] };
  loopback = await startLoopback({
    scopes: [...split.scopes, closed],
    organisation: { members: [{ id: own }, { id: network }, { id: barred, role: 'denied' }], units: { [root]: [] } },
  });
}, 300_000);
afterAll(() => loopback.close());

describe('an organisation', () => {
  it('comes to the same report by one process, by several, in pieces and live', async () => {
    const one = await cli('collect', ...everywhere, '-o', fileIn('one.json'));
    const several = await cli('collect', ...everywhere, '--jobs', '2', '-o', fileIn('several.json.gz'));
    const { stdout: work } = await cli('shards', ...everywhere);
    mkdirSync(fileIn('pieces'));
    for (const [at, shard] of JSON.parse(work).entries())
      await cli('collect', '--shard', JSON.stringify(shard), '-o', fileIn(`pieces/${at}.json`));
    const live = await cli(...everywhere, '--jobs', '3', '--format', 'json');

    const report = await reportOf(fileIn('one.json'));
    expect(JSON.parse(report).scopes).toHaveLength(3);
    expect(await reportOf(fileIn('several.json.gz'))).toBe(report);
    expect(await reportOf(fileIn('pieces'))).toBe(report);
    expect(timeless(live.stdout).replaceAll('"source":"aws"', '"source":"snapshot"')).toBe(report);
    expect([one.code, several.code]).toEqual([3, 3]);
    expect(several.stderr).toContain(`The role arn:aws:iam::${barred}:role/vpce-audit cannot be assumed`);
  }, 300_000);

  it('is read by the profile that each account has', async () => {
    const config = fileIn('config');
    const credentials = (account: string) =>
      `aws_access_key_id = ASIA${account}\naws_secret_access_key = secret\nregion = us-east-1\n`;
    writeFileSync(config, `[profile shop]\n${credentials(own)}[profile net]\n${credentials(network)}`);
    const profiles = ['collect', '--profile', 'shop', '--profile', 'net'];
    const env = { AWS_CONFIG_FILE: config };

    const [one, several] = [await cliIn(env, ...profiles), await cliIn(env, ...profiles, '--jobs', '2')];

    expect([one.code, several.code]).toEqual([0, 0]);
    expect(JSON.parse(several.stdout).scopes.map(({ account }: ScopeSnapshot) => account)).toEqual([own, network]);
    expect(timeless(several.stdout)).toBe(timeless(one.stdout));
  }, 120_000);

  it('is read without the profiles that come to no credentials, and once where two are of one account', async () => {
    const config = fileIn('broken');
    const keys = `aws_access_key_id = ASIA${own}\naws_secret_access_key = secret\nregion = us-east-1\n`;
    const broken = (name: string) => `[profile ${name}]\nregion = us-east-1\ncredential_process = false ${name}\n`;
    writeFileSync(config, `${broken('a')}[profile b]\n${keys}[profile c]\n${keys}${broken('d')}`);
    const collect = async (...profiles: readonly string[]) => {
      const argv = ['collect', ...profiles.flatMap((one) => ['--profile', one])];
      const env = { AWS_CONFIG_FILE: config };

      return [await cliIn(env, ...argv), await cliIn(env, ...argv, '--jobs', '2')] as const;
    };
    const [one, several] = await collect('a', 'b', 'c', 'd');
    const found = ({ stdout }: { readonly stdout: string }) => {
      const scopes: readonly ScopeSnapshot[] = JSON.parse(stdout).scopes;
      const reasons = scopes.flatMap(({ gaps }) => gaps.map(({ reason }) => /"(\w)" fails/.exec(reason)?.[1]));

      return [scopes.map(({ account }) => account), [...new Set(reasons)].sort()];
    };

    expect([one.code, several.code]).toEqual([3, 3]);
    expect(found(several)).toEqual([
      [own, null],
      ['a', 'd'],
    ]);
    expect(found(several)).toEqual(found(one));
    expect(several.stderr).toContain(`${own} in us-east-1 is reached in two ways, and read once`);
    expect((await collect('a', 'd')).map(({ code }) => code)).toEqual([2, 2]);
  }, 120_000);

  it('keeps a gap of a piece whose process comes to nothing', async () => {
    writeFileSync(
      fileIn('work.json'),
      JSON.stringify([{ account: '999988887777', region: 'us-east-1', roleArn: null }]),
    );

    const { code, stdout } = await cli('collect', '--shard', fileIn('work.json'), '--jobs', '2');

    const [scope] = JSON.parse(stdout).scopes;
    expect(code).toBe(3);
    expect(scope).toMatchObject({ account: '999988887777', sections: {} });
    expect(scope.gaps[0].reason).toContain(`These credentials are of account ${own}, and 999988887777 was to be read.`);
  }, 60_000);

  it.each(['0', 'many', '-1'])(
    'is not read by %s processes',
    async (jobs) => {
      const { code, stderr } = await cli('collect', `--jobs=${jobs}`);

      expect(code).toBe(2);
      expect(stderr).toContain('It takes a number of processes, such as 4.');
    },
    60_000,
  );
});
