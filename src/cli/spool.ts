import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const blockSize = 1024 * 1024;

/** What was laid aside, a block at a time. */
function* blocksOf(descriptor: number): Generator<Uint8Array> {
  for (let at = 0; ; ) {
    const block = Buffer.alloc(blockSize);
    const size = readSync(descriptor, block, 0, blockSize, at);
    if (size === 0) return;
    at += size;
    yield block.subarray(0, size);
  }
}

/** A folder that its owner alone sees: beside the file where there is room for it, else where temporary files are. */
const asideFor = (file: string | undefined): string => {
  const name = '.vpce-audit-';
  if (file === undefined) return mkdtempSync(join(tmpdir(), name));
  try {
    return mkdtempSync(join(dirname(resolve(file)), name));
  } catch {
    return mkdtempSync(join(tmpdir(), name));
  }
};

/** What is open is there without a name as well, where the system has it so: whoever ends the run leaves nothing behind. */
const unnamed = (folder: string): void => {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // It is tried again in the end.
  }
};

/**
 * Lays pieces aside as they come, and hands them on once the last one is there: nobody sees half of them, and memory
 * holds one at a time.
 */
export const spooled = async <T>(
  pieces: AsyncIterable<string | Uint8Array>,
  file: string | undefined,
  handOn: (blocks: Iterable<Uint8Array>) => Promise<T>,
): Promise<T> => {
  const folder = asideFor(file);
  try {
    const descriptor = openSync(join(folder, 'spool'), 'wx+', 0o600);
    try {
      unnamed(folder);
      for await (const piece of pieces) writeFileSync(descriptor, piece);

      return await handOn(blocksOf(descriptor));
    } finally {
      closeSync(descriptor);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
