import { describe, expect, it } from 'vitest';
import { parseCidr } from '../../src/net/cidr.ts';
import { prefixLists } from '../../src/network/prefix-list.ts';
import { isUnread } from '../../src/network/unread.ts';
import type { Sections } from '../../src/snapshot/schema.ts';
import { refusal, snapshotScope } from '../support/sections.ts';

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ManagedPrefixList.html */
describe('a managed prefix list', () => {
  const PrefixListId = 'pl-1';
  const unreadEntries = { unread: refusal('prefixListEntries', PrefixListId) };
  const plain = { id: 'pl-1', name: null, family: 'ipv4', isAwsManaged: false, cidrs: unreadEntries };
  const listsOf = (sections: Sections) => prefixLists(snapshotScope(sections), refusal);

  it.each([
    [{}, {}],
    [{ PrefixListName: 'offices' }, { name: 'offices' }],
    [{ AddressFamily: 'IPv4' }, {}],
    [{ AddressFamily: 'IPv6' }, { family: 'ipv6' }],
    [{ AddressFamily: 'ipv6' }, { family: 'ipv6' }],
    [{ OwnerId: '111122223333' }, {}],
    [{ OwnerId: 'AWS' }, { isAwsManaged: true }],
    [{ PrefixListName: 'com.amazonaws.us-east-1.s3' }, { name: 'com.amazonaws.us-east-1.s3', isAwsManaged: true }],
    [{ PrefixListName: 'not.com.amazonaws.s3' }, { name: 'not.com.amazonaws.s3' }],
  ])('with %o', (record, said) => {
    expect(listsOf({ managedPrefixLists: [{ PrefixListId, ...record }] })).toEqual(
      new Map([[PrefixListId, { ...plain, ...said }]]),
    );
  });

  it('holds the entries that can be read', () => {
    const Entries = [{ Cidr: '52.216.0.0/15' }, {}, { Cidr: '' }, { Cidr: 'tiny' }, { Cidr: '2600:1f18::/36' }];

    expect(listsOf({ managedPrefixLists: [{ PrefixListId }], prefixListEntries: [{ PrefixListId, Entries }] })).toEqual(
      new Map([[PrefixListId, { ...plain, cidrs: [parseCidr('52.216.0.0/15'), parseCidr('2600:1f18::/36')] }]]),
    );
  });

  /** @see https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html */
  it.each([
    [{ OwnerId: '111122223333' }, { cidrs: [] }],
    [{ OwnerId: 'AWS' }, { isAwsManaged: true }],
  ])('without an entry is empty where a customer owns it, and cut where AWS does: %o', (record, said) => {
    expect(
      listsOf({
        managedPrefixLists: [{ PrefixListId, ...record }],
        prefixListEntries: [{ PrefixListId, Entries: [] }],
      }),
    ).toEqual(new Map([[PrefixListId, { ...plain, ...said }]]));
  });

  it('has the entries of its own id', () => {
    const lists = listsOf({
      managedPrefixLists: [{ PrefixListId: 'pl-1' }, { PrefixListId: 'pl-2' }],
      prefixListEntries: [
        { PrefixListId: 'pl-2', Entries: [{ Cidr: '10.2.0.0/16' }] },
        { PrefixListId: 'pl-1', Entries: [{ Cidr: '10.1.0.0/16' }] },
      ],
    });

    expect(lists).toEqual(
      new Map([
        ['pl-1', { ...plain, cidrs: [parseCidr('10.1.0.0/16')] }],
        ['pl-2', { ...plain, id: 'pl-2', cidrs: [parseCidr('10.2.0.0/16')] }],
      ]),
    );
  });

  it('may be there where lists were not read', () => {
    expect(listsOf({ prefixListEntries: [] })).toEqual({ unread: refusal('managedPrefixLists') });
  });

  it.each([{ OwnerId: 'AWS' }, { OwnerId: '111122223333' }])(
    'whoever owns it has the entries that were read: %o',
    (record) => {
      const lists = listsOf({
        managedPrefixLists: [{ PrefixListId, ...record }],
        prefixListEntries: [{ PrefixListId, Entries: [{ Cidr: '3.5.0.0/19' }] }],
      });

      expect(isUnread(lists) ? lists : lists.get(PrefixListId)?.cidrs).toEqual([parseCidr('3.5.0.0/19')]);
    },
  );

  it.each([
    ['no entries were read', []],
    ['those of one of two were read', [{ PrefixListId: 'pl-2', Entries: [{ Cidr: '10.2.0.0/16' }] }]],
  ])(
    'tells of each reader why its entries are not known, though another one has the same records: %s',
    (_, entries) => {
      const sections = { managedPrefixLists: [{ PrefixListId }, { PrefixListId: 'pl-2' }], prefixListEntries: entries };
      const why = (reason: string) => {
        const lists = prefixLists(snapshotScope(sections), (section) => ({ ...refusal(section), reason }));

        return isUnread(lists) ? lists : lists.get(PrefixListId)?.cidrs;
      };

      expect([why('denied'), why('throttled')]).toEqual(
        ['denied', 'throttled'].map((reason) => ({ unread: { ...refusal('prefixListEntries'), reason } })),
      );
    },
  );
});
