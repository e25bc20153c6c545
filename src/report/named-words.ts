/** What may be the id of something in a sentence. */
const idShape = /\b(?:[a-z]+-)+[0-9a-z]+\b|\bZ[0-9A-Z]{10,}\b/g;
const looksGiven = /-[0-9a-f]{8,17}$|^Z[0-9A-Z]{10,}$/;

export interface Word {
  readonly text: string;
  readonly kind: 'text' | 'name' | 'id';
}

/** What somebody calls the thing with an id; null where nobody calls it anything. */
export type NameOf = (id: string) => string | null;

/** Messages say `name (id)`: where the id becomes the name, once is enough. */
export const wordsOf = (nameOf: NameOf, sentence: string): readonly Word[] => {
  const words: Word[] = [];
  let end = 0;
  for (const { 0: id, index } of sentence.matchAll(idShape)) {
    const before = sentence.slice(end, index);
    const name = nameOf(id);
    const told = name === null ? '' : `${name} (`;
    end = index + id.length;
    if (name !== null && before.endsWith(told) && sentence[end] === ')') {
      words.push({ text: before.slice(0, -told.length), kind: 'text' }, { text: name, kind: 'name' });
      end += 1;
      continue;
    }
    const isGiven = name === null && looksGiven.test(id);
    words.push({ text: before, kind: 'text' });
    words.push({ text: name ?? id, kind: name === null ? (isGiven ? 'id' : 'text') : 'name' });
  }

  return [...words, { text: sentence.slice(end), kind: 'text' }];
};

/** A sentence with names for ids. */
export const namedSentence = (nameOf: NameOf, sentence: string): string =>
  wordsOf(nameOf, sentence)
    .map(({ text }) => text)
    .join('');

/** Ids of route tables that no word says what they are. */
export const bareTables = /(?<!route tables? )\brtb-[0-9a-z-]+(?:, rtb-[0-9a-z-]+)*/g;
