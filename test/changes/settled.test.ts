import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { settledFunction } from '../../src/changes/languages/settling.ts';

const bin = mkdtempSync(join(tmpdir(), 'settled-'));
afterAll(() => rmSync(bin, { recursive: true }));

const program = (name: string, lines: readonly string[]): void => {
  writeFileSync(join(bin, name), ['#!/bin/sh', ...lines, ''].join('\n'));
  chmodSync(join(bin, name), 0o755);
};

/** Runs the script's own words in a shell, where AWS tells these states in turn, the last one again and again. */
const waitThrough = (...states: readonly string[]) => {
  const last = states.at(-1) ?? '';
  writeFileSync(join(bin, 'asked'), '');
  program('aws', [
    `echo x >> ${bin}/asked`,
    `case $(wc -l < ${bin}/asked) in ${states.map((state, at) => `*${at + 1}) echo ${state} ;;`).join(' ')} *) echo ${last} ;; esac`,
  ]);
  program('sleep', []);
  const { stdout, stderr } = spawnSync('sh', ['-c', `${settledFunction}\nsettled vpce-1 eu-west-1; echo goes on`], {
    env: { PATH: `${bin}:${process.env.PATH}` },
    encoding: 'utf8',
  });

  return [stdout.trim(), stderr.trim()];
};

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html */
describe('a script that waits for an endpoint', () => {
  it('goes on once it is available', () => {
    expect(waitThrough('available')).toEqual(['goes on', '']);
    expect(waitThrough('pending', 'pending', 'available')).toEqual(['goes on', '']);
  });

  it.each(['failed', 'rejected', 'deleting', 'deleted', 'expired', 'Failed'])(
    'ends at once where it is %s',
    (state) => {
      expect(waitThrough('pending', state, 'available')).toEqual(['', `vpce-1 is still ${state}`]);
    },
  );

  it('ends after half an hour', () => {
    expect(waitThrough('pending')).toEqual(['', 'vpce-1 is still pending']);
  });

  it('ends where AWS does not answer', () => {
    program('aws', ['exit 254']);
    const { status } = spawnSync('sh', ['-c', `${settledFunction}\nsettled vpce-1 eu-west-1`], {
      env: { PATH: `${bin}:${process.env.PATH}` },
    });

    expect(status).toBe(1);
  });
});
