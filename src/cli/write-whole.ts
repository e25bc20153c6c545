import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { isOfOthers } from './ownership.ts';
import { realTarget } from './real-target.ts';
import { piecesOf, type Text } from './write.ts';
import { codeOf, writeFailure } from './write-failure.ts';

interface Options {
  /** Of a file that was not there; as elsewhere, the umask takes from it. */
  readonly mode?: number;
  readonly rename?: typeof renameSync;
}

const writePieces = (descriptor: number, text: Text): void => {
  try {
    for (const piece of piecesOf(text)) writeFileSync(descriptor, piece);
  } finally {
    closeSync(descriptor);
  }
};

/** Windows has no such links, and no such flag. */
const inPlace = constants.O_WRONLY | constants.O_TRUNC | (constants.O_NOFOLLOW ?? 0);

const copyOver = (draft: string, target: string): void => {
  const [from, to] = [openSync(draft, 'r'), openSync(target, inPlace)];
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

/** The mode is the one that its owner chose, unless somebody else laid the file there to read what comes. */
const openDraft = (draft: string, found: Stats | undefined, mode: number): number => {
  if (found === undefined || isOfOthers(found)) return openSync(draft, 'wx', mode);
  const descriptor = openSync(draft, 'wx', 0o600);
  fchmodSync(descriptor, found.mode & 0o777);

  return descriptor;
};

const replace = (target: string, found: Stats | undefined, text: Text, { mode, rename }: Required<Options>): void => {
  const draft = `${target}.${process.pid}.tmp`;
  const descriptor = openDraft(draft, found, mode);
  try {
    writePieces(descriptor, text);
    renameOver(draft, target, rename);
  } finally {
    rmSync(draft, { force: true });
  }
};

/** Around a file of one's own there may be a folder that takes no draft. */
const takesDrafts = (folder: string): boolean => {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch (error) {
    if (!closed.has(codeOf(error))) throw error;
    return false;
  }
};

/**
 * The whole file or none of it: a reader never sees half a report. Devices and pipes are written as they are, links
 * followed unless others made them, and what cannot be replaced is written in place.
 */
export const writeWhole = (file: string, text: Text, { mode = 0o666, rename = renameSync }: Options = {}): void => {
  try {
    const target = realTarget(file);
    const found = statSync(file, { throwIfNoEntry: false });
    if (found !== undefined && !found.isFile()) writePieces(openSync(file, 'w'), text);
    else if (found === undefined || takesDrafts(dirname(target))) replace(target, found, text, { mode, rename });
    else writePieces(openSync(target, inPlace), text);
  } catch (error) {
    throw writeFailure(error, file);
  }
};
