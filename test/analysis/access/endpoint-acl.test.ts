import { describe, expect, it } from 'vitest';
import { https, withEndpoint } from '../../support/permissions.ts';
import { world } from '../../support/world.ts';

type Rule = readonly [direction: 'in' | 'out', cidr: string, from?: number, to?: number];

/** The ACL of that subnet, which allows what the rules say and nothing else. */
const aclOf = (subnet: string, vpc: string, rules: readonly Rule[]) => ({
  NetworkAclId: `acl-${subnet}`,
  VpcId: `vpc-${vpc}`,
  Associations: [{ SubnetId: `subnet-${subnet}` }],
  Entries: rules.map(([direction, CidrBlock, From = 0, To = 65_535], i) => ({
    RuleNumber: i + 1,
    Protocol: '6',
    RuleAction: 'allow',
    Egress: direction === 'out',
    CidrBlock,
    PortRange: { From, To },
  })),
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html */
describe('the network ACL of an endpoint’s subnet', () => {
  const guarded = (...rules: readonly Rule[]) => {
    const net = withEndpoint(https('0.0.0.0/0'));
    net.sections.networkAcls.push(aclOf('e', 'main', rules));

    return net;
  };
  const lastHop = (net: ReturnType<typeof guarded>) =>
    net
      .paths(['ec2'])
      .find(({ subnetId }) => subnetId === 'subnet-a')
      ?.hops.at(-1)?.because;

  it.each<[string, readonly Rule[], string]>([
    [
      'everything',
      [
        ['in', '0.0.0.0/0'],
        ['out', '0.0.0.0/0'],
      ],
      'private vpce-ec2',
    ],
    [
      'calls and replies',
      [
        ['in', '10.0.2.0/24', 443, 443],
        ['out', '10.0.2.0/24', 1024],
      ],
      'private vpce-ec2',
    ],
    [
      'calls of some clients',
      [
        ['in', '10.0.2.0/25', 443, 443],
        ['out', '10.0.2.0/24'],
      ],
      'private vpce-ec2 ~',
    ],
    [
      'replies to some clients',
      [
        ['in', '10.0.2.0/24', 443, 443],
        ['out', '10.0.2.0/25'],
      ],
      'private vpce-ec2 ~',
    ],
    [
      'replies to some ports',
      [
        ['in', '10.0.2.0/24'],
        ['out', '10.0.2.0/24', 40_000],
      ],
      'private vpce-ec2 ~',
    ],
    [
      'calls on another port',
      [
        ['in', '10.0.2.0/24', 80, 80],
        ['out', '10.0.2.0/24'],
      ],
      'unreachable (network-acl)',
    ],
    ['no calls', [['out', '0.0.0.0/0']], 'unreachable (network-acl)'],
    ['no replies', [['in', '0.0.0.0/0']], 'unreachable (network-acl)'],
    [
      'replies on HTTPS alone',
      [
        ['in', '0.0.0.0/0'],
        ['out', '0.0.0.0/0', 443, 443],
      ],
      'unreachable (network-acl)',
    ],
  ])('that lets %s through', (_, rules, line) => {
    expect(guarded(...rules).path('a', 'ec2')).toBe(line);
  });

  it('says what it holds back', () => {
    expect(lastHop(guarded(['out', '0.0.0.0/0']))).toBe('lets no HTTPS through to the endpoint (no rule allows it)');
    expect(lastHop(guarded(['in', '0.0.0.0/0']))).toBe('lets no replies of the endpoint through (no rule allows it)');
  });

  it('may block it where it was not read', () => {
    const net = withEndpoint(https('0.0.0.0/0')).unread('networkAcls');

    expect(net.path('a', 'ec2')).toBe('unknown (unread-facts) ~');
    expect(net.paths(['ec2']).find(({ subnetId }) => subnetId === 'subnet-a')?.doubts).toEqual([
      'ec2:networkAcls was not read: a network ACL may block the subnet',
      'ec2:networkAcls was not read: a network ACL may block the way to the endpoint',
    ]);
  });

  it('is taken to let through where a list shows only that of the client', () => {
    const net = withEndpoint(https('0.0.0.0/0'));
    for (const one of net.sections.networkAcls)
      Object.assign(one, { IsDefault: false, Associations: [{ SubnetId: 'subnet-a' }] });

    expect(net.path('a', 'ec2')).toMatch(/~$/);
  });

  it('is not asked where the subnet of the endpoint is not listed', () => {
    const net = withEndpoint(https('0.0.0.0/0'));
    for (const one of net.sections.networkInterfaces) one.SubnetId = 'subnet-gone';

    expect(net.path('a', 'ec2')).toBe('private vpce-ec2');
  });

  it('is taken to let through where no list shows it', () => {
    const net = withEndpoint(https('0.0.0.0/0'));
    net.sections.networkAcls = [];

    expect(net.path('a', 'ec2')).toMatch(/~$/);
    expect(net.path('e', 'ec2')).toBe('private vpce-ec2');
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html */
describe('the network ACL of an endpoint’s subnet that holds the attachment, too,', () => {
  const hub = (...rules: readonly Rule[]) => {
    const net = world()
      .subnet('a', { cidr: '10.0.1.0/24', routes: { '10.1.0.0/16': 'tgw-1' } })
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '10.0.0.0/16': 'tgw-1' } })
      .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'] })
      .zone(
        'ec2.us-east-1.amazonaws.com',
        ['main'],
        ['ec2.us-east-1.amazonaws.com ALIAS vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com'],
      )
      .transit({ main: ['a'], hub: ['h'] }, { '10.1.0.0/16': 'hub', '10.0.0.0/16': 'main' });
    net.sections.networkAcls.push(aclOf('h', 'hub', rules));

    return net;
  };
  const reached = 'private vpce-ec2 <tgw-1';

  it.each<[string, readonly Rule[], string]>([
    ['replies alone', [['out', '10.0.1.0/24']], reached],
    ['replies to some of the clients', [['out', '10.0.1.0/25']], `${reached} ~`],
    ['replies to some of the ports', [['out', '10.0.1.0/24', 40_000]], `${reached} ~`],
    ['no replies', [['in', '0.0.0.0/0']], 'unreachable <tgw-1 (network-acl)'],
    ['no replies to those clients', [['out', '10.9.0.0/16']], 'unreachable <tgw-1 (network-acl)'],
  ])('lets through %s', (_, rules, line) => {
    expect(hub(...rules).path('a', 'ec2')).toBe(line);
  });

  it('may block replies where it was not read, and lets them pass where no list shows it', () => {
    const unlisted = hub();
    unlisted.sections.networkAcls = unlisted.sections.networkAcls.filter(({ VpcId }) => VpcId !== 'vpc-hub');
    const unread = hub().unread('networkAcls');

    expect([unlisted.path('a', 'ec2'), unread.path('a', 'ec2')]).toEqual([reached, 'unknown (unread-facts) ~']);
    expect(unread.paths(['ec2']).find(({ subnetId }) => subnetId === 'subnet-a')?.doubts).toContain(
      'ec2:networkAcls was not read: a network ACL may block the way back from the endpoint',
    );
  });
});
