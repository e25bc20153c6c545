import { jsonText } from './json-text.ts';
import type { LongReporter } from './style.ts';

export const json: LongReporter = function* (report) {
  const texts = new WeakMap<object, string>();
  let separator = '{';
  for (const [key, value] of Object.entries(report)) {
    yield `${separator}\n  ${jsonText(key)}: `;
    if (Array.isArray(value)) yield* elements(value, texts);
    else yield indented(value, '  ');
    separator = ',';
  }
  yield '\n}\n';
};

function* elements(items: readonly object[], texts: WeakMap<object, string>): Generator<string> {
  if (items.length === 0) return yield '[]';
  let separator = '[';
  for (const item of items) {
    yield `${separator}\n    ${fields(item, texts)}`;
    separator = ',';
  }
  yield '\n  ]';
}

/** What alike subnets share, such as their hops, is one object: its text is made once. */
const fields = (item: object, texts: WeakMap<object, string>): string => {
  let text = '';
  for (const [key, value] of Object.entries(item)) {
    if (value === undefined) continue;
    text += `${text === '' ? '{' : ','}\n      ${jsonText(key)}: `;
    if (typeof value !== 'object' || value === null) {
      text += jsonText(value);
      continue;
    }
    const known = texts.get(value) ?? indented(value, '      ');
    texts.set(value, known);
    text += known;
  }

  return text === '' ? '{}' : `${text}\n    }`;
};

const indented = (value: unknown, indent: string): string => jsonText(value, 2).replaceAll('\n', `\n${indent}`);
