import { describe, expect, it } from 'vitest';
import { behindNat, world } from '../support/world.ts';

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html */
describe('the addresses of an endpoint', () => {
  const elsewhere = () =>
    behindNat()
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24' })
      .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
      .zone(
        'ec2.us-east-1.amazonaws.com',
        ['main'],
        ['ec2.us-east-1.amazonaws.com ALIAS vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com'],
      );

  it('are not known where its VPC is not', () => {
    const net = elsewhere();
    net.sections.vpcs.pop();

    expect(net.path('a', 'ec2')).toBe('unknown (endpoint-not-visible)');
  });

  it('are not known where neither its interfaces nor its subnets are', () => {
    const net = elsewhere();
    net.sections.networkInterfaces.pop();
    net.sections.subnets.pop();

    expect(net.path('a', 'ec2')).toBe('unknown (unread-facts)');
  });

  it('are those of its interfaces, not any that its subnets could give', () => {
    const net = world()
      .subnet('a', { ipv6: '2600:1f18:1:1::/64' })
      .endpoint('vpce-ec2', 'ec2', { ipAddressType: 'ipv4', recordType: 'dualstack' });

    expect(net.path('a', 'ec2', 'ec2.us-east-1.amazonaws.com', 'ipv6')).toBe('unreachable (no-route)');
  });
});
