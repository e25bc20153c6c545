import { plain } from '../plain-text.ts';

/** Text that is HTML already. Nothing else gets into a page without being escaped. */
export interface Markup {
  readonly markup: string;
}

export type Content = Markup | string | number | null | readonly Content[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Safe between tags and in quoted attributes, whoever chose the text. */
const escaped = (text: string): string => plain(text).replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

const markupOf = (content: Content): string => {
  if (content === null) return '';
  if (typeof content === 'string') return escaped(content);
  if (typeof content === 'number') return String(content);
  if ('markup' in content) return content.markup;

  return content.map(markupOf).join('');
};

/** What stands between is escaped, unless it is markup itself. */
export const html = (texts: TemplateStringsArray, ...contents: readonly Content[]): Markup => ({
  markup: texts.map((text, index) => text + markupOf(contents[index] ?? null)).join(''),
});

export const joined = (contents: Iterable<Content>, separator: Markup | string = ''): Markup => ({
  markup: [...contents].map(markupOf).join(markupOf(separator)),
});

export const nothing: Markup = { markup: '' };

/** Where a link within the page leads. */
export const fragment = (anchor: string): string => `#${encodeURIComponent(plain(anchor)).replaceAll('%2F', '/')}`;
