import { randomUUID } from 'node:crypto';
import { closeSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Failure } from '../failure.ts';
import type { OutputStream } from './context.ts';

/** Text, whole or in pieces: the largest reports and snapshots are longer than the longest string. */
export type Text = string | Iterable<string>;

const piecesOf = (text: Text): Iterable<string> => (typeof text === 'string' ? [text] : text);

/** Resolves when the text is out. A reader that has gone away (`| head`) is a quiet end. */
export const write = async (stream: OutputStream, text: Text): Promise<void> => {
  for (const piece of piecesOf(text)) {
    const error = await writePiece(stream, piece);
    if (!error) continue;
    if (codeOf(error) === 'EPIPE') return;
    throw failureOf(error, 'standard output');
  }
};

const writePiece = (stream: OutputStream, piece: string): Promise<Error | null | undefined> =>
  new Promise((resolve) => {
    stream.write(piece, resolve);
  });

/** The whole file or none of it: a reader never sees half a report. Devices and pipes are written as they are, links followed. */
export const writeWhole = (file: string, text: Text): void => {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found !== undefined && !found.isFile()) writePieces(file, 'w', text);
    else replace(found === undefined ? file : realpathSync(file), text);
  } catch (error) {
    throw failureOf(error, file);
  }
};

const replace = (target: string, text: Text): void => {
  const draft = `${target}.${randomUUID()}.tmp`;
  try {
    writePieces(draft, 'wx', text);
    renameSync(draft, target);
  } finally {
    rmSync(draft, { force: true });
  }
};

const writePieces = (file: string, mode: 'w' | 'wx', text: Text): void => {
  const descriptor = openSync(file, mode);
  try {
    for (const piece of piecesOf(text)) writeFileSync(descriptor, piece);
  } finally {
    closeSync(descriptor);
  }
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

const failureOf = (error: unknown, where: string): unknown => {
  const code = codeOf(error);
  if (code === '') return error;
  const [reason, hint] = reasons(where)[code] ?? [code, 'Name another file.'];
  return new Failure(`cannot write ${where}: ${reason}`, hint, { cause: error });
};

const reasons = (where: string): Readonly<Record<string, readonly [reason: string, hint: string]>> => ({
  ENOENT: [`there is no folder ${dirname(where)}`, 'Create it, or name another file.'],
  ENOTDIR: [`${dirname(where)} is not a folder`, 'Name another file.'],
  EISDIR: ['it is a folder', 'Name a file in it.'],
  EACCES: ['permission denied', 'Name a file that you may write.'],
  EPERM: ['permission denied', 'Name a file that you may write.'],
  EROFS: ['the file system is read-only', 'Name a file elsewhere.'],
  ENOSPC: ['the disk is full', 'Make room, or name a file elsewhere.'],
});
