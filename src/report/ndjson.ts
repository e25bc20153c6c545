import { jsonText } from './json-text.ts';
import type { Reporter } from './style.ts';

/**
 * The JSON report, one record a line, each told by its `type`: `report` (what and where), then every `path`, `endpoint`,
 * `finding`, `rule` and `gap`, and last the `summary`. Fields are those of the JSON report.
 */
export const ndjson: Reporter = ({ schemaVersion, tool, scopes, paths, endpoints, findings, rules, gaps, summary }) =>
  [
    { type: 'report', schemaVersion, tool, scopes },
    ...typed('path', paths),
    ...typed('endpoint', endpoints),
    ...typed('finding', findings),
    ...typed('rule', rules),
    ...typed('gap', gaps),
    { type: 'summary', ...summary },
  ]
    .map((record) => `${jsonText(record)}\n`)
    .join('');

// An endpoint has a `type` of its own, AWS's; it is `endpointType` where `type` tells the records apart.
const typed = (type: string, records: readonly object[]): object[] =>
  records.map((record) => ({ type, ...renamed(record) }));

const renamed = (record: object): object => {
  if (!('type' in record)) return record;
  const { type: endpointType, ...rest } = record;
  return { ...rest, endpointType };
};
