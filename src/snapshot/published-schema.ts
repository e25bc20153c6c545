import schema from '../../docs/schema/snapshot.schema.json' with { type: 'json' };
import type { JsonSchema } from './check.ts';
import type { Section } from './schema.ts';

/** The schema that is published, and that snapshots are checked against. */
export const snapshotJsonSchema: JsonSchema = schema;

const records: Readonly<Record<Section, { readonly items: JsonSchema }>> =
  schema.properties.scopes.items.properties.sections.properties;

/** What ids of AWS look like. */
export const idSchema: JsonSchema =
  schema.properties.scopes.items.properties.sections.properties.vpcs.items.properties.VpcId;

/** What one record of a section looks like. */
export const recordSchema = (section: Section): JsonSchema => records[section].items;
