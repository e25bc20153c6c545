import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { ConfigFile } from '../config/effective.ts';
import { findConfig } from '../config/find.ts';
import { rules } from '../rules/all.ts';
import type { ConfigFlags, SourceFlags } from './flags.ts';

const foundFrom = (folder: string): string | null => {
  const found = findConfig(folder, { exists: existsSync, join, parent: dirname });

  return found === null ? null : relative(folder, found);
};

const parsed = async (path: string): Promise<unknown> => {
  const { readText } = await import('./read-text.ts');
  const text = readText(path);
  if (/\.ya?ml$/i.test(path)) return (await import('../config/yaml.ts')).parseYaml(text, path);

  return (await import('../snapshot/json.ts')).parseJson(text, path);
};

const read = async (path: string): Promise<ConfigFile> => {
  const [{ parseConfig }, value] = await Promise.all([import('../config/parse.ts'), parsed(path)]);
  const ids = rules.map(({ id }) => id);

  return { path, config: parseConfig(value, path, ids) };
};

/** The config that a flag names, else the one of the repository; the demo is the same everywhere unless a flag says otherwise. */
export const readConfig = async ({
  config,
  demo,
}: ConfigFlags & Pick<SourceFlags, 'demo'>): Promise<ConfigFile | null> => {
  const path = config ?? (demo ? null : foundFrom(process.cwd()));

  return path === null ? null : read(path);
};
