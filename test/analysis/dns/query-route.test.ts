import { describe, expect, it } from 'vitest';
import { isOutOfReach } from '../../../src/analysis/dns/query-route.ts';
import { networkOf } from '../../../src/network/network.ts';
import { behindNat, type world } from '../../support/world.ts';

type World = ReturnType<typeof world>;

const isOut = (net: World, ...addresses: readonly string[]) => {
  const vpc = networkOf(net.snapshot()).vpcs.get('vpc-main');

  return vpc === undefined ? null : isOutOfReach(vpc, addresses);
};

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries.html */
describe('queries to an inbound Resolver endpoint of another VPC', () => {
  const ec2Name = 'ec2.us-east-1.amazonaws.com';
  const own = 'vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com';
  const asking = () =>
    behindNat()
      .endpoint('vpce-ec2', 'ec2', { privateDns: false })
      .vpc('hub', '10.1.0.0/16')
      .inbound('hub', '10.1.0.9')
      .zone(ec2Name, ['hub'], [`${ec2Name} ALIAS ${own}`])
      .dns('main', '10.1.0.9');

  it('make nothing private where no route leads there', () => {
    const net = asking();
    const [path] = net.paths(['ec2']).filter(({ subnetId, primary }) => subnetId === 'subnet-a' && primary);

    expect(net.path('a', 'ec2')).toBe('unknown (unrecognised) ~');
    expect(path?.doubts).toContainEqual(expect.stringContaining('no route of vpc-main leads to 10.1.0.9'));
  });

  it('arrive by a route of any of the tables', () => {
    const net = asking().peering('pcx-1', 'main', 'hub').route('public', '10.1.0.0/16', 'pcx-1');

    expect(net.path('a', 'ec2')).toBe('private vpce-ec2 ~');
  });

  it.each([
    ['0.0.0.0/0', 'igw-main', true],
    ['10.1.0.0/16', 'pcx-1 blackhole', true],
    ['10.2.0.0/16', 'tgw-1', true],
    ['::/0', 'tgw-1', true],
    ['10.0.0.0/8', 'tgw-1', false],
    ['10.0.0.0/8', 'vgw-1', false],
    ['10.1.0.9/32', 'eni-1', false],
    ['pl-any', 'tgw-1', false],
  ])('may be led by %s → %s, or not', (destination, target, isOutThen) => {
    expect(isOut(asking().route('a', destination, target), '10.1.0.9')).toBe(isOutThen);
  });

  it('arrive where one of the servers is in reach', () => {
    const net = () => asking().route('a', '10.1.1.0/24', 'tgw-1');

    expect([isOut(net(), '10.1.0.9', '10.1.1.9'), isOut(net(), '10.1.0.9', '10.1.2.9')]).toEqual([false, true]);
  });

  it('may arrive by what nobody read, and by what is no address', () => {
    expect([isOut(asking().unread('routeTables'), '10.1.0.9'), isOut(asking(), 'hub')]).toEqual([false, false]);
  });

  it('may arrive where participants of a shared VPC see some of its tables alone', () => {
    const vpc = networkOf(asking().snapshot()).vpcs.get('vpc-main');

    expect(vpc && isOutOfReach({ ...vpc, isShared: true }, ['10.1.0.9'])).toBe(false);
  });
});
