import { describe, expect, it } from 'vitest';
import { world } from '../support/world.ts';

const ec2Name = 'ec2.us-east-1.amazonaws.com';
const own = 'vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com';

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html */
describe('the way back from an endpoint in another VPC', () => {
  const answeredBy = (back: Readonly<Record<string, string>>) =>
    world()
      .list('pl-spokes', '10.0.0.0/16')
      .list('pl-others', '10.9.0.0/16')
      .subnet('a', { routes: { '10.1.0.0/16': 'pcx-1' } })
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: back })
      .peering('pcx-1', 'main', 'hub')
      .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'] })
      .zone(ec2Name, ['main'], [`${ec2Name} ALIAS ${own}`]);

  it('is a route or a list of prefixes that covers the client', () => {
    expect(answeredBy({ '10.0.0.0/16': 'pcx-1' }).path('a', 'ec2')).toBe('private vpce-ec2 <pcx-1');
    expect(answeredBy({ 'pl-spokes': 'pcx-1' }).path('a', 'ec2')).toBe('private vpce-ec2 <pcx-1');
  });

  it('is in doubt where there is none', () => {
    expect(answeredBy({}).path('a', 'ec2')).toBe('private vpce-ec2 <pcx-1 ~');
    expect(answeredBy({ 'pl-others': 'pcx-1' }).path('a', 'ec2')).toBe('private vpce-ec2 <pcx-1 ~');
  });

  it('is in doubt where it drops', () => {
    const net = answeredBy({ '10.0.0.0/16': 'pcx-1' });
    for (const { RouteTableId, Routes = [] } of net.sections.routeTables)
      if (RouteTableId === 'rtb-h') for (const route of Routes) route.State = 'blackhole';

    expect(net.path('a', 'ec2')).toBe('private vpce-ec2 <pcx-1 ~');
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html */
describe('the way back through a transit gateway', () => {
  const routes = { '10.1.0.0/16': 'hub', '0.0.0.0/0': 'hub' };
  const hubBehind = (
    back: Readonly<Record<string, string>>,
    onward: Readonly<Record<string, string>> = { '10.0.0.0/16': 'tgw-1' },
  ) =>
    world()
      .subnet('a', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'tgw-1' } })
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '0.0.0.0/0': 'nat-hub' } })
      .subnet('e', { vpc: 'hub', cidr: '10.1.2.0/24', routes: { '0.0.0.0/0': 'igw-hub', ...onward } })
      .nat('hub', 'e')
      .transit({ main: ['a'], hub: ['h'] }, { ...routes, ...back })
      .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['e'] })
      .zone(ec2Name, ['main'], [`${ec2Name} ALIAS ${own}`]);
  const doubts = (net: ReturnType<typeof world>, service: string): readonly string[] =>
    net
      .paths([service])
      .filter(({ subnetId, primary }) => subnetId === 'subnet-a' && primary)
      .flatMap((path) => path.doubts);

  it('is a route to the spoke in the table of the attachment that the answer comes in by', () => {
    const net = hubBehind({ '10.0.0.0/16': 'main' });

    expect(net.path('a', 'ec2')).toBe('private vpce-ec2 <tgw-1');
    expect(net.path('a', 's3')).toBe('public nat-hub <tgw-1 (no-endpoint)');
  });

  it.each([
    ['there is none', {}],
    ['it drops', { '10.0.0.0/16': 'blackhole' }],
  ])('is in doubt where %s, for endpoints and for central egress', (_, back) => {
    const net = hubBehind(back);

    expect(net.path('a', 'ec2')).toBe('private vpce-ec2 <tgw-1 ~');
    expect(net.path('a', 's3')).toBe('public nat-hub <tgw-1 (no-endpoint) ~');
  });

  it('names the table that lacks the route', () => {
    for (const service of ['ec2', 's3']) {
      expect(doubts(hubBehind({ '10.0.0.0/16': 'blackhole' }), service)).toEqual([
        expect.stringMatching(/tgw-rtb-1 has no route back to subnet-a$/),
      ]);
      expect(doubts(hubBehind({ '10.0.0.0/16': 'main' }, {}), service)).toEqual([
        expect.stringMatching(/rtb-e has no route back to subnet-a$/),
      ]);
    }
  });

  it('is in doubt where the hub has no attachment subnet in the zone of what answers', () => {
    const net = hubBehind({ '10.0.0.0/16': 'main' });
    for (const one of net.sections.subnets)
      if (one.SubnetId === 'subnet-e')
        Object.assign(one, { AvailabilityZone: 'us-east-1b', AvailabilityZoneId: 'use1-az-b' });

    expect(doubts(net, 'ec2')).toEqual([expect.stringMatching(/tgw-attach-hub drops them: it has no subnet in zone/)]);
  });
});
