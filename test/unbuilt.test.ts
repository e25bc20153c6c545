import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('a clone without a bundle says how to build it, and shows no stack', () => {
  const root = mkdtempSync(join(tmpdir(), 'clone-'));
  cpSync('bin', join(root, 'bin'), { recursive: true });
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'bin/vpce-audit.js'), '--demo'], {
    encoding: 'utf8',
  });

  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: '',
    stderr: `vpce-audit: this copy is not built.\n  Run npm ci, which builds it, in ${root}.\n`,
  });
});

it('npm builds where it installs packages, packs, or installs from git', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));

  expect(scripts.prepare).toBe(scripts.build);
});

it('a clone without its packages says what builds it, and shows no stack', () => {
  const root = mkdtempSync(join(tmpdir(), 'clone-'));
  for (const path of [
    'scripts/build.js',
    'scripts/bundle',
    'src',
    'rolldown.config.ts',
    'package.json',
    'tsconfig.json',
  ])
    cpSync(path, join(root, path), { recursive: true });
  const { status, stderr } = spawnSync(process.execPath, ['scripts/build.js'], { cwd: root, encoding: 'utf8' });

  expect(status).toBe(1);
  expect(stderr).toMatch(/^What builds the bundle is not installed: run npm ci\..*\n$/);
});
