import { createHash } from 'node:crypto';
import { isRecord } from '../../src/is-record.ts';
import type { ScopeSnapshot, Snapshot } from '../../src/snapshot/schema.ts';

const hex = (text: string): string => createHash('sha256').update(text).digest('hex');

const word = /\b(vpc|subnet|rtb|nat|igw|eigw|vpce|sg|acl|eni|dopt|i)-([a-z0-9]+)/g;

type IdOf = (word: string) => string;

/** The same facts in another account, with ids as AWS gives them. */
export const copyOf = (snapshot: Snapshot, account: string, idOf: IdOf): ScopeSnapshot => {
  const text = JSON.stringify(snapshot.scopes[0])
    .replaceAll(word, (_, kind: string, name: string) => `${kind}-${idOf(name)}`)
    .replaceAll('111122223333', account);

  return JSON.parse(text);
};

export const accountOf = (n: number): string => String(200_000_000_000 + n);

/** Whose ids are in one order, in all copies. */
export const inOrder =
  (n: number): IdOf =>
  (name) =>
    `${hex(name).slice(0, 8)}${hex(String(n)).slice(0, 9)}`;

export const inAnyOrder =
  (n: number): IdOf =>
  (name) =>
    hex(`${n} ${name}`).slice(0, 17);

const withUnread = (value: unknown, n: number): unknown => {
  if (Array.isArray(value)) return value.map((one) => withUnread(one, n));
  if (!isRecord(value)) return value;
  const fields = Object.entries(value).map(([key, one]) => [key, key === 'Tags' ? one : withUnread(one, n)] as const);

  return { ...Object.fromEntries(fields), CreateTime: `2026-01-01T00:00:${n}` };
};

/** The same with what nobody reads of another account: names, tags of no meaning, times, addresses that are free. */
export const withOwnWords = (scope: ScopeSnapshot, n: number): ScopeSnapshot => {
  const told = Object.entries(scope.sections).map(([section, records]) => [
    section,
    (Array.isArray(records) ? records : []).map((record, at) => ({
      ...record,
      ...(section === 'subnets' ? { AvailableIpAddressCount: 5 + n } : {}),
      Tags: [
        { Key: 'CostCenter', Value: String(n) },
        ...(at % 3 === 2 ? [] : [{ Key: 'Name', Value: `${section} ${String(at).padStart(3, '0')} of ${n}` }]),
      ],
    })),
  ]);

  return { ...scope, sections: Object.fromEntries(told.map(([name, records]) => [name, withUnread(records, n)])) };
};
