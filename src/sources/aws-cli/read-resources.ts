import type { JsonSchema } from '../../snapshot/check.ts';
import { recordSchema } from '../../snapshot/published-schema.ts';
import type { Notes } from './notes.ts';
import type { ResourceFile } from './resource-files.ts';
import { commandOf } from './saved-call.ts';
import type { SavedOutput } from './saved-output.ts';

/** A record is what was asked for with the id that it was asked of. */
const responseSchema = ({ section, member }: ResourceFile): JsonSchema => ({
  ...recordSchema(section),
  required: [member],
});

const idsIn = (names: readonly string[], start: string, end: string): string[] =>
  names
    .filter((name) => name.startsWith(start) && name.endsWith(end) && name.length > start.length + end.length)
    .map((name) => name.slice(start.length, name.length - end.length));

export const readResources = (file: ResourceFile, output: SavedOutput, notes: Notes): void => {
  const { action, section, member, key, suffix = '', needs } = file;
  const start = `${commandOf(action)}.`;
  const present = idsIn(output.names, start, suffix);
  const wanted = file.resources(notes.sections);
  if (wanted === undefined && needs !== undefined) notes.missWith(section, needs);
  const resources = new Set([...(wanted ?? []), ...present].sort());
  const isToldToBeEmpty = needs !== undefined && notes.sections[needs] !== undefined;
  if (resources.size > 0 || isToldToBeEmpty) notes.add(section, []);

  for (const resource of resources) {
    const saved = output.read(`${start}${resource}${suffix}`, responseSchema(file));
    if ('reason' in saved) notes.miss({ section, action, reason: saved.reason, resource });
    else notes.add(section, [{ [key]: saved.response[key] ?? resource, [member]: saved.response[member] }]);
  }
};
