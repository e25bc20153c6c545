import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { privateFolder } from '../../src/cli/compile-cache/private-folder.ts';
import { buildPackage } from '../support/built-package.ts';

const linux = process.platform === 'linux';
let cache = '';

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'cache-'));
});

describe.runIf(linux)('the folder for compiled code', () => {
  const folderOf = (name: string) => privateFolder(name, { XDG_CACHE_HOME: cache });

  it('is the user’s own', () => {
    expect(folderOf('one')).toBe(join(cache, 'vpce-audit', 'one'));
    expect(statSync(join(cache, 'vpce-audit', 'one')).mode & 0o777).toBe(0o700);
  });

  it('takes the place of another build’s', () => {
    folderOf('one');
    folderOf('two');

    expect(readdirSync(join(cache, 'vpce-audit'))).toEqual(['two']);
  });

  it('keeps what an earlier run left', () => {
    writeFileSync(join(folderOf('one') ?? '', 'main.cjs'), 'compiled');
    folderOf('one');

    expect(readdirSync(join(cache, 'vpce-audit', 'one'))).toEqual(['main.cjs']);
  });

  it.each([0o777, 0o770, 0o702])('is not one that others can write: mode %o', (mode) => {
    mkdirSync(join(cache, 'vpce-audit', 'one'), { recursive: true });
    chmodSync(join(cache, 'vpce-audit', 'one'), mode);

    expect(folderOf('one')).toBeUndefined();
  });

  it('is none where it cannot be made', () => {
    writeFileSync(join(cache, 'file'), '');

    expect(privateFolder('one', { XDG_CACHE_HOME: join(cache, 'file') })).toBeUndefined();
  });
});

describe.runIf(linux)('the program', () => {
  let built = '';

  beforeAll(async () => {
    built = await buildPackage();
  }, 60_000);

  const demo = (env: Readonly<Record<string, string>> = {}) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(built, 'bin', 'vpce-audit.js'), '--demo'], {
      env: { XDG_CACHE_HOME: cache, ...env },
      encoding: 'utf8',
    });

    return { status, stdout, stderr };
  };

  const keptFiles = () =>
    readdirSync(cache, { recursive: true, encoding: 'utf8' })
      .map((path) => join(cache, path))
      .filter((path) => statSync(path).isFile());

  it('says the same when it finds its code compiled', () => {
    const first = demo();
    const kept = keptFiles().map((file) => [file, statSync(file).mtimeMs]);

    expect(first).toMatchObject({ status: 1, stderr: '' });
    expect(kept.length).toBeGreaterThan(2);
    expect(demo()).toEqual(first);
    expect(keptFiles().map((file) => [file, statSync(file).mtimeMs])).toEqual(kept);
  });

  it.each([
    ['damaged', (code: Buffer) => code.fill(0x5a, code.length >> 2, (code.length >> 2) + 500)],
    ['cut short', (code: Buffer) => code.subarray(0, code.length >> 1)],
    ['emptied', () => Buffer.alloc(0)],
    ['all zeros', (code: Buffer) => code.fill(0)],
    ['of something else', () => Buffer.from('{"not":"code"}')],
  ])('compiles again what is %s', (_title, harm) => {
    const first = demo();
    for (const file of keptFiles()) writeFileSync(file, harm(readFileSync(file)));

    expect(demo()).toEqual(first);
    expect(demo()).toEqual(first);
  });

  it('keeps nothing where it is told not to', () => {
    expect(demo({ NODE_DISABLE_COMPILE_CACHE: '1' })).toMatchObject({ status: 1, stderr: '' });
    expect(keptFiles()).toEqual([]);
  });

  it('runs without a place to keep it', () => {
    expect(demo({ XDG_CACHE_HOME: '/dev/null' })).toMatchObject({ status: 1, stderr: '' });
  });
});
