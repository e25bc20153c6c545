import { memoize } from '../../../memoize.ts';
import { by } from '../../../order.ts';
import { counted } from '../../counted.ts';
import { bareTables, namedSentence, wordsOf } from '../../named-words.ts';
import type { Picture } from '../../picture/picture.ts';
import { html, joined, type Markup } from '../markup.ts';

const lookups = memoize((picture: Picture) => (id: string): string | null => {
  const name = picture.nameOf(id);

  return name === id ? null : name;
});

/** Where a line may end within a name. */
const breaks = /[^\p{L}\p{N}]/u;

/** A sentence of the report with names for ids; ids without a name stay as they are, as code. */
export const namedMarkup = (picture: Picture, sentence: string): Markup =>
  joined(
    wordsOf(lookups(picture), sentence).map(({ text, kind }) => {
      if (kind === 'name' && breaks.test(text)) return html`<span class="nb">${text}</span>`;

      return kind === 'id' ? html`<code>${text}</code>` : text;
    }),
  );

/** The same as text alone. */
export const namedText = (picture: Picture, sentence: string): string => namedSentence(lookups(picture), sentence);

/** More are counted: the command beside it has them all. */
const mostTables = 8;

/** An imperative, with names for ids, and with a word for what they name. */
export const namedRemedy = (picture: Picture, remedy: string): Markup =>
  namedMarkup(
    picture,
    remedy.replace(bareTables, (ids) => {
      const sorted = ids.split(', ').sort(by((id) => picture.nameOf(id)));
      if (sorted.length > mostTables) return counted(sorted.length, 'route table');

      return `route table${sorted.length > 1 ? 's' : ''} ${sorted.join(', ')}`;
    }),
  );
