import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main.ts';
import { version } from '../../src/cli/version.ts';
import { fakeStreams } from '../support/streams.ts';

const textOf = (name: string): string => readFileSync(`examples/distributed/${name}`, 'utf8');

const recordsOfDemo = async (): Promise<readonly Readonly<Record<string, unknown>>[]> => {
  const fake = fakeStreams();
  await run(['--demo', '--format', 'ndjson', '--service', 's3', 'ec2', 'dynamodb'], fake.streams, {});

  return fake
    .stdout()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
};

/** What the serde reads as a type of Hive's; anything is text to it. */
const fits = (type: string, value: unknown): boolean => {
  if (value === null || type === 'string') return true;
  if (type.startsWith('array<')) return Array.isArray(value) && value.every((one) => fits(type.slice(6, -1), one));
  const [, members] = /^struct<(.*)>$/.exec(type) ?? [];
  if (members === undefined) return typeof value === (type === 'int' ? 'number' : type);

  return [...members.matchAll(/(\w+): ((?:array<)?\w+>?)/g)].every(
    ([, name = '', member = '']) =>
      typeof value === 'object' && (!(name in value) || fits(member, Reflect.get(value, name))),
  );
};

describe('the table for Athena', () => {
  const columns = [...textOf('athena.sql').matchAll(/^ {2}`(\w+)` (.+?),?$/gm)].map(([, name = '', type = '']) => ({
    name,
    type,
  }));

  it('has columns of the types that the records have, whatever the type of the record', async () => {
    const records = await recordsOfDemo();
    const misfits = columns.filter(({ name, type }) =>
      records.some((record) => {
        const field = Object.keys(record).find((key) => key.toLowerCase() === name);
        return field !== undefined && !fits(type, record[field]);
      }),
    );

    expect(columns.length).toBeGreaterThan(30);
    expect(misfits).toEqual([]);
  });

  it('names fields that there are', async () => {
    const fields = new Set((await recordsOfDemo()).flatMap(Object.keys).map((key) => key.toLowerCase()));
    // What the demo has none of: nothing is accepted, and nothing was left unread.
    const elsewhere = ['accepted', 'section', 'action'];

    expect(columns.map(({ name }) => name).filter((name) => !fields.has(name))).toEqual(elsewhere);
  });
});

describe('the function', () => {
  it('runs exactly the version that this is', () => {
    expect(JSON.parse(textOf('function/package.json')).dependencies).toEqual({ 'vpce-audit': version });
    expect(textOf('deploy.sh')).toMatch(/shows a commit of its repository\s+(\S+ )?as provenance/);
  });
});
