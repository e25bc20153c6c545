import { isRecord } from '../is-record.ts';
import { shownName } from '../network/shown-name.ts';
import type { Snapshot } from '../snapshot/schema.ts';
import { sectionNames, sectionSpecs } from '../snapshot/sections.ts';

/** Fields beside the tag `Name` by which people know what has no such tag. */
const namingFields = ['GroupName', 'PrefixListName', 'Name'] as const;

const filled = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const tagged = (record: Readonly<Record<string, unknown>>): string | null => {
  const tags: readonly unknown[] = Array.isArray(record.Tags) ? record.Tags : [];
  const tag = tags.find((one) => isRecord(one) && one.Key === 'Name');

  return isRecord(tag) ? filled(tag.Value) : null;
};

const nameIn = (record: Readonly<Record<string, unknown>>): string | null => {
  const fields = namingFields.map((field) => filled(record[field])).filter((name) => name !== 'default');

  return tagged(record) ?? fields.find((name) => name !== null) ?? null;
};

function* recordsOf(snapshot: Snapshot): Generator<readonly [idField: string, record: unknown]> {
  for (const { sections } of snapshot.scopes)
    for (const section of sectionNames) {
      const [idField] = sectionSpecs[section].ids;
      // Of a VPC's hosted zones AWS tells in one record.
      for (const record of sections[section] ?? [])
        if (isRecord(record) && Array.isArray(record.HostedZoneSummaries))
          for (const zone of record.HostedZoneSummaries) yield ['HostedZoneId', zone];
        else if (idField !== undefined) yield [idField, record];
    }
}

/** What people call things, by id: Name tags, names of security groups, prefix lists and hosted zones. */
export const givenNames = (snapshot: Snapshot): ReadonlyMap<string, string> => {
  const names = new Map<string, string>();
  for (const [idField, record] of recordsOf(snapshot)) {
    if (!isRecord(record)) continue;
    const id = filled(record[idField]);
    const name = nameIn(record);
    if (id !== null && name !== null && !names.has(id)) names.set(id, shownName(name.replace(/\.$/, '')));
  }

  return names;
};
