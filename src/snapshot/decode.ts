import { Failure } from '../failure.ts';

/** Windows PowerShell writes `>` as UTF-16. */
const decoderFor = ([first, second]: Uint8Array) =>
  new TextDecoder(first === 0xff && second === 0xfe ? 'utf-16le' : 'utf-8', { fatal: true });

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'it is not a folder',
  EISDIR: 'it is a directory',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'it is not UTF-8 text',
};

/** A file that cannot be read, in words; any other error as it came. */
export const unreadable = (error: unknown, where: string): unknown => {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const reason = reasons[error.code] ?? error.code;

  return new Failure(`cannot read ${where}: ${reason}`, 'Check the path and who may read it.', { cause: error });
};

/** The text of a whole file, without its byte-order mark. */
export const decodeBytes = (bytes: Uint8Array, where: string): string => {
  try {
    return decoderFor(bytes).decode(bytes);
  } catch (error) {
    throw unreadable(error, where);
  }
};

/** The text of a byte stream, without its byte-order mark. */
export async function* decodeText(
  chunks: AsyncIterable<Uint8Array | string>,
  where: string,
): AsyncGenerator<string, void, undefined> {
  let decoder: ReturnType<typeof decoderFor> | undefined;
  try {
    for await (const chunk of chunks) {
      if (typeof chunk === 'string') {
        yield chunk;
        continue;
      }
      decoder ??= decoderFor(chunk);
      yield decoder.decode(chunk, { stream: true });
    }
    if (decoder !== undefined) yield decoder.decode();
  } catch (error) {
    throw unreadable(error, where);
  }
}
