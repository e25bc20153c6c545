import { createHash } from 'node:crypto';
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
