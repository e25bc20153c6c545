import { jsonText } from '../json-text.ts';
import { by } from '../order.ts';
import { widest, wrap } from '../report/plain-text.ts';
import { pageOf } from '../rules/page.ts';
import type { Rule } from '../rules/rule.ts';
import { dnsSections, pathSections } from '../rules/sections.ts';

const sorted = (rules: readonly Rule[]): readonly Rule[] => [...rules].sort(by(({ id }) => id));

/** Two lists of facts that most rules need, by names of their own. */
const bundles = [
  { name: 'paths', sections: pathSections, because: 'what every verdict on a path rests on', wider: 'names' },
  { name: 'names', sections: dnsSections, because: 'what decides an answer of DNS', wider: null },
] as const;

const needsOf = ({ needs }: Rule): string =>
  bundles.find(({ sections }) => sections === needs)?.name ?? needs.join(', ');

const legend = (width: number): string[] =>
  bundles.flatMap(({ name, sections, because, wider }) => {
    const own = wider === null ? sections : [wider, ...sections.filter((section) => !dnsSections.includes(section))];

    return ['', `${name}: ${because}`, ...wrap(own.join(', '), width - 2).map((line) => `  ${line}`)];
  });

/** Each rule with its severity, the facts without which its silence proves nothing, and its page. */
export const ruleList = (rules: readonly Rule[], version: string, columns: number): string => {
  const width = Math.max(60, columns);
  const idWidth = widest(rules.map(({ id }) => id));
  const lines = sorted(rules).flatMap((rule) => [
    `${rule.id.padEnd(idWidth)}  ${rule.severity}`,
    ...wrap(rule.title, width - 2).map((line) => `  ${line}`),
    ...wrap(`needs ${needsOf(rule)}`, width - 2).map((line) => `  ${line}`),
    `  ${pageOf(rule.id, version)}`,
  ]);

  return `${[...lines, ...legend(width)].join('\n')}\n`;
};

/** The same for programs: every field, `needs` in full. */
export const ruleRecords = (rules: readonly Rule[], version: string): string =>
  `${jsonText(
    sorted(rules).map(({ id, severity, category, title, needs }) => ({
      id,
      severity,
      category,
      title,
      needs,
      page: pageOf(id, version),
    })),
    2,
  )}\n`;
