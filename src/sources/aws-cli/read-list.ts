import { isRecord } from '../../is-record.ts';
import type { JsonSchema } from '../../snapshot/check.ts';
import { recordSchema } from '../../snapshot/published-schema.ts';
import type { Section } from '../../snapshot/schema.ts';
import type { SectionSpec } from '../../snapshot/section-spec.ts';
import { sectionSpecs } from '../../snapshot/sections.ts';
import { commandOf } from './command.ts';
import type { Notes } from './notes.ts';
import type { SavedOutput } from './saved-output.ts';

export const arrayOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
export const objectWith = (member: string, schema: JsonSchema): JsonSchema => ({
  type: 'object',
  properties: { [member]: schema },
  required: [member],
});

const memberSchema = (section: Section, { layout }: SectionSpec): JsonSchema => {
  const record = recordSchema(section);
  if (layout === 'one') return record;

  return arrayOf(layout === 'nested' ? objectWith('Instances', arrayOf(record)) : record);
};

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const instancesOf = (reservation: unknown): readonly unknown[] =>
  isRecord(reservation) ? listed(reservation.Instances) : [];

const recordsOf = ({ layout }: SectionSpec, value: unknown): readonly unknown[] => {
  if (layout === 'one') return [value];

  return layout === 'nested' ? listed(value).flatMap(instancesOf) : listed(value);
};

/** The file of a section that is asked for as a whole. */
export const readList = (section: Section, output: SavedOutput, notes: Notes): void => {
  const spec = sectionSpecs[section];
  const name = commandOf(spec);
  const member = String(spec.member);
  const isPresent = output.names.includes(name);
  if (!isPresent && spec.need !== undefined && !spec.need.wanted(notes.sections)) return;

  const saved = output.read(name, objectWith(member, memberSchema(section, spec)));
  if ('response' in saved) notes.add(section, recordsOf(spec, saved.response[member]));
  else notes.miss({ section, action: spec.action, reason: saved.reason });
};
