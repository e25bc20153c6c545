import { Failure } from '../failure.ts';
import { nearest } from '../services/nearest.ts';
import { isDay } from './day.ts';

/** Where a value stands in a file that somebody wrote by hand: `accept[2].expires`. */
export interface Place {
  readonly file: string;
  /** Empty for the whole file. */
  readonly path: string;
}

export const inside = ({ file, path }: Place, step: string | number): Place => {
  if (typeof step === 'number') return { file, path: `${path}[${step}]` };

  return { file, path: path === '' ? step : `${path}.${step}` };
};

export const wrong = ({ file, path }: Place, what: string, hint: string): Failure =>
  new Failure(`${file}: ${path === '' ? 'the file' : path} ${what}`, hint);

const kindOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'a number';

  return typeof value === 'object' && value !== null ? 'an object' : String(value);
};

const notA = (expected: string, value: unknown, place: Place): Failure =>
  value === undefined
    ? wrong(place, 'is missing', `It must be ${expected}.`)
    : wrong(place, `must be ${expected}, not ${kindOf(value)}`, hintFor(value));

const hintFor = (value: unknown): string =>
  typeof value === 'number' ? 'Put it in quotes: a number would lose its leading zeros.' : 'Mend it there.';

const listed = (words: readonly string[]): string => words.join(', ');

/** The word that was meant, if any is near; else all there are. */
const instead = (word: string, words: readonly string[]): string => {
  const meant = nearest(word, words);

  return meant === null ? `There are: ${listed(words)}.` : `Did you mean ${meant}?`;
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object that has none but these keys. */
export const recordOf = (value: unknown, place: Place, keys: readonly string[]): Readonly<Record<string, unknown>> => {
  if (!isRecord(value)) throw notA('an object', value, place);
  for (const key of Object.keys(value)) {
    if (!keys.includes(key)) throw wrong(inside(place, key), 'is not known', instead(key, keys));
  }

  return value;
};

export const listOf = (value: unknown, place: Place): readonly unknown[] => {
  if (!Array.isArray(value)) throw notA('a list', value, place);

  return value;
};

/** Text of which something is left once blanks are gone. */
export const textOf = (value: unknown, place: Place): string => {
  if (typeof value !== 'string') throw notA('text', value, place);
  if (value.trim() === '') throw wrong(place, 'is empty', 'Fill it in, or leave it out if it may be missing.');

  return value.trim();
};

export const textOrNullOf = (value: unknown, place: Place): string | null =>
  value === null ? null : textOf(value, place);

export const textsOf = (value: unknown, place: Place): readonly string[] =>
  listOf(value, place).map((item, index) => textOf(item, inside(place, index)));

export const flagOf = (value: unknown, place: Place): boolean => {
  if (typeof value !== 'boolean') throw notA('true or false', value, place);

  return value;
};

export const dayOf = (value: unknown, place: Place): string => {
  const text = textOf(value, place);
  if (isDay(text)) return text;

  throw wrong(place, `is no day: ${JSON.stringify(text)}`, 'Write it as YYYY-MM-DD.');
};

export const choiceOf = <T extends string>(value: unknown, place: Place, choices: readonly T[]): T => {
  const text = textOf(value, place);
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;

  throw wrong(place, `cannot be ${JSON.stringify(text)}`, instead(text, choices));
};

/** What a reader makes of a value that may be left out. */
export const optional = <T>(
  record: Readonly<Record<string, unknown>>,
  key: string,
  read: (value: unknown, place: Place) => T,
  place: Place,
): T | undefined => (record[key] === undefined ? undefined : read(record[key], inside(place, key)));
