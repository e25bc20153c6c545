import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const script = resolve('scripts/assert-publishable.js');
const address = {
  repository: 'git+https://git.example/a/vpce-audit.git',
  bugs: 'https://git.example/a/vpce-audit/issues',
  homepage: 'https://git.example/a/vpce-audit',
};

interface Release {
  readonly manifest?: object;
  readonly changes?: string;
  readonly tag?: string;
  readonly uncommitted?: string;
}

const publishing = ({ manifest = address, changes = '## [1.2.3] - 2026-12-01', tag = 'v1.2.3', ...rest }: Release) => {
  const cwd = mkdtempSync(join(tmpdir(), 'release-'));
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd, stdio: 'ignore' });
  writeFileSync(join(cwd, 'package.json'), JSON.stringify({ version: '1.2.3', ...manifest }));
  writeFileSync(join(cwd, 'CHANGELOG.md'), `# Changelog\n\n${changes}\n`);
  git('init');
  git('add', '.');
  git('commit', '--message', 'release');
  git('-c', 'tag.gpgSign=false', 'tag', tag);
  if (rest.uncommitted !== undefined) writeFileSync(join(cwd, rest.uncommitted), '');

  const { status, stderr } = spawnSync(process.execPath, [script], { cwd, encoding: 'utf8' });
  return { status, said: stderr.split('\n').filter(Boolean) };
};

it('is what has its addresses, its tag and its changes', () => {
  expect(publishing({})).toEqual({ status: 0, said: [] });
});

it.each<[string, Release, readonly string[]]>([
  [
    'without the address of its repository',
    { manifest: {} },
    ['package.json has no repository', 'package.json has no bugs', 'package.json has no homepage'],
  ],
  ['with changes that are not committed', { uncommitted: 'a' }, ['there are changes that are not committed']],
  ['without its tag', { tag: 'v1.2.2' }, ['this commit is not tagged v1.2.3']],
  ['without a word in the changelog', { changes: '## [1.2.2]' }, ['CHANGELOG.md has no 1.2.3']],
])('is not what is %s', (_title, release, problems) => {
  expect(publishing(release)).toEqual({
    status: 1,
    said: problems.map((problem) => `not publishable: ${problem} (docs/releasing.md)`),
  });
});
