import { plain } from './plain-text.ts';

export type Attributes = Readonly<Record<string, string | number>>;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** U+FFFE and U+FFFF are no characters of XML 1.0, not even escaped; all else that is not, plain text has none of. */
const xmlText = (text: string): string =>
  plain(text)
    .replace(/[\ufffe\uffff]/g, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`)
    .replace(/[&<>"']/g, (character) => entities[character] ?? '');

const attribute = ([name, value]: readonly [string, string | number]): string => ` ${name}="${xmlText(String(value))}"`;

const opening = (name: string, attributes: Attributes): string =>
  `<${name}${Object.entries(attributes).map(attribute).join('')}`;

/** An element on lines of its own, or with text inside; escaped here and nowhere else. */
export const element = (name: string, attributes: Attributes, children: readonly string[] = []): string =>
  children.length === 0
    ? `${opening(name, attributes)}/>`
    : `${opening(name, attributes)}>\n${children.join('\n')}\n</${name}>`;

/** A whole document in pieces, one a child of the root. */
export function* documentOf(name: string, attributes: Attributes, children: Iterable<string>): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n${opening(name, attributes)}>\n`;
  for (const child of children) yield `${child}\n`;
  yield `</${name}>\n`;
}

/** Lines of text for an element: each as plain text shows it. */
export const textLines = (lines: readonly string[]): string => lines.map(xmlText).join('\n');
