import { isRecord } from '../../is-record.ts';
import type { JsonSchema } from '../../snapshot/check.ts';
import { recordSchema } from '../../snapshot/published-schema.ts';
import type { ListFile } from './list-files.ts';
import type { Notes } from './notes.ts';
import { commandOf } from './saved-call.ts';
import type { Response, SavedOutput } from './saved-output.ts';

export const arrayOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
export const objectWith = (member: string, schema: JsonSchema): JsonSchema => ({
  type: 'object',
  properties: { [member]: schema },
  required: [member],
});

const memberSchema = ({ section, layout }: ListFile): JsonSchema => {
  const record = recordSchema(section);
  if (layout === 'one') return record;
  return arrayOf(layout === 'nested' ? objectWith('Instances', arrayOf(record)) : record);
};

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const instancesOf = (reservation: unknown): readonly unknown[] =>
  isRecord(reservation) ? listed(reservation.Instances) : [];

const recordsOf = ({ member, layout }: ListFile, response: Response): readonly unknown[] => {
  const value = response[member];
  if (layout === 'one') return [value];
  return layout === 'nested' ? listed(value).flatMap(instancesOf) : listed(value);
};

export const readList = (file: ListFile, output: SavedOutput, notes: Notes): void => {
  const { section, action, member, matters } = file;
  const name = commandOf(action);
  const isPresent = output.names.includes(name);
  if (!isPresent && matters !== undefined && !matters(notes.sections)) return;

  const saved = output.read(name, objectWith(member, memberSchema(file)));
  if ('response' in saved) notes.add(section, recordsOf(file, saved.response));
  else notes.miss({ section, action, reason: saved.reason });
};
