import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import module from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { privateFolder } from '../../src/cli/compile-cache/private-folder.ts';
import { buildPackage } from '../support/built-package.ts';

const linux = process.platform === 'linux';
const root = process.getuid?.() === 0;
const keeps = 'enableCompileCache' in module;
let cache = '';

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'cache-'));
});

/** What stands below a folder, as paths from it. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => lstatSync(join(folder, path)).isFile());

describe.runIf(linux)('the folder for compiled code', () => {
  const folderIn = (XDG_CACHE_HOME: string) => privateFolder({ XDG_CACHE_HOME });

  it('is the user’s own', () => {
    expect(folderIn(join(cache, 'new'))).toBe(join(cache, 'new', 'vpce-audit'));
    expect(statSync(join(cache, 'new', 'vpce-audit')).mode & 0o777).toBe(0o700);
  });

  it('leaves alone what stands there', () => {
    mkdirSync(join(cache, 'vpce-audit'));
    writeFileSync(join(cache, 'vpce-audit', 'mine'), 'mine');

    expect(folderIn(cache)).toBe(join(cache, 'vpce-audit'));
    expect(filesIn(cache)).toEqual(['vpce-audit/mine']);
  });

  it.each([0o777, 0o770, 0o702, 0o1777])('is not one that others can write: mode %o', (mode) => {
    mkdirSync(join(cache, 'vpce-audit'));
    chmodSync(join(cache, 'vpce-audit'), mode);

    expect(folderIn(cache)).toBeUndefined();
  });

  it('is not one that others can put another in the place of', () => {
    mkdirSync(join(cache, 'open', 'vpce-audit'), { recursive: true });
    chmodSync(join(cache, 'open'), 0o777);

    expect(folderIn(join(cache, 'open'))).toBeUndefined();
  });

  it('may lie where only its owner can take a folder away', () => {
    mkdirSync(join(cache, 'sticky'));
    chmodSync(join(cache, 'sticky'), 0o1777);

    expect(folderIn(join(cache, 'sticky'))).toBe(join(cache, 'sticky', 'vpce-audit'));
  });

  it('is where a link of the user’s leads, whoever changes the link', () => {
    mkdirSync(join(cache, 'real'));
    symlinkSync(join(cache, 'real'), join(cache, 'link'));

    expect(folderIn(join(cache, 'link'))).toBe(join(cache, 'real', 'vpce-audit'));
  });

  it.runIf(root)('is not in the home of somebody else, and leaves nothing there', () => {
    mkdirSync(join(cache, 'home'));
    chownSync(join(cache, 'home'), 4242, 4242);

    expect(folderIn(join(cache, 'home', '.cache'))).toBeUndefined();
    expect(readdirSync(join(cache, 'home'))).toEqual([]);
  });

  it('is not a link', () => {
    mkdirSync(join(cache, 'real'));
    symlinkSync(join(cache, 'real'), join(cache, 'vpce-audit'));

    expect(folderIn(cache)).toBeUndefined();
  });

  it('is none where it cannot be made', () => {
    writeFileSync(join(cache, 'file'), '');

    expect(folderIn(join(cache, 'file'))).toBeUndefined();
  });

  it('is never in the folder that the program is run in', () => {
    const home = process.env.HOME;
    process.env.HOME = '';
    try {
      expect([privateFolder({}), privateFolder({ XDG_CACHE_HOME: '.' })]).toEqual([undefined, undefined]);
    } finally {
      process.env.HOME = home;
    }
  });
});

describe.runIf(linux)('the program', () => {
  let built = '';

  beforeAll(async () => {
    built = await buildPackage();
  }, 60_000);

  const bin = (from = built) => join(from, 'bin', 'vpce-audit.js');

  const node = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      env: { XDG_CACHE_HOME: cache, ...env },
      encoding: 'utf8',
    });

    return { status, stdout, stderr };
  };

  const demo = (env: Readonly<Record<string, string>> = {}) => node([bin(), '--demo'], env);

  const kept = () => filesIn(cache).map((path) => join(cache, path));
  const times = () => kept().map((file) => [file, statSync(file).mtimeMs]);

  it.runIf(keeps)('says the same when it finds its code compiled', () => {
    const first = demo();
    const made = times();

    expect(first).toMatchObject({ status: 1, stderr: '' });
    expect(made.length).toBeGreaterThan(2);
    expect(demo()).toEqual(first);
    expect(times()).toEqual(made);
  });

  it.runIf(keeps).each([
    ['damaged', (code: Buffer) => code.fill(0x5a, code.length - 500)],
    ['cut short', (code: Buffer) => code.subarray(0, code.length >> 1)],
    ['emptied', () => Buffer.alloc(0)],
    ['all zeros', (code: Buffer) => code.fill(0)],
    ['of something else', () => Buffer.from('{"not":"code"}')],
  ])('compiles again what is %s', (_title, harm) => {
    const first = demo();
    for (const file of kept()) writeFileSync(file, harm(readFileSync(file)));

    expect(demo()).toEqual(first);
    expect(demo()).toEqual(first);
  });

  it('runs what is installed, however like the former it is', () => {
    const copy = join(cache, 'install');
    cpSync(built, copy, { recursive: true });
    expect(node([bin(copy), '--demo']).stdout).toContain('Cake-VPC');

    const file = join(copy, 'dist', 'demo.cjs');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('Cake-VPC', 'Pear-VPC'));
    expect(node([bin(copy), '--demo']).stdout).toContain('Pear-VPC');
  });

  it.skipIf(keeps)('keeps nothing on a Node that does not do so itself', () => {
    expect(demo()).toMatchObject({ status: 1, stderr: '' });
    expect(readdirSync(cache)).toEqual([]);
  });

  it.each(['NODE_DISABLE_COMPILE_CACHE', 'CI'])('keeps nothing where %s is set', (name) => {
    expect(demo({ [name]: '1' })).toMatchObject({ status: 1, stderr: '' });
    expect(readdirSync(cache)).toEqual([]);
  });

  it.runIf(keeps)('ends as it would, where the place to keep it is taken', () => {
    demo();
    for (const name of readdirSync(join(cache, 'vpce-audit'))) {
      rmSync(join(cache, 'vpce-audit', name), { recursive: true });
      writeFileSync(join(cache, 'vpce-audit', name), '');
    }

    expect(demo()).toMatchObject({ status: 1, stderr: '' });
  });

  it('runs without a place to keep it', () => {
    expect(demo({ XDG_CACHE_HOME: '/dev/null' })).toMatchObject({ status: 1, stderr: '' });
  });
});
