import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { OutputBundle } from 'rolldown';

export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly text: string;
}

/** The packages that have a module in the bundle, and no others. */
export const bundledPackages = (bundle: OutputBundle): readonly BundledPackage[] => {
  const modules = Object.values(bundle).flatMap((output) =>
    output.type === 'chunk' ? Object.keys(output.modules) : [],
  );
  const folders = new Set(modules.filter((id) => id.includes('/node_modules/')).map(packageFolder));
  const packages = new Map([...folders].map(readPackage).map((found) => [`${found.name}@${found.version}`, found]));

  return [...packages].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, found]) => found);
};

const packageFolder = (id: string): string => {
  let folder = dirname(id);
  while (!isPackage(folder)) folder = dirname(folder);
  return folder;
};

/** A `package.json` that only says `"type": "module"` marks a build, not a package. */
const isPackage = (folder: string): boolean => {
  const manifest = join(folder, 'package.json');
  return existsSync(manifest) && 'version' in JSON.parse(readFileSync(manifest, 'utf8'));
};

const readPackage = (folder: string): BundledPackage => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)/i.test(file));
  const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return { name, version, license, text: texts.join('\n\n') || standardText(name, license) };
};

/** Some packages of the AWS SDK name the Apache licence without its text, which is the same for all. */
const standardText = (name: string, license: string): string => {
  if (license !== 'Apache-2.0') throw new Error(`${name} is under ${license} and ships no licence text`);
  return readFileSync('LICENSE', 'utf8').trim();
};
