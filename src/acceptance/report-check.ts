import schema from '../../docs/schema/report.schema.json' with { type: 'json' };
import { Failure } from '../failure.ts';
import type { UnknownRecord } from '../is-record.ts';
import { compileCheck, type JsonSchema, mismatchText } from '../snapshot/check.ts';

const reportSchema: JsonSchema = schema;

/** Throws for what the published schema does not take, naming the place. `file` is for messages. */
export const assertReport = (value: UnknownRecord, file: string): void => {
  const mismatch = compileCheck(reportSchema)(value);
  if (mismatch === undefined) return;

  throw new Failure(
    `${file} is no report as vpce-audit writes them: ${mismatchText(mismatch)}`,
    'Write it again with --format json.',
  );
};
