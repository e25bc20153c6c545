import module from 'node:module';
import { privateFolder } from './compile-cache/private-folder.ts';
import type { Environment } from './context.ts';

/** Since Node 22. */
interface CompileCache {
  readonly enableCompileCache?: (folder: string) => unknown;
}

const { enableCompileCache: enable }: typeof module & CompileCache = module;

/**
 * Lets Node find the code that an earlier run compiled. What lies in the folder is run as it is, so it has to be the user's
 * own; runners of a CI system share theirs, and start afresh anyway.
 */
export const enableCompileCache = (env: Environment): void => {
  if (enable === undefined || env.CI || env.NODE_DISABLE_COMPILE_CACHE) return;
  const folder = privateFolder(env);
  if (folder !== undefined) enable(folder);
};
