import { existsSync, readFileSync } from 'node:fs';
import { groupBy } from '../../src/group-by.ts';
import { wrap } from '../../src/report/plain-text.ts';
import { rules } from '../../src/rules/all.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { pathSections } from '../../src/rules/sections.ts';
import { apiOf, operationOf, sectionSpecs } from '../../src/snapshot/sections.ts';
import type { Output } from './output.ts';

const width = 120;
const heading = '## What the audit has to read\n';
const next = '\nAWS pages:\n';

const paragraph = ({ needs }: Rule): string =>
  [
    'Without one of these the rule is `inconclusive`: its silence proves nothing.',
    ...(needs.some((section) => sectionSpecs[section].need)
      ? ['Some are asked only where something refers to them.']
      : []),
    ...(needs === pathSections ? ['A denied call that could overturn a `private` path makes it `unknown`.'] : []),
  ].join(' ');

const actionLines = ({ needs }: Rule): string[] => {
  const specs = needs.map((section) => sectionSpecs[section]);

  return [...groupBy(specs, apiOf)].flatMap(([api, group]) => {
    const [first, ...rest] = wrap(`\`${api}:\` ${group.map(operationOf).join(', ')}`, width - 2);
    return [`- ${first}`, ...rest.map((line) => `  ${line}`)];
  });
};

/** The part of a rule's page that its `needs` tell; all else of it is written by hand. */
const withNeeds = (page: string, rule: Rule): string => {
  const start = page.indexOf(heading) + heading.length;
  const part = ['', ...wrap(paragraph(rule), width), '', ...actionLines(rule), ''].join('\n');

  return page.slice(0, start) + part + page.slice(page.indexOf(next, start));
};

export const outputs = (): readonly Output[] =>
  rules
    .map((rule) => ({ rule, path: `docs/rules/${rule.id}.md` }))
    .filter(({ path }) => existsSync(path))
    .map(({ rule, path }) => ({ path, text: withNeeds(readFileSync(path, 'utf8'), rule) }));
