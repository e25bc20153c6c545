import { describe, expect, it } from 'vitest';
import { admitted, isOpenOut, unlistedGroup } from '../../../src/analysis/access/security-group.ts';
import type { Family } from '../../../src/net/cidr.ts';
import { toCidrs } from '../../../src/net/ranges.ts';
import { securityGroup } from '../../../src/network/access.ts';
import type { Sections } from '../../../src/snapshot/schema.ts';
import { group, https, listed, members, type Permissions } from '../../support/permissions.ts';
import { scopeWith } from '../../support/sections.ts';

const port = { first: 9000, last: 9002 };

const lists: Sections = {
  managedPrefixLists: [
    { PrefixListId: 'pl-own', PrefixListName: 'own', OwnerId: '111122223333' },
    { PrefixListId: 'pl-shut', PrefixListName: 'shut', OwnerId: '111122223333' },
  ],
  prefixListEntries: [{ PrefixListId: 'pl-own', Entries: [{ Cidr: '10.0.0.0/8' }, { Cidr: '2600:1f18::/32' }] }],
};

const admittedBy = (ingress: Permissions, family: Family = 'ipv4', port = { first: 443, last: 443 }) => {
  const { ranges, groupIds, unreadLists } = admitted(
    scopeWith(lists),
    [securityGroup(group('sg-1', { ingress }))],
    'ingress',
    family,
    port,
  );

  return { cidrs: toCidrs(ranges), groupIds: [...groupIds], unreadLists };
};

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html */
describe('a security group', () => {
  it.each([
    [9000, 9002, true],
    [1, 65_535, true],
    [9001, 9002, false],
    [9000, 9001, false],
    [9003, 9003, false],
    [1, 8999, false],
  ])('with a rule for ports %i to %i admits all of 9000 to 9002: %s', (FromPort, ToPort, isAdmitted) => {
    const rule = { IpProtocol: 'tcp', FromPort, ToPort, IpRanges: [{ CidrIp: '10.0.0.0/8' }] };

    expect(admittedBy([rule], 'ipv4', port).cidrs).toEqual(isAdmitted ? ['10.0.0.0/8'] : []);
  });

  it('adds up its rules', () => {
    expect(
      admittedBy([...https('10.0.0.0/16'), ...https('10.1.0.0/16'), ...members('sg-2'), ...members('sg-3')]),
    ).toEqual({
      cidrs: ['10.0.0.0/15'],
      groupIds: ['sg-2', 'sg-3'],
      unreadLists: [],
    });
  });

  it('admits what a prefix list holds, each family for itself', () => {
    expect(admittedBy(listed('pl-own')).cidrs).toEqual(['10.0.0.0/8']);
    expect(admittedBy(listed('pl-own'), 'ipv6').cidrs).toEqual(['2600:1f18::/32']);
  });

  it.each(['pl-shut', 'pl-elsewhere'])('admits nobody knows what by %s, of which no entry was read', (id) => {
    expect(admittedBy([...listed('pl-own'), ...listed(id)])).toEqual({
      cidrs: ['10.0.0.0/8'],
      groupIds: [],
      unreadLists: [id],
    });
  });

  it('admits no address by a list of which no entry was read', () => {
    const lists = securityGroup(group('sg-1', { ingress: listed('pl-gone') }));

    expect(admitted(scopeWith({}), [lists], 'ingress', 'ipv4', { first: 443, last: 443 }).ranges).toEqual([]);
  });

  it('admits by the rules of the direction that is asked for', () => {
    const both = securityGroup(group('sg-1', { ingress: https('10.0.0.0/8'), egress: https('192.168.0.0/16') }));
    const cidrs = (direction: 'ingress' | 'egress') =>
      toCidrs(admitted(scopeWith({}), [both], direction, 'ipv4', { first: 443, last: 443 }).ranges);

    expect([cidrs('ingress'), cidrs('egress')]).toEqual([['10.0.0.0/8'], ['192.168.0.0/16']]);
  });

  it.each<[string, Permissions, Family, boolean]>([
    ['everywhere', https('0.0.0.0/0'), 'ipv4', true],
    ['everywhere, over the other family', https('0.0.0.0/0'), 'ipv6', false],
    ['to the one half and to the other', https('0.0.0.0/1', '128.0.0.0/1'), 'ipv4', false],
    ['everywhere by one of two rules', [...https('10.0.0.0/8'), ...https('0.0.0.0/0')], 'ipv4', true],
    ['nowhere', [], 'ipv4', false],
    [
      'everywhere on another port',
      [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
      'ipv4',
      false,
    ],
  ])('that lets HTTPS out %s', (_, egress, family, isOpen) => {
    expect(isOpenOut(securityGroup(group('sg-1', { egress })), family, { first: 443, last: 443 })).toBe(isOpen);
  });

  it('that is not listed is a gap of that group', () => {
    expect(unlistedGroup('sg-9', 'it may not let the clients in')).toMatchObject({
      kind: 'unread',
      gap: { section: 'securityGroups', resource: 'sg-9' },
      text: expect.stringContaining('it may not let the clients in'),
    });
  });
});
