import { gzipSync } from 'node:zlib';

export const isGzipName = (file: string): boolean => file.endsWith('.gz');

const batch = 4_000_000;

/** Packed a few megabytes at a time: gzip is one file however many parts it has. */
export function* gzipped(pieces: Iterable<string>): Generator<Uint8Array> {
  let held = '';
  for (const piece of pieces) {
    held += piece;
    if (held.length < batch) continue;
    yield gzipSync(held);
    held = '';
  }
  yield gzipSync(held);
}

/** The same of pieces that come one after another. */
export async function* gzippedStream(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  let held = '';
  for await (const piece of pieces) {
    held += piece;
    if (held.length < batch) continue;
    yield gzipSync(held);
    held = '';
  }
  yield gzipSync(held);
}
