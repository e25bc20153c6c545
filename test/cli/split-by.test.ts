import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main.ts';
import { everyFault } from '../support/every-fault.ts';
import { splitOver } from '../support/split.ts';
import { fakeStreams } from '../support/streams.ts';

const [shop, hub, data] = ['111122223333', '222233334444', '333344445555'];
const folder = mkdtempSync(join(tmpdir(), 'split-by-'));
const fileIn = (...path: readonly string[]): string => join(folder, ...path);

beforeAll(() => {
  const snapshot = splitOver(everyFault().snapshot(), {
    accounts: [shop, hub],
    vpcs: { 'vpc-far-hub': hub, 'vpc-shadow': hub },
    network: hub,
  });
  const [first] = snapshot.scopes;
  const closed = { account: data, region: 'us-east-1', takenAt: null, sections: {}, gaps: [] };
  writeFileSync(fileIn('facts.json'), JSON.stringify({ ...snapshot, scopes: [...snapshot.scopes, closed] }));
  writeFileSync(
    fileIn('c.json'),
    JSON.stringify({
      accounts: {
        [hub]: { name: 'network', team: 'Backbone', email: 'backbone@example.com', unit: 'ou-ab12-network1' },
      },
    }),
  );
  expect(first?.account).toBe(shop);
});

const cli = async (...argv: readonly string[]) => {
  const fake = fakeStreams();
  const code = await run(['--snapshot', fileIn('facts.json'), '--config', fileIn('c.json'), ...argv], fake.streams, {});

  return { code, stdout: fake.stdout(), stderr: fake.stderr() };
};

const jsonIn = (...path: readonly string[]) => JSON.parse(readFileSync(fileIn(...path), 'utf8'));

describe('--split-by account', () => {
  it('writes a report an account, which together say what the whole says', async () => {
    const { code, stderr } = await cli('--split-by', 'account', '--output', `json=${fileIn('whole.json')}`);

    const whole = jsonIn('whole.json');
    const parts = [shop, hub, data].map((account) => jsonIn(account, 'whole.json'));
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    for (const list of ['scopes', 'paths', 'subnets', 'endpoints', 'findings', 'gaps'])
      expect(parts.flatMap((part) => part[list]).length, list).toBe(whole[list].length);
    for (const [at, part] of parts.entries())
      for (const list of ['scopes', 'paths', 'endpoints', 'findings', 'gaps'])
        for (const one of part[list]) expect(one.account).toBe([shop, hub, data][at]);
    for (const count of ['error', 'warning', 'note'])
      expect(parts.reduce((sum, { summary }) => sum + summary.findings[count], 0)).toBe(whole.summary.findings[count]);
    expect(parts.map(({ summary }) => summary.complete)[2]).toBe(false);
    expect(parts[1].accounts).toEqual([
      { account: hub, name: 'network', team: 'Backbone', email: 'backbone@example.com', unit: 'ou-ab12-network1' },
    ]);
  });

  it('writes every format, pictures too', async () => {
    await cli('--split-by', 'account', '--output', `html=${fileIn('page.html')}`, '--output', `csv=${fileIn('a.csv')}`);

    expect(readdirSync(fileIn(hub)).sort()).toEqual(['a.csv', 'page.html', 'whole.json']);
    const page = readFileSync(fileIn(hub, 'page.html'), 'utf8');
    expect(page).toContain('vpc-far-hub');
    expect(page).toContain('<svg');
    expect(readFileSync(fileIn(hub, 'a.csv'), 'utf8')).not.toContain(shop);
  });

  it('leaves no folder that was named, and writes no two reports to one file, whatever ids are', async () => {
    const { scopes, ...head } = JSON.parse(readFileSync(fileIn('facts.json'), 'utf8'));
    const ids = ['..', '../../up', 'a/b', 'a_b', '.', 'A_B', null];
    const named = ids.map((account) => ({ ...scopes.at(-1), account }));
    writeFileSync(fileIn('hostile.json'), JSON.stringify({ ...head, scopes: named }));
    mkdirSync(fileIn('in', 'side'), { recursive: true });
    const output = ['--output', `json=${fileIn('in', 'side', 'r.json')}`];
    await run(['--snapshot', fileIn('hostile.json'), '--split-by', 'account', ...output], fakeStreams().streams, {});

    expect(readdirSync(fileIn('in'))).toEqual(['side']);
    const folders = readdirSync(fileIn('in', 'side')).filter((name) => name !== 'r.json');
    expect(new Set(folders.map((name) => name.toLowerCase())).size).toBe(ids.length);
    for (const name of folders) {
      expect(name).toMatch(/^[\w.-]*[\w-][\w.-]*$/);
      expect(jsonIn('in', 'side', name, 'r.json').scopes).toHaveLength(1);
    }
    expect(jsonIn('in', 'side', 'r.json').scopes).toHaveLength(ids.length);
  });

  it('has to have files to write', async () => {
    const { code, stderr } = await cli('--split-by', 'account');

    expect(code).toBe(2);
    expect(stderr).toContain('--split-by writes files, and no --output names one');
  });
});

describe('--group-by account', () => {
  it('has a row an account, the worst first, with its owner', async () => {
    const { stdout } = await cli('--group-by', 'account');
    const rows = stdout.split('\n').filter((line) => /^\s*\d{12}.*VPC/.test(line));

    expect(rows.map((line) => line.trim().split(/ · /)[0])).toEqual([shop, `${hub} network (Backbone)`]);
  });
});

describe('--group-by unit', () => {
  it('has a row an organizational unit, the worst first, and one for accounts without', async () => {
    const { stdout } = await cli('--group-by', 'unit');
    const rows = stdout.split('\n').filter((line) => /^\s*(?:ou-|no unit).*VPC/.test(line));

    expect(rows.map((line) => line.trim().split(/\s{2,}/)[0])).toEqual([
      expect.stringMatching(/^no unit · 1 account, \d+ VPCs?$/),
      'ou-ab12-network1 · 1 account, 2 VPCs',
    ]);
  });
});
