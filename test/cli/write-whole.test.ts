import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeWhole } from '../../src/cli/write-whole.ts';

const folder = mkdtempSync(join(tmpdir(), 'write-'));

function* pieces() {
  yield 'one ';
  yield 'two';
}

it.each(['EBUSY', 'EXDEV'])('writes a file in place that cannot be replaced: %s', (code) => {
  const file = join(folder, code);
  writeFileSync(file, 'a longer text than what comes after it');
  const { ino } = statSync(file);
  writeWhole(file, pieces(), () => {
    throw Object.assign(new Error(code), { code });
  });

  expect(readFileSync(file, 'utf8')).toBe('one two');
  expect(statSync(file).ino).toBe(ino);
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

it('replaces any other file at once', () => {
  const file = join(folder, 'usual');
  writeFileSync(file, 'before');
  const { ino } = statSync(file);
  writeWhole(file, pieces());

  expect(readFileSync(file, 'utf8')).toBe('one two');
  expect(statSync(file).ino).not.toBe(ino);
});
