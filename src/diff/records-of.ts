import type { UnknownRecord } from '../is-record.ts';
import type { JsonSchema } from '../snapshot/check.ts';
import { recordSchema } from '../snapshot/published-schema.ts';
import type { ScopeSnapshot, Section } from '../snapshot/schema.ts';
import type { SectionSpec } from '../snapshot/section-spec.ts';
import { sectionSpecs } from '../snapshot/sections.ts';

export interface KeyedRecord {
  readonly resource: string;
  readonly record: UnknownRecord;
}

/** Where a section's records are of no resource: they hold for the whole account and Region. */
export const accountWide = 'VPC Block Public Access';

const text: JsonSchema = { type: 'string' };

/** A VPC's hosted zones come in one record; each is told by itself. */
const zoneAssociations = ({ sections }: ScopeSnapshot): readonly UnknownRecord[] =>
  (sections.hostedZones ?? []).flatMap(({ VPCId, HostedZoneSummaries }) =>
    HostedZoneSummaries.map(({ HostedZoneId, Name }) => ({ HostedZoneId, Name, VPCId })),
  );

/** One attribute a record, and nothing in it that says which. */
const attributes = ({ sections }: ScopeSnapshot): readonly UnknownRecord[] =>
  (sections.vpcAttributes ?? []).map((record) => ({
    ...record,
    Attribute: record.EnableDnsSupport === undefined ? 'EnableDnsHostnames' : 'EnableDnsSupport',
  }));

const plainRecords = (scope: ScopeSnapshot, section: Section): readonly UnknownRecord[] => {
  if (section === 'hostedZones') return zoneAssociations(scope);
  if (section === 'vpcAttributes') return attributes(scope);

  return scope.sections[section] ?? [];
};

export const schemaOf = (section: Section): JsonSchema =>
  section === 'hostedZones' ? { properties: { HostedZoneId: text, Name: text, VPCId: text } } : recordSchema(section);

/** What tells a record from the others of its section, and the resource that it is of. */
export const identityOf = (record: UnknownRecord, { ids }: Pick<SectionSpec, 'ids'>) => {
  const values = ids.map((field) => String(record[field] ?? ''));

  return { key: values.join(' '), resource: values[0] ?? accountWide };
};

/** The records of a section by what tells them apart. */
export const recordsOf = (scope: ScopeSnapshot, section: Section): ReadonlyMap<string, KeyedRecord> => {
  const found = new Map<string, KeyedRecord>();
  for (const record of plainRecords(scope, section)) {
    const { key, resource } = identityOf(record, sectionSpecs[section]);
    found.set(key, { resource, record });
  }

  return found;
};
