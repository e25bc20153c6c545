import {
  accessSync,
  closeSync,
  constants,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { piecesOf, type Text } from './write.ts';
import { codeOf, writeFailure } from './write-failure.ts';

const writePieces = (file: string, mode: 'w' | 'wx', text: Text): void => {
  const descriptor = openSync(file, mode);
  try {
    for (const piece of piecesOf(text)) writeFileSync(descriptor, piece);
  } finally {
    closeSync(descriptor);
  }
};

const copyOver = (draft: string, target: string): void => {
  const [from, to] = [openSync(draft, 'r'), openSync(target, 'w')];
  const buffer = Buffer.alloc(1024 * 1024);
  try {
    for (let size = readSync(from, buffer); size > 0; size = readSync(from, buffer))
      writeFileSync(to, buffer.subarray(0, size));
  } finally {
    closeSync(from);
    closeSync(to);
  }
};

const irreplaceable = new Set(['EBUSY', 'EXDEV']);
const closed = new Set(['EACCES', 'EPERM', 'EROFS']);

/** A mount of a container is one file, which nothing can take the place of. */
const renameOver = (draft: string, target: string, rename: typeof renameSync): void => {
  try {
    rename(draft, target);
  } catch (error) {
    if (!irreplaceable.has(codeOf(error))) throw error;
    copyOver(draft, target);
  }
};

const replace = (target: string, text: Text, rename: typeof renameSync): void => {
  const draft = `${target}.${process.pid}.tmp`;
  try {
    writePieces(draft, 'wx', text);
    renameOver(draft, target, rename);
  } finally {
    rmSync(draft, { force: true });
  }
};

/** Around a file of one's own there may be a folder that takes no draft. */
const replaceOrWrite = (target: string, text: Text, rename: typeof renameSync): void => {
  try {
    accessSync(dirname(target), constants.W_OK);
  } catch (error) {
    if (!closed.has(codeOf(error))) throw error;
    writePieces(target, 'w', text);
    return;
  }

  replace(target, text, rename);
};

/**
 * The whole file or none of it: a reader never sees half a report. Devices and pipes are written as they are, links
 * followed, and what cannot be replaced is written in place.
 */
export const writeWhole = (file: string, text: Text, rename = renameSync): void => {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found !== undefined && !found.isFile()) writePieces(file, 'w', text);
    else if (found === undefined) replace(file, text, rename);
    else replaceOrWrite(realpathSync(file), text, rename);
  } catch (error) {
    throw writeFailure(error, file);
  }
};
