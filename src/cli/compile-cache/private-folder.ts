import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { Environment } from '../context.ts';

/** Where each system keeps what may be deleted at any time. Throws where the user has no home. */
const cacheHome = ({ LOCALAPPDATA, XDG_CACHE_HOME = '' }: Environment): string => {
  if (process.platform === 'win32') return LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  return isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : join(homedir(), '.cache');
};

/** Compiled code is run as it is found: it must be nobody else's to write. */
const isPrivate = (folder: string): boolean => {
  const { uid, mode } = statSync(folder);
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
};

/** The folder of this name in the user's cache, in place of those of other names; none where it cannot be had. */
export const privateFolder = (name: string, env: Environment): string | undefined => {
  try {
    const root = join(cacheHome(env), 'vpce-audit');
    const folder = join(root, name);
    if (!existsSync(folder)) {
      rmSync(root, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    }
    return isPrivate(folder) ? folder : undefined;
  } catch {
    return undefined;
  }
};
