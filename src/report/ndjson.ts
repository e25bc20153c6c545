import { pathsOf } from '../audit/paths.ts';
import type { Report } from '../audit.ts';
import { jsonText } from '../json-text.ts';
import { partRecord } from './json/way-record.ts';
import type { LongReporter } from './style.ts';

const line = (record: object): string => `${jsonText(record)}\n`;

/** An endpoint has a `type` of its own, AWS's; it is `endpointType` where `type` tells the records apart. */
const renamed = (record: object): object => {
  if (!('type' in record)) return record;
  const { type: endpointType, ...rest } = record;

  return { ...rest, endpointType };
};

function* lines(type: string, records: readonly object[]): Generator<string> {
  for (const record of records) yield line({ type, ...renamed(record) });
}

/** Each by itself: what the JSON report says once in `ways` and `subnets`, every line says again. */
function* pathLines(report: Report): Generator<string> {
  for (const path of pathsOf(report)) yield line({ type: 'path', ...path, parts: path.parts.map(partRecord) });
}

/**
 * The JSON report, one record a line, each told by its `type`: `report` (what and where), then every `account` of which a config says whose it is, `path`, `endpoint`,
 * `change`, `finding`, `rule`, `gap` and `absent-account`, and last the `summary`. Fields are those of the JSON report.
 */
export const ndjson: LongReporter = function* (report) {
  const {
    schemaVersion,
    tool,
    scopes,
    context,
    endpoints,
    changes,
    findings,
    rules,
    gaps,
    accounts,
    absentAccounts,
    config,
  } = report;
  yield line({
    type: 'report',
    schemaVersion,
    tool,
    scopes,
    ...(context === undefined ? {} : { context }),
    ...(config === undefined ? {} : { config }),
  });
  yield* lines('account', accounts ?? []);
  yield* pathLines(report);
  yield* lines('endpoint', endpoints);
  yield* lines(
    'change',
    changes.map(({ change: _data, ...record }) => record),
  );
  yield* lines('finding', findings);
  yield* lines('rule', rules);
  yield* lines('gap', gaps);
  yield* lines('absent-account', absentAccounts ?? []);
  yield line({ type: 'summary', ...report.summary });
};
