import type { JsonSchema } from '../../snapshot/check.ts';
import { recordSchema } from '../../snapshot/published-schema.ts';
import type { Section } from '../../snapshot/schema.ts';
import type { Wanted } from '../../snapshot/section-spec.ts';
import { sectionSpecs } from '../../snapshot/sections.ts';
import { commandOf, suffixOf } from './command.ts';
import type { Notes } from './notes.ts';
import type { SavedOutput } from './saved-output.ts';

/** A record is what was asked for with the id that it was asked of. */
const responseSchema = (section: Section, member: string): JsonSchema => ({
  ...recordSchema(section),
  required: [member],
});

const idsIn = (names: readonly string[], start: string, end: string): string[] =>
  names
    .filter((name) => name.startsWith(start) && name.endsWith(end) && name.length > start.length + end.length)
    .map((name) => name.slice(start.length, name.length - end.length));

const wantedIds = (wanted: Wanted): readonly string[] => (typeof wanted === 'object' ? wanted : []);

interface Part {
  readonly section: Section;
  readonly member: string;
  readonly wanted: readonly string[];
  /** What it hangs on was read: that it has no files then means that there is nothing to tell. */
  readonly isTold: boolean;
}

const readPart = ({ section, member, wanted, isTold }: Part, output: SavedOutput, notes: Notes): void => {
  const spec = sectionSpecs[section];
  const { action, key = '' } = spec;
  const start = `${commandOf(spec)}.`;
  const suffix = suffixOf(spec, member);
  const resources = new Set([...wanted, ...idsIn(output.names, start, suffix)].sort());
  if (resources.size > 0 || isTold) notes.add(section, []);

  for (const resource of resources) {
    const saved = output.read(`${start}${resource}${suffix}`, responseSchema(section, member));
    if ('reason' in saved) notes.miss({ section, action, reason: saved.reason, resource });
    else notes.add(section, [{ [key]: saved.response[key] ?? resource, [member]: saved.response[member] }]);
  }
};

/** The files of a section that is asked for one resource at a time. Nobody can read those that are secret. */
export const readResources = (
  section: Section,
  output: SavedOutput,
  notes: Notes,
  secret: ReadonlySet<string>,
): void => {
  const { member, need } = sectionSpecs[section];
  const wanted = need?.wanted(notes.sections);
  if (need !== undefined && wanted === undefined) notes.missWith(section, need.hangsOn);

  const isTold = need !== undefined && notes.sections[need.hangsOn] !== undefined;
  const readable = wantedIds(wanted).filter((id) => !secret.has(id));
  for (const one of typeof member === 'string' ? [member] : member)
    readPart({ section, member: one, wanted: readable, isTold }, output, notes);
};
