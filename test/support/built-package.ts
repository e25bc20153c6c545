import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'rolldown';
import { loadConfig } from 'rolldown/config';

/** The package as a release has it, built in a folder of its own: other tests build the one here at the same time. */
export const buildPackage = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'built-'));
  const config = await loadConfig('rolldown.config.ts');
  if (typeof config === 'function' || Array.isArray(config)) throw new Error('one config is expected');
  const { output, ...rest } = config;
  if (Array.isArray(output)) throw new Error('one output is expected');
  await build({ ...rest, output: { ...output, dir: join(folder, 'dist') } });
  for (const path of ['bin', 'package.json', 'docs']) cpSync(path, join(folder, path), { recursive: true });
  return folder;
};
