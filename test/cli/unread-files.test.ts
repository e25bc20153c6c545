import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main.ts';
import type { Snapshot } from '../../src/snapshot/schema.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';
import { fakeStreams } from '../support/streams.ts';

const runIn = async (...argv: readonly string[]) => {
  const fake = fakeStreams();
  const code = await run(argv, fake.streams, {});

  return { code, stdout: fake.stdout(), stderr: fake.stderr() };
};

const demo = demoSnapshot();
const [held] = demo.scopes;
const [account, region] = [held?.account ?? '', held?.region ?? ''];
const good = JSON.stringify(demo);

const folderOf = (files: Readonly<Record<string, string | Uint8Array>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'unread-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);

  return folder;
};

const never = ['--fail-on', 'never', '--format', 'json', '--snapshot'];

describe('a file of a folder that cannot be read', () => {
  it.each([
    ['is empty', ''],
    ['is cut off', good.slice(0, 4000)],
    ['is packed and cut off', gzipSync(good).subarray(0, 3000)],
    ['is no JSON', 'An error occurred (AccessDenied)'],
    ['is a report', '{"schemaVersion":2,"paths":[],"findings":[]}'],
    ['is of a version to come', '{"schemaVersion":2,"scopes":[]}'],
  ])('costs itself alone, and is never a clean audit, where it %s', async (_, text) => {
    const folder = folderOf({ 'good.json': good, 'z-bad.json': text });
    const alone = await runIn(...never, join(folder, 'good.json'));
    const { code, stdout, stderr } = await runIn(...never, folder);
    const inRegion = await runIn(...never, folder, '--region', region);
    const [report, whole] = [JSON.parse(stdout), JSON.parse(alone.stdout)];

    expect([alone.code, code, inRegion.code]).toEqual([0, 3, 3]);
    expect(stderr).toMatch(/^vpce-audit: .*z-bad\.json.*: it is left out\n$/);
    expect(report.summary.complete).toBe(false);
    expect(report.gaps).toContainEqual(
      expect.objectContaining({ account: null, region, reason: expect.stringContaining('z-bad.json') }),
    );
    expect(report.subnets).toEqual(whole.subnets);
  });

  it('is a gap of what is merged as well, also beside facts of an account that nobody knows', async () => {
    const nobodys: Snapshot = { ...demo, scopes: demo.scopes.map((scope) => ({ ...scope, account: null })) };
    const folder = folderOf({ 'a.json': good, 'b.json': '{', 'c.json': JSON.stringify(nobodys), 'd.json': '[' });
    const { code, stdout } = await runIn('merge', folder);
    const { scopes }: Snapshot = JSON.parse(stdout);

    expect(code).toBe(0);
    expect(scopes.map((scope) => scope.account)).toEqual([account, null]);
    expect(scopes[1]?.gaps.filter(({ kind }) => kind === 'missing')).toHaveLength(2);
    expect((await runIn(...never, join(folderOf({ 'm.json': stdout }), 'm.json'))).code).toBe(3);
  });

  const workOf = (...accounts: readonly string[]): string =>
    join(
      folderOf({ 'w.json': JSON.stringify(accounts.map((id) => ({ account: id, region, roleArn: null }))) }),
      'w.json',
    );

  it.each([
    ['is something else', '{"a":1}'],
    ['is a report', '{"schemaVersion":1,"paths":[],"findings":[]}'],
  ])('is no loss where it %s and a work list says that nothing is missing', async (_, text) => {
    const folder = folderOf({ 'a.json': good, 'b.json': text });

    expect((await runIn(...never, folder, '--work-list', workOf(account))).code).toBe(0);
    expect((await runIn(...never, folder, '--work-list', workOf(account, '999988887777'))).code).toBe(3);
  });

  it.each([
    ['is cut off', '{'],
    ['is packed and cut off', gzipSync(good).subarray(0, 3000)],
    ['is of a version to come', '{"schemaVersion":2,"scopes":[]}'],
  ])('may be newer than what a work list asks for, where it %s', async (_, text) => {
    const folder = folderOf({ 'a.json': good, 'b.json': text });
    const { code, stdout } = await runIn(...never, folder, '--work-list', workOf(account));

    expect(code).toBe(3);
    expect(JSON.parse(stdout).gaps).toContainEqual(
      expect.objectContaining({ account: null, reason: expect.stringContaining('b.json') }),
    );
  });

  it('fails the run where it was named, and where nothing else could be read', async () => {
    const folder = folderOf({ 'a.json': good, 'b.json': '{' });
    const bad = folderOf(Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`${n}.json`, '{'])));

    expect((await runIn(...never, folder, join(folder, 'b.json'))).code).toBe(2);
    expect(await runIn(...never, bad)).toMatchObject({ code: 2, stderr: expect.stringContaining('0.json') });
  });

  it('is told with nine others, and the rest counted', async () => {
    const bad = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`z${n}.json`, '{']));
    const { stderr } = await runIn(...never, folderOf({ 'a.json': good, ...bad }));

    expect(stderr.trim().split('\n')).toHaveLength(11);
    expect(stderr).toContain('vpce-audit: 2 more files are left out likewise');
  });
});
