import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../failure.ts';
import { compare } from '../order.ts';
import { unreadable } from '../snapshot/decode.ts';

const isSnapshotName = (name: string): boolean => /\.json(\.gz)?$/.test(name);

const isFolder = (path: string): boolean =>
  path !== '-' && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

const filesBelow = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && isSnapshotName(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort(compare);
  } catch (error) {
    throw unreadable(error, folder);
  }
};

/** A folder stands for every `.json` and `.json.gz` file below it; anything else for itself. */
export const snapshotFilesAt = (path: string): readonly string[] => {
  if (!isFolder(path)) return [path];
  const files = filesBelow(path);
  if (files.length === 0)
    throw new Failure(
      `there is no snapshot in ${path}`,
      'It holds no .json or .json.gz file. For saved output of the AWS CLI use --aws-cli DIR.',
    );

  return files;
};
