import { describe, expect, it } from 'vitest';
import { world } from '../support/world.ts';

type World = ReturnType<typeof world>;

const ec2Name = 'ec2.us-east-1.amazonaws.com';
const toHub = (net: World) =>
  net.zone(ec2Name, ['main'], [`${ec2Name} ALIAS vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com`]);
const hub = (routes: Readonly<Record<string, string>>) =>
  toHub(
    world()
      .subnet('a', { cidr: '10.0.1.0/24', mapPublicIp: true, routes })
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '10.0.0.0/16': 'pcx-1' } })
      .peering('pcx-1', 'main', 'hub')
      .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'] }),
  );
const detailOf = (net: World, subnet = 'a') => {
  const path = net.paths(['ec2']).find(({ subnetId, primary }) => subnetId === `subnet-${subnet}` && primary);

  return { last: path?.hops.at(-1), doubts: path?.doubts ?? [] };
};

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/how-it-works.html */
describe('the private address of an endpoint', () => {
  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['gets nowhere by an internet gateway', { '0.0.0.0/0': 'igw-main' }, 'unreachable (no-route-to-endpoint)'],
    ['gets nowhere by a NAT gateway', { '0.0.0.0/0': 'nat-main' }, 'unreachable (no-route-to-endpoint)'],
    ['gets nowhere without a route', {}, 'unreachable (no-route-to-endpoint)'],
    ['gets nowhere by a blackhole', { '10.1.0.0/16': 'pcx-1 blackhole' }, 'unreachable pcx-1 (blackhole) ~'],
    ['goes to a network that the facts do not cover', { '10.1.0.0/16': 'vgw-1' }, 'transit vgw-1'],
    ['goes nobody knows where', { '10.1.0.0/16': 'xyz-1' }, 'unknown (unrecognised)'],
    ['goes to its VPC', { '10.1.0.0/16': 'pcx-1' }, 'private vpce-ec2 <pcx-1'],
  ])('%s', (_, routes, line) => {
    expect(hub(routes).path('a', 'ec2')).toBe(line);
  });

  it('says that no route leads to it', () => {
    expect(detailOf(hub({})).last).toEqual({
      at: 'vpce-ec2',
      does: 'drops',
      because: 'no route leads to its private address',
    });
  });

  it('in a CIDR of the client’s own VPC stays there', () => {
    const net = hub({});
    for (const vpc of net.sections.vpcs)
      if (vpc.VpcId === 'vpc-main')
        vpc.CidrBlockAssociationSet = ['10.0.0.0/16', '10.1.0.0/16'].map((CidrBlock) => ({
          CidrBlock,
          CidrBlockState: { State: 'associated' },
        }));
    for (const { RouteTableId, Routes = [] } of net.sections.routeTables)
      if (RouteTableId === 'rtb-a')
        Routes.push({
          DestinationCidrBlock: '10.1.0.0/16',
          GatewayId: 'local',
          State: 'active',
          Origin: 'CreateRouteTable',
        });

    expect(net.path('a', 'ec2')).toBe('unreachable (address-overlap)');
    expect(detailOf(net).last?.because).toMatch(/^has 10\.1\.1\.\d+ of vpce-ec2 in a CIDR of its own/);
  });

  it('in the client’s own subnet needs no route', () => {
    const net = world().subnet('a', { cidr: '10.0.1.0/24' }).endpoint('vpce-ec2', 'ec2');
    for (const { RouteTableId, Routes = [] } of net.sections.routeTables)
      if (RouteTableId === 'rtb-a') Routes.length = 0;

    expect(net.path('a', 'ec2')).toBe('private vpce-ec2');
    expect(detailOf(net).last?.because).toMatch(/^interface endpoint at 10\.0\.1\.\d+ in vpc-main$/);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html */
describe('an IPv4 endpoint that an IPv6-only subnet calls through DNS64', () => {
  const translated = (routes: Readonly<Record<string, string>>) =>
    world()
      .subnet('e', { cidr: '10.0.5.0/24' })
      .endpoint('vpce-ec2', 'ec2', { subnets: ['e'] })
      .subnet('a', { ipv6: '2600:1f18:1:1::/64', ipv6Only: true, dns64: true, routes });

  it('is reached by a NAT gateway', () => {
    expect(translated({ '64:ff9b::/96': 'nat-main' }).path('a', 'ec2', ec2Name, 'ipv6')).toMatch(
      /^private vpce-ec2 <nat-main/,
    );
  });

  it('is not reached without one', () => {
    expect(translated({ '::/0': 'eigw-1' }).path('a', 'ec2', ec2Name, 'ipv6')).toMatch(/^unreachable /);
  });

  it('has its groups let the NAT gateway’s VPC in', () => {
    const net = (cidr: string) => {
      const made = translated({ '64:ff9b::/96': 'nat-main' });
      for (const group of made.sections.securityGroups)
        group.IpPermissions = [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: cidr }] }];

      return made.path('a', 'ec2', ec2Name, 'ipv6');
    };

    expect(net('10.0.0.0/16')).toMatch(/^private /);
    expect(net('10.9.0.0/16')).toMatch(/^unreachable .*\(security-group\)/);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html */
describe('an interface endpoint under Block Public Access', () => {
  it.each([
    ['off', 'private vpce-ec2'],
    ['block-bidirectional', 'private vpce-ec2 ~'],
    ['block-ingress', 'private vpce-ec2 ~'],
  ])('in mode %s', (InternetGatewayBlockMode, line) => {
    const net = world().subnet('a').endpoint('vpce-ec2', 'ec2');
    net.sections.blockPublicAccessOptions = [{ InternetGatewayBlockMode }];

    expect(net.path('a', 'ec2')).toBe(line);
  });
});
