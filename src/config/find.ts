import { Failure } from '../failure.ts';

const names = ['vpce-audit.config.json', 'vpce-audit.config.yaml', 'vpce-audit.config.yml'];

/** What finding a config asks of a file system. */
export interface FileSystem {
  exists(path: string): boolean;
  join(folder: string, name: string): string;
  /** The folder that holds it; a root holds itself. */
  parent(folder: string): string;
}

/** From the folder itself up to the repository's root; outside of one, nothing above it is ours to read. */
const foldersOf = (start: string, { exists, join, parent }: FileSystem): readonly string[] => {
  const folders: string[] = [];
  for (let folder = start; folders.at(-1) !== folder; folder = parent(folder)) {
    folders.push(folder);
    if (exists(join(folder, '.git'))) return folders;
  }

  return [start];
};

/** The config that holds in a folder: the nearest one, never from above the repository's root. */
export const findConfig = (start: string, files: FileSystem): string | null => {
  for (const folder of foldersOf(start, files)) {
    const [found, other] = names.map((name) => files.join(folder, name)).filter((path) => files.exists(path));
    if (found === undefined) continue;
    if (other === undefined) return found;

    throw new Failure(`there are two configs: ${found} and ${other}`, 'Keep one of them, or name it with --config.');
  }

  return null;
};
