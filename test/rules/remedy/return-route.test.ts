import { describe, expect, it } from 'vitest';
import { world } from '../../support/world.ts';

const ec2 = 'ec2.us-east-1.amazonaws.com';
const own = 'vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com';

const remedyOf = (net: ReturnType<typeof world>): string | undefined =>
  net.says('unreachable-path', 'subnet-a', 'ec2')[1];

/** @see https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html */
describe('replies that do not find back over a peering connection', () => {
  const peered = () =>
    world()
      .subnet('a', {
        ipv6: '2600:1f18:1:1::/64',
        routes: { '10.1.0.0/16': 'pcx-1', '2600:1f18:2:1::/64': 'pcx-1' },
      })
      .interface('app', 'a')
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', ipv6: '2600:1f18:2:1::/64' })
      .peering('pcx-1', 'main', 'hub')
      .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'], ipAddressType: 'dualstack' })
      .zone(ec2, ['main'], [`${ec2} ALIAS ${own}`]);

  it('get a route to it', () => {
    expect(remedyOf(peered())).toMatch(
      /^Add the route 10\.0\.\S+ → pcx-1 to rtb-h: aws ec2 create-route .*--vpc-peering-connection-id pcx-1/,
    );
  });

  it('are left to the owner of a VPC that another account shares', () => {
    expect(remedyOf(peered().shared('hub'))).toMatch(
      /^Add a route for 10\.0\.\S+ to rtb-h that leads to pcx-1, so that replies from vpce-ec2 find back$/,
    );
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html */
describe('replies that do not find back through a transit gateway', () => {
  const hub = (back: Readonly<Record<string, string>>) =>
    world()
      .subnet('a', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'tgw-1' } })
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '10.0.0.0/16': 'tgw-1' } })
      .transit({ main: ['a'], hub: ['h'] }, { '10.1.0.0/16': 'hub', ...back })
      .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'] })
      .zone(ec2, ['main'], [`${ec2} ALIAS ${own}`]);

  it('are told of with the clients that miss them, where others do not', () => {
    const net = hub({ '10.0.1.0/25': 'main' });
    for (const address of ['10.0.1.10', '10.0.1.200'])
      net.interface(`app-${address}`, 'a', {
        PrivateIpAddress: address,
        PrivateIpAddresses: [{ PrivateIpAddress: address }],
      });
    const [message, remedy] = net.says('split-path', 'subnet-a', 'ec2');

    expect(message).toContain('unreachable for clients at 10.0.1.200/32');
    expect(message).toContain('tgw-rtb-1 has no route back to ');
    expect(remedy).toMatch(/^Add a route for \S+ to tgw-rtb-1 that leads to tgw-attach-main, or have /);
  });
});
