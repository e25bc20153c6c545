import type { Report } from '../audit.ts';
import type { Style } from '../report/style.ts';
import type { Text } from './write.ts';

/** As a `Reporter`, or in pieces where the report may be longer than a string can be. */
type Format = (report: Report, style: Style) => Text;

/** Each is loaded only when it is asked for. */
const formats = {
  table: async () => (await import('../report/table.ts')).table,
  json: async () => (await import('../report/json.ts')).json,
  ndjson: async () => (await import('../report/ndjson.ts')).ndjson,
  sarif: async () => (await import('../report/sarif.ts')).sarif,
  junit: async () => (await import('../report/junit.ts')).junit,
  markdown: async () => (await import('../report/markdown.ts')).markdown,
  github: async () => (await import('../report/github.ts')).github,
  gitlab: async () => (await import('../report/gitlab.ts')).gitlab,
  csv: async () => (await import('../report/csv.ts')).csv,
  ocsf: async () => (await import('../report/ocsf.ts')).ocsf,
  html: async () => (await import('../report/html.ts')).htmlPage,
  mermaid: async () => (await import('../report/mermaid.ts')).mermaid,
  dot: async () => (await import('../report/dot.ts')).dot,
  drawio: async () => (await import('../report/drawio.ts')).drawio,
} satisfies Record<string, () => Promise<Format>>;

export type FormatName = keyof typeof formats;

export const formatNames = Object.keys(formats);

export const isFormat = (name: string): name is FormatName => Object.hasOwn(formats, name);

export const loadFormat = (name: FormatName): Promise<Format> => formats[name]();
