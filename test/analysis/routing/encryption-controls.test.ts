import { describe, expect, it } from 'vitest';
import { behindNat } from '../../support/world.ts';

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-encryption-controls.html */
describe('VPC encryption controls', () => {
  const controlled = (Mode: string, ...excluded: readonly string[]) => {
    const net = behindNat();
    for (const vpc of net.sections.vpcs)
      vpc.EncryptionControl = {
        Mode,
        State: 'available',
        ResourceExclusions: Object.fromEntries(excluded.map((kind) => [kind, { State: 'enabled' }])),
      };

    return net;
  };
  const first = (net: ReturnType<typeof controlled>, subnet = 'a') =>
    net.paths(['s3']).find(({ subnetId, primary }) => subnetId === `subnet-${subnet}` && primary);

  it('that monitor refuse nothing', () => {
    expect(controlled('monitor').path('a', 's3')).toBe('public nat-main (no-endpoint)');
    expect(first(controlled('monitor'))?.doubts).toEqual([]);
  });

  it('that enforce leave a doubt about a gateway that they do not exclude', () => {
    expect(controlled('enforce').path('a', 's3')).toBe('public nat-main (no-endpoint) ~');
    expect(controlled('enforce', 'NatGateway').path('a', 's3')).toBe('public nat-main (no-endpoint) ~');
    expect(first(controlled('enforce'))?.doubts).toEqual([
      expect.stringContaining('not verified: a gateway, peering connection or firewall endpoint that VPC encryption'),
    ]);
  });

  it('that enforce let pass what they exclude, as the path tells', () => {
    const net = controlled('enforce', 'NatGateway', 'InternetGateway');

    expect(net.path('a', 's3')).toBe('public nat-main (no-endpoint)');
    expect(first(net)?.hops).toEqual(
      expect.arrayContaining(
        ['NatGateway', 'InternetGateway'].map((kind) => ({
          at: 'vpc-main',
          does: 'permits',
          because: `encryption controls enforce; ${kind} is excluded`,
        })),
      ),
    );
  });

  it('take an exclusion that is being switched on or off for none', () => {
    const net = controlled('enforce', 'InternetGateway');
    for (const { EncryptionControl } of net.sections.vpcs)
      Object.assign(EncryptionControl?.ResourceExclusions ?? {}, { NatGateway: { State: 'enabling' } });

    expect(net.path('a', 's3')).toBe('public nat-main (no-endpoint) ~');
  });

  it('leave endpoints alone, as HTTPS is encrypted already, and transit gateways', () => {
    const net = controlled('enforce').gateway('vpce-s3', 's3', ['a']).endpoint('vpce-ec2', 'ec2');

    expect(net.path('a', 's3')).toBe('private vpce-s3');
    expect(net.path('a', 'ec2')).toBe('private vpce-ec2');
    expect(
      controlled('enforce')
        .subnet('t', { routes: { '0.0.0.0/0': 'tgw-far' } })
        .path('t', 's3'),
    ).toBe('transit tgw-far (no-endpoint)');
  });
});
