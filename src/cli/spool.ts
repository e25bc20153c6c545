import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const blockSize = 1024 * 1024;

/** What was laid aside, a block at a time. */
function* blocksOf(file: string): Generator<Uint8Array> {
  const descriptor = openSync(file, 'r');
  try {
    for (;;) {
      const block = Buffer.alloc(blockSize);
      const size = readSync(descriptor, block);
      if (size === 0) return;
      yield block.subarray(0, size);
    }
  } finally {
    closeSync(descriptor);
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
  const spool = join(folder, 'spool');
  try {
    const descriptor = openSync(spool, 'wx', 0o600);
    try {
      for await (const piece of pieces) writeSync(descriptor, typeof piece === 'string' ? Buffer.from(piece) : piece);
    } finally {
      closeSync(descriptor);
    }

    return await handOn(blocksOf(spool));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
