import { describe, expect, it } from 'vitest';
import { behindNat } from '../../support/world.ts';

const ec2Name = 'ec2.us-east-1.amazonaws.com';

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-forward-vpc-to-network-domain-name-matches.html */
describe('a Resolver rule', () => {
  it('for everything loses to an endpoint’s own name and takes the rest', () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2').rule('rslvr-rr-1', '.', 'FORWARD', ['192.168.0.2']);

    expect([net.path('a', 'ec2'), net.path('a', 'sts')]).toEqual(['private vpce-ec2 ~', 'unknown (forwarded-dns)']);
  });

  it('for the very name wins over the endpoint', () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2').rule('rslvr-rr-1', ec2Name, 'FORWARD', ['192.168.0.2']);

    expect([net.path('a', 'ec2'), net.privateDns('vpce-ec2')]).toEqual([
      'unknown (forwarded-dns) ~',
      'ineffective forwarding-rule',
    ]);
  });

  it('of type SYSTEM keeps AWS’s names at home', () => {
    const net = behindNat()
      .rule('rslvr-rr-1', '.', 'FORWARD', ['192.168.0.2'])
      .rule('rslvr-rr-2', 'amazonaws.com', 'SYSTEM', []);

    expect(net.path('a', 'ec2')).toBe('public nat-main (no-endpoint)');
  });

  it('that is not associated changes nothing', () => {
    expect(
      behindNat()
        .vpc('other', '10.9.0.0/16')
        .rule('rslvr-rr-1', '.', 'FORWARD', ['192.168.0.2'], 'other')
        .path('a', 'ec2'),
    ).toBe('public nat-main (no-endpoint)');
  });

  it('of AWS’s own changes nothing', () => {
    const net = behindNat().rule('rslvr-autodefined-rr-internet-resolver', '.', 'RECURSIVE', []);

    expect(net.path('a', 'ec2')).toBe('public nat-main (no-endpoint)');
  });

  it('whose association is overridden is anybody’s guess', () => {
    expect(behindNat().rule('rslvr-rr-1', '.', 'FORWARD', ['192.168.0.2'], 'main', 'PAUSED').path('a', 'ec2')).toBe(
      'unknown (unrecognised)',
    );
    expect(behindNat().rule('rslvr-rr-1', '.', 'FORWARD', ['192.168.0.2'], 'main', 'OVERRIDDEN').path('a', 'ec2')).toBe(
      'unknown (unrecognised)',
    );
  });
});
