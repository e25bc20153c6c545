import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { writeWhole } from '../../src/cli/write-whole.ts';
import { buildPackage } from '../support/built-package.ts';

const root = process.getuid?.() === 0;
const stranger = 4242;
let folder = '';
const inFolder = (...names: readonly string[]): string => join(folder, ...names);
const modeOf = (file: string): number => statSync(file).mode & 0o777;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'write-'));
});

function* pieces() {
  yield 'one ';
  yield 'two';
}

describe('a file that is written', () => {
  it.each(['EBUSY', 'EXDEV'])('is written in place where it cannot be replaced: %s', (code) => {
    const file = inFolder(code);
    writeFileSync(file, 'a longer text than what comes after it');
    const { ino } = statSync(file);
    writeWhole(file, pieces(), {
      rename: () => {
        throw Object.assign(new Error(code), { code });
      },
    });

    expect(readFileSync(file, 'utf8')).toBe('one two');
    expect(statSync(file).ino).toBe(ino);
    expect(readdirSync(folder)).toEqual([code]);
  });

  it('is replaced at once wherever it can be', () => {
    const file = inFolder('usual');
    writeFileSync(file, 'before');
    const { ino } = statSync(file);
    writeWhole(file, pieces());

    expect(readFileSync(file, 'utf8')).toBe('one two');
    expect(statSync(file).ino).not.toBe(ino);
  });

  it('is for its owner alone where that was asked for', () => {
    writeWhole(inFolder('new'), 'text', { mode: 0o600 });

    expect(modeOf(inFolder('new'))).toBe(0o600);
  });

  it.each([0o600, 0o640, 0o664, 0o666])('keeps the mode that it had: %o', (mode) => {
    const file = inFolder('kept');
    writeFileSync(file, 'before');
    chmodSync(file, mode);
    writeWhole(file, 'text', { mode: 0o600 });

    expect(modeOf(file)).toBe(mode);
  });

  it.runIf(root)('keeps no mode that somebody else has chosen', () => {
    const file = inFolder('planted');
    writeFileSync(file, '');
    chmodSync(file, 0o666);
    lchownSync(file, stranger, stranger);
    writeWhole(file, 'text', { mode: 0o600 });

    expect([modeOf(file), statSync(file).uid]).toEqual([0o600, 0]);
  });
});

describe('a link', () => {
  it('is followed, also where nothing stands at its end yet', () => {
    symlinkSync('end', inFolder('link'));
    writeWhole(inFolder('link'), 'text');

    expect(lstatSync(inFolder('link')).isSymbolicLink()).toBe(true);
    expect(readFileSync(inFolder('end'), 'utf8')).toBe('text');
  });

  it('that leads to itself is refused', () => {
    symlinkSync('link', inFolder('link'));

    expect(() => writeWhole(inFolder('link'), 'text')).toThrow('its links lead in a circle');
  });

  it.runIf(root)('of somebody else is refused, and what it points at left alone', () => {
    writeFileSync(inFolder('precious'), 'before');
    symlinkSync('precious', inFolder('link'));
    lchownSync(inFolder('link'), stranger, stranger);

    expect(() => writeWhole(inFolder('link'), 'text')).toThrow('link is a symbolic link that another user made');
    expect(readFileSync(inFolder('precious'), 'utf8')).toBe('before');
  });

  it.runIf(root)('of somebody else is refused where it stands for a folder, or behind a link of one’s own', () => {
    mkdirSync(inFolder('real'));
    symlinkSync('real', inFolder('folder'));
    lchownSync(inFolder('folder'), stranger, stranger);
    symlinkSync('folder', inFolder('mine'));

    for (const name of ['folder', 'mine'])
      expect(() => writeWhole(inFolder(name, 'file'), 'text')).toThrow('folder is a symbolic link that another user');
    expect(readdirSync(inFolder('real'))).toEqual([]);
  });
});

const mounts = root && spawnSync('unshare', ['-m', 'true']).status === 0;

it.runIf(mounts)(
  'is written through a mount of one file, as containers have them',
  async () => {
    for (const name of ['behind', 'mounted']) writeFileSync(inFolder(name), 'before');
    const bin = join(await buildPackage(), 'bin', 'vpce-audit.js');
    const script = 'mount --bind behind mounted && "$0" "$1" --demo --fail-on never --output json=mounted --quiet';
    const ran = spawnSync('unshare', ['-m', 'sh', '-c', script, process.execPath, bin], {
      cwd: folder,
      encoding: 'utf8',
    });

    expect([ran.status, ran.stderr]).toEqual([0, '']);
    expect(JSON.parse(readFileSync(inFolder('behind'), 'utf8'))).toHaveProperty('summary');
    expect(readdirSync(folder).sort()).toEqual(['behind', 'mounted']);
  },
  60_000,
);
