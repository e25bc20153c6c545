import { isRecord, type UnknownRecord } from '../../is-record.ts';
import type { Section } from '../../snapshot/schema.ts';
import { sectionSpecs } from '../../snapshot/sections.ts';

/** The last of those that are alike, in the place of the first. */
const distinctBy = <T>(records: readonly T[], keyOf: (record: T) => string): readonly T[] => {
  const byKey = new Map(records.map((record) => [keyOf(record), record]));

  return byKey.size === records.length ? records : [...byKey.values()];
};

const sameText = (items: readonly unknown[]): readonly unknown[] => distinctBy(items, (item) => JSON.stringify(item));

/** Ids tell records apart only where a record has them all. */
const identityOf = (ids: readonly string[]) => {
  return (record: unknown): string => {
    const values = isRecord(record) ? ids.map((id) => record[id]) : [];

    return values.length > 0 && values.every((value) => typeof value === 'string')
      ? JSON.stringify(values)
      : JSON.stringify(record);
  };
};

/**
 * Lists change while they are read, and a record that moves to the next page comes twice; it is one. Where records are
 * kept by resource, that holds for what one of them has.
 */
export const distinctRecords = (section: Section, records: readonly unknown[]): readonly unknown[] => {
  const { key, ids, member } = sectionSpecs[section];
  if (key === undefined) return distinctBy(records, identityOf(ids));
  if (typeof member !== 'string') return records;

  const withDistinctItems = (record: UnknownRecord): UnknownRecord => {
    const items = record[member];
    const distinct = Array.isArray(items) ? sameText(items) : items;

    return distinct === items ? record : { ...record, [member]: distinct };
  };

  return records.map((record) => (isRecord(record) ? withDistinctItems(record) : record));
};
