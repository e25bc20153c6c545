import { describe, expect, it } from 'vitest';
import { behindNat } from '../../support/world.ts';

const ec2Name = 'ec2.us-east-1.amazonaws.com';

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html */
describe('the DNS servers that DHCP names', () => {
  it.each([['AmazonProvidedDNS'], ['169.254.169.253'], ['fd00:ec2::253'], ['10.0.0.2'], ['amazonprovideddns']])(
    '%s are Amazon’s',
    (server) => {
      expect(behindNat().endpoint('vpce-ec2', 'ec2').dns('main', server).path('a', 'ec2')).toBe('private vpce-ec2');
    },
  );

  it('of their own leave the answer open, with both branches explained', () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2').dns('main', '10.0.9.10');
    const hops =
      net
        .paths(['ec2'])
        .find(({ subnetId, primary }) => subnetId === 'subnet-a' && primary)
        ?.hops.map(({ because }) => because) ?? [];

    expect([net.path('a', 'ec2'), net.privateDns('vpce-ec2')]).toEqual([
      'unknown (custom-dns-server)',
      'unknown custom-dns-server',
    ]);
    expect(hops.filter((hop) => hop.startsWith('if 10.0.9.10 '))).toHaveLength(2);
  });

  it('that are not one of a kind leave it open too', () => {
    expect(behindNat().dns('main', 'AmazonProvidedDNS', '10.0.9.10').path('a', 'ec2')).toBe(
      'unknown (custom-dns-server)',
    );
  });

  it('may be none', () => {
    const net = behindNat();
    for (const vpc of net.sections.vpcs) vpc.DhcpOptionsId = 'default';

    expect(net.path('a', 'ec2')).toBe('unknown (no-dns-server)');
  });
});

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries.html */
describe('DNS servers that are inbound Resolver endpoints', () => {
  const hub = () =>
    behindNat()
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24' })
      .zone(ec2Name, ['hub'], [`${ec2Name} A 52.94.1.1`])
      .inbound('hub', '10.1.1.9');
  const detailOf = (net: ReturnType<typeof behindNat>) => {
    const path = net.paths(['ec2']).find(({ subnetId, primary }) => subnetId === 'subnet-a' && primary);

    return { hops: path?.hops.map(({ at, because }) => `${at}: ${because}`) ?? [], doubts: path?.doubts ?? [] };
  };
  const byHub = 'public nat-main (overriding-zone) ~';
  const byNobody = 'unknown (custom-dns-server)';

  it('answer as the VPC that they stand in', () => {
    const net = hub().dns('main', '10.1.1.9');

    expect(net.path('a', 'ec2')).toBe(byHub);
    expect(detailOf(net).hops).toContain('vpc-hub: DHCP options: 10.1.1.9, the inbound Resolver endpoint of vpc-hub');
  });

  it.each<[string, string[], string]>([
    ['both of one VPC', ['10.1.1.9', '10.1.1.10'], byHub],
    ['one of them unknown', ['10.1.1.9', '10.1.1.11'], byNobody],
    ['one of them Amazon’s', ['10.1.1.9', 'AmazonProvidedDNS'], byNobody],
    ['in two VPCs', ['10.1.1.9', '10.2.1.9'], byNobody],
    ['all of them unknown', ['10.1.1.11'], byNobody],
  ])('%s', (_, servers, line) => {
    const net = hub()
      .vpc('other', '10.2.0.0/16')
      .inbound('other', '10.2.1.9')
      .dns('main', ...servers);
    net.sections.resolverEndpointIpAddresses[0]?.IpAddresses.push({ Ip: '10.1.1.10' });

    expect(net.path('a', 'ec2')).toBe(line);
  });

  it('of the VPC itself answer as the VPC does, whoever has the same address', () => {
    const net = hub()
      .vpc('twin', '10.0.0.0/16')
      .inbound('twin', '10.0.9.10')
      .inbound('main', '10.0.9.10')
      .dns('main', '10.0.9.10');

    expect(net.path('a', 'ec2')).toBe('public nat-main (no-endpoint) ~');
  });

  it('may be some where inbound endpoints were not read', () => {
    const net = hub().dns('main', '10.1.1.9').unread('resolverEndpoints');

    expect(net.path('a', 'ec2')).toMatch(/^unknown \(custom-dns-server\)/);
    expect(detailOf(net).doubts).toContain(
      'ec2:resolverEndpoints was not read: the servers may be inbound Resolver endpoints',
    );
  });

  it('are not known where DHCP options were not read', () => {
    const net = hub().unread('dhcpOptions');

    expect(net.path('a', 'ec2')).toMatch(/~$/);
    expect(detailOf(net).doubts).toContain('ec2:dhcpOptions was not read: clients may ask other DNS servers');
    expect(detailOf(net).hops[0]).toBe("vpc-main: assumed: Amazon's resolver of vpc-main");
  });
});

describe('the third address of a VPC', () => {
  it.each([
    ['10.0.0.2', 'public nat-main (no-endpoint)'],
    ['10.0.0.3', 'unknown (custom-dns-server)'],
    ['10.9.0.2', 'unknown (custom-dns-server)'],
  ])('is that of Amazon’s resolver: %s', (server, line) => {
    expect(behindNat().dns('main', server).path('a', 'ec2')).toBe(line);
  });

  it('is not known where its CIDR is not', () => {
    const net = behindNat().dns('main', '10.0.0.2');
    for (const vpc of net.sections.vpcs) Reflect.deleteProperty(vpc, 'CidrBlock');

    expect(net.path('a', 'ec2')).toBe('unknown (custom-dns-server)');
  });

  it('goes without saying where it is the only server', () => {
    const net = behindNat().dns('main', '10.0.0.2', 'AmazonProvidedDNS');
    const [first] = net.paths(['ec2']).find(({ subnetId, primary }) => subnetId === 'subnet-a' && primary)?.hops ?? [];

    expect(first).toEqual({ at: 'public DNS', does: 'answers', because: 'with public addresses of the service' });
  });
});
