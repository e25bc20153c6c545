import { describe, expect, it } from 'vitest';
import {
  destinationOf,
  destinationOfAddresses,
  isPublicAddress,
  serviceSpace,
} from '../../src/analysis/destination.ts';
import type { Family } from '../../src/net/cidr.ts';
import { includes, intersect, toCidrs } from '../../src/net/ranges.ts';
import { serviceOf } from '../../src/services/service-of.ts';
import type { Gap, Sections } from '../../src/snapshot/schema.ts';
import { refusal, scopeWith } from '../support/sections.ts';

const list = (
  id: string,
  name: string | undefined,
  AddressFamily: string,
  OwnerId: string,
  ...cidrs: readonly string[]
) => ({
  list: { PrefixListId: id, PrefixListName: name, AddressFamily, OwnerId },
  entries: { PrefixListId: id, Entries: cidrs.map((Cidr) => ({ Cidr })) },
});

const of = (...lists: readonly ReturnType<typeof list>[]): Sections => ({
  managedPrefixLists: lists.map((one) => one.list),
  prefixListEntries: lists.map(({ entries }) => entries),
});

const s3List = list('pl-s3', 'com.amazonaws.us-east-1.s3', 'IPv4', 'AWS', '52.216.0.0/15');
const moreS3 = list('pl-more', 'com.amazonaws.us-east-1.s3', 'IPv4', 'AWS', '54.231.0.0/16');
const s3Ipv6 = list('pl-s3-6', 'com.amazonaws.us-east-1.ipv6.s3', 'IPv6', 'AWS', '2600:1fa0::/40');
const own = list('pl-own', 'own', 'IPv4', '111122223333', '10.0.0.0/8', '1.0.0.0/8');
const dynamodb = list('pl-ddb', 'com.amazonaws.us-east-1.dynamodb', 'IPv4', 'AWS', '52.94.0.0/22');

const noVpcs = { vpcs: new Map() };

const destination = (id: string, sections: Sections, family: Family = 'ipv4', gaps: Gap[] = []) =>
  destinationOf(
    noVpcs,
    scopeWith(sections, { gaps }),
    serviceOf({ id, region: 'us-east-1', account: null, offered: undefined }),
    family,
  );

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html */
describe('the addresses of a service', () => {
  it.each<[string, Sections, Family, string[], string[]]>([
    ['those of its list', of(s3List, dynamodb), 'ipv4', ['52.216.0.0/15'], ['pl-s3']],
    ['those of its lists', of(s3List, moreS3), 'ipv4', ['52.216.0.0/15', '54.231.0.0/16'], ['pl-more', 'pl-s3']],
    ['those of its list for the family', of(s3List, s3Ipv6), 'ipv6', ['2600:1fa0::/40'], ['pl-s3-6']],
    ['none of a customer’s list', of(s3List, own), 'ipv4', ['52.216.0.0/15'], ['pl-s3']],
  ])('are %s', (_, sections, family, cidrs, listIds) => {
    const { ranges, doubts, ...found } = destination('s3', sections, family);

    expect([toCidrs(ranges), found.listIds, doubts, found.family]).toEqual([cidrs, listIds, [], family]);
  });

  it('without a list are any public ones, but those of other services', () => {
    const { ranges, listIds, doubts } = destination('ec2', of(s3List, own));
    const holds = (cidr: string) => includes(ranges, destinationOfAddresses([cidr], 'ipv4').ranges);

    expect([listIds, doubts]).toEqual([[], []]);
    expect(['52.94.0.0/22', '1.0.0.0/8', '223.255.255.255/32'].map(holds)).toEqual([true, true, true]);
    expect(
      [
        '52.216.0.0/32',
        '10.0.0.0/32',
        '100.64.0.1/32',
        '127.0.0.1/32',
        '169.254.1.1/32',
        '172.16.0.0/32',
        '192.168.0.1/32',
        '224.0.0.1/32',
        '255.255.255.255/32',
      ].map(holds),
    ).toEqual(Array(9).fill(false));
  });

  it('without a list of the family are any public ones of it', () => {
    expect(toCidrs(destination('ec2', of(s3List), 'ipv6').ranges)).toEqual(['2000::/3']);
  });

  it.each<[string, Sections, Gap[], string]>([
    [
      'lists',
      {},
      [refusal('managedPrefixLists')],
      "ask:managedPrefixLists was not read: the service's address list is not known",
    ],
    [
      'entries',
      { managedPrefixLists: [s3List.list] },
      [refusal('prefixListEntries', 'pl-s3')],
      "ask:prefixListEntries of pl-s3 was not read: the service's addresses are not known",
    ],
  ])('are any public ones, in doubt, where %s were not read', (_, sections, gaps, doubt) => {
    const { ranges, doubts } = destination('s3', sections, 'ipv4', gaps);

    expect(doubts.map(({ text }) => text)).toEqual([doubt]);
    expect(includes(ranges, destinationOfAddresses(['52.216.0.0', '1.1.1.1'], 'ipv4').ranges)).toBe(true);
  });

  it('that has no list are in doubt where other services’ were not read', () => {
    const { ranges, doubts } = destination('ec2', {}, 'ipv4', [refusal('managedPrefixLists')]);

    expect([toCidrs(ranges).length > 0, doubts.length]).toEqual([true, 1]);
    expect(destination('ec2', of(s3List)).doubts).toEqual([]);
  });

  it('are one object for a scope, a service and a family', () => {
    const scope = scopeWith(of(s3List));
    const service = serviceOf({ id: 's3', region: 'us-east-1', account: null, offered: undefined });

    expect(destinationOf(noVpcs, scope, service, 'ipv4')).toBe(destinationOf(noVpcs, scope, service, 'ipv4'));
    expect(destinationOf(noVpcs, scope, service, 'ipv4')).not.toBe(destinationOf(noVpcs, scope, service, 'ipv6'));
  });

  it('have an id of their own', () => {
    const ids = [
      destination('s3', of(s3List)),
      destination('s3', of(s3List, moreS3)),
      destination('s3', of()),
      destination('s3', {}, 'ipv4', [refusal('managedPrefixLists')]),
      destination('dynamodb', {}, 'ipv4', [refusal('managedPrefixLists')]),
      destinationOfAddresses(['52.216.0.1'], 'ipv4'),
      destinationOfAddresses(['52.216.0.2'], 'ipv4'),
    ].map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
  });

  it('of all services are public, and whatever AWS lists besides', () => {
    const private10 = list('pl-x', 'com.amazonaws.us-east-1.x', 'IPv4', 'AWS', '10.1.0.0/16');
    const space = serviceSpace(scopeWith(of(s3List, private10, own)), 'ipv4');

    expect(toCidrs(intersect(space, destinationOfAddresses(['10.0.0.0/8', '1.0.0.0/8'], 'ipv4').ranges))).toEqual([
      '1.0.0.0/8',
      '10.1.0.0/16',
    ]);
  });
});

/** @see https://www.iana.org/assignments/iana-ipv4-special-registry */
it.each([
  ['1.1.1.1', true],
  ['9.255.255.255', true],
  ['11.0.0.0', true],
  ['0.0.0.0', false],
  ['10.0.0.0', false],
  ['10.255.255.255', false],
  ['100.63.255.255', true],
  ['100.64.0.0', false],
  ['192.0.1.0', true],
  ['240.0.0.0', false],
  ['2600::1', true],
  ['fd00::1', false],
  ['52.0.0.0/6', true],
  ['8.0.0.0/6', false],
  ['nonsense', false],
])('%s is a public address: %s', (address, is) => {
  expect(isPublicAddress(address)).toBe(is);
});
