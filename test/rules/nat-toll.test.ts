import { describe, expect, it } from 'vitest';
import { behindNat, world } from '../support/world.ts';

const rule = 'nat-toll';

describe(rule, () => {
  it('fires where a NAT gateway stands before the gateway endpoint', () => {
    const net = behindNat().gateway('vpce-s3', 's3', ['public']);

    expect(net.findings(rule)).toEqual(['warning nat-toll subnet-a s3']);
    expect(net.says(rule, 'subnet-a', 's3')).toEqual([
      'subnet-a reaches S3 through nat-main before vpce-s3: the NAT gateway bills every gigabyte',
      'Associate rtb-a with gateway endpoint vpce-s3: aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-s3 --add-route-table-ids rtb-a --region us-east-1',
      'likely',
    ]);
  });

  it('is silent once the subnet’s own table is associated', () => {
    expect(behindNat().gateway('vpce-s3', 's3', ['public', 'a']).findings(rule)).toEqual([]);
  });

  it('is silent where the path stays public', () => {
    expect(behindNat().findings(rule)).toEqual([]);
  });

  it('fires on for the subnet whose table is not the associated one, and names all that one act mends', () => {
    const net = behindNat()
      .subnet('b', { routes: { '0.0.0.0/0': 'nat-main' } })
      .subnet('c', { routes: { '0.0.0.0/0': 'nat-main' } })
      .gateway('vpce-s3', 's3', ['public', 'a']);

    expect(net.findings(rule)).toEqual(['warning nat-toll subnet-b s3', 'warning nat-toll subnet-c s3']);
    expect(net.says(rule, 'subnet-b', 's3')[1]).toBe(
      'Associate rtb-b, rtb-c with gateway endpoint vpce-s3: aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-s3 --add-route-table-ids rtb-b rtb-c --region us-east-1',
    );
  });

  it('does not call an instance a gateway', () => {
    const net = world()
      .interface('nat', 'public', { SourceDestCheck: false, Association: { PublicIp: '198.51.100.7' } })
      .subnet('a', { routes: { '0.0.0.0/0': 'eni-nat' } })
      .gateway('vpce-s3', 's3', ['public']);

    expect(net.says(rule, 'subnet-a', 's3')[0]).toBe(
      'subnet-a reaches S3 through eni-nat before vpce-s3: every gigabyte is work for an instance that you pay for',
    );
  });

  it('advises no route that DNS64 would make moot', () => {
    const net = world()
      .subnet('a', { ipv6: '2600:1f18:1:1::/64', ipv6Only: true, dns64: true, routes: { '64:ff9b::/96': 'nat-main' } })
      .gateway('vpce-s3', 's3', ['public'])
      .ipv6ListOf('s3');

    expect(net.says(rule, 'subnet-a', 's3')[1]).toBe(
      'Give vpce-s3 addresses of both families; have clients dial s3.dualstack.us-east-1.amazonaws.com (no command is given, as it would not do by itself)',
    );
  });

  it('is silent for a service that the endpoint does not serve', () => {
    expect(behindNat().gateway('vpce-s3', 's3', ['public']).findings(rule)).not.toContain(
      'warning nat-toll subnet-a dynamodb',
    );
  });

  it('advises an endpoint of the VPC’s own where the one behind the NAT gateway is a hub’s', () => {
    const s3Name = 's3.us-east-1.amazonaws.com';
    const net = world()
      .subnet('t', { routes: { '10.1.0.0/16': 'tgw-1' } })
      .nat('private', 't', { ConnectivityType: 'private' })
      .subnet('a', { routes: { '10.1.0.0/16': 'nat-private' } })
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '10.0.0.0/16': 'tgw-1' } })
      .transit({ main: ['t'], hub: ['h'] }, { '10.1.0.0/16': 'hub', '10.0.0.0/16': 'main' })
      .endpoint('vpce-hub', 's3', { vpc: 'hub', subnets: ['h'], privateDns: false })
      .zone(s3Name, ['main'], [`${s3Name} ALIAS vpce-hub-x1.s3.us-east-1.vpce.amazonaws.com`]);

    expect(net.says(rule, 'subnet-a', 's3').slice(0, 2)).toEqual([
      'subnet-a reaches S3 through nat-private before vpce-hub: the NAT gateway bills every gigabyte',
      'Create a gateway endpoint for S3 in vpc-main for rtb-a (it costs nothing): aws ec2 create-vpc-endpoint --vpc-id vpc-main --service-name com.amazonaws.us-east-1.s3 --route-table-ids rtb-a --region us-east-1',
    ]);
  });

  it('is inconclusive where NAT gateways were not read', () => {
    const net = behindNat().gateway('vpce-s3', 's3', ['public']).unread('natGateways', 'ec2:DescribeNatGateways');

    expect([net.findings(rule), net.outcome(rule)]).toEqual([[], 'inconclusive ec2:DescribeNatGateways']);
  });

  it('is silent in a VPC that another account owns', () => {
    expect(behindNat().gateway('vpce-s3', 's3', ['public']).shared().findings(rule)).toEqual([]);
  });
});
