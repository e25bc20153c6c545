import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../failure.ts';
import { isRecord, type UnknownRecord } from '../../is-record.ts';
import { compileCheck, type JsonSchema, mismatchText } from '../../snapshot/check.ts';
import { decodeBytes, unreadable } from '../../snapshot/decode.ts';
import { parseJson } from '../../snapshot/json.ts';

export type Response = UnknownRecord;

/** What one file says, or why it does not say all of it. */
export type Saved = { readonly response: Response } | { readonly reason: string };

export interface SavedOutput {
  /** Names of the JSON files, without `.json`, sorted. */
  readonly names: readonly string[];
  /** Throws a `Failure` where the file is not JSON of the shape. */
  read(name: string, schema: JsonSchema): Saved;
}

/** AWS says in one of these that there is more; the AWS CLI drops them where it has followed them. */
const unfinished = (response: Response): string | undefined => {
  const token = ['NextToken', 'nextToken'].find(
    (field) => typeof response[field] === 'string' && response[field] !== '',
  );

  return token ?? ['IsTruncated', 'AdditionalRoutesAvailable'].find((field) => response[field] === true);
};

const list = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw unreadable(error, folder);
  }
};

const readText = (path: string): string => {
  try {
    return decodeBytes(readFileSync(path), path);
  } catch (error) {
    throw unreadable(error, path);
  }
};

const hint = 'It must be what that command of the AWS CLI prints with --output json, whole and without --query.';

/** What `--query` leaves is a list, or an object without the member that the call answers with. */
const isPart = (value: unknown, { required = [] }: JsonSchema): boolean => {
  if (!isRecord(value)) return Array.isArray(value);
  const isFromAws = Object.keys(value).some((key) => /^[A-Z]/.test(key));

  return isFromAws && required.some((member) => value[member] === undefined);
};

const check = (value: unknown, path: string, schema: JsonSchema): Response => {
  const mismatch = compileCheck(schema)(value);
  if (mismatch !== undefined) throw new Failure(`${path}: ${mismatchText(mismatch)}`, hint);

  return isRecord(value) ? value : {};
};

export const savedOutput = (folder: string): SavedOutput => {
  const names = list(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
  const present = new Set(names);

  return {
    names,
    read(name, schema) {
      const file = `${name}.json`;
      if (!present.has(name)) return { reason: `${file} is missing` };
      const text = readText(join(folder, file));
      if (text.trim() === '') return { reason: `${file} is empty` };
      const value = parseJson(text, join(folder, file));
      if (isPart(value, schema)) return { reason: `${file} holds only part of what the command answers` };
      const response = check(value, join(folder, file), schema);
      const more = unfinished(response);

      return more === undefined ? { response } : { reason: `${file} is not whole: it holds ${more}` };
    },
  };
};
