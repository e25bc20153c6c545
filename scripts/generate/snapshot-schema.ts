import * as z from 'zod/mini';
import { snapshotSchema } from '../../src/snapshot/schema.ts';
import { sectionSpecs } from '../../src/snapshot/sections.ts';
import type { Output } from './output.ts';
import { schemaText } from './schema-text.ts';

const actions = new Map(Object.entries(sectionSpecs).map(([section, { action }]) => [section, action]));

const { $schema, ...body } = z.toJSONSchema(snapshotSchema, {
  override({ jsonSchema, path }) {
    const action = path.at(-2) === 'properties' ? actions.get(String(path.at(-1))) : undefined;
    // That other fields are kept goes without saying.
    if (JSON.stringify(jsonSchema.additionalProperties) === '{}') delete jsonSchema.additionalProperties;
    if (action !== undefined) jsonSchema.description = `What ${action} answered. Absent where it was not read.`;
  },
});

const schema = {
  $schema,
  title: 'vpce-audit snapshot',
  description:
    "What AWS said, in AWS's own words, per account and region. Only the fields that the audit reads are described; all are kept.",
  ...body,
};

export const outputs = (): readonly Output[] => [
  { path: 'docs/schema/snapshot.schema.json', text: schemaText(schema) },
];
