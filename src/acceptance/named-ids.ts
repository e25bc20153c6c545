import type { Report } from '../audit.ts';
import { globMatcher } from '../glob.ts';
import { groupBy } from '../group-by.ts';
import { compare } from '../order.ts';

interface Named {
  readonly id: string;
  readonly name: string | null;
}

/** VPCs or subnets of a report, as the words of an entry may stand for them. */
interface Things {
  readonly noun: string;
  /** By id. */
  readonly sorted: readonly Named[];
  readonly byId: ReadonlyMap<string, Named>;
  readonly byName: ReadonlyMap<string, readonly Named[]>;
}

/** What may be named in an entry by its Name tag, the start of its id, or a pattern. */
export interface NamedThings {
  readonly vpc: Things;
  readonly subnet: Things;
}

/** What the words of an entry stand for, and what is wrong with those that stand for none or for too many. */
interface Meant {
  readonly isMeant: (id: string) => boolean;
  /** Each one; null where a pattern is among the words. */
  readonly ids: readonly string[] | null;
  readonly faults: readonly string[];
}

/** Whoever may rename a resource must not give it the id of another, which somebody answers for. */
const trustedName = ({ name }: Named): string | null =>
  name === null || name === '' || /^(?:vpc|subnet)-[0-9a-f]+$/.test(name) ? null : name;

const thingsOf = (noun: string, named: Iterable<Named>): Things => {
  const byId = new Map([...named].map((one) => [one.id, one]));
  const sorted = [...byId.values()].sort((a, b) => compare(a.id, b.id));

  return { noun, sorted, byId, byName: groupBy(sorted, trustedName) };
};

export const namedThings = ({ subnets, findings }: Pick<Report, 'subnets' | 'findings'>): NamedThings => ({
  vpc: thingsOf('VPC', [
    ...findings.map(({ vpcId }) => ({ id: vpcId, name: null })),
    ...subnets.map(({ vpcId, vpcName }) => ({ id: vpcId, name: vpcName })),
  ]),
  subnet: thingsOf(
    'subnet',
    subnets.map(({ subnetId, name }) => ({ id: subnetId, name })),
  ),
});

/** The first of a sorted list that does not come before `id`. */
const lowerBound = (sorted: readonly Named[], id: string): number => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(sorted[middle]?.id ?? '', id) < 0) low = middle + 1;
    else high = middle;
  }

  return low;
};

const startingWith = (start: string, sorted: readonly Named[]): readonly Named[] => {
  const from = lowerBound(sorted, start);
  let to = from;
  while (sorted[to]?.id.startsWith(start)) to += 1;

  return sorted.slice(from, to);
};

/** A word without a star stands for one thing, or it is no use. */
const matchesOf = (word: string, { byId, byName, sorted }: Things): readonly Named[] => {
  const exact = byId.get(word);
  if (exact !== undefined) return [exact];

  return byName.get(word) ?? startingWith(word, sorted);
};

const shown = 5;

const listed = (things: readonly Named[]): string =>
  `${things
    .slice(0, shown)
    .map(({ id }) => id)
    .join(', ')}${things.length > shown ? ', …' : ''}`;

const faultOf = (word: string, found: readonly Named[], { noun }: Things): string =>
  found.length === 0
    ? `there is no ${noun} ${JSON.stringify(word)}`
    : `${JSON.stringify(word)} is ${found.length} ${noun}s, so it accepts none of them: ${listed(found)}`;

type Fits = (one: Named) => boolean;

const patternOf = (word: string): Fits => {
  const matches = globMatcher(word);

  return (one) => {
    const name = trustedName(one);

    return matches(one.id) || (name !== null && matches(name));
  };
};

export const meantBy = (words: readonly string[], things: Things): Meant => {
  const ids = new Set<string>();
  const patterns: Fits[] = [];
  const faults: string[] = [];
  for (const word of words) {
    if (word.includes('*')) {
      const fits = patternOf(word);
      if (things.sorted.some(fits)) patterns.push(fits);
      else faults.push(faultOf(word, [], things));
      continue;
    }
    const found = matchesOf(word, things);
    if (found.length === 1) ids.add(found[0]?.id ?? '');
    else faults.push(faultOf(word, found, things));
  }
  const isMeant = (id: string): boolean =>
    ids.has(id) || patterns.some((fits) => fits(things.byId.get(id) ?? { id, name: null }));

  return { isMeant, ids: patterns.length === 0 ? [...ids] : null, faults };
};
