import type { Reporter } from '../report/style.ts';

/** Each format is loaded only when it is asked for. */
const reporters = {
  table: async () => (await import('../report/table.ts')).table,
  json: async () => (await import('../report/json.ts')).json,
} satisfies Record<string, () => Promise<Reporter>>;

export type Format = keyof typeof reporters;

export const formatNames = Object.keys(reporters);

export const loadReporter = (format: Format): Promise<Reporter> => reporters[format]();
