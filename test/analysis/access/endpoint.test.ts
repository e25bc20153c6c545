import { describe, expect, it } from 'vitest';
import { admission, endpointAccess } from '../../../src/analysis/access/endpoint.ts';
import { https as https443 } from '../../../src/analysis/access/port.ts';
import { clientsOf } from '../../../src/analysis/client.ts';
import { assume } from '../../../src/analysis/doubt.ts';
import { guard } from '../../support/acl.ts';
import { group, https, listed, members, type Permissions, withEndpoint } from '../../support/permissions.ts';
import { addresses, networkFrom, subnetIn } from '../../support/step.ts';
import { behindNat, world } from '../../support/world.ts';

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html */
describe('the security group of an endpoint', () => {
  it('lets in the subnet’s addresses', () => {
    expect(withEndpoint(https('10.0.0.0/16')).path('a', 'ec2')).toBe('private vpce-ec2');
  });

  it('keeps out the subnet’s addresses', () => {
    expect(withEndpoint(https('10.9.0.0/16')).path('a', 'ec2')).toBe('unreachable (security-group)');
    expect(withEndpoint([]).path('a', 'ec2')).toBe('unreachable (security-group)');
  });

  it('on another port lets nobody in', () => {
    const net = withEndpoint([{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }]);

    expect(net.path('a', 'ec2')).toBe('unreachable (security-group)');
  });

  it('for UDP lets nobody in', () => {
    const net = withEndpoint([{ IpProtocol: 'udp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }]);

    expect(net.path('a', 'ec2')).toBe('unreachable (security-group)');
  });

  it('lets in members of a group, where the clients are some', () => {
    const net = (GroupId: string) => withEndpoint(members('sg-app')).interface('app', 'a', { Groups: [{ GroupId }] });
    const inside = net('sg-app');
    inside.sections.securityGroups.push(group('sg-app', { egress: https('0.0.0.0/0') }));

    expect(inside.path('a', 'ec2')).toBe('private vpce-ec2');
    expect(net('sg-main').path('a', 'ec2')).toBe('unreachable (security-group)');
  });

  it('lets in members of a group, for all that an empty subnet tells', () => {
    expect(withEndpoint(members('sg-app')).path('a', 'ec2')).toBe('private vpce-ec2 ~');
  });

  it('lets in part of a subnet', () => {
    expect(withEndpoint(https('10.0.2.0/28')).path('a', 'ec2')).toBe('private vpce-ec2 ~');
  });

  it('is not known to let in a prefix list that was not read', () => {
    const net = withEndpoint(listed('pl-own'));

    expect(net.path('a', 'ec2')).toBe('unknown (unread-facts) ~');
  });

  it('lets in a prefix list of the customer', () => {
    const net = withEndpoint(listed('pl-own')).list('pl-own', '10.0.0.0/8');

    expect(net.path('a', 'ec2')).toBe('private vpce-ec2');
  });

  it('that is not listed is not known to let anybody in', () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2', { groups: ['sg-elsewhere'] });

    expect(net.path('a', 'ec2')).toBe('unknown (unread-facts) ~');
  });
});

describe('the security group of an endpoint, of which little is known,', () => {
  const hopsOf = (net: ReturnType<typeof withEndpoint>) =>
    net
      .paths(['ec2'])
      .find(({ subnetId }) => subnetId === 'subnet-a')
      ?.hops.map(({ at, does, because }) => `${at} ${does}: ${because}`) ?? [];
  const doubtsOf = (net: ReturnType<typeof withEndpoint>) =>
    net.paths(['ec2']).find(({ subnetId }) => subnetId === 'subnet-a')?.doubts ?? [];

  it('is the default one of the VPC where the endpoint names none', () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2', { groups: [] });

    expect(net.path('a', 'ec2')).toMatch(/~$/);
    expect(hopsOf(net).filter((hop) => !/^(vpce-ec2|subnet|rtb-a|vpc-main) /.test(hop))).toEqual([]);
  });

  it('lets in a client one of whose groups it names', () => {
    const net = withEndpoint(members('sg-app')).interface('c', 'a', {
      Groups: [{ GroupId: 'sg-main' }, { GroupId: 'sg-app' }],
    });

    expect(net.path('a', 'ec2')).toBe('private vpce-ec2');
  });

  it('keeps addresses out, whoever has them', () => {
    const net = withEndpoint(https('10.9.0.0/16')).unread('networkInterfaces');

    expect(net.path('a', 'ec2')).toMatch(/^unreachable \(security-group\)/);
  });

  it('may keep everybody out where groups were not read', () => {
    const net = withEndpoint(https('10.0.0.0/16')).unread('securityGroups');

    expect(net.path('a', 'ec2')).toBe('unknown (unread-facts) ~');
    expect(doubtsOf(net)).toContain('ec2:securityGroups was not read: sg-endpoint may not let the clients in');
  });

  it('is in doubt about members where interfaces were not read', () => {
    const net = withEndpoint(members('sg-app', 'sg-web')).unread('networkInterfaces');

    expect(net.path('a', 'ec2')).toBe('unknown (unread-facts) ~');
    expect(doubtsOf(net)).toContain('ec2:networkInterfaces was not read: clients may not be in sg-app, sg-web');
  });

  it('is in no doubt about members where it lets in the addresses anyhow', () => {
    const net = withEndpoint([...members('sg-app'), ...https('10.0.0.0/16')]);

    expect([net.path('a', 'ec2'), hopsOf(net)]).toEqual([
      'private vpce-ec2',
      expect.arrayContaining(['sg-endpoint permits: lets HTTPS in from the subnet']),
    ]);
  });

  it('says whom it lets in, and whom it keeps out', () => {
    const member = withEndpoint(members('sg-main')).interface('app', 'a');
    const perhaps = withEndpoint(members('sg-main'));
    const part = withEndpoint(https('10.0.2.0/28'));
    const nobody = withEndpoint(https('10.9.0.0/16'));

    expect(hopsOf(member)).toContain('sg-endpoint permits: lets HTTPS in from the subnet');
    expect(hopsOf(perhaps)).toContain('sg-endpoint permits: lets HTTPS in from part of the subnet');
    expect(hopsOf(part)).toContain('sg-endpoint permits: lets HTTPS in from part of the subnet');
    expect(hopsOf(nobody).at(-1)).toBe('sg-endpoint denies: lets no HTTPS in from the subnet');
  });

  it('adds up with the others of the endpoint', () => {
    const net = behindNat()
      .subnet('e')
      .endpoint('vpce-ec2', 'ec2', { subnets: ['e'], groups: ['sg-endpoint', 'sg-more'] });
    net.sections.securityGroups.push(group('sg-endpoint', {}), group('sg-more', { ingress: https('10.0.0.0/16') }));

    expect([net.path('a', 'ec2'), hopsOf(net)]).toEqual([
      'private vpce-ec2',
      expect.arrayContaining(['sg-endpoint, sg-more permits: lets HTTPS in from the subnet']),
    ]);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html */
describe('a reference to a group', () => {
  const hubWith = (ways: 'tgw' | 'pcx') => {
    const net = world()
      .subnet('a', { cidr: '10.0.1.0/24', routes: { '10.1.0.0/16': `${ways}-1` } })
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '10.0.0.0/16': `${ways}-1` } })
      .interface('app', 'a', { Groups: [{ GroupId: 'sg-main' }] })
      .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'], groups: ['sg-endpoint'] })
      .zone(
        'ec2.us-east-1.amazonaws.com',
        ['main'],
        ['ec2.us-east-1.amazonaws.com ALIAS vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com'],
      );
    net.sections.securityGroups.push(group('sg-endpoint', { ingress: members('sg-main') }));

    return ways === 'pcx'
      ? net.peering('pcx-1', 'main', 'hub')
      : net.transit({ main: ['a'], hub: ['h'] }, { '10.1.0.0/16': 'hub', '10.0.0.0/16': 'main' });
  };

  it('reaches to a peer', () => {
    expect(hubWith('pcx').path('a', 'ec2')).toBe('private vpce-ec2 <pcx-1');
  });

  it('does not reach through a transit gateway', () => {
    expect(hubWith('tgw').path('a', 'ec2')).toMatch(/^unreachable .*\(security-group\)$/);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html */
describe('the network ACL of an endpoint’s subnet', () => {
  type Rule = readonly [direction: 'in' | 'out', cidr: string, from?: number, to?: number];

  const guarded = (...rules: readonly Rule[]) => {
    const net = withEndpoint(https('0.0.0.0/0'));
    net.sections.networkAcls.push({
      NetworkAclId: 'acl-e',
      VpcId: 'vpc-main',
      Associations: [{ SubnetId: 'subnet-e' }],
      Entries: rules.map(([direction, CidrBlock, From = 0, To = 65_535], i) => ({
        RuleNumber: i + 1,
        Protocol: '6',
        RuleAction: 'allow',
        Egress: direction === 'out',
        CidrBlock,
        PortRange: { From, To },
      })),
    });

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
  type Rule = readonly [direction: 'in' | 'out', cidr: string, from?: number, to?: number];

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
    net.sections.networkAcls.push({
      NetworkAclId: 'acl-h',
      VpcId: 'vpc-hub',
      Associations: [{ SubnetId: 'subnet-h' }],
      Entries: rules.map(([direction, CidrBlock, From = 0, To = 65_535], i) => ({
        RuleNumber: i + 1,
        Protocol: '6',
        RuleAction: 'allow',
        Egress: direction === 'out',
        CidrBlock,
        PortRange: { From, To },
      })),
    });

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

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html */
describe('the way into an endpoint', () => {
  type World = ReturnType<typeof world>;

  interface Call {
    readonly sources?: readonly string[];
    readonly knowsSource?: boolean;
    readonly keepsGroups?: boolean;
    /** The subnet that the packet comes from; null: another VPC. */
    readonly from?: 'a' | 'e' | 'f' | null;
    readonly forwarder?: 'none' | 'appliance' | 'arrival';
    readonly isSubnetKnown?: boolean;
  }

  /** Client subnet `a`, subnet `f` of an appliance, and subnet `e` of the endpoint. */
  const net = (ingress: Permissions = https('0.0.0.0/0')): World => {
    const one = world()
      .subnet('a', { cidr: '10.0.1.0/24' })
      .subnet('e', { cidr: '10.0.2.0/24' })
      .subnet('f', { cidr: '10.0.3.0/24' })
      .endpoint('vpce-ec2', 'ec2', { subnets: ['e'], groups: ['sg-endpoint'] });
    one.sections.securityGroups.push(group('sg-endpoint', { ingress }));

    return one;
  };

  const enter = (
    one: World,
    {
      sources = ['10.0.1.0/24'],
      knowsSource = true,
      keepsGroups = true,
      from = 'a',
      forwarder = 'none',
      isSubnetKnown = true,
    }: Call = {},
  ) => {
    const network = networkFrom(one);
    const endpoint = network.endpoints.get('vpce-ec2');
    const client = subnetIn(network, 'a');
    if (endpoint === undefined) throw new Error('no endpoint');
    const entry = endpointAccess(
      client.vpc.scope,
      endpoint,
      {
        subnet: isSubnetKnown ? subnetIn(network, 'e') : null,
        from: from === null ? null : subnetIn(network, from),
        forwarder: forwarder === 'none' ? null : { isArrival: forwarder === 'arrival' },
        ranges: addresses('10.0.2.0/24'),
      },
      {
        client: clientsOf(client)[0],
        ranges: addresses(...sources),
        family: 'ipv4',
        port: https443,
        knowsSource,
        keepsGroups,
      },
    );

    return {
      denied: entry.denied === null ? null : `${entry.denied.reason}: ${entry.denied.hop.because}`,
      hops: entry.hops.map(({ because }) => because),
      doubts: entry.doubts.map(({ text }) => text),
    };
  };

  const whole = { denied: null, hops: ['lets HTTPS in from the subnet'], doubts: [] };
  const part = { ...whole, hops: ['lets HTTPS in from part of the subnet'] };
  const member = assume('member-of-group').text;
  const natAddress = assume('nat-address-admitted').text;
  const ports = assume('ephemeral-ports').text;
  const refused = (because: string) => ({ denied: because, hops: [], doubts: [] });

  it('is open where groups and network ACLs let all clients in and answers out', () => {
    expect([
      enter(net()),
      enter(guard(net(), 'e', 'in allow 10.0.1.0/24 443', 'out allow 10.0.1.0/24 1024-65535')),
    ]).toEqual([whole, whole]);
  });

  it('is open to some of the clients, of which those that call are some, or a NAT gateway has one address', () => {
    const some = net(https('10.0.1.0/25'));

    expect([enter(some), enter(some, { knowsSource: false })]).toEqual([
      { ...part, doubts: [member] },
      { ...part, doubts: [natAddress] },
    ]);
  });

  it('is closed where no address is let in by both the group and the network ACL', () => {
    const apart = guard(net(https('10.0.1.0/25')), 'e', 'in allow 10.0.1.128/25', 'out allow 0.0.0.0/0');

    expect(enter(apart)).toEqual(refused('network-acl: lets no HTTPS through to the endpoint (no rule allows it)'));
  });

  it('is open to members of a group, but not through what hides them', () => {
    const one = net(members('sg-app')).interface('c', 'a', { Groups: [{ GroupId: 'sg-app' }] });
    const other = net(members('sg-app')).interface('c', 'a', { Groups: [{ GroupId: 'sg-main' }] });
    const closed = refused('security-group: lets no HTTPS in from the subnet');

    expect([enter(one), enter(one, { keepsGroups: false }), enter(other), enter(net(members('sg-app')))]).toEqual([
      whole,
      closed,
      closed,
      { ...part, doubts: [member] },
    ]);
  });

  it('is open in doubt where it was not read who the members are, or what a list holds', () => {
    const unread = net(members('sg-app')).unread('networkInterfaces', 'ec2:Interfaces');
    const list = net(listed('pl-gone'));

    expect(enter(unread)).toEqual({
      ...whole,
      doubts: ['ec2:Interfaces was not read: clients may not be in sg-app'],
    });
    expect(enter(list)).toEqual({
      ...whole,
      doubts: [expect.stringContaining('pl-gone may not hold the clients')],
    });
    expect(enter(unread, { keepsGroups: false }).denied).toMatch(/^security-group/);
  });

  it('is open in doubt where a group is not known', () => {
    const none = net();
    for (const one of none.sections.vpcEndpoints) one.Groups = [];
    const unlisted = net();
    unlisted.sections.securityGroups = [];

    expect([enter(none), enter(unlisted), enter(net().unread('securityGroups', 'ec2:Groups'))]).toEqual([
      { denied: null, hops: [], doubts: [assume('default-group-admits').text] },
      { denied: null, hops: [], doubts: [expect.stringContaining('it may not let the clients in')] },
      { denied: null, hops: [], doubts: ['ec2:Groups was not read: sg-endpoint may not let the clients in'] },
    ]);
  });

  it('crosses the network ACL of the endpoint’s subnet for some of the clients, or to some of their ports', () => {
    const some = guard(net(), 'e', 'in allow 10.0.1.0/25', 'out allow 0.0.0.0/0');
    const few = guard(net(), 'e', 'in allow 0.0.0.0/0', 'out allow 0.0.0.0/0 40000-50000');

    expect([enter(some), enter(some, { knowsSource: false }), enter(few)]).toEqual([
      { ...whole, doubts: [member] },
      { ...whole, doubts: [natAddress] },
      { ...whole, doubts: [ports] },
    ]);
  });

  it('crosses the network ACL of the subnet of an appliance, but not again that of the client', () => {
    const shut = guard(net(), 'f', 'in allow 0.0.0.0/0', 'out deny 10.0.2.0/24');
    const mute = guard(net(), 'f', 'out allow 0.0.0.0/0', 'in deny 10.0.2.0/24');
    const client = guard(net(), 'a', 'in deny 0.0.0.0/0');
    const to = (one: World, from: Call['from'], forwarder: Call['forwarder']) => enter(one, { from, forwarder });

    expect([
      to(shut, 'f', 'appliance'),
      to(mute, 'f', 'appliance'),
      to(shut, 'f', 'none'),
      to(client, 'a', 'none'),
      to(shut, null, 'appliance'),
    ]).toEqual([
      refused('network-acl: lets no HTTPS through to the endpoint (rule 2 denies 10.0.2.0/24)'),
      refused('network-acl: lets no replies of the endpoint through (rule 2 denies 10.0.2.0/24)'),
      whole,
      whole,
      whole,
    ]);
  });

  it('crosses no network ACL inside the endpoint’s subnet, but for answers to what a transit gateway put there', () => {
    const mute = guard(net(), 'e', 'out deny 10.0.1.0/24');
    const some = guard(net(), 'e', 'out allow 10.0.1.0/25 40000-50000');
    const arrival = { from: 'e', forwarder: 'arrival' } as const;

    expect([
      enter(mute, { from: 'e' }),
      enter(mute, { from: 'e', forwarder: 'appliance' }),
      enter(mute, arrival),
      enter(some, arrival),
      enter(some, { ...arrival, knowsSource: false }),
      enter(net(), arrival),
    ]).toEqual([
      whole,
      whole,
      refused('network-acl: lets no replies of the endpoint through (rule 1 denies 10.0.1.0/24)'),
      { ...whole, doubts: [member, ports] },
      { ...whole, doubts: [natAddress, ports] },
      whole,
    ]);
  });

  it('is in doubt where a network ACL was not read, or none is listed', () => {
    const bare = net();
    bare.sections.networkAcls = [];
    const unread = net().unread('networkAcls', 'ec2:Acls');
    const arrival = { from: 'e', forwarder: 'arrival' } as const;
    const blocks = (what: string) => `ec2:Acls was not read: a network ACL may block the way ${what} the endpoint`;

    expect([enter(bare), enter(unread), enter(bare, arrival), enter(unread, arrival)]).toEqual([
      { ...whole, doubts: [assume('unlisted-acl-passes').text] },
      { ...whole, doubts: [blocks('to')] },
      whole,
      { ...whole, doubts: [blocks('back from')] },
    ]);
  });

  it('crosses that of the sender alone where the endpoint’s subnet is not known', () => {
    const shut = guard(
      guard(net(), 'e', 'in deny 0.0.0.0/0'),
      'f',
      'out allow 0.0.0.0/0',
      'in allow 0.0.0.0/0 40000-50000',
    );

    expect(enter(shut, { isSubnetKnown: false })).toEqual(whole);
    expect(enter(shut, { isSubnetKnown: false, from: 'f', forwarder: 'appliance' })).toEqual({
      ...whole,
      doubts: [ports],
    });
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html */
describe('the addresses that an endpoint’s groups let in', () => {
  const admits = (ingress: Permissions, groups: readonly string[], ...ranges: readonly string[]) => {
    const one = world()
      .subnet('e')
      .endpoint('vpce-ec2', 'ec2', { subnets: ['e'], groups });
    one.sections.securityGroups.push(group('sg-endpoint', { ingress }));
    const network = networkFrom(one);
    const endpoint = network.endpoints.get('vpce-ec2');
    if (endpoint === undefined) throw new Error('no endpoint');

    return admission(subnetIn(network, 'e').vpc.scope, endpoint, 'ipv4', https443)(addresses(...ranges));
  };

  it.each<[string, Permissions, readonly string[], readonly string[], boolean]>([
    ['all that are in one rule', https('10.0.0.0/16'), ['sg-endpoint'], ['10.0.1.0/24', '10.0.9.0/24'], true],
    ['not those of which one is in none', https('10.0.0.0/16'), ['sg-endpoint'], ['10.0.1.0/24', '10.1.0.0/24'], false],
    [
      'each by a rule of its own',
      https('10.0.1.0/24', '10.1.0.0/24'),
      ['sg-endpoint'],
      ['10.0.1.0/24', '10.1.0.0/24'],
      true,
    ],
    ['none where no rule does', [], ['sg-endpoint'], ['10.0.1.0/24'], false],
    ['anybody where it names no group', [], [], ['10.0.1.0/24'], true],
    ['none where the group is not listed', [], ['sg-gone'], ['10.0.1.0/24'], false],
  ])('are %s', (_, ingress, groups, ranges, isAdmitted) => {
    expect(admits(ingress, groups, ...ranges)).toBe(isAdmitted);
  });
});
