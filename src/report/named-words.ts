/** What may be the id of something in a sentence. */
const idShape = /\b(?:[a-z]+-)+[0-9a-z]+\b|\bZ[0-9A-Z]{10,}\b/g;
const looksGiven = /-[0-9a-f]{8,17}$|^Z[0-9A-Z]{10,}$/;

export interface Word {
  readonly text: string;
  readonly kind: 'text' | 'name' | 'id';
}

/** What somebody calls the thing with an id; null where nobody calls it anything. */
export type NameOf = (id: string) => string | null;

const inBrackets = / \(((?:[a-z]+-)+[0-9a-z]+|Z[0-9A-Z]{10,})\)/g;

/** Messages say `name (id)`: where the id becomes the name, once is enough. */
const told = (nameOf: NameOf, sentence: string): string =>
  sentence.replace(inBrackets, (all: string, id: string, at: number) => {
    const name = nameOf(id);

    return name !== null && sentence.slice(0, at).endsWith(name) ? '' : all;
  });

export const wordsOf = (nameOf: NameOf, sentence: string): readonly Word[] => {
  const words: Word[] = [];
  const whole = told(nameOf, sentence);
  let end = 0;
  for (const { 0: id, index } of whole.matchAll(idShape)) {
    const name = nameOf(id);
    const isGiven = name === null && looksGiven.test(id);
    words.push({ text: whole.slice(end, index), kind: 'text' });
    words.push({ text: name ?? id, kind: name === null ? (isGiven ? 'id' : 'text') : 'name' });
    end = index + id.length;
  }

  return [...words, { text: whole.slice(end), kind: 'text' }];
};

/** A sentence with names for ids. */
export const namedSentence = (nameOf: NameOf, sentence: string): string =>
  wordsOf(nameOf, sentence)
    .map(({ text }) => text)
    .join('');

/** Ids of route tables that no word says what they are. */
export const bareTables = /(?<!route tables? )\brtb-[0-9a-z-]+(?:, rtb-[0-9a-z-]+)*/g;
