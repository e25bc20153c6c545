import { describe, expect, it } from 'vitest';
import { behindNat, world } from '../../support/world.ts';

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html */
describe('an internet gateway', () => {
  it('passes nothing from a subnet without a public address', () => {
    const net = world()
      .subnet('a', { routes: { '0.0.0.0/0': 'igw-main' } })
      .interface('a', 'a');

    expect(net.path('a', 's3')).toBe('unreachable (no-public-address)');
    expect(net.gateway('vpce-s3', 's3', ['a']).path('a', 's3')).toBe('private vpce-s3');
  });

  it('passes what has one', () => {
    const net = world()
      .subnet('a', { routes: { '0.0.0.0/0': 'igw-main' } })
      .interface('a', 'a', { Association: { PublicIp: '198.51.100.7' } });

    expect(net.path('a', 's3')).toBe('public igw-main (no-endpoint)');
  });

  it('would pass what an empty subnet launches with a public address', () => {
    const net = world().subnet('a', { mapPublicIp: true, routes: { '0.0.0.0/0': 'igw-main' } });

    expect(net.path('a', 's3')).toBe('public igw-main (no-endpoint)');
  });

  it('counts unread interfaces as having one, with a doubt', () => {
    const net = world()
      .subnet('a', { routes: { '0.0.0.0/0': 'igw-main' } })
      .unread('networkInterfaces');

    expect(net.path('a', 's3')).toBe('public igw-main (no-endpoint) ~');
  });

  it('splits the public space for a service without a list', () => {
    const net = behindNat().route('a', '52.0.0.0/8', 'tgw-1');

    expect(net.path('a', 'ec2')).toMatch(/^split \[public nat-main: .*\] \[transit tgw-1: .*\]$/);
    expect(
      world()
        .subnet('a', { routes: { '0.0.0.0/1': 'nat-main', '128.0.0.0/1': 'nat-main' } })
        .path('a', 'ec2'),
    ).toBe('public nat-main (no-endpoint)');
  });
});
