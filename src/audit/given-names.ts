import { isRecord, type UnknownRecord } from '../is-record.ts';
import { shownName } from '../network/shown-name.ts';
import type { Snapshot } from '../snapshot/schema.ts';
import { sectionNames, sectionSpecs } from '../snapshot/sections.ts';

/** Fields beside the tag `Name` by which people know what has no such tag. */
const namingFields = ['GroupName', 'PrefixListName', 'Name'] as const;

const filled = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const tagged = ({ Tags }: UnknownRecord): string | null => {
  if (!Array.isArray(Tags)) return null;
  for (const tag of Tags) if (isRecord(tag) && tag.Key === 'Name') return filled(tag.Value);

  return null;
};

const nameIn = (record: UnknownRecord): string | null => {
  const tag = tagged(record);
  if (tag !== null) return tag;
  for (const field of namingFields) {
    const name = filled(record[field]);
    if (name !== null && name !== 'default') return name;
  }

  return null;
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
