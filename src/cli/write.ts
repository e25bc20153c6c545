import { randomUUID } from 'node:crypto';
import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Failure } from '../failure.ts';
import type { OutputStream } from './context.ts';

/** Resolves when the text is out. A reader that has gone away (`| head`) is a quiet end. */
export const write = (stream: OutputStream, text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (!error || codeOf(error) === 'EPIPE') resolve();
      else reject(failureOf(error, 'standard output'));
    });
  });

/** The whole file or none of it: a reader never sees half a report. Devices and pipes are written as they are. */
export const writeWhole = (file: string, text: string): void => {
  try {
    const target = realpathOf(file);
    const found = statSync(target, { throwIfNoEntry: false });
    if (found !== undefined && !found.isFile()) writeFileSync(target, text);
    else replace(target, text);
  } catch (error) {
    throw failureOf(error, file);
  }
};

const replace = (target: string, text: string): void => {
  const draft = `${target}.${randomUUID()}.tmp`;
  try {
    writeFileSync(draft, text, { flag: 'wx' });
    renameSync(draft, target);
  } finally {
    rmSync(draft, { force: true });
  }
};

/** A link stays a link; what it points at is replaced. */
const realpathOf = (file: string): string => {
  try {
    return realpathSync(file);
  } catch {
    return file;
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
