import { describe, expect, it } from 'vitest';
import { world } from '../../support/world.ts';

type World = ReturnType<typeof world>;
type Rule = readonly [Egress: boolean, RuleAction: 'allow' | 'deny', cidr: string];

/** Its rules first, then all is let through. */
const guard = (net: World, subnet: string, ...rules: readonly Rule[]): World => {
  const open: readonly Rule[] = [true, false].flatMap((egress) => [
    [egress, 'allow', '0.0.0.0/0'] as const,
    [egress, 'allow', '::/0'] as const,
  ]);
  net.sections.networkAcls.push({
    NetworkAclId: `acl-of-${subnet}`,
    VpcId: 'vpc-main',
    Associations: [{ SubnetId: `subnet-${subnet}` }],
    Entries: [...rules, ...open].map(([Egress, RuleAction, cidr], i) => ({
      RuleNumber: i + 1,
      Protocol: '-1',
      RuleAction,
      Egress,
      ...(cidr.includes(':') ? { Ipv6CidrBlock: cidr } : { CidrBlock: cidr }),
    })),
  });

  return net;
};

const inside: readonly Rule[] = [
  [false, 'deny', '10.0.0.0/16'],
  [true, 'deny', '10.0.0.0/16'],
];

/** Subnet `a` is IPv6-only and behind NAT64 of `nat-main`; an endpoint of EC2 stands in `at`. */
const behindNat64 = (at: string): World =>
  world()
    .subnet('a', { ipv6: '2600:1f18:1:1::/64', ipv6Only: true, dns64: true, routes: { '64:ff9b::/96': 'nat-main' } })
    .subnet('b')
    .endpoint('vpce-ec2', 'ec2', { subnets: [at] });

const nat64Line = (net: World): string => net.path('a', 'ec2', 'ec2.us-east-1.amazonaws.com', 'ipv6');

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html */
describe('a network ACL is not asked about what stays in its subnet', () => {
  it('from a NAT gateway to an endpoint beside it', () => {
    const line = /^private vpce-ec2 <nat-main/;

    expect(nat64Line(guard(behindNat64('public'), 'public', ...inside))).toMatch(line);
    expect(nat64Line(guard(behindNat64('b'), 'public', ...inside))).toMatch(/^unreachable \(?.*network-acl/);
    expect(nat64Line(guard(behindNat64('b'), 'b', ...inside))).toMatch(/^unreachable \(network-acl\)/);
    expect(nat64Line(guard(behindNat64('b'), 'b', [false, 'deny', '10.0.1.0/24']))).toMatch(line);
  });

  it('from an appliance to an endpoint beside it', () => {
    const line = (at: string): string => {
      const net = world()
        .vpc('hub', '10.1.0.0/16')
        .subnet('box', { cidr: '10.0.2.0/24', routes: {} })
        .subnet('b', { cidr: '10.0.3.0/24' })
        .interface('box', 'box', { SourceDestCheck: false })
        .endpoint('vpce-ec2', 'ec2', { subnets: [at] })
        .subnet('a', { cidr: '10.0.1.0/24', routes: { '10.0.2.0/24': 'eni-box', '10.0.3.0/24': 'eni-box' } });

      return guard(net, 'box', [true, 'deny', '10.0.2.0/24'], [true, 'deny', '10.0.3.0/24']).path('a', 'ec2');
    };

    expect(line('box')).toMatch(/^unknown \(unrecognised\)/);
    expect(line('b')).toMatch(/network-acl/);
  });

  it('from a client to the inside of an appliance that sends on from another subnet', () => {
    const net = (at: string): World =>
      world()
        .subnet('a', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'eni-in' } })
        .subnet('b', { cidr: '10.0.2.0/24' })
        .interface('in', at, { SourceDestCheck: false, Attachment: { InstanceId: 'i-1', Status: 'attached' } })
        .interface('out', 'public', {
          SourceDestCheck: false,
          Association: { PublicIp: '198.51.100.7' },
          Attachment: { InstanceId: 'i-1', Status: 'attached' },
        });

    expect(guard(net('a'), 'a', [true, 'deny', '52.0.0.0/6']).path('a', 's3')).toMatch(/^public eni-out/);
    expect(guard(net('b'), 'a', [true, 'deny', '0.0.0.0/0']).path('a', 's3')).toMatch(/^unreachable \(network-acl\)/);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html */
it('a NAT gateway beside the attachment of a transit gateway is held by outbound rules alone', () => {
  const line = (...rules: readonly Rule[]): string => {
    const net = world()
      .subnet('a', { routes: { '0.0.0.0/0': 'nat-main' } })
      .route('public', '52.216.0.0/15', 'tgw-1')
      .transit({ main: ['public'] }, { '0.0.0.0/0': 'vpn' });

    return guard(net, 'public', ...rules).path('a', 's3');
  };

  expect(line()).toMatch(/^split .*\[transit tgw-1: 52.216.0.0\/15\]/);
  expect(line([false, 'deny', '52.216.0.0/15'])).toBe(line());
  expect(line([true, 'deny', '52.216.0.0/15'])).toMatch(/^split .*\[unreachable: 52.216.0.0\/15\]/);
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html */
describe('the network ACL of a firewall endpoint’s subnet', () => {
  const line = (...rules: readonly Rule[]): string => {
    const net = world()
      .subnet('fw', { cidr: '10.0.9.0/24', routes: { '0.0.0.0/0': 'nat-main' } })
      .endpoint('vpce-fw', 'fw', { type: 'GatewayLoadBalancer', subnets: ['fw'], privateDns: false })
      .subnet('a', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'vpce-fw' } });

    return guard(net, 'fw', ...rules).path('a', 's3');
  };

  it.each<[string, readonly Rule[], RegExp]>([
    ['lets clients and services through', [], /^public nat-main <vpce-fw/],
    ['lets clients of another subnet in only', [[false, 'deny', '10.0.1.0/24']], /^unreachable .*network-acl/],
    ['lets no reply out to clients', [[true, 'deny', '10.0.1.0/24']], /^unreachable .*network-acl/],
    ['lets some of the addresses out', [[true, 'deny', '52.216.0.0/15']], /^split .*\[unreachable: 52.216.0.0\/15\]/],
  ])('that %s', (_, rules, expected) => {
    expect(line(...rules)).toMatch(expected);
  });
});
