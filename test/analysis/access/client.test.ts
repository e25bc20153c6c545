import { describe, expect, it } from 'vitest';
import { clientAccess, groupAccess, isUnhindered } from '../../../src/analysis/access/client.ts';
import { https as https443 } from '../../../src/analysis/access/port.ts';
import { clientsOf } from '../../../src/analysis/client.ts';
import { cidrsOf } from '../../../src/net/cidr.ts';
import { toCidrs } from '../../../src/net/ranges.ts';
import { networkOf } from '../../../src/network/network.ts';
import type { Section } from '../../../src/snapshot/schema.ts';
import { group, https, listed, members, type Permissions } from '../../support/permissions.ts';
import { behindNat } from '../../support/world.ts';

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html */
describe('the security groups of clients', () => {
  const client = (egress: Permissions, ...others: readonly Permissions[]) => {
    const net = behindNat().gateway('vpce-s3', 's3', ['a']);
    for (const [i, rules] of [egress, ...others].entries()) {
      net.sections.securityGroups.push(group(`sg-${i}`, { egress: rules }));
      net.interface(`client-${i}`, 'a', { Groups: [{ GroupId: `sg-${i}` }] });
    }

    return net;
  };

  it('block a path only where they block every interface of the subnet', () => {
    expect(client([]).path('a', 's3')).toBe('unreachable (security-group)');
    expect(client([], https('0.0.0.0/0')).path('a', 's3')).toBe('private vpce-s3');
  });

  it('may let out to the prefix list of the service alone', () => {
    const toList = listed('pl-s3');

    expect(client(toList).path('a', 's3')).toBe('private vpce-s3');
    expect(client(toList).path('a', 'dynamodb')).toBe('unreachable (security-group)');
    expect(client(toList).path('a', 'ec2')).toBe('unreachable (security-group)');
  });

  it('are not known to let out to a list, or by a group, that was not read', () => {
    const toList = listed('pl-own');
    const unlisted = client([]);
    unlisted.sections.securityGroups = unlisted.sections.securityGroups.filter(({ GroupId }) => GroupId !== 'sg-0');

    expect(client(toList).path('a', 's3')).toBe('unknown (unread-facts) ~');
    expect(unlisted.path('a', 's3')).toBe('unknown (unread-facts) ~');
    expect(client(toList, https('0.0.0.0/0')).path('a', 's3')).toBe('private vpce-s3');
  });

  it('may let out to the group of the endpoint', () => {
    const net = client(members('sg-main')).endpoint('vpce-ec2', 'ec2');

    expect(net.path('a', 'ec2')).toBe('private vpce-ec2');
  });

  it('are not judged by the interfaces of endpoints', () => {
    const net = behindNat()
      .gateway('vpce-s3', 's3', ['a'])
      .endpoint('vpce-ec2', 'ec2', { groups: ['sg-endpoint'] });
    net.sections.securityGroups.push(group('sg-endpoint', { ingress: https('0.0.0.0/0') }));

    expect(net.path('a', 's3')).toBe('private vpce-s3');
  });

  it('are not judged where only some interfaces were asked for', () => {
    const net = client([]);
    for (const subnet of net.sections.subnets) subnet.AvailableIpAddressCount = 100;
    const snapshot = net.snapshot();
    const filtered = { ...snapshot, scopes: snapshot.scopes.map((scope) => ({ ...scope, interfacesFiltered: true })) };
    net.snapshot = () => filtered;

    expect(net.path('a', 's3')).toBe('private vpce-s3');
  });
});

const outbound = (net: ReturnType<typeof behindNat>, sections: readonly Section[] = []) => {
  for (const section of sections) net.unread(section);
  const subnet = networkOf(net.snapshot()).subnet('subnet-a', 'vpc-main');
  if (subnet === undefined) throw new Error('no subnet');

  return {
    subnet,
    client: clientsOf(subnet)[0],
    ranges: cidrsOf(['52.94.0.0/16'], 'ipv4'),
    family: 'ipv4',
    port: https443,
  } as const;
};

const ofGroup = (egress: Permissions, acl: 'open' | 'shut' | 'none' = 'open') => {
  const net = behindNat().interface('c', 'a', { Groups: [{ GroupId: 'sg-c' }] });
  net.sections.securityGroups.push(group('sg-c', { egress }));
  for (const one of net.sections.networkAcls) if (acl === 'shut') one.Entries = [];
  if (acl === 'none') net.sections.networkAcls = [];

  return net;
};

describe('the access of a client', () => {
  it.each<[string, ReturnType<typeof behindNat>, Section[], boolean]>([
    ['an open group and ACL', ofGroup(https('0.0.0.0/0')), [], true],
    ['an open group and a shut ACL', ofGroup(https('0.0.0.0/0'), 'shut'), [], false],
    ['an open group and an ACL that was not read', ofGroup(https('0.0.0.0/0'), 'shut'), ['networkAcls'], true],
    ['an open group and no ACL that is listed', ofGroup(https('0.0.0.0/0'), 'none'), [], true],
    ['a shut group', ofGroup([]), [], false],
    ['a shut group among groups that were not read', ofGroup([]), ['securityGroups'], true],
    ['a shut group of interfaces that were not read', ofGroup([]), ['networkInterfaces'], true],
    ['no group', behindNat().interface('c', 'a', { Groups: [] }), [], true],
    ['no client', behindNat(), [], true],
  ])('with %s', (_, net, unread, isFree) => {
    expect(isUnhindered(outbound(net, unread).subnet, 'ipv4', https443)).toBe(isFree);
  });

  it('is that of the client that gets farthest: an open group of another one is no help', () => {
    const net = ofGroup([]).interface('open', 'a', { Groups: [{ GroupId: 'sg-main' }] });
    const exposed = ofGroup([]).interface('open', 'a', { Groups: [{ GroupId: 'sg-main' }] });
    for (const one of exposed.sections.networkInterfaces)
      if (one.NetworkInterfaceId === 'eni-c') one.Association = { PublicIp: '198.51.100.7' };

    expect(isUnhindered(outbound(net).subnet, 'ipv4', https443)).toBe(true);
    expect(isUnhindered(outbound(exposed).subnet, 'ipv4', https443)).toBe(false);
  });

  it.each<[string, ReturnType<typeof behindNat>, readonly string[], string]>([
    ['group', ofGroup(https('52.94.0.0/17')), ['52.94.128.0/17'], 'sg-c denies: lets no HTTPS out to these addresses'],
    ['group, all the same', ofGroup([]), ['52.94.0.0/16'], 'sg-c denies: lets no HTTPS out to these addresses'],
    [
      'ACL',
      ofGroup(https('0.0.0.0/0'), 'shut'),
      ['52.94.0.0/16'],
      'acl-main denies: lets no HTTPS out to these addresses (no rule allows it)',
    ],
  ])('is held back by its %s', (_, net, held, because) => {
    const { barriers, doubts } = clientAccess(outbound(net));

    expect(barriers.map(({ ranges, hop }) => [toCidrs(ranges), `${hop.at} ${hop.does}: ${hop.because}`])).toEqual([
      [held, because],
    ]);
    expect(doubts).toEqual([]);
  });

  it('is held back by an ACL that lets no replies in', () => {
    const net = ofGroup(https('0.0.0.0/0'), 'shut');
    for (const one of net.sections.networkAcls)
      one.Entries = [{ RuleNumber: 1, Protocol: '-1', RuleAction: 'allow', Egress: true, CidrBlock: '0.0.0.0/0' }];
    const { barriers, doubts } = clientAccess(outbound(net));

    expect([barriers.map(({ hop }) => hop.because), doubts]).toEqual([
      ['lets no replies of these addresses back in (no rule allows it)'],
      [],
    ]);
    expect(clientAccess({ ...outbound(net), asked: 'outbound' })).toMatchObject({
      barriers: [],
      doubts: [{ kind: 'assumed', assumption: 'same-subnet-inbound' }],
    });
    expect(clientAccess({ ...outbound(net), asked: 'nothing' })).toEqual({ barriers: [], doubts: [] });
  });

  it('is in no doubt where replies are exempt and the ACL admits the client’s own address', () => {
    const net = ofGroup(https('0.0.0.0/0'), 'shut');
    for (const one of net.sections.networkAcls)
      one.Entries = [
        { RuleNumber: 1, Protocol: '-1', RuleAction: 'allow', Egress: false, CidrBlock: '10.0.0.0/16' },
        { RuleNumber: 2, Protocol: '-1', RuleAction: 'allow', Egress: true, CidrBlock: '52.94.0.0/17' },
      ];
    const { barriers, doubts } = clientAccess({ ...outbound(net), asked: 'outbound' });

    expect([doubts, barriers.map(({ ranges }) => toCidrs(ranges))]).toEqual([[], [['52.94.128.0/17']]]);
  });

  it.each<[string, ReturnType<typeof behindNat>, Section[], readonly string[]]>([
    ['nothing', ofGroup(https('0.0.0.0/0')), [], []],
    [
      'groups',
      ofGroup([]),
      ['securityGroups'],
      ['ec2:securityGroups was not read: security groups may block the clients'],
    ],
    [
      'interfaces, where some group lets out less than all',
      ofGroup([]),
      ['networkInterfaces'],
      ['ec2:networkInterfaces was not read: security groups may block every client of the subnet'],
    ],
    ['interfaces, where every group lets all out', behindNat(), ['networkInterfaces'], []],
    ['the ACL', behindNat(), ['networkAcls'], ['ec2:networkAcls was not read: a network ACL may block the subnet']],
  ])('is in doubt where %s was not read', (_, net, unread, doubts) => {
    const access = clientAccess(outbound(net, unread));

    expect([access.barriers, access.doubts.map(({ text }) => text)]).toEqual([[], doubts]);
  });

  it('is in doubt where no ACL is listed', () => {
    expect(clientAccess(outbound(ofGroup(https('0.0.0.0/0'), 'none'))).doubts).toMatchObject([
      { assumption: 'unlisted-acl-passes' },
    ]);
  });

  it('is in doubt where replies come back to some ports alone', () => {
    const net = ofGroup(https('0.0.0.0/0'), 'shut');
    for (const one of net.sections.networkAcls)
      one.Entries = [
        { RuleNumber: 1, Protocol: '-1', RuleAction: 'allow', Egress: true, CidrBlock: '0.0.0.0/0' },
        {
          RuleNumber: 1,
          Protocol: '6',
          RuleAction: 'allow',
          Egress: false,
          CidrBlock: '0.0.0.0/0',
          PortRange: { From: 50_000, To: 65_535 },
        },
      ];

    expect(clientAccess(outbound(net))).toMatchObject({ barriers: [], doubts: [{ assumption: 'ephemeral-ports' }] });
  });

  it.each<[string, Permissions, readonly string[]]>([
    ['the group of the target', members('sg-target'), []],
    ['another group', members('sg-other'), ['52.94.0.0/16']],
  ])('to %s', (_, egress, held) => {
    const { barriers } = groupAccess(outbound(ofGroup(egress)), ['sg-target']);

    expect(barriers.flatMap(({ ranges }) => toCidrs(ranges))).toEqual(held);
  });

  it('asks no ACL inside a subnet', () => {
    expect(groupAccess(outbound(ofGroup(https('0.0.0.0/0'), 'shut')))).toEqual({ barriers: [], doubts: [] });
  });

  it.each<[string, Permissions, readonly string[]]>([
    ['a group that is not listed', https('10.0.0.0/8'), ['it may not let the clients out']],
    [
      'a group and a list that are not',
      listed('pl-own'),
      ['it may not let the clients out', 'it may not hold these addresses'],
    ],
  ])('is not held back by %s, in doubt', (_, egress, texts) => {
    const net = ofGroup(egress);
    for (const one of net.sections.networkInterfaces) one.Groups?.push({ GroupId: 'sg-gone' });
    const { barriers, doubts } = groupAccess(outbound(net));

    expect([barriers, doubts.map(({ text }) => text)]).toEqual([
      [],
      texts.map((text) => expect.stringContaining(text)),
    ]);
  });

  it('is in no doubt about a group that is not listed where another one lets all of it out', () => {
    const net = ofGroup(https('52.0.0.0/8'));
    for (const one of net.sections.networkInterfaces) one.Groups?.push({ GroupId: 'sg-gone' });

    expect(groupAccess(outbound(net))).toEqual({ barriers: [], doubts: [] });
  });

  it('is free where one of its groups is open', () => {
    const net = ofGroup([]);
    for (const one of net.sections.networkInterfaces) one.Groups?.push({ GroupId: 'sg-main' });

    expect(isUnhindered(outbound(net).subnet, 'ipv4', https443)).toBe(true);
  });
});
