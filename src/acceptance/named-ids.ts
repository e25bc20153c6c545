import type { Report } from '../audit.ts';
import { matchesGlob } from '../glob.ts';
import { compare } from '../order.ts';

interface Named {
  readonly id: string;
  readonly name: string | null;
}

/** What may be named in an entry by its Name tag, the start of its id, or a pattern. */
export interface NamedThings {
  readonly vpc: readonly Named[];
  readonly subnet: readonly Named[];
}

/** Whoever may rename a resource must not give it the id of another, which somebody answers for. */
const isTrusted = (name: string): boolean => !/^(?:vpc|subnet)-[0-9a-f]+$/.test(name);

const distinct = (things: Iterable<Named>): readonly Named[] =>
  [...new Map([...things].map((one) => [one.id, one])).values()].sort((a, b) => compare(a.id, b.id));

export const namedThings = ({ subnets, findings }: Pick<Report, 'subnets' | 'findings'>): NamedThings => ({
  vpc: distinct([
    ...findings.map(({ vpcId }) => ({ id: vpcId, name: null })),
    ...subnets.map(({ vpcId, vpcName }) => ({ id: vpcId, name: vpcName })),
  ]),
  subnet: distinct(subnets.map(({ subnetId, name }) => ({ id: subnetId, name }))),
});

const isNamed = ({ name }: Named, isMeant: (name: string) => boolean): boolean =>
  name !== null && isTrusted(name) && isMeant(name);

/** Those that a word stands for: a pattern for all that it fits; anything else for one thing, or it is no use. */
const matchesOf = (word: string, things: readonly Named[]): readonly Named[] => {
  if (word.includes('*'))
    return things.filter((one) => matchesGlob(word, one.id) || isNamed(one, (name) => matchesGlob(word, name)));
  const exact = things.filter(({ id }) => id === word);
  if (exact.length > 0) return exact;
  const named = things.filter((one) => isNamed(one, (name) => name === word));

  return named.length > 0 ? named : things.filter(({ id }) => id.startsWith(word));
};

const shown = 5;

const listed = (things: readonly Named[]): string =>
  `${things
    .slice(0, shown)
    .map(({ id }) => id)
    .join(', ')}${things.length > shown ? ', …' : ''}`;

/** The ids that the words of an entry stand for, and what is wrong with the words that stand for none or for too many. */
export const idsOfWords = (
  words: readonly string[],
  kind: keyof NamedThings,
  things: NamedThings,
): { readonly ids: readonly string[]; readonly faults: readonly string[] } => {
  const ids: string[] = [];
  const faults: string[] = [];
  const noun = kind === 'vpc' ? 'VPC' : 'subnet';
  for (const word of words) {
    const found = word === '*' ? [{ id: '*' }] : matchesOf(word, things[kind]).map(({ id }) => ({ id }));
    if (found.length > 1 && !word.includes('*'))
      faults.push(
        `${JSON.stringify(word)} is ${found.length} ${noun}s, so it accepts none of them: ${listed(matchesOf(word, things[kind]))}`,
      );
    else if (found.length === 0) faults.push(`there is no ${noun} ${JSON.stringify(word)}`);
    else ids.push(...found.map(({ id }) => id));
  }

  return { ids, faults };
};
