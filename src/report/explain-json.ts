import { pathsOf } from '../audit/paths.ts';
import type { Report } from '../audit.ts';
import { jsonText } from '../json-text.ts';
import { partRecord } from './json/way-record.ts';

/** Each path with all that is to say of it, and the findings about it with what to do: nothing has to be looked up elsewhere. */
export const explainJson = (report: Report): string => {
  const { schemaVersion, tool, scopes, context, findings, gaps, summary } = report;
  const paths = [...pathsOf(report)].map((path) => ({ ...path, parts: path.parts.map(partRecord) }));

  return `${jsonText({ schemaVersion, tool, scopes, context, paths, findings, gaps, summary }, 2)}\n`;
};
