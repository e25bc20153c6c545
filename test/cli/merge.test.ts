import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main.ts';
import { parseSnapshot } from '../../src/snapshot/read.ts';
import { fakeStreams } from '../support/streams.ts';

const scopeOf = (account: string, takenAt: string) => ({
  account,
  region: 'eu-west-1',
  takenAt,
  sections: { vpcs: [], subnets: [] },
  gaps: [],
});
const snapshotOf = (...scopes: readonly object[]) => JSON.stringify({ schemaVersion: 1, scopes });
const [hub, spoke] = ['111122223333', '444455556666'];
const [monday, tuesday] = ['2026-11-02T00:00:00.000Z', '2026-11-03T00:00:00.000Z'];

const folderOf = (files: Readonly<Record<string, string>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'merge-'));
  mkdirSync(join(folder, 'spokes', 'deep'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);

  return folder;
};

const runIn = async (...argv: readonly string[]) => {
  const fake = fakeStreams();
  const code = await run(argv, fake.streams, {});

  return { code, stdout: fake.stdout(), stderr: fake.stderr() };
};

describe('merge', () => {
  it('writes files and whole folders as one snapshot, and says which of two scopes counts', async () => {
    const folder = folderOf({
      'hub.json': snapshotOf(scopeOf(hub, monday)),
      'spokes/deep/a.json': snapshotOf(scopeOf(spoke, monday)),
      'spokes/b.json': snapshotOf(scopeOf(spoke, tuesday)),
      'spokes/notes.txt': 'no snapshot',
    });
    const merged = join(folder, 'merged.json');

    const { code, stdout, stderr } = await runIn(
      'merge',
      join(folder, 'hub.json'),
      join(folder, 'spokes'),
      '-o',
      merged,
    );

    const { scopes } = parseSnapshot(readFileSync(merged, 'utf8'), merged);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(scopes.map(({ account, takenAt }) => [account, takenAt])).toEqual([
      [hub, monday],
      [spoke, tuesday],
    ]);
    expect(stderr).toContain(`${spoke} in eu-west-1 is taken from ${join(folder, 'spokes', 'b.json')}, the newer`);
  });

  it('takes a copy of the same facts for what it is', async () => {
    const folder = folderOf({ 'a.json': snapshotOf(scopeOf(hub, monday)), 'b.json': snapshotOf(scopeOf(hub, monday)) });

    const { code, stdout, stderr } = await runIn('merge', folder);

    expect({ code, stderr, scopes: JSON.parse(stdout).scopes.length }).toEqual({ code: 0, stderr: '', scopes: 1 });
  });

  it('cannot tell which of two counts that say other things of the same time', async () => {
    const other = { ...scopeOf(hub, monday), sections: { vpcs: [] } };
    const folder = folderOf({ 'a.json': snapshotOf(scopeOf(hub, monday)), 'b.json': snapshotOf(other) });

    const { code, stderr } = await runIn('merge', folder);

    expect(code).toBe(2);
    expect(stderr).toContain('neither is known to be the newer');
  });

  it.each(['merged.json', 'a.json'])(
    'puts what was read later in place of what a work list missed, in %s',
    async (name) => {
      const missed = { ...scopeOf(spoke, monday), takenAt: null, sections: {} };
      const folder = folderOf({
        [name]: snapshotOf(scopeOf(hub, monday), missed),
        'late.json': snapshotOf(scopeOf(spoke, tuesday)),
      });

      const { code, stdout, stderr } = await runIn('merge', folder);

      expect(code).toBe(0);
      expect(
        JSON.parse(stdout)
          .scopes.map(({ takenAt }: { takenAt: string }) => takenAt)
          .sort(),
      ).toEqual([monday, tuesday]);
      expect(stderr).toContain(`${spoke} in eu-west-1 is taken from ${join(folder, 'late.json')}`);
    },
  );

  it('refuses a folder without a snapshot', async () => {
    const folder = folderOf({});

    const { code, stderr } = await runIn('merge', folder);

    expect(code).toBe(2);
    expect(stderr).toContain(`there is no snapshot in ${folder}`);
  });

  it('names the file that is no snapshot', async () => {
    const folder = folderOf({ 'spokes/report.json': '{"schemaVersion":1,"paths":[],"findings":[]}' });

    const { code, stderr } = await runIn('--snapshot', folder);

    expect(code).toBe(2);
    expect(stderr).toContain(`${join(folder, 'spokes', 'report.json')} is a report, not a snapshot`);
  });
});
