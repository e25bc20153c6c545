import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { floors } from './floors.ts';

const floorOf = (file: string): string => /^src\/([^/]+)\/.*\.ts$/.exec(file)?.[1] ?? '';

const touchedByLast = (commits: string): string[] => {
  const options = ['log', '-n', commits, '--name-only', '--format=', '--relative'];
  const { status, stdout } = spawnSync('git', options, { encoding: 'utf8' });
  if (status !== 0) console.log('there is no history to tell what was touched');

  return [...new Set(stdout.split('\n'))].filter((file) => floorOf(file) in floors && existsSync(file));
};

/** What to mutate, by floor: whole floors, files, or what the last commits touched. */
export const selectFiles = (words: readonly string[], lastCommits: string | undefined): Map<string, string[]> => {
  const selected = new Map<string, string[]>();
  const everything = words.length === 0 && lastCommits === undefined ? Object.keys(floors) : [];
  for (const word of [...everything, ...words, ...(lastCommits === undefined ? [] : touchedByLast(lastCommits))]) {
    const floor = word in floors ? word : floorOf(word);
    if (!(floor in floors)) throw new Error(`neither a floor nor a file of one: ${word}`);
    selected.set(floor, [...(selected.get(floor) ?? []), word === floor ? `src/${floor}/**/*.ts` : word]);
  }

  return selected;
};
