import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const markdown = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .map((file) => join(folder, file));
const pages = ['.', 'docs', 'docs/rules'].flatMap(markdown);
const textOf = (page: string): string => readFileSync(page, 'utf8');

/** `#how-fast` for `## How fast`, as GitHub makes it. */
const anchorsOf = (page: string): readonly string[] =>
  [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(
    ([, heading = '']) =>
      `#${heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-')}`,
  );

const leadsNowhere = (page: string, link: string): boolean => {
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? page : join(dirname(page), file);

  return !existsSync(target) || (anchor !== undefined && !anchorsOf(target).includes(`#${anchor}`));
};

describe.each(pages)('%s', (page) => {
  it('links to pages and headings that there are', () => {
    const links = [...textOf(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = '']) => link);

    expect(links.filter((link) => leadsNowhere(page, link))).toEqual([]);
  });

  it('names files of the repository that there are', () => {
    const paths = [...textOf(page).matchAll(/`((?:src|test|scripts|docs|examples|bench|\.github|\.ci)\/[^`\s*]+)`/g)];
    const named = paths.map(([, path = '']) => path).filter((path) => !/[A-Z…{<]/.test(path.replace('README', '')));

    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('sends nobody to a name on npm that anybody may have taken without saying so', () => {
    const paragraphs = textOf(page).split('\n\n');
    const careless = paragraphs.filter((text) => /npx (-\S+ )*vpce-audit/.test(text) && !/owner|Claim/.test(text));

    expect(careless).toEqual([]);
  });
});
