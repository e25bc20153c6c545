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
