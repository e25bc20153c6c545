import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { ConfigFile } from '../config/effective.ts';
import { findConfig } from '../config/find.ts';
import { rules } from '../rules/all.ts';
import type { ConfigFlags, SourceFlags } from './flags.ts';
import { isLaidByOthers, skippedNotice } from './ownership.ts';

export interface ReadConfig {
  /** Null: none holds. */
  readonly file: (ConfigFile & { readonly text: string }) | null;
  readonly notices: readonly string[];
}

const foundFrom = (folder: string): string | null => {
  const found = findConfig(folder, { exists: existsSync, join, parent: dirname });

  return found === null ? null : relative(folder, found);
};

const parsed = async (text: string, path: string): Promise<unknown> => {
  if (/\.ya?ml$/i.test(path)) return (await import('../config/yaml.ts')).parseYaml(text, path);

  return (await import('../snapshot/json.ts')).parseUniqueJson(text, path);
};

const read = async (path: string): Promise<ReadConfig> => {
  const [{ parseConfig }, { readText }] = await Promise.all([import('../config/parse.ts'), import('./read-text.ts')]);
  const text = readText(path);
  const ids = rules.map(({ id }) => id);

  return { file: { path, config: parseConfig(await parsed(text, path), path, ids), text }, notices: [] };
};

/** The config that a flag names, else the one of the repository; the demo is the same everywhere unless a flag says otherwise. */
export const readConfig = async ({ config, demo }: ConfigFlags & Pick<SourceFlags, 'demo'>): Promise<ReadConfig> => {
  if (typeof config === 'string') return read(config);
  const found = config === false || demo ? null : foundFrom(process.cwd());
  if (found === null) return { file: null, notices: [] };

  return isLaidByOthers(found) ? { file: null, notices: [skippedNotice(found, '--config')] } : read(found);
};
