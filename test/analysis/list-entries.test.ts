import { expect, it } from 'vitest';
import { listEntries, prefixListOf, unreadListDoubt } from '../../src/analysis/list-entries.ts';
import { formatCidr } from '../../src/net/cidr.ts';
import type { Gap, Section, Sections } from '../../src/snapshot/schema.ts';
import { refusal, scopeWith } from '../support/sections.ts';

const both: Sections = {
  managedPrefixLists: [{ PrefixListId: 'pl-1' }],
  prefixListEntries: [{ PrefixListId: 'pl-1', Entries: [{ Cidr: '10.0.0.0/8' }] }],
};

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html */
it.each<[string, Sections, string[] | null, Section | null, Gap[]]>([
  ['was read', both, ['10.0.0.0/8'], null, []],
  ['has no entry', { ...both, prefixListEntries: [{ PrefixListId: 'pl-1', Entries: [] }] }, [], null, []],
  [
    'was refused its entries',
    { ...both, prefixListEntries: [] },
    null,
    'prefixListEntries',
    [refusal('prefixListEntries', 'pl-1')],
  ],
  ['is not among the lists', { ...both, managedPrefixLists: [] }, null, 'managedPrefixLists', []],
  ['is of lists that were refused', {}, null, 'managedPrefixLists', [refusal('managedPrefixLists')]],
])('a prefix list that %s', (_, sections, cidrs, section, gaps) => {
  const scope = scopeWith(sections, { gaps });

  expect(listEntries(scope, 'pl-1')?.map(formatCidr) ?? null).toEqual(cidrs);
  if (section !== null)
    expect(unreadListDoubt(scope, 'pl-1', 'it may hold them')).toMatchObject({
      gap: { section, action: gaps[0]?.action ?? 'ec2:DescribeManagedPrefixLists' },
      text: expect.stringContaining('it may hold them'),
    });
});

it('an unlisted prefix list is null, and no list where none was read is unread', () => {
  expect(prefixListOf(scopeWith({ managedPrefixLists: [] }), 'pl-1')).toBeNull();
  expect(prefixListOf(scopeWith({}), 'pl-1')).toMatchObject({ unread: { section: 'managedPrefixLists' } });
});
