import { isRecord } from '../../is-record.ts';

/** Makes the same value with other ids, each in the place of the one that stands where it does. */
export type Blueprint<T> = (ids: readonly string[]) => T;

/** What was made of parts that are met more than once, each at its slot. */
type Made = unknown[];

interface Part {
  /** No id is in it: it is the same for all. */
  readonly isFixed: boolean;
  readonly make: (ids: readonly string[], made: Made) => unknown;
  /** Where what was made of it is found again. */
  slot?: number;
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

const made = (part: Part, ids: readonly string[], present: Made): unknown => {
  const { slot } = part;
  if (slot === undefined) return part.make(ids, present);
  const value = present[slot] ?? part.make(ids, present);
  present[slot] = value;

  return value;
};

/** A copy of it in which some fields or elements are others. */
const copied = (value: object, parts: readonly (readonly [string, Part])[]): Part => {
  const own = parts.filter(([, { isFixed }]) => !isFixed);
  if (own.length === 0) return fixed(value);

  return {
    isFixed: false,
    make: (ids, present) => {
      const copy: Record<string, unknown> = Array.isArray(value) ? Object(value.slice()) : { ...value };
      for (const [key, part] of own) copy[key] = made(part, ids, present);

      return copy;
    },
  };
};

/** Steps of ways: nobody asks whether they are the same list, and paths of a table tell them over and over. */
const isTold = (field: string): boolean => field === 'hops';

/** What is met twice is made once: texts and steps of ways by what they say, all else by what it is. */
const drawing = (words: Words) => {
  const known = new Map<unknown, Part>();
  const told = new Map<string, Part>();
  let slots = 0;
  const once = <K>(parts: Map<K, Part>, key: K, drawn: () => Part): Part => {
    const present = parts.get(key);
    const part = present ?? drawn();
    if (present === undefined) parts.set(key, part);
    else present.slot ??= slots++;

    return part;
  };
  const draw = (value: unknown): Part => {
    if (typeof value === 'string') return once(known, value, () => textPart(value, words));
    if (!Array.isArray(value) && !isRecord(value)) return fixed(value);

    return once(known, value, () =>
      copied(
        value,
        Object.entries(value).map(([field, one]) => [field, isTold(field) ? drawTold(one) : draw(one)]),
      ),
    );
  };
  const drawTold = (value: unknown): Part => once(told, JSON.stringify(value), () => draw(value));

  return draw;
};

export const blueprintOf = <T>(value: T, ids: readonly string[]): Blueprint<T> => {
  const part = drawing(wordsWith(ids))(value);

  // It is the same but for its texts.
  return (others) => made(part, others, []) as T;
};
