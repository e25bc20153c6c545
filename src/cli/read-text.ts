import { readFileSync } from 'node:fs';
import { decodeBytes, unreadable } from '../snapshot/decode.ts';

const bytesOf = (file: string): Uint8Array => {
  try {
    return readFileSync(file);
  } catch (error) {
    throw unreadable(error, file);
  }
};

/** The text of a file that somebody wrote by hand, or that is small. */
export const readText = (file: string): string => decodeBytes(bytesOf(file), file);
