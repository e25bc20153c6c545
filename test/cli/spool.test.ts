import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { spooled } from '../../src/cli/spool.ts';

async function* pieces(...all: readonly (string | Uint8Array)[]): AsyncGenerator<string | Uint8Array> {
  yield* all;
}

const textOf = (blocks: Iterable<Uint8Array>): string => Buffer.concat([...blocks]).toString();

describe('pieces that are laid aside', () => {
  it('are handed on when the last one is there, and leave nothing behind, whenever the run is ended', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'spool-'));
    const long = 'é'.repeat(900_000);

    const watched = async function* () {
      yield 'a';
      if (process.platform !== 'win32') expect(readdirSync(folder)).toEqual([]);
      yield* pieces(Buffer.from('b'), long);
    };
    const text = await spooled(watched(), join(folder, 'x.json'), async (blocks) => {
      if (process.platform !== 'win32') expect(readdirSync(folder)).toEqual([]);

      return textOf(blocks);
    });

    expect(text).toBe(`ab${long}`);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('are handed on by nobody where one of them fails', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'spool-'));
    writeFileSync(join(folder, 'x.json'), 'before');
    const failing = async function* (): AsyncGenerator<string> {
      yield 'half';
      throw new Error('cut off');
    };

    await expect(spooled(failing(), join(folder, 'x.json'), async () => 'handed on')).rejects.toThrow('cut off');
    expect(readdirSync(folder)).toEqual(['x.json']);
  });

  it.each([undefined, '/no/such/folder/x.json'])('have a place where the target has none: %s', async (file) => {
    expect(await spooled(pieces('a'), file, async (blocks) => textOf(blocks))).toBe('a');
  });
});
