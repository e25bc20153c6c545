import * as z from 'zod/mini';
import { snapshotSchema } from '../../src/snapshot/schema.ts';
import type { Output } from './output.ts';

const { $schema, ...body } = z.toJSONSchema(snapshotSchema);

const schema = {
  $schema,
  title: 'vpce-audit snapshot',
  description:
    "What AWS said, in AWS's own words, per account and region. Only the fields that the audit reads are described; all are kept.",
  ...body,
};

export const outputs = (): readonly Output[] => [
  { path: 'docs/schema/snapshot.schema.json', text: `${JSON.stringify(schema, null, 2)}\n` },
];
