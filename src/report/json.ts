import type { PlannedChange, ReportSubnet } from '../audit.ts';
import { jsonText } from '../json-text.ts';
import { numberedWays } from './json/numbered-ways.ts';
import { pathTexts } from './json/path-texts.ts';
import type { LongReporter } from './style.ts';

function* texts(records: Iterable<object>): Generator<string> {
  for (const record of records) yield jsonText(record);
}

function* subnetTexts(subnets: readonly ReportSubnet[]): Generator<string> {
  for (const { paths: _toldApart, ...record } of subnets) yield jsonText(record);
}

function* changeTexts(changes: readonly PlannedChange[]): Generator<string> {
  for (const { change: _data, ...record } of changes) yield jsonText(record);
}

function* list(name: string, records: Iterable<string>): Generator<string> {
  let separator = `,\n  "${name}": [`;
  for (const text of records) {
    yield `${separator}\n    ${text}`;
    separator = ',';
  }
  yield separator === ',' ? '\n  ]' : `${separator}]`;
}

/** One record a line: two reports can be compared line by line, and most of a large one is records. */
export const json: LongReporter = function* (report) {
  const {
    schemaVersion,
    tool,
    scopes,
    context,
    subnets,
    endpoints,
    changes,
    findings,
    rules,
    gaps,
    accounts,
    absentAccounts,
    harmlessGaps,
    config,
    summary,
  } = report;
  const ways = numberedWays();
  yield `{\n  "schemaVersion": ${schemaVersion},\n  "tool": ${jsonText(tool)}`;
  yield* list('scopes', texts(scopes));
  if (context !== undefined) yield* list('context', texts(context));
  yield* list('paths', pathTexts(report, ways.idOf));
  yield* list('ways', ways.texts());
  yield* list('subnets', subnetTexts(subnets));
  yield* list('endpoints', texts(endpoints));
  yield* list('changes', changeTexts(changes));
  yield* list('findings', texts(findings));
  yield* list('rules', texts(rules));
  yield* list('gaps', texts(gaps));
  if (accounts !== undefined) yield* list('accounts', texts(accounts));
  if (absentAccounts !== undefined) yield* list('absentAccounts', texts(absentAccounts));
  if (harmlessGaps !== undefined) yield* list('harmlessGaps', texts(harmlessGaps));
  if (config !== undefined) yield `,\n  "config": ${jsonText(config)}`;
  yield `,\n  "summary": ${jsonText(summary)}\n}\n`;
};
