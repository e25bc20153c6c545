import { describe, expect, it } from 'vitest';
import { behindNat } from '../../support/world.ts';

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
