import type { Json } from '../call.ts';

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** `{ 1: a, 2: b }` → `[a, b]` */
const withLists = (value: unknown): unknown => {
  if (!isObject(value)) return value;
  const entries = Object.entries(value);
  const isList = entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key));

  return isList
    ? entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, one]) => withLists(one))
    : Object.fromEntries(entries.map(([key, one]) => [key, withLists(one)]));
};

/** A form as EC2 takes it, `IpPermissions.1.IpRanges.2.CidrIp=…`, as what it stands for. */
export const parseForm = (body: string): Json => {
  const root: Record<string, unknown> = {};
  for (const [path, value] of new URLSearchParams(body)) {
    const parts = path.split('.');
    let at = root;
    for (const part of parts.slice(0, -1)) {
      const next = at[part];
      const made: Record<string, unknown> = isObject(next) ? next : {};
      at[part] = made;
      at = made;
    }
    at[parts.at(-1) ?? ''] = value;
  }

  return withLists(root) as Json;
};

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

export const objectsOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

export const objectOf = (value: unknown): Json => (isObject(value) ? value : {});
