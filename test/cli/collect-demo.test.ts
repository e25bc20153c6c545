import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main.ts';
import { fakeStreams } from '../support/streams.ts';

const cli = async (...argv: readonly string[]) => {
  const { streams, stdout, stderr } = fakeStreams();
  const code = await run(argv, streams, {});

  return { code, stdout: stdout(), stderr: stderr() };
};

describe('collect --demo', () => {
  it('saves the built-in facts without AWS, which read as the demo does', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'collect-demo-')), 'snapshot.json.gz');
    const plain = await cli('collect', '--demo');
    const packed = await cli('collect', '--demo', '-o', file);

    expect(plain.code).toBe(0);
    expect(packed).toMatchObject({ code: 0, stdout: '' });
    expect(gunzipSync(readFileSync(file)).toString()).toBe(plain.stdout);
    const [saved, demo] = [await cli('--snapshot', file, '--format', 'csv'), await cli('--demo', '--format', 'csv')];
    expect(saved).toEqual(demo);
  });
});
