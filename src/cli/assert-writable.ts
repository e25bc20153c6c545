import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { realTarget } from './real-target.ts';
import { isS3Uri, objectOf } from './s3-uri.ts';
import { codeOf, writeFailure } from './write-failure.ts';

const coded = (code: string): Error => Object.assign(new Error(code), { code });

const assertFolder = (folder: string): void => {
  if (!statSync(folder).isDirectory()) throw coded('ENOTDIR');
  accessSync(folder, constants.W_OK);
};

/** Either will do: a file is replaced in its folder, or written in place. */
const assertFile = (file: string): void => {
  try {
    accessSync(file, constants.W_OK);
  } catch (error) {
    if (codeOf(error) !== 'EACCES') throw error;
    accessSync(dirname(file), constants.W_OK);
  }
};

/** Throws where an output cannot be written, before minutes are spent on what it is to hold. */
export const assertWritable = (files: readonly (string | undefined)[]): void => {
  for (const file of files) {
    if (file === undefined || file === '-') continue;
    if (isS3Uri(file)) {
      objectOf(file);
      continue;
    }
    try {
      const target = realTarget(file);
      const found = statSync(file, { throwIfNoEntry: false });
      if (found === undefined) assertFolder(dirname(target));
      else if (found.isDirectory()) throw coded('EISDIR');
      else assertFile(found.isFile() ? target : file);
    } catch (error) {
      throw writeFailure(error, file);
    }
  }
};
