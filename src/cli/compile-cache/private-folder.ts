import { closeSync, constants, fstatSync, lstatSync, mkdirSync, openSync, realpathSync, type Stats } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import type { Environment } from '../context.ts';

/** Where each system keeps what may be deleted at any time. Throws where the user has no home. */
const cacheHome = ({ LOCALAPPDATA, XDG_CACHE_HOME = '' }: Environment): string => {
  if (process.platform === 'win32') return LOCALAPPDATA || join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');

  return isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : join(homedir(), '.cache');
};

const exists = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

const nearest = (path: string): string => (exists(path) ? path : nearest(dirname(path)));

const isWritableByOthers = ({ mode }: Stats): boolean => (mode & 0o022) !== 0;

/** In a folder with the sticky bit, as /tmp has it, nobody can put something in the place of another's. */
const isSticky = ({ mode }: Stats): boolean => (mode & 0o1000) !== 0;

/** Nobody but this user, and root, can put something else in the place of the folder. */
const isFixed = (path: string, uid: number): boolean => {
  const stat = lstatSync(path);
  const isTrusted = stat.isDirectory() && (stat.uid === uid || stat.uid === 0);

  return (
    isTrusted &&
    (!isWritableByOthers(stat) || isSticky(stat)) &&
    (dirname(path) === path || isFixed(dirname(path), uid))
  );
};

/** Root, say, makes nothing in the home of the user who called it. */
const mayMake = (folder: string, uid: number): boolean => {
  const place = nearest(folder);

  return lstatSync(place).uid === uid && isFixed(realpathSync.native(place), uid);
};

/** What is opened: a link in its place is refused, not followed. */
const openedFolder = (folder: string): Stats => {
  const descriptor = openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  try {
    return fstatSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

/** The real folder, where what lies in it can only be this user's doing. */
const trusted = (folder: string, uid: number): string | undefined => {
  const opened = openedFolder(folder);
  const real = realpathSync.native(folder);
  const found = lstatSync(real);
  const isSame = found.dev === opened.dev && found.ino === opened.ino;

  return isSame && opened.uid === uid && !isWritableByOthers(opened) && isFixed(real, uid) ? real : undefined;
};

/** A folder in the user's cache for what is run as it is found there; none where others could have put it there. */
export const privateFolder = (env: Environment): string | undefined => {
  try {
    const folder = join(cacheHome(env), 'vpce-audit');
    const uid = process.getuid?.();
    if (!isAbsolute(folder)) return undefined;
    if (!exists(folder)) {
      if (uid !== undefined && !mayMake(folder, uid)) return undefined;
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    }

    return uid === undefined ? folder : trusted(folder, uid);
  } catch {
    return undefined;
  }
};
