import { describe, expect, it } from 'vitest';
import { world } from '../../support/world.ts';

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html */
describe('IPv6', () => {
  it('of an IPv4-only name goes by NAT64, past the IPv4 route of the subnet', () => {
    const net = world()
      .subnet('a', { ipv6Only: true, dns64: true, ipv6: '2600:1f18::/64', routes: { '64:ff9b::/96': 'nat-main' } })
      .gateway('vpce-s3', 's3', ['a']);

    expect(net.path('a', 's3', 's3.us-east-1.amazonaws.com', 'ipv6')).toBe('public nat-main (ipv4-only-endpoint) ~');
    expect(net.path('a', 's3', 's3.us-east-1.amazonaws.com', 'ipv4')).toBe('no such path');
  });

  it('is no business of an IPv4-only endpoint', () => {
    const net = world()
      .subnet('a', { ipv6Only: true, ipv6: '2600:1f18::/64', routes: { '::/0': 'eigw-1' } })
      .subnet('b')
      .endpoint('vpce-ec2', 'ec2', { subnets: ['b'] });

    expect(net.path('a', 'ec2', undefined, 'ipv6')).toBe('public eigw-1 (ipv4-only-endpoint)');
  });

  /** https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
  it('of another VPC is no service’s, so that a route to it splits no path', () => {
    const net = world()
      .subnet('a', { ipv6: '2600:1f18:1:1::/64', routes: { '::/0': 'eigw-1', '2600:1f18:2::/56': 'pcx-1' } })
      .vpc('hub', '10.1.0.0/16')
      .peering('pcx-1', 'main', 'hub');
    for (const vpc of net.sections.vpcs)
      vpc.Ipv6CidrBlockAssociationSet = [
        {
          Ipv6CidrBlock: `2600:1f18:${vpc.VpcId === 'vpc-hub' ? 2 : 1}::/56`,
          Ipv6CidrBlockState: { State: 'associated' },
        },
      ];

    expect(net.path('a', 'ec2', undefined, 'ipv6')).toBe('public eigw-1 (no-endpoint)');
  });

  /** https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html */
  it('of another VPC may leave by the internet gateway of a hub, which no page says', () => {
    const net = world()
      .subnet('a', { ipv6: '2600:1f18:1:1::/64', routes: { '::/0': 'tgw-1' } })
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '::/0': 'igw-hub' } })
      .transit({ main: ['a'], hub: ['h'] }, { '::/0': 'hub' });

    expect(net.path('a', 'ec2', undefined, 'ipv6')).toBe('public igw-hub <tgw-1 (no-endpoint) ~');
  });

  /** https://docs.aws.amazon.com/vpc/latest/userguide/vpc-ip-addressing.html#vpc-private-ipv6-addresses */
  it.each(['igw-main', 'eigw-1', 'tgw-1'])('that is private leaves by no gateway to the internet: %s', (target) => {
    const net = (ipv6: string, attribute?: 'public' | 'private') => {
      const one = world()
        .subnet('a', { ipv6, dns64: true, routes: { '::/0': target, '64:ff9b::/96': 'nat-main' } })
        .vpc('hub', '10.1.0.0/16')
        .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '::/0': 'eigw-hub' } })
        .transit({ main: ['a'], hub: ['h'] }, { '::/0': 'hub' });
      for (const subnet of one.sections.subnets)
        for (const association of subnet.Ipv6CidrBlockAssociationSet ?? [])
          if (attribute !== undefined) association.Ipv6AddressAttribute = attribute;

      return one;
    };
    const lines = [net('fd80:1::/64'), net('2600:1f18::/64', 'private'), net('2600:1f18::/64', 'public')].map((one) =>
      one.path('a', 'ec2', undefined, 'ipv6'),
    );

    expect(lines.slice(0, 2)).toEqual(
      ['unreachable (no-public-address)', 'unreachable (no-public-address)'].map((line) =>
        target === 'tgw-1' ? line.replace(' ', ' <tgw-1 ') : line,
      ),
    );
    expect(lines[2]).toMatch(/^public /);
    expect(net('fd80:1::/64').path('a', 'ec2', 'ec2.us-east-1.amazonaws.com', 'ipv6')).toMatch(/^public nat-main /);
  });

  it('that is private is told apart from that of the next subnet on the same table', () => {
    const net = world()
      .subnet('a', { ipv6: 'fd80:1::/64', routes: null })
      .subnet('b', { ipv6: '2600:1f18:1:1::/64', routes: null })
      .route('main-main', '::/0', 'eigw-1');

    expect([net.path('a', 'ec2', undefined, 'ipv6'), net.path('b', 'ec2', undefined, 'ipv6')]).toEqual([
      'unreachable (no-public-address)',
      'public eigw-1 (no-endpoint)',
    ]);
  });

  it('and IPv4 never influence one another', () => {
    const net = world()
      .subnet('a', { ipv6: '2600:1f18::/64', routes: { '0.0.0.0/0': 'nat-main', '::/0': 'eigw-1' } })
      .gateway('vpce-s3', 's3', ['a']);

    expect([net.path('a', 's3'), net.path('a', 's3', undefined, 'ipv6')]).toEqual([
      'private vpce-s3',
      'public eigw-1 (ipv4-only-endpoint)',
    ]);
  });

  it('to a NAT gateway outside 64:ff9b::/96 is a dead end', () => {
    const net = world().subnet('a', { ipv6: '2600:1f18::/64', routes: { '::/0': 'nat-main' } });

    expect(net.path('a', 'ec2', undefined, 'ipv6')).toBe('unreachable nat-main (nat-dead-end)');
  });

  it('of an IPv4-only name goes by 64:ff9b::/96 alone: no internet gateway translates', () => {
    const behind = (gateway: string) =>
      world().subnet('a', { ipv6Only: true, dns64: true, ipv6: '2600:1f18::/64', routes: { '::/0': gateway } });
    const path = (gateway: string) => behind(gateway).path('a', 'ec2', 'ec2.us-east-1.amazonaws.com', 'ipv6');

    expect([path('eigw-1'), path('igw-main')]).toEqual([
      'unreachable eigw-1 (no-route)',
      'unreachable igw-main (no-route)',
    ]);
    expect(behind('eigw-1').path('a', 'ec2', undefined, 'ipv6')).toBe('public eigw-1 (no-endpoint)');
  });

  it('by DNS64 may go by a list that was not read', () => {
    const net = world()
      .list('pl-six', '2001:db8::/32')
      .subnet('a', {
        ipv6Only: true,
        ipv6: '2600:1f18:1:1::/64',
        dns64: true,
        routes: { '64:ff9b::/96': 'nat-main', 'pl-six': 'tgw-1' },
      });
    net.sections.prefixListEntries.pop();

    expect(net.path('a', 's3', 's3.us-east-1.amazonaws.com', 'ipv6')).toBe('unknown (unread-facts) ~');
  });
});
