import { describe, expect, it } from 'vitest';
import { audit } from '../../../src/audit.ts';
import { guard } from '../../support/acl.ts';
import { apart } from '../../support/apart.ts';
import { hub } from '../../support/hub.ts';
import { account, stranger } from '../../support/world/sections.ts';
import { world } from '../../support/world.ts';

type World = ReturnType<typeof world>;

/** What is proposed for `subnet-b`, which an endpoint in `subnet-a` keeps out. */
const remedyFor = (net: World, service = 'ec2', rule = 'endpoint-unreachable') =>
  net.report([service]).findings.find((one) => one.rule === rule && one.resource === 'subnet-b')?.remedy;

const own = () => world().subnet('a').subnet('b').endpoint('vpce-ec2', 'ec2');

/** The ACL that was made last, with other numbers. */
const numbered = (net: World, ...numbers: readonly number[]) => {
  for (const [at, entry] of net.sections.networkAcls.at(-1)?.Entries?.entries() ?? [])
    entry.RuleNumber = numbers[at] ?? entry.RuleNumber;

  return net;
};

const words = (acl: string) => `Let TCP 443 from the clients of vpc-main through ${acl} to vpce-ec2`;

describe('a network ACL before the endpoint', () => {
  const doorWith = (inward: number, outward: number) =>
    numbered(guard(own(), 'a', 'in deny 10.0.0.0/16', 'out allow 10.9.0.0/16'), inward, outward);

  it.each([
    [100, 100, 90, 90],
    [50, 200, 40, 190],
    [12, 100, 2, 90],
    [11, 100, 1, 90],
    [2, 100, 1, 90],
    [100, 2, 90, 1],
  ])('gets its rules before rule %i in and rule %i out', (inward, outward, call, replies) => {
    expect(remedyFor(doorWith(inward, outward))).toBe(
      `Let acl-a allow TCP 1024-65535 out to 10.0.0.0/16, by rule ${replies}, then let acl-a allow TCP 443 in from 10.0.0.0/16, by rule ${call}`,
    );
  });

  it.each([
    ['in', 1, 100],
    ['out', 100, 1],
  ])('is for a person where no number is left before the first rule %s', (_, inward, outward) => {
    expect(remedyFor(doorWith(inward, outward))).toBe(words('acl-a'));
  });

  it('is opened on the first of several ports that would do', () => {
    const net = world().subnet('a').subnet('b');
    net.endpoint('vpce-mail', 'email-smtp', { names: ['email-smtp.us-east-1.amazonaws.com'] });

    expect(remedyFor(guard(net, 'a'), 'email-smtp')).toBe(
      'Let acl-a allow TCP 1024-65535 out to 10.0.0.0/16, by rule 90, then let acl-a allow TCP 25 in from 10.0.0.0/16, by rule 90',
    );
  });
});

describe('network ACLs before each address of the endpoint', () => {
  it('are opened one after the other: by the first, some addresses are reached', () => {
    const net = world()
      .subnet('a')
      .subnet('c')
      .subnet('b')
      .endpoint('vpce-ec2', 'ec2', { subnets: ['a', 'c'] });

    expect(remedyFor(guard(guard(net, 'a'), 'c'))).toMatch(
      /^Let acl-[ac] allow TCP 1024-65535 out to 10\.0\.0\.0\/16, by rule 90, then /,
    );
  });
});

describe('a network ACL of another account', () => {
  it.each([
    ['the hub', 'h', stranger],
    ['the spoke', 'a', account],
  ])('is changed in the account of %s', (_, subnet, owner) => {
    const ec2 = 'ec2.us-east-1.amazonaws.com';
    const net = hub()
      .interface('app', 'a')
      .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
      .zone(ec2, ['main', 'hub'], [`${ec2} ALIAS vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com`]);
    const { changes } = audit(apart(guard(net, subnet).snapshot()), {
      source: 'snapshot',
      version: '0.0.0',
      services: ['ec2'],
      vpcs: ['vpc-main'],
      subnets: [],
    });
    const opened = changes.filter(({ kind }) => kind === 'add-acl-entry');

    expect(opened.map(({ change }) => change.account)).toEqual([owner, owner]);
  });
});

describe('a network ACL before the clients', () => {
  it('lets them call where the endpoint stands, and nothing else of its VPC', () => {
    expect(remedyFor(guard(own(), 'b'))).toBe(
      'Let acl-b allow TCP 443 out to 10.0.2.0/24, by rule 90, then let acl-b allow TCP 1024-65535 in from 10.0.2.0/24, by rule 90',
    );
  });

  it('lets calls out and in where the endpoint stands behind the same one, each by a number of its own', () => {
    const net = own();
    const Associations = ['a', 'b'].map((name) => ({ SubnetId: `subnet-${name}` }));
    net.sections.networkAcls.push({ NetworkAclId: 'acl-ab', Associations, Entries: [] });

    expect(remedyFor(net)).toBe(
      'Let acl-ab allow TCP 443 out to 10.0.2.0/24, by rule 90, then let acl-ab allow TCP 1024-65535 out to 10.0.0.0/16, by rule 91, then let acl-ab allow TCP 1024-65535 in from 10.0.2.0/24, by rule 90, then let acl-ab allow TCP 443 in from 10.0.0.0/16, by rule 91',
    );
  });

  it('names IPv6 addresses where only those are held back', () => {
    const net = world()
      .subnet('a', { ipv6: '2600:1f18:1:1::/64' })
      .subnet('b', { ipv6: '2600:1f18:1:2::/64' })
      .endpoint('vpce-ec2', 'ec2', {
        ipAddressType: 'dualstack',
        names: ['ec2.us-east-1.amazonaws.com', 'ec2.us-east-1.api.aws'],
      });
    for (const { RouteTableId } of net.sections.routeTables)
      net.route(RouteTableId?.slice(4) ?? '', '2600:1f18:1::/56', 'local');
    guard(net, 'b', 'in allow 10.0.0.0/16', 'out allow 10.0.0.0/16');

    expect(remedyFor(numbered(net, 100, 100))).toBe(
      'Let acl-b allow TCP 443 out to 2600:1f18:1:1::/64, by rule 90, then let acl-b allow TCP 1024-65535 in from 2600:1f18:1:1::/64, by rule 90',
    );
  });
});

describe('a network ACL on the way between them', () => {
  it('is for a person: it is neither the clients’ nor the endpoint’s', () => {
    const ec2 = 'ec2.us-east-1.amazonaws.com';
    const net = hub()
      .subnet('b', { routes: { '10.1.0.0/16': 'tgw-1' } })
      .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
      .zone(ec2, ['main'], [`${ec2} ALIAS vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com`]);

    expect(remedyFor(guard(net, 't'), 'ec2', 'hub-unreachable')).toBe(
      'Give vpc-main a way to vpce-ec2 in vpc-hub (network-acl), or take the record that leads there away',
    );
  });
});

describe('a security group of the clients', () => {
  const door = (cidr: string) => {
    const net = world()
      .subnet('a')
      .subnet('b')
      .endpoint('vpce-ec2', 'ec2', { groups: ['sg-door'] });
    net.sections.securityGroups.push({
      GroupId: 'sg-door',
      VpcId: 'vpc-main',
      IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: cidr }] }],
    });

    return net;
  };
  const closed = (net: World, ...ids: readonly string[]) => {
    for (const GroupId of ids)
      net.sections.securityGroups.push({ GroupId, VpcId: 'vpc-main', IpPermissions: [], IpPermissionsEgress: [] });

    return net.interface(`of-${ids[0]}`, 'b', { Groups: ids.map((GroupId) => ({ GroupId })) });
  };

  it.each([
    ['whom the endpoint lets in with all of the VPC', door('10.0.0.0/16')],
    ['whom the endpoint lets in, and others not', door('10.0.0.0/20')],
  ])('lets them out to the VPC of the endpoint, %s', (_, net) => {
    expect(remedyFor(closed(net, 'sg-app'))).toBe('Let TCP 443 out of sg-app to 10.0.0.0/16');
  });

  it('is the first of several that they have', () => {
    expect(remedyFor(closed(door('10.0.0.0/16'), 'sg-one', 'sg-two'))).toBe('Let TCP 443 out of sg-one to 10.0.0.0/16');
  });

  it('is that which the finding names, where other clients have other groups', () => {
    const net = closed(closed(door('10.0.0.0/16'), 'sg-app'), 'sg-also', 'sg-app');
    const [found] = net.report(['ec2']).findings.filter((one) => one.resource === 'subnet-b' && one.service === 'ec2');

    expect(found?.message).toContain('sg-also, sg-app lets no HTTPS out');
    expect(found?.remedy).toBe('Let TCP 443 out of sg-also to 10.0.0.0/16');
  });

  it('is for a person where the VPC of the endpoint has no address of the family that is held back', () => {
    const net = world()
      .subnet('a', { ipv6: '2600:1f18:1:1::/64' })
      .subnet('b', { ipv6: '2600:1f18:1:2::/64', routes: { '2600:1f18:1::/56': 'local' } })
      .endpoint('vpce-ec2', 'ec2', {
        ipAddressType: 'dualstack',
        names: ['ec2.us-east-1.amazonaws.com', 'ec2.us-east-1.api.aws'],
      });
    net.sections.securityGroups.push({
      GroupId: 'sg-four',
      VpcId: 'vpc-main',
      IpPermissions: [],
      IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    });

    expect(remedyFor(net.interface('four', 'b', { Groups: [{ GroupId: 'sg-four' }] }))).toBe(words('sg-four'));
  });
});
