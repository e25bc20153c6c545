import type { Report } from '../audit.ts';
import { jsonText } from './json-text.ts';
import type { Reporter } from './style.ts';

/** The JSON report as one string; where it could outgrow what a string holds, write `jsonChunks` instead. */
export const json: Reporter = (report) => [...jsonChunks(report)].join('');

/** The JSON report in pieces, none larger than one element: a large audit's report is longer than V8's longest string. */
export function* jsonChunks(report: Report): Generator<string> {
  let separator = '{';
  for (const [key, value] of Object.entries(report)) {
    yield `${separator}\n  ${jsonText(key)}: `;
    if (Array.isArray(value)) yield* arrayChunks(value);
    else yield indented(value, '  ');
    separator = ',';
  }
  yield '\n}\n';
}

function* arrayChunks(items: readonly unknown[]): Generator<string> {
  if (items.length === 0) return yield '[]';
  let separator = '[';
  for (const item of items) {
    yield `${separator}\n    ${indented(item, '    ')}`;
    separator = ',';
  }
  yield '\n  ]';
}

const indented = (value: unknown, indent: string): string => jsonText(value, 2).replaceAll('\n', `\n${indent}`);
