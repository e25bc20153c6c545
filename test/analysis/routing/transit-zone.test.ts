import { describe, expect, it } from 'vitest';
import { world } from '../../support/world.ts';

/** A spoke whose subnet `a` is in zone c, and a hub attached in zones a and b, each with a NAT gateway of its own. */
const farZone = (order: readonly string[], zone = 'c') => {
  const net = world()
    .subnet('a', { zone, routes: { '0.0.0.0/0': 'tgw-1' } })
    .vpc('hub', '10.1.0.0/16');
  for (const [index, near] of ['a', 'b'].entries())
    net
      .subnet(`p-${near}`, {
        vpc: 'hub',
        zone: near,
        cidr: `10.1.${index}.0/24`,
        routes: { '0.0.0.0/0': 'igw-hub', '10.0.0.0/16': 'tgw-1' },
      })
      .subnet(`h-${near}`, {
        vpc: 'hub',
        zone: near,
        cidr: `10.1.1${index}.0/24`,
        routes: { '0.0.0.0/0': `nat-${near}`, '10.0.0.0/16': 'tgw-1' },
      })
      .nat(near, `p-${near}`);

  return net.transit({ main: ['a'], hub: order }, { '0.0.0.0/0': 'hub', '10.0.0.0/16': 'main' });
};

const orders = [
  ['h-a', 'h-b'],
  ['h-b', 'h-a'],
];

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html */
describe('the zone in which packets come out of a transit gateway', () => {
  it('is the one they went in by, where the attachment has a subnet there', () => {
    for (const order of orders) expect(farZone(order, 'b').path('a', 's3')).toBe('public nat-b <tgw-1 (no-endpoint)');
  });

  it('does not matter where every subnet of the attachment leads to the same verdict', () => {
    for (const order of orders) expect(farZone(order).path('a', 's3')).toBe('public nat-a <tgw-1 (no-endpoint)');
  });

  it('is not known where they differ, in whatever order they are listed', () => {
    for (const order of orders)
      expect(farZone(order).gateway('vpce-s3', 's3', ['p-a'], 'available', 'hub').path('a', 's3')).toBe(
        'unknown (ambiguous-route) ~',
      );
  });

  it('is not known for those addresses alone in which they differ', () => {
    for (const order of orders)
      expect(farZone(order).route('h-a', '52.216.0.0/15', 'igw-hub').path('a', 's3')).toMatch(
        /^split \[public nat-a: .*\] \[unknown: 52\.216\.0\.0\/15\]$/,
      );
  });

  /** @see https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-appliance-scenario.html */
  it('is any of them where appliance mode picks it by the flow', () => {
    const net = farZone(['h-a', 'h-b'], 'b').gateway('vpce-s3', 's3', ['p-a'], 'available', 'hub');
    for (const one of net.sections.transitGatewayVpcAttachments)
      if (one.VpcId === 'vpc-hub') one.Options = { ApplianceModeSupport: 'enable' };

    expect(net.path('a', 's3')).toBe('unknown (ambiguous-route) ~');
  });

  /** @see https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html */
  it('is the same by its id, whatever name another account has for it', () => {
    const net = farZone(['h-a', 'h-b'], 'b');
    for (const one of net.sections.subnets)
      if (one.SubnetId === 'subnet-h-a') one.AvailabilityZone = 'us-east-1b';
      else if (one.SubnetId === 'subnet-h-b') one.AvailabilityZone = 'us-east-1a';

    expect(net.path('a', 's3')).toBe('public nat-b <tgw-1 (no-endpoint)');
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html */
describe('a regional NAT gateway in manual mode', () => {
  const regional = (zone: string) => {
    const net = world()
      .subnet('a', { zone: 'b', routes: { '0.0.0.0/0': 'tgw-1' } })
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '0.0.0.0/0': 'nat-r' } })
      .transit({ main: ['a'], hub: ['h'] }, { '0.0.0.0/0': 'hub', '10.0.0.0/16': 'main' })
      .nat('r', null, {
        VpcId: 'vpc-hub',
        AvailabilityMode: 'regional',
        AutoProvisionZones: 'disabled',
        RouteTableId: 'rtb-hub-main',
        NatGatewayAddresses: [{ AvailabilityZone: `us-east-1${zone}`, Status: 'succeeded' }],
      });

    return net.route('hub-main', '0.0.0.0/0', 'igw-hub').route('hub-main', '10.0.0.0/16', 'tgw-1');
  };

  it('serves the zone of the subnet whose table leads to it, not that of a client beyond a transit gateway', () => {
    expect(regional('a').path('a', 's3')).toBe('public nat-r <tgw-1 (no-endpoint) ~');
    expect(regional('b').path('a', 's3')).toBe('unreachable nat-r <tgw-1 (nat-dead-end) ~');
  });
});
