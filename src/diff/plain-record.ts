import { isRecord } from '../is-record.ts';
import { by } from '../order.ts';
import type { JsonSchema } from '../snapshot/check.ts';

/** What changes by itself and decides nothing, or decides only with a change that is told anyway. */
const unseen = new Set(['Tags', 'AvailableIpAddressCount', 'NetworkInterfaceIds']);

/** Fields that the audit reads, in the schema's order. */
export const fieldsOf = ({ properties = {} }: JsonSchema): readonly (readonly [string, JsonSchema])[] =>
  Object.entries(properties).filter(([key]) => !unseen.has(key));

/** The part of a value that the audit reads; the order of lists is no part of it. */
export const readPart = (value: unknown, schema: JsonSchema): unknown => {
  if (Array.isArray(value)) {
    const items = value.map((item) => readPart(item, schema.items ?? {}));

    return items
      .map((item) => [JSON.stringify(item), item] as const)
      .sort(byText)
      .map(([, item]) => item);
  }
  if (!isRecord(value)) return value;

  return Object.fromEntries(
    fieldsOf(schema).flatMap(([key, inner]) =>
      value[key] === undefined || value[key] === null ? [] : [[key, readPart(value[key], inner)]],
    ),
  );
};

const byText = by(([text]: readonly [string | undefined, unknown]) => text ?? '');

/** Every text in it, however deep. */
export function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) for (const item of value) yield* textsIn(item);
  else if (isRecord(value)) for (const item of Object.values(value)) yield* textsIn(item);
}
