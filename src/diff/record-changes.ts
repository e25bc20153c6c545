import { isRecord, type UnknownRecord } from '../is-record.ts';
import type { JsonSchema } from '../snapshot/check.ts';
import { fieldsOf, readPart, textsIn } from './plain-record.ts';
import type { Wording } from './resource-change.ts';
import { routeChanges } from './route-changes.ts';
import { itemText, scalarText } from './wording.ts';

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const itemChanges = (field: string, schema: JsonSchema, before: unknown, after: unknown): readonly Wording[] => {
  const textOf = (item: unknown): string => JSON.stringify(readPart(item, schema.items ?? {}));
  const old = new Map(asList(before).map((item) => [textOf(item), item]));
  const young = new Map(asList(after).map((item) => [textOf(item), item]));
  const worded = (item: unknown, what: string): Wording => {
    const part = readPart(item, schema.items ?? {});
    const ids = [...textsIn(part)];

    return { change: `${itemText(field, part)} ${what}`, needs: ids, mentions: ids };
  };

  return [
    ...[...old].filter(([text]) => !young.has(text)).map(([, item]) => worded(item, 'removed')),
    ...[...young].filter(([text]) => !old.has(text)).map(([, item]) => worded(item, 'added')),
  ];
};

const scalarChange = (field: string, before: unknown, after: unknown): Wording => {
  const [old, young] = [scalarText(before), scalarText(after)];
  const change = old === young ? `${field} changed` : `${field} ${old} → ${young}`;

  return { change, needs: [], mentions: [...textsIn([before, after])] };
};

const fieldChanges = (
  [field, schema]: readonly [string, JsonSchema],
  before: UnknownRecord,
  after: UnknownRecord,
): readonly Wording[] => {
  const [old, young] = [before[field], after[field]];
  const same = JSON.stringify(readPart(old, schema)) === JSON.stringify(readPart(young, schema));
  if (same) return [];
  if (field === 'Routes' && schema.items?.properties?.DestinationIpv6CidrBlock !== undefined)
    return routeChanges(asList(old), asList(young));
  if (Array.isArray(old) || Array.isArray(young)) return itemChanges(field, schema, old, young);
  if (isRecord(old) || isRecord(young))
    return recordChanges(isRecord(old) ? old : {}, isRecord(young) ? young : {}, schema).map((wording) => ({
      ...wording,
      change: `${field}.${wording.change}`.replace(/\.Value /, ' '),
    }));

  return [scalarChange(field, old, young)];
};

/** What of the fields that the audit reads is not the same. */
export const recordChanges = (before: UnknownRecord, after: UnknownRecord, schema: JsonSchema): readonly Wording[] =>
  fieldsOf(schema).flatMap((field) => fieldChanges(field, before, after));
