import type { OutputStream } from './context.ts';

/** Text, whole or in pieces, which may be packed: the largest reports and snapshots are longer than the longest string. */
export type Text = string | Iterable<string | Uint8Array>;

const batch = 65_536;

/** Small pieces together: each write costs more than the text of one record. */
export function* piecesOf(text: Text): Generator<string | Uint8Array> {
  if (typeof text === 'string') return yield text;
  let held = '';
  for (const piece of text) {
    if (typeof piece !== 'string') {
      yield piece;
      continue;
    }
    held += piece;
    if (held.length < batch) continue;
    yield held;
    held = '';
  }
  if (held !== '') yield held;
}

/** The callback of a failed write reports it; without a listener the event would end the process as well. */
const handledByCallback = (): void => {};

const writePiece = (stream: OutputStream, piece: string | Uint8Array): Promise<Error | null | undefined> =>
  new Promise((resolve) => {
    stream.write(piece, resolve);
  });

/** Resolves when the text is out. A reader that has gone away (`| head`) is a quiet end. */
export const write = async (stream: OutputStream, text: Text): Promise<void> => {
  if (!stream.listeners('error').includes(handledByCallback)) stream.on('error', handledByCallback);
  for (const piece of piecesOf(text)) {
    const error = await writePiece(stream, piece);
    if (!error) continue;
    const { codeOf, writeFailure } = await import('./write-failure.ts');
    if (codeOf(error) === 'EPIPE') return;
    throw writeFailure(error, 'standard output');
  }
};
