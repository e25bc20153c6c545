import { isDay } from '../day.ts';
import { Failure } from '../failure.ts';
import { isRecord, type UnknownRecord } from '../is-record.ts';
import { nearest } from '../services/nearest.ts';

/** Where a value stands in a file that somebody wrote by hand: `accept[2].expires`. */
export interface Field {
  readonly file: string;
  /** Empty for the whole file. */
  readonly path: string;
}

export const inside = ({ file, path }: Field, step: string | number): Field => {
  if (typeof step === 'number') return { file, path: `${path}[${step}]` };

  return { file, path: path === '' ? step : `${path}.${step}` };
};

export const wrong = ({ file, path }: Field, what: string, hint: string): Failure =>
  new Failure(`${file}: ${path === '' ? 'the file' : path} ${what}`, hint);

const kindOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'a number';

  return isRecord(value) ? 'an object' : String(value);
};

const hintFor = (value: unknown): string =>
  typeof value === 'number' ? 'Put it in quotes: a number would lose its leading zeros.' : 'Mend it there.';

const notA = (expected: string, value: unknown, field: Field): Failure =>
  value === undefined
    ? wrong(field, 'is missing', `It must be ${expected}.`)
    : wrong(field, `must be ${expected}, not ${kindOf(value)}`, hintFor(value));

const listed = (words: readonly string[]): string => words.join(', ');

/** The word that was meant, if any is near; else all there are. */
const instead = (word: string, words: readonly string[]): string => {
  const meant = nearest(word, words);

  return meant === null ? `There are: ${listed(words)}.` : `Did you mean ${meant}?`;
};

/** An object that has none but these keys, where they are known. */
export const asRecord = (value: unknown, field: Field, keys?: readonly string[]): UnknownRecord => {
  if (!isRecord(value)) throw notA('an object', value, field);
  for (const key of Object.keys(value)) {
    if (keys?.includes(key) === false) throw wrong(inside(field, key), 'is not known', instead(key, keys));
  }

  return value;
};

export const asList = (value: unknown, field: Field): readonly unknown[] => {
  if (!Array.isArray(value)) throw notA('a list', value, field);

  return value;
};

/** Text of which something is left once blanks are gone. */
export const asText = (value: unknown, field: Field): string => {
  if (typeof value !== 'string') throw notA('text', value, field);
  if (value.trim() === '') throw wrong(field, 'is empty', 'Fill it in, or leave it out if it may be missing.');

  return value.trim();
};

export const asTextOrNull = (value: unknown, field: Field): string | null =>
  value === null ? null : asText(value, field);

export const asTexts = (value: unknown, field: Field): readonly string[] =>
  asList(value, field).map((item, index) => asText(item, inside(field, index)));

export const asBoolean = (value: unknown, field: Field): boolean => {
  if (typeof value !== 'boolean') throw notA('true or false', value, field);

  return value;
};

export const asDay = (value: unknown, field: Field): string => {
  const text = asText(value, field);
  if (isDay(text)) return text;

  throw wrong(field, `is no day: ${JSON.stringify(text)}`, 'Write it as YYYY-MM-DD.');
};

export const asChoice = <T extends string>(value: unknown, field: Field, choices: readonly T[]): T => {
  const text = asText(value, field);
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;

  throw wrong(field, `cannot be ${JSON.stringify(text)}`, instead(text, choices));
};

/** What a reader makes of a value that may be left out. */
export const optional = <T>(
  record: UnknownRecord,
  key: string,
  read: (value: unknown, field: Field) => T,
  field: Field,
): T | undefined => (record[key] === undefined ? undefined : read(record[key], inside(field, key)));
