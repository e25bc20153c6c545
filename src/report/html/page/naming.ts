import { memoize } from '../../../memoize.ts';
import { by } from '../../../order.ts';
import { counted } from '../../counted.ts';
import type { Picture } from '../../picture/picture.ts';
import { html, joined, type Markup } from '../markup.ts';

/** What may be the id of something in a sentence. */
const idShape = /\b(?:[a-z]+-)+[0-9a-z]+\b|\bZ[0-9A-Z]{10,}\b/g;
const looksGiven = /-[0-9a-f]{8,17}$|^Z[0-9A-Z]{10,}$/;

const lookups = memoize((picture: Picture) => (id: string): string | null => {
  const name = picture.nameOf(id);

  return name === id ? null : name;
});

interface Word {
  readonly text: string;
  readonly kind: 'text' | 'name' | 'id';
}

/** Messages say `name (id)`: where the id becomes the name, once is enough. */
const wordsOf = (picture: Picture, sentence: string): readonly Word[] => {
  const words: Word[] = [];
  let end = 0;
  for (const { 0: id, index } of sentence.matchAll(idShape)) {
    const before = sentence.slice(end, index);
    const name = lookups(picture)(id);
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

/** Where a line may end within a name. */
const breaks = /[^\p{L}\p{N}]/u;

/** A sentence of the report with names for ids; ids without a name stay as they are, as code. */
export const namedMarkup = (picture: Picture, sentence: string): Markup =>
  joined(
    wordsOf(picture, sentence).map(({ text, kind }) => {
      if (kind === 'name' && breaks.test(text)) return html`<span class="nb">${text}</span>`;

      return kind === 'id' ? html`<code>${text}</code>` : text;
    }),
  );

/** The same as text alone. */
export const namedText = (picture: Picture, sentence: string): string =>
  wordsOf(picture, sentence)
    .map(({ text }) => text)
    .join('');

/** More are counted: the command beside it has them all. */
const mostTables = 8;

const tableList = /(?<!route tables? )\brtb-[0-9a-z-]+(?:, rtb-[0-9a-z-]+)*/g;

/** An imperative, with names for ids, and with a word for what they name. */
export const namedRemedy = (picture: Picture, remedy: string): Markup =>
  namedMarkup(
    picture,
    remedy.replace(tableList, (ids) => {
      const sorted = ids.split(', ').sort(by((id) => picture.nameOf(id)));
      if (sorted.length > mostTables) return counted(sorted.length, 'route table');

      return `route table${sorted.length > 1 ? 's' : ''} ${sorted.join(', ')}`;
    }),
  );
