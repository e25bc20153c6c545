import { closeSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { piecesOf, type Text } from './write.ts';
import { writeFailure } from './write-failure.ts';

const writePieces = (file: string, mode: 'w' | 'wx', text: Text): void => {
  const descriptor = openSync(file, mode);
  try {
    for (const piece of piecesOf(text)) writeFileSync(descriptor, piece);
  } finally {
    closeSync(descriptor);
  }
};

const replace = (target: string, text: Text): void => {
  const draft = `${target}.${process.pid}.tmp`;
  try {
    writePieces(draft, 'wx', text);
    renameSync(draft, target);
  } finally {
    rmSync(draft, { force: true });
  }
};

/** The whole file or none of it: a reader never sees half a report. Devices and pipes are written as they are, links followed. */
export const writeWhole = (file: string, text: Text): void => {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found !== undefined && !found.isFile()) writePieces(file, 'w', text);
    else replace(found === undefined ? file : realpathSync(file), text);
  } catch (error) {
    throw writeFailure(error, file);
  }
};
