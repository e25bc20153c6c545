import { dirname } from 'node:path';
import { Failure } from '../failure.ts';

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

const reasons = (where: string): Readonly<Record<string, readonly [reason: string, hint: string]>> => ({
  ENOENT: [`there is no folder ${dirname(where)}`, 'Create it, or name another file.'],
  ENOTDIR: [`${dirname(where)} is not a folder`, 'Name another file.'],
  EISDIR: ['it is a folder', 'Name a file in it.'],
  EACCES: ['permission denied', 'Name a file that you may write.'],
  EPERM: ['permission denied', 'Name a file that you may write.'],
  EROFS: ['the file system is read-only', 'Name a file elsewhere.'],
  ENOSPC: ['the disk is full', 'Make room, or name a file elsewhere.'],
});

/** What stopped a write, in words; an error that is not the system's as it came. */
export const writeFailure = (error: unknown, where: string): unknown => {
  const code = codeOf(error);
  if (code === '') return error;
  const [reason, hint] = reasons(where)[code] ?? [code, 'Name another file.'];

  return new Failure(`cannot write ${where}: ${reason}`, hint, { cause: error });
};
