import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';
import { fakeStreams } from '../support/streams.ts';

const folder = mkdtempSync(join(tmpdir(), 'gzip-'));
const saved = (name: string, bytes: Uint8Array): string => {
  const file = join(folder, name);
  writeFileSync(file, bytes);

  return file;
};
const text = JSON.stringify(demoSnapshot());

const cli = async (argv: readonly string[]) => {
  const { streams, stdout, stderr } = fakeStreams();
  const code = await run(argv, streams, {});

  return { code, stdout: stdout(), stderr: stderr() };
};

describe('a packed snapshot', () => {
  it('is told by its content, and read as the plain one is', async () => {
    const plain = await cli(['--snapshot', saved('plain.json', Buffer.from(text)), '--format', 'json']);
    const packed = await cli(['--snapshot', saved('any-name', gzipSync(text)), '--format', 'json']);

    expect(packed).toEqual(plain);
  });

  it('is written where the name says so, in one part or in several', async () => {
    const file = join(folder, 'merged.json.gz');

    await cli(['merge', saved('a.json', Buffer.from(text)), '-o', file]);

    expect(JSON.parse(gunzipSync(readFileSync(file)).toString()).scopes).toHaveLength(1);
  });

  it.each([
    ['cut off', gzipSync(text).subarray(0, 500), 'is gzip that cannot be unpacked'],
    ['made to fill memory', gzipSync(Buffer.alloc(200_000_000, ' ')), 'unpacks to more than 300 times its size'],
  ])('that is %s is refused', async (_what, bytes, message) => {
    const { code, stderr } = await cli(['--snapshot', saved('bad.gz', bytes)]);

    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
