import { hash } from 'node:crypto';
import { memoize } from '../../memoize.ts';
import { by, compare, sortedBy } from '../../order.ts';
import type { ScopeSnapshot, Section, Snapshot } from '../../snapshot/schema.ts';
import { scopeKey } from '../../snapshot/scope-key.ts';
import { sectionNames, sectionSpecs } from '../../snapshot/sections.ts';
import { knownFacts } from './known-facts.ts';
import { nameTagsIn } from './name-tags.ts';

/** The facts of a scope, told apart from the ids that they are told with. */
export interface ScopeShape {
  /** Equal for scopes that differ in nothing but ids, whose ids have the same order among each other. */
  readonly key: string;
  /** Their endings, and accounts. */
  readonly ids: readonly string[];
  /** What people call what has a name. */
  readonly names: readonly string[];
}

/** What follows the word of an id, and what the names of an endpoint have after that. */
const ending = /(-(?:[0-9a-f]{17}|[0-9a-f]{8}))(?![0-9A-Za-z])(-[0-9a-z]{8}(?![0-9A-Za-z]))?/g;

const account = /(?<![0-9A-Za-z])[0-9]{12}(?![0-9A-Za-z])/g;

const fieldOf = (record: object, field: string): string => {
  const value: unknown = Reflect.get(record, field);

  return typeof value === 'string' ? value : '';
};

/** Records by what they are of: in which order AWS lists them changes nothing. */
const sorted = (section: Section, records: readonly object[]): readonly unknown[] => {
  const [field = ''] = sectionSpecs[section].ids;

  return sortedBy(records, (record) => fieldOf(record, field)).map(knownFacts(section));
};

const textOf = ({ region, interfacesFiltered, gaps, sections }: ScopeSnapshot): string =>
  JSON.stringify([
    ...[region, interfacesFiltered, gaps, Object.keys(sections)],
    ...sectionNames.map((section) => sorted(section, sections[section] ?? [])),
  ]);

/** Which is the same as which, and which comes first. */
const ranksOf = (texts: readonly string[]): readonly number[] => {
  const ranks = new Map([...new Set(texts)].sort(compare).map((text, at) => [text, at]));

  return texts.map((text) => ranks.get(text) ?? 0);
};

const scopeShape = (scope: ScopeSnapshot): ScopeShape => {
  const numbers = new Map<string, number>();
  const numbered = (id: string): string => {
    const known = numbers.get(id);
    const number = known ?? numbers.size;
    if (known === undefined) numbers.set(id, number);

    return `\0${number}\0`;
  };
  const text = textOf(scope)
    .replaceAll(ending, (_, id: string, rest?: string) =>
      rest === undefined ? numbered(id) : numbered(id) + numbered(rest),
    )
    .replaceAll(account, numbered);
  // As texts of their own: parts of the long one would keep all of it.
  const ids = numbers.size === 0 ? [] : [...numbers.keys()].join(' ').split(' ');
  const names = nameTagsIn(scope);
  const order = [...ids].sort().map((id) => numbers.get(id));

  return { key: hash('sha256', `${text}${order.join()} ${ranksOf(names).join()}`), ids, names };
};

/** In the order of scopes. */
export const shapesOf = memoize(
  ({ scopes }: Snapshot): ReadonlyMap<ScopeSnapshot, ScopeShape> =>
    new Map([...scopes].sort(by(scopeKey)).map((scope) => [scope, scopeShape(scope)])),
);
