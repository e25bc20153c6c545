import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { likelyFacts } from '../../src/analysis/likely-facts.ts';
import { rules } from '../../src/rules/all.ts';

const pages = readdirSync('docs/rules').filter((file) => file !== 'README.md');

describe('the pages of the rules', () => {
  it('are one a rule', () => {
    expect(pages.sort()).toEqual(rules.map(({ id }) => `${id}.md`).sort());
  });

  it.each(rules.map(({ id, title, severity }) => ({ id, title, severity })))(
    'say what $id is',
    ({ id, title, severity }) => {
      const page = readFileSync(`docs/rules/${id}.md`, 'utf8');

      expect(page.split('\n')[0]).toBe(`# ${id}`);
      expect(page).toContain(title);
      expect(page).toContain(`Severity: **${severity}**`);
      for (const heading of [
        'What it means',
        'Why it matters',
        'How to check it by hand',
        'How to mend it',
        'When to accept it',
      ])
        expect(page).toContain(`## ${heading}`);
    },
  );
});

describe('the page of facts that AWS does not state', () => {
  it('lists every fact that a verdict can rest on', () => {
    const source = readFileSync('src/analysis/likely-facts.ts', 'utf8');
    const declared = [...source.matchAll(/= fact\(\s*'([a-z0-9-]+)'/g)].map(([, id]) => id);

    expect(likelyFacts.map(({ id }) => id).sort()).toEqual(declared.sort());
  });
});
