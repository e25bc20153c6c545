import { describe, expect, it } from 'vitest';
import { groupName } from '../../../src/report/table/group-name.ts';

const numbered = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);

describe('what names have in common', () => {
  it.each<[string | null, readonly string[]]>([
    ['app', ['app']],
    ['app', ['app', 'app', 'app']],
    ['Cake-Public-1, -2', ['Cake-Public-2', 'Cake-Public-1']],
    ['app-a, -b, -c', ['app-c', 'app-a', 'app-b']],
    ['app-a…d', ['app-d', 'app-a', 'app-b', 'app-c']],
    ['app-1…12', numbered('app-', 12)],
    ['subnet1…12', numbered('subnet', 12)],
    ['app-*', ['app-1', 'app-3', 'app-9', 'app-12']],
    ['prod-app-1…9, -db-a, -b', [...numbered('prod-app-', 9), 'prod-db-a', 'prod-db-b']],
    ['prod-*', ['prod-web-tier', 'prod-app-tier', 'prod-db-tier', 'prod-cache-tier', 'prod-queue-tier']],
    ['db, web', ['web', 'db']],
    [null, ['web', 'db', 'queue', 'mail', 'cache']],
  ])('%s', (name, names) => {
    expect(groupName(names)).toBe(name);
  });

  it('shows control characters and obeys none', () => {
    expect(groupName(['a\u001b[2J-1', 'a\u001b[2J-2'])).toBe('a\\u{1b}[2J-1, -2');
  });
});
