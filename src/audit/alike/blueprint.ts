import { isRecord } from '../../is-record.ts';

/** Makes the same value with other ids, each in the place of the one that stands where it does. */
export type Blueprint<T> = (ids: readonly string[]) => T;

interface Part {
  /** No id is in it: it is the same for all. */
  readonly isFixed: boolean;
  readonly make: (ids: readonly string[], made: Map<object, unknown>) => unknown;
}

const fixed = (value: unknown): Part => ({ isFixed: true, make: () => value });

type Words = (text: string) => readonly (string | number)[];

/** A text as what stands between ids, and the places of these. Of two that begin alike the longer one is meant. */
const wordsWith = (ids: readonly string[]): Words => {
  const places = new Map(ids.map((id, at) => [id, at]));
  const any = new RegExp(`(${[...ids].sort((a, b) => b.length - a.length).join('|')})`);

  return (text) =>
    ids.length === 0 ? [text] : text.split(any).map((word, at) => (at % 2 ? (places.get(word) ?? word) : word));
};

const textPart = (text: string, words: Words): Part => {
  const all = words(text);
  if (all.length === 1) return fixed(text);

  return {
    isFixed: false,
    make: (ids) => all.map((word) => (typeof word === 'number' ? (ids[word] ?? '') : word)).join(''),
  };
};

/** What is met twice is made once. */
const once = (value: object, make: Part['make']): Part => ({
  isFixed: false,
  make: (ids, made) => {
    const known = made.get(value);
    if (known !== undefined) return known;
    const fresh = make(ids, made);
    made.set(value, fresh);

    return fresh;
  },
});

const drawn = (value: unknown, words: Words, known: Map<object, Part>): Part => {
  if (typeof value === 'string') return textPart(value, words);
  if (!Array.isArray(value) && !isRecord(value)) return fixed(value);
  const present = known.get(value);
  if (present !== undefined) return present;
  const parts = Object.entries(value).map(([key, one]) => [key, drawn(one, words, known)] as const);
  const make: Part['make'] = Array.isArray(value)
    ? (ids, made) => parts.map(([, part]) => part.make(ids, made))
    : (ids, made) => {
        const copy: Record<string, unknown> = {};
        for (const [key, part] of parts) copy[key] = part.make(ids, made);

        return copy;
      };
  const part = parts.every(([, { isFixed }]) => isFixed) ? fixed(value) : once(value, make);
  known.set(value, part);

  return part;
};

export const blueprintOf = <T>(value: T, ids: readonly string[]): Blueprint<T> => {
  const part = drawn(value, wordsWith(ids), new Map());

  // It is the same but for its texts.
  return (others) => part.make(others, new Map()) as T;
};
