import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assumptions } from '../../src/analysis/assumptions.ts';
import { rules } from '../../src/rules/all.ts';
import { sectionSpecs } from '../../src/snapshot/sections.ts';

const pages = readdirSync('docs/rules').filter((file) => file !== 'README.md');
const pageOf = (id: string): string => readFileSync(`docs/rules/${id}.md`, 'utf8');
const byId = rules.map((rule) => ({ ...rule, page: pageOf(rule.id) }));

const headings = [
  'What it means',
  'Why it matters',
  'How to check it by hand',
  'How to fix it',
  'When to accept it',
  'What the audit has to read',
];

/** `- `ec2:` DescribeVpcs, DescribeSubnets`, which may run on over indented lines. */
const actionsIn = (page: string): string[] =>
  [...page.matchAll(/^- `(\w+):` (.+(?:\n {2}.+)*)/gm)].flatMap(([, service, names = '']) =>
    names.split(/,\s+/).map((name) => `${service}:${name}`),
  );

describe('the pages of the rules', () => {
  it('are one a rule', () => {
    expect(pages.toSorted()).toEqual(rules.map(({ id }) => `${id}.md`).toSorted());
  });

  it.each(byId)('say what $id is and how grave', ({ id, title, severity, page }) => {
    const [first, , second] = page.split('\n');

    expect(first).toBe(`# ${id}`);
    expect(second).toBe(`${title}.`);
    expect(page).toContain(`\nSeverity: **${severity}**`);
  });

  it.each(byId)('tell all there is to tell of $id, in one order', ({ page }) => {
    expect([...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual(headings);
    expect(page).toMatch(/\nAWS pages:\n(https:\/\/docs\.aws\.amazon\.com\/\S+\n)+$/);
  });

  it.each(byId)('name every IAM action without which $id proves nothing', ({ needs, page }) => {
    const needed = new Set(needs.map((section) => sectionSpecs[section].action));

    expect(actionsIn(page).toSorted()).toEqual([...needed].toSorted());
  });

  it.each(byId)('fit a terminal: $id', ({ page }) => {
    expect(page).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/);
    expect(page.split('\n').filter((line) => line.length > 200)).toEqual([]);
  });

  it.each(byId)('send nobody to a rule or fact that does not exist: $id', ({ page }) => {
    const cited = [...page.matchAll(/\(`([a-z0-9-]+)`, (likely|unverified)\)/g)].map(([, id, standing]) => ({
      id,
      standing,
    }));
    const referred = [...page.matchAll(/see `([a-z-]+)`/g)].map(([, id]) => id);

    expect(Object.entries(assumptions).map(([id, { standing }]) => ({ id, standing }))).toEqual(
      expect.arrayContaining(cited),
    );
    expect(rules.map(({ id }) => id)).toEqual(expect.arrayContaining(referred));
  });
});

describe('the page of facts that AWS does not state', () => {
  const analysis = readdirSync('src/analysis', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('assumptions.ts'))
    .map((file) => readFileSync(`src/analysis/${file}`, 'utf8'))
    .join('\n');

  it.each(Object.keys(assumptions))('lists no fact that no verdict rests on: %s', (id) => {
    expect(analysis).toContain(`'${id}'`);
  });

  it('gives each fact its standing and the page that comes closest', () => {
    const page = readFileSync('docs/likely-facts.md', 'utf8');

    for (const [id, { standing, statement, page: source }] of Object.entries(assumptions))
      expect(page).toContain(`- \`${id}\` (*${standing}*): [${statement}](${source})\n`);
  });
});
