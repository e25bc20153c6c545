import { lstatSync, readlinkSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Failure } from '../failure.ts';
import { isOfOthers } from './ownership.ts';

/** As many as Linux follows. */
const mostLinks = 40;

/**
 * Where a path leads that need not be there yet, every link followed. Throws for a link that neither the user nor root has
 * made, wherever it stands in the path: whoever made it would choose what is written over.
 */
export const realTarget = (path: string): string => {
  let links = 0;
  const follow = (absolute: string): string => {
    const parent = dirname(absolute);
    const place = parent === absolute ? absolute : join(follow(parent), basename(absolute));
    const found = lstatSync(place, { throwIfNoEntry: false });
    if (!found?.isSymbolicLink()) return place;
    links += 1;
    if (links > mostLinks) throw new Failure(`cannot write ${path}: its links lead in a circle`, 'Name another file.');
    if (isOfOthers(found))
      throw new Failure(
        `cannot write ${path}: ${place} is a symbolic link that another user made`,
        'Name the file that is meant, or one elsewhere.',
      );

    return follow(resolve(dirname(place), readlinkSync(place)));
  };

  return follow(resolve(path));
};
