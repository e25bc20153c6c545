import { describe, expect, it } from 'vitest';
import { admission } from '../../../src/analysis/access/endpoint.ts';
import { https as https443 } from '../../../src/analysis/access/port.ts';
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
