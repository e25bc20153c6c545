import { describe, expect, it } from 'vitest';
import { world } from '../../support/world.ts';

const lastHop = (net: ReturnType<typeof world>, family: 'ipv4' | 'ipv6' = 'ipv4') =>
  net
    .paths(['s3'])
    .find((path) => path.subnetId === 'subnet-a' && path.family === family)
    ?.hops.at(-1)?.because;

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/Carrier_Gateway.html */
describe('a carrier gateway', () => {
  const wavelength = () => world().subnet('a', { routes: { '0.0.0.0/0': 'cagw-1' } });

  it('passes interfaces that have a carrier address', () => {
    const net = wavelength().interface('c', 'a', { Association: { CarrierIp: '198.51.100.7' } });

    expect(net.path('a', 's3')).toBe('public cagw-1 (no-endpoint)');
  });

  it('passes no interface without one', () => {
    const net = wavelength().interface('c', 'a');

    expect(net.path('a', 's3')).toBe('unreachable (no-public-address)');
    expect(lastHop(net)).toBe('no interface of the subnet has a carrier address');
  });

  it('passes what an empty subnet may launch', () => {
    expect(wavelength().path('a', 's3')).toBe('public cagw-1 (no-endpoint)');
  });

  it('counts unread interfaces as having one, with a doubt', () => {
    const net = wavelength().unread('networkInterfaces');

    expect(net.path('a', 's3')).toBe('public cagw-1 (no-endpoint) ~');
    expect(net.paths(['s3']).find(({ subnetId }) => subnetId === 'subnet-a')?.doubts).toContain(
      'ec2:networkInterfaces was not read: the subnet may hold no carrier address',
    );
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html */
describe('64:ff9b::/96', () => {
  it.each(['igw-main', 'eigw-1'])('is not translated by %s', (gateway) => {
    const net = world().subnet('a', {
      ipv6: '2600:1f18:1:1::/64',
      ipv6Only: true,
      dns64: true,
      routes: { '::/0': gateway },
    });

    expect(net.path('a', 's3', 's3.us-east-1.amazonaws.com', 'ipv6')).toMatch(/^unreachable .*\(no-route\)/);
    expect(net.path('a', 's3', 's3.dualstack.us-east-1.amazonaws.com', 'ipv6')).toMatch(/^public /);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html */
describe('an internet gateway', () => {
  it('passes IPv6 from any interface', () => {
    const net = world()
      .subnet('a', { ipv6: '2600:1f18:1:1::/64', routes: { '::/0': 'igw-main' } })
      .interface('c', 'a');

    expect(net.path('a', 's3', 's3.dualstack.us-east-1.amazonaws.com', 'ipv6')).toBe('public igw-main (no-endpoint)');
  });

  it('passes nothing with the private address of another VPC', () => {
    const net = world()
      .subnet('a', { mapPublicIp: true, routes: { '0.0.0.0/0': 'tgw-1' } })
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '10.0.0.0/16': 'tgw-1', '0.0.0.0/0': 'igw-hub' } })
      .transit({ main: ['a'], hub: ['h'] }, { '0.0.0.0/0': 'hub', '10.0.0.0/16': 'main' });

    expect(net.path('a', 's3')).toBe('unreachable <tgw-1 (no-public-address)');
    expect(lastHop(net)).toBe('the packet still has the private source address of another VPC');
  });

  it('says whether nobody is there, or nobody with a public address', () => {
    const net = () => world().subnet('a', { routes: { '0.0.0.0/0': 'igw-main' } });

    expect([lastHop(net()), lastHop(net().interface('c', 'a'))]).toEqual([
      'the subnet holds no client, and gives none a public IPv4 address',
      'no interface of the subnet has a public IPv4 address',
    ]);
  });

  it('passes nothing of a private NAT gateway', () => {
    const net = world()
      .nat('private', 'public', { ConnectivityType: 'private' })
      .subnet('a', { routes: { '0.0.0.0/0': 'nat-private' } });

    expect(net.path('a', 's3')).toBe('unreachable (nat-dead-end)');
    expect(lastHop(net)).toBe('nat-private is private: its packets have no public address');
  });
});

describe('another network', () => {
  it('gets the packets of a NAT gateway through it', () => {
    const net = world()
      .subnet('p', { routes: { '0.0.0.0/0': 'vgw-1' } })
      .nat('private', 'p', { ConnectivityType: 'private' })
      .subnet('a', { routes: { '0.0.0.0/0': 'nat-private' } });

    expect(net.path('a', 's3')).toMatch(/^transit vgw-1 <nat-private/);
    expect(lastHop(net)).toBe('to a network that the facts do not cover');
  });
});

describe('what leaves', () => {
  it('goes to public AWS addresses', () => {
    expect(lastHop(world().subnet('a', { routes: { '0.0.0.0/0': 'nat-main' } }))).toBe('to public AWS addresses');
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html */
describe('what Block Public Access stops', () => {
  it('is told with its mode', () => {
    const net = world().subnet('a', { routes: { '0.0.0.0/0': 'nat-main' } });
    net.sections.blockPublicAccessOptions = [{ InternetGatewayBlockMode: 'block-bidirectional' }];

    expect(lastHop(net)).toBe('VPC Block Public Access is block-bidirectional');
  });
});

/** VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS of https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html */
describe('a virtual private gateway', () => {
  const behindHub = (routes: Readonly<Record<string, string>>) =>
    world()
      .subnet('a', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'tgw-1' } })
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes })
      .subnet('n', { vpc: 'hub', cidr: '10.1.2.0/24', routes: { '10.0.0.0/16': 'tgw-1', '0.0.0.0/0': 'vgw-1' } })
      .nat('hub', 'n')
      .transit({ main: ['a'], hub: ['h'] }, { '0.0.0.0/0': 'hub', '10.0.0.0/16': 'main' });

  it('takes nothing that a transit gateway brought', () => {
    const net = behindHub({ '0.0.0.0/0': 'vgw-1' });

    expect(net.path('a', 's3')).toBe('unreachable vgw-1 <tgw-1 (vpn-gateway-not-transitive)');
    expect(net.path('h', 's3')).toBe('transit vgw-1 (no-endpoint)');
    expect(lastHop(net)).toBe('a virtual private gateway takes no traffic from other networks');
  });

  it('takes what a NAT gateway of its VPC put its own address on', () => {
    expect(behindHub({ '0.0.0.0/0': 'nat-hub' }).path('a', 's3')).toBe('transit vgw-1 <tgw-1 <nat-hub (no-endpoint)');
  });
});
