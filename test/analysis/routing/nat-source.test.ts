import { expect, it } from 'vitest';
import { world } from '../../support/world.ts';

const endpointBehindNat64 = (source: string, addresses = [{ PrivateIp: '10.0.255.7', Status: 'succeeded' }]) => {
  const net = world()
    .subnet('a', { ipv6: '2600:1f18:1:1::/64', ipv6Only: true, dns64: true, routes: { '64:ff9b::/96': 'nat-main' } })
    .endpoint('vpce-ec2', 'ec2', { subnets: ['public'], groups: ['sg-one'] });
  for (const record of net.sections.natGateways) record.NatGatewayAddresses = addresses;
  net.sections.securityGroups.push({
    GroupId: 'sg-one',
    VpcId: 'vpc-main',
    IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: source }] }],
  });

  return net.path('a', 'ec2', 'ec2.us-east-1.amazonaws.com', 'ipv6');
};

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html */
it('behind a NAT gateway, an endpoint is asked for the gateway’s own address', () => {
  expect(endpointBehindNat64('10.0.255.7/32')).toMatch(/^private vpce-ec2/);
  expect(endpointBehindNat64('10.0.2.0/24')).toMatch(/^unreachable \(security-group\)/);
  expect(endpointBehindNat64('10.0.255.8/32')).toMatch(/^unreachable \(security-group\)/);
});

it('behind a NAT gateway whose address is not told, for any of its subnet', () => {
  expect(endpointBehindNat64('10.0.2.0/24', [])).toMatch(/^unreachable \(security-group\)/);
  expect(endpointBehindNat64('10.0.255.0/24', [])).toMatch(/^private vpce-ec2/);
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html */
it('behind a regional NAT gateway, whose address nobody knows, an endpoint that lets in a part of the VPC is no private path', () => {
  const line = (source: string) => {
    const net = world()
      .nat('all', null, { AvailabilityMode: 'regional', RouteTableId: 'rtb-public', AutoProvisionZones: 'enabled' })
      .subnet('a', { ipv6: '2600:1f18:1:1::/64', ipv6Only: true, dns64: true, routes: { '64:ff9b::/96': 'nat-all' } })
      .endpoint('vpce-ec2', 'ec2', { subnets: ['public'], groups: ['sg-one'] });
    net.sections.securityGroups.push({
      GroupId: 'sg-one',
      VpcId: 'vpc-main',
      IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: source }] }],
    });

    return net.path('a', 'ec2', 'ec2.us-east-1.amazonaws.com', 'ipv6');
  };

  expect(line('10.0.0.0/16')).toMatch(/^private vpce-ec2/);
  expect(line('10.0.1.0/24')).toMatch(/^unknown \(unrecognised\)/);
  expect(line('192.168.0.0/16')).toMatch(/^unreachable \(security-group\)/);
});
