import { readdirSync, readFileSync } from 'node:fs';
import { minifySync } from 'rolldown/utils';
import type { Output } from './output.ts';

const folder = 'src/report/html/assets';
const read = (name: string): string => readFileSync(`${folder}/${name}`, 'utf8');

/** In the order of their numbers. */
const styles = (): string =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.css'))
    .sort()
    .map(read)
    .join('\n');

const property = /--[a-z][a-z-]*/g;

/** Nobody but the style sheet asks for its custom properties: a short name does. */
const withShortProperties = (css: string): string => {
  const names = [...new Set(css.match(property))].sort();

  return css.replace(property, (name) => `--${names.indexOf(name).toString(36)}`);
};

/** Strings of a style sheet hold neither comments nor braces here, and no colon or arrow before a space. */
const compact = (css: string): string =>
  withShortProperties(css.replace(/\/\*.*?\*\//gs, ''))
    .replace(/\s*\n\s*/g, '\n')
    .replace(/\s*([{};,])\s*/g, '$1')
    .replace(/([:>])\s+/g, '$1')
    .replace(/\s+>/g, '>')
    .replace(/;\}/g, '}')
    .trim();

const script = (): string => {
  const { code, errors } = minifySync('page.js', read('page.js'), { module: true });
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));

  return code.trim();
};

/** The page carries them as text: they are written as small as they get. */
export const outputs = (): readonly Output[] => [
  {
    path: `${folder}.generated.ts`,
    text: `${[
      `// Written by npm run generate, from ${folder}.`,
      `export const pageStyle = ${JSON.stringify(compact(styles()))};`,
      '',
      `export const pageScript = ${JSON.stringify(script())};`,
    ].join('\n')}\n`,
  },
];
