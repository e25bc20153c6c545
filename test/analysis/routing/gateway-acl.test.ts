import { describe, expect, it } from 'vitest';
import { behindNat } from '../../support/world.ts';

type Rule = readonly [direction: 'in' | 'out', cidr: string, from?: number, to?: number, action?: 'allow' | 'deny'];

/** The client in 10.0.1.0/24, and an ACL of its own for the subnet of the NAT gateway. */
const guarded = (...rules: readonly Rule[]) => {
  const net = behindNat();
  for (const one of net.sections.subnets) if (one.SubnetId === 'subnet-a') one.CidrBlock = '10.0.1.0/24';
  net.sections.networkAcls.push({
    NetworkAclId: 'acl-nat',
    VpcId: 'vpc-main',
    Associations: [{ SubnetId: 'subnet-public' }],
    Entries: rules.map(([direction, CidrBlock, From = 0, To = 65_535, RuleAction = 'allow'], i) => ({
      RuleNumber: i + 1,
      Protocol: '6',
      RuleAction,
      Egress: direction === 'out',
      CidrBlock,
      PortRange: { From, To },
    })),
  });

  return net;
};

const fromClient: Rule = ['in', '10.0.1.0/24', 443, 443];
const toClient: Rule = ['out', '10.0.1.0/24', 1024];
const toService: Rule = ['out', '0.0.0.0/0', 443, 443];
const fromService: Rule = ['in', '0.0.0.0/0', 1024];
const passed = 'public nat-main (no-endpoint)';
const stopped = 'unreachable (network-acl)';

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html */
describe('the network ACL of a NAT gateway’s subnet', () => {
  it.each<[string, readonly Rule[], string]>([
    ['lets all four ways', [fromClient, toClient, toService, fromService], passed],
    ['lets no call of the client in', [toClient, toService, fromService], stopped],
    ['lets no call on that port in', [['in', '10.0.1.0/24', 80, 80], toClient, toService, fromService], stopped],
    ['lets no reply out to the client', [fromClient, toService, fromService], stopped],
    ['lets no call out to the service', [fromClient, toClient, fromService], stopped],
    ['lets no reply of the service in', [fromClient, toClient, toService], stopped],
    [
      'lets replies in to ports below those of NAT',
      [fromClient, toClient, toService, ['in', '0.0.0.0/0', 1, 1023]],
      stopped,
    ],
    ['lets some of the clients in', [['in', '10.0.1.0/25', 443, 443], toClient, toService, fromService], passed],
    [
      'lets the clients of another subnet in',
      [['in', '10.0.9.0/24', 443, 443], toClient, toService, fromService],
      stopped,
    ],
  ])('that %s', (_, rules, line) => {
    expect(guarded(...rules).path('a', 's3')).toBe(line);
  });

  it('that denies some of the addresses splits the path, and says so', () => {
    const net = guarded(['out', '52.216.0.0/15', 0, 65_535, 'deny'], fromClient, toClient, toService, fromService);
    const path = net.paths(['s3']).find(({ subnetId }) => subnetId === 'subnet-a');

    expect(net.path('a', 's3')).toBe(
      'split [public nat-main: 3.5.0.0/19 16.15.176.0/20 …] [unreachable: 52.216.0.0/15]',
    );
    expect(path?.hops.map(({ at, does, because }) => `${at} ${does}: ${because}`)).toContain(
      'acl-nat denies: the network ACL of subnet-public does not let HTTPS through nat-main (rule 1 denies 52.216.0.0/15)',
    );
  });

  it('judges a client by its own address where that is known', () => {
    const net = (address: string) =>
      guarded(['in', '10.0.1.0/25', 443, 443], toClient, toService, fromService)
        .interface('c', 'a', { PrivateIpAddresses: [{ PrivateIpAddress: address }] })
        .path('a', 's3');

    expect([net('10.0.1.9'), net('10.0.1.200')]).toEqual([passed, stopped]);
  });

  it('may block it where it was not read', () => {
    const net = guarded().unread('networkAcls');

    expect(net.path('a', 's3')).toBe(`${passed} ~`);
    expect(net.paths(['s3']).find(({ subnetId }) => subnetId === 'subnet-a')?.doubts).toContain(
      'ec2:networkAcls was not read: the network ACL of the subnet of nat-main may block it',
    );
  });

  it('holds back what the NAT gateway of another one sends on', () => {
    const net = guarded(['in', '10.0.0.0/16', 443, 443], ['out', '10.0.0.0/16', 1024], toService, fromService)
      .subnet('mid', { cidr: '10.0.2.0/24', routes: { '0.0.0.0/0': 'nat-main' } })
      .nat('mid', 'mid', { ConnectivityType: 'private' })
      .subnet('b', { cidr: '10.0.3.0/24', routes: { '0.0.0.0/0': 'nat-mid' } });

    expect(net.path('b', 's3')).toMatch(/^public nat-main <nat-mid/);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html */
describe('the network ACL of a subnet that holds the client and an instance that forwards', () => {
  const forwarder = { SourceDestCheck: false, Attachment: { InstanceId: 'i-fw' } };
  const beside = (client: 'a' | 'b') => {
    const net = behindNat()
      .subnet('out', { routes: { '0.0.0.0/0': 'igw-main' } })
      .subnet('b', { cidr: '10.0.8.0/24', routes: { '0.0.0.0/0': 'eni-in' } })
      .interface('in', 'a', forwarder)
      .interface('out', 'out', { ...forwarder, Association: { PublicIp: '198.51.100.7' } });
    net.sections.instances.push({ InstanceId: 'i-fw', State: { Name: 'running' } });
    for (const one of net.sections.subnets) if (one.SubnetId === 'subnet-a') one.CidrBlock = '10.0.1.0/24';
    for (const { RouteTableId, Routes = [] } of net.sections.routeTables)
      if (RouteTableId === 'rtb-a')
        for (const route of Routes)
          if (route.NatGatewayId) Object.assign(route, { NatGatewayId: undefined, NetworkInterfaceId: 'eni-in' });
    const line = (RuleNumber: number, RuleAction: string, Egress: boolean, CidrBlock: string) => ({
      RuleNumber,
      Protocol: '-1',
      RuleAction,
      Egress,
      CidrBlock,
    });
    net.sections.networkAcls.push({
      NetworkAclId: 'acl-a',
      VpcId: 'vpc-main',
      Associations: [{ SubnetId: 'subnet-a' }],
      Entries: [
        line(1, 'deny', false, '10.0.0.0/16'),
        line(2, 'allow', false, '0.0.0.0/0'),
        line(2, 'allow', true, '0.0.0.0/0'),
      ],
    });

    return net.path(client, 's3');
  };

  it('is asked nothing between the two, and all by another subnet', () => {
    expect([beside('a'), beside('b')]).toEqual([
      expect.stringMatching(/^public eni-out <eni-in/),
      expect.stringMatching(/^unreachable .*\(network-acl\)/),
    ]);
  });
});
