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
