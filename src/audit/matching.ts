import { Failure } from '../failure.ts';
import { matchesGlob } from '../glob.ts';
import { by, compare } from '../order.ts';
import { nearest } from '../services/nearest.ts';

/** What a user may name: by its id, a unique prefix of it, its Name tag, or a pattern with `*` over either. */
interface Named {
  readonly id: string;
  readonly name: string | null;
}

interface Kind {
  /** `VPC`, `subnet` */
  readonly noun: string;
  /** Where the words come from: `--vpc`. */
  readonly place: string;
}

const textOf = ({ id, name }: Named): string => (name === null ? id : `${id} (${name})`);

const listed = (things: readonly Named[]): string =>
  `${things.slice(0, 8).map(textOf).join(', ')}${things.length > 8 ? ', …' : ''}`;

const unknown = (word: string, { noun, place }: Kind, all: readonly Named[]): Failure => {
  const close = nearest(word, [...all.map(({ id }) => id), ...all.flatMap(({ name }) => name ?? [])]);
  const known = all.length === 0 ? `No ${noun} was read.` : `There are ${all.length}: ${listed(all)}`;

  return new Failure(
    `${place}: there is no ${noun} ${JSON.stringify(word)} in these facts`,
    close === null ? known : `Did you mean ${close}? ${known}`,
  );
};

const matchesOf = (word: string, all: readonly Named[]): readonly Named[] => {
  const exact = all.filter(({ id }) => id === word);
  if (exact.length > 0) return exact;
  if (word.includes('*'))
    return all.filter(({ id, name }) => matchesGlob(word, id) || (name !== null && matchesGlob(word, name)));
  const named = all.filter(({ name }) => name === word);

  return named.length > 0 ? named : all.filter(({ id }) => word !== '' && id.startsWith(word));
};

/** The ids that a word stands for. Throws a `Failure` where it is none's, or, without a `*`, several ones'. */
const idsOf = (word: string, kind: Kind, all: readonly Named[]): readonly string[] => {
  const found = matchesOf(word, all);
  if (found.length === 0) throw unknown(word, kind, all);
  if (found.length > 1 && !word.includes('*'))
    throw new Failure(
      `${kind.place}: ${JSON.stringify(word)} is ${found.length} ${kind.noun}s: ${listed(found)}`,
      'Give the id of one, or a pattern with * to take them all.',
    );

  return found.map(({ id }) => id);
};

/** Without words: none, which stands for all. */
export const selectIds = (words: readonly string[], kind: Kind, things: Iterable<Named>): readonly string[] => {
  if (words.length === 0) return [];
  const byId = new Map([...things].map((one) => [one.id, one]));
  const all = [...byId.values()].sort(by(({ id }) => id));

  return [...new Set(words.flatMap((word) => idsOf(word, kind, all)))].sort(compare);
};
