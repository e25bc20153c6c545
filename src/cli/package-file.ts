import { existsSync, readFileSync } from 'node:fs';

const rootOf = (url: string): URL => {
  const folder = new URL('.', url);

  return existsSync(new URL('package.json', folder)) ? folder : rootOf(new URL('..', folder).href);
};

/** A file that the package ships beside the bundle. Sources and bundle lie at different depths below its root. */
export const readPackageFile = (path: string): string => readFileSync(new URL(path, rootOf(import.meta.url)), 'utf8');
