import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Failure } from '../failure.ts';

type Bytes = Uint8Array | string;

/** No text of AWS's shrinks to less than a hundredth: a file that does is made to fill a machine's memory. */
const largestGrowth = 300;
const harmless = 100_000_000;

const isGzip = (chunk: Bytes): boolean => typeof chunk !== 'string' && chunk[0] === 0x1f && chunk[1] === 0x8b;

const corrupt = (where: string, cause: unknown): Failure =>
  new Failure(`${where} is gzip that cannot be unpacked`, 'It is cut off or damaged: make it again.', { cause });

async function* counted(chunks: AsyncIterable<Bytes>, count: (bytes: number) => void): AsyncGenerator<Bytes> {
  for await (const chunk of chunks) {
    count(chunk.length);
    yield chunk;
  }
}

async function* unpacked(chunks: AsyncIterable<Bytes>, where: string): AsyncGenerator<Uint8Array> {
  let [packed, total] = [0, 0];
  const source = Readable.from(
    counted(chunks, (bytes) => {
      packed += bytes;
    }),
  );
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  try {
    for await (const chunk of source.pipe(gunzip)) {
      total += chunk.length;
      if (total > harmless && total > packed * largestGrowth)
        throw new Failure(
          `${where} unpacks to more than ${largestGrowth} times its size`,
          'No snapshot does: make it again.',
        );
      yield chunk;
    }
  } catch (error) {
    throw error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
      ? corrupt(where, error)
      : error;
  }
}

async function* joined(first: Bytes, rest: AsyncIterator<Bytes>): AsyncGenerator<Bytes> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

/** What a file holds, whether it is gzip or not: its first bytes tell, not its name. */
export async function* gunzipped(chunks: AsyncIterable<Bytes>, where: string): AsyncGenerator<Bytes> {
  const rest = chunks[Symbol.asyncIterator]();
  const first = await rest.next();
  if (first.done === true) return;
  const all = joined(first.value, rest);

  yield* isGzip(first.value) ? unpacked(all, where) : all;
}
