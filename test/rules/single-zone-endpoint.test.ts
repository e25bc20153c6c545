import { describe, expect, it } from 'vitest';
import { world } from '../support/world.ts';

const rule = 'single-zone-endpoint';
const twoZones = () => world().subnet('a').subnet('b', { zone: 'b' });

describe(rule, () => {
  it('fires where one zone carries all of a VPC that has several', () => {
    const net = twoZones().subnet('c', { zone: 'c' }).endpoint('vpce-ec2', 'ec2');

    expect(net.findings(rule)).toEqual(['note single-zone-endpoint vpce-ec2']);
    expect(net.says(rule, 'vpce-ec2')).toEqual([
      'vpce-ec2 for com.amazonaws.us-east-1.ec2 stands in us-east-1a alone; vpc-main also has subnets in us-east-1b and us-east-1c',
      'Add subnet-b and subnet-c to vpce-ec2: aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-ec2 --add-subnet-ids subnet-b subnet-c --region us-east-1',
    ]);
  });

  /** @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html */
  it('adds a subnet that has the endpoint’s families, and a free address', () => {
    const remedy = (ipAddressType: string, free: number) => {
      const net = world()
        .subnet('a', { ipv6: '2600:1f18:1:1::/64' })
        .subnet('used', { zone: 'b' })
        .interface('app', 'used')
        .subnet('both', { zone: 'b', ipv6: '2600:1f18:1:2::/64' })
        .subnet('six', { zone: 'b', ipv6: '2600:1f18:1:3::/64', ipv6Only: true })
        .endpoint('vpce-ec2', 'ec2', { ipAddressType });
      for (const one of net.sections.subnets) if (one.SubnetId === 'subnet-used') one.AvailableIpAddressCount = free;
      for (const one of net.sections.vpcEndpointServices)
        if (one.ServiceName?.endsWith('.ec2')) one.SupportedIpAddressTypes = ['ipv4', 'ipv6'];

      return net.says(rule, 'vpce-ec2')[1]?.split(' to ')[0];
    };

    expect(remedy('ipv4', 9)).toBe('Add subnet-used');
    expect(remedy('ipv4', 0)).toBe('Add subnet-both');
    expect(remedy('dualstack', 9)).toBe('Add subnet-both');
    expect(remedy('ipv6', 9)).toMatch(/^Add subnet-(both|six)$/);
  });

  it('is silent once it stands in two', () => {
    expect(
      twoZones()
        .endpoint('vpce-ec2', 'ec2', { subnets: ['a', 'b'] })
        .findings(rule),
    ).toEqual([]);
  });

  it('fires on where the second subnet is of the same zone', () => {
    const net = twoZones()
      .subnet('aa')
      .endpoint('vpce-ec2', 'ec2', { subnets: ['a', 'aa'] });

    expect(net.findings(rule)).toEqual(['note single-zone-endpoint vpce-ec2']);
  });

  it('is silent in a VPC of one zone, whatever zones another has', () => {
    const net = world().subnet('a').endpoint('vpce-ec2', 'ec2').vpc('other', '10.9.0.0/16');
    net.subnet('o', { vpc: 'other', cidr: '10.9.1.0/24', zone: 'b' });

    expect(net.findings(rule)).toEqual([]);
  });

  it('does not count a Local Zone, where no interface endpoint can stand', () => {
    expect(world().subnet('a').subnet('chi', { zone: '-chi-1a' }).endpoint('vpce-ec2', 'ec2').findings(rule)).toEqual(
      [],
    );
  });

  it('is silent where the service takes endpoints in no other zone', () => {
    const net = twoZones().endpoint('vpce-ec2', 'ec2');
    for (const offered of net.sections.vpcEndpointServices) offered.AvailabilityZones = ['us-east-1a'];

    expect(net.findings(rule)).toEqual([]);
  });

  it('is silent about gateway endpoints and those that take no traffic or are not ours', () => {
    const net = twoZones().gateway('vpce-s3', 's3', ['a']).endpoint('vpce-sts', 'sts', { state: 'failed' });
    net.endpoint('vpce-ec2', 'ec2', { requesterManaged: true });

    expect(net.findings(rule)).toEqual([]);
  });

  it('is silent about an endpoint whose subnets are not known', () => {
    expect(twoZones().endpoint('vpce-ec2', 'ec2', { subnets: [] }).findings(rule)).toEqual([]);
  });

  it('names no zone that takes no endpoint of the service', () => {
    const net = twoZones().subnet('c', { zone: 'c' }).endpoint('vpce-ec2', 'ec2');
    for (const offered of net.sections.vpcEndpointServices) offered.AvailabilityZones = ['us-east-1a', 'us-east-1c'];

    expect(net.says(rule, 'vpce-ec2')).toEqual([
      'vpce-ec2 for com.amazonaws.us-east-1.ec2 stands in us-east-1a alone; vpc-main also has subnets in us-east-1c',
      'Add subnet-c to vpce-ec2: aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-ec2 --add-subnet-ids subnet-c --region us-east-1',
    ]);
  });

  it('is inconclusive where endpoints were not read', () => {
    const net = twoZones().endpoint('vpce-ec2', 'ec2').unread('vpcEndpoints', 'ec2:DescribeVpcEndpoints');

    expect([net.findings(rule), net.outcome(rule)]).toEqual([[], 'inconclusive ec2:DescribeVpcEndpoints']);
  });

  it('is silent in a VPC that another account owns', () => {
    expect(twoZones().endpoint('vpce-ec2', 'ec2').shared().findings(rule)).toEqual([]);
  });
});
