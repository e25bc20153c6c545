import { describe, expect, it } from 'vitest';
import { hub } from '../support/hub.ts';
import { account, stranger } from '../support/world/sections.ts';
import { world } from '../support/world.ts';

const rule = 'transit-path';
const ec2Name = 'ec2.us-east-1.amazonaws.com';
const toPremises = () => world().subnet('a', { routes: { '0.0.0.0/0': 'vgw-1' } });

describe(rule, () => {
  it('fires where traffic leaves for a network that cannot be seen', () => {
    const net = toPremises();

    expect(net.findings(rule)).toEqual([
      'warning transit-path subnet-a dynamodb',
      'warning transit-path subnet-a ec2',
      'warning transit-path subnet-a s3',
    ]);
    expect(net.says(rule, 'subnet-a', 's3')).toEqual([
      'subnet-a sends S3 to vgw-1: vpc-main has no endpoint for it',
      'Create a gateway endpoint for S3 in vpc-main for rtb-a (it costs nothing): aws ec2 create-vpc-endpoint --vpc-id vpc-main --service-name com.amazonaws.us-east-1.s3 --route-table-ids rtb-a --region us-east-1',
    ]);
  });

  it('is silent once the services have endpoints', () => {
    const net = toPremises()
      .gateway('vpce-s3', 's3', ['a'])
      .gateway('vpce-ddb', 'dynamodb', ['a'])
      .endpoint('vpce-ec2', 'ec2');

    expect(net.findings(rule)).toEqual([]);
  });

  it('is silent where only private networks lie behind the gateway', () => {
    const net = world().subnet('a', { routes: { '10.0.0.0/8': 'vgw-1', '0.0.0.0/0': 'nat-main' } });

    expect(net.findings(rule)).toEqual([]);
  });

  it('fires on where the gateway endpoint serves the table of another subnet', () => {
    const net = toPremises().subnet('b').gateway('vpce-s3', 's3', ['b']);

    expect(net.says(rule, 'subnet-a', 's3')).toEqual([
      'subnet-a sends S3 to vgw-1: rtb-a is not associated with gateway endpoint vpce-s3',
      'Associate rtb-a with gateway endpoint vpce-s3: aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-s3 --add-route-table-ids rtb-a --region us-east-1',
    ]);
  });

  it('is silent where the network behind a transit gateway can be seen', () => {
    const net = world()
      .subnet('a', { routes: { '0.0.0.0/0': 'tgw-1' } })
      .vpc('egress', '10.1.0.0/16')
      .subnet('t', { vpc: 'egress', cidr: '10.1.1.0/24', routes: {} })
      .transit({ main: ['a'], egress: ['t'] }, { '0.0.0.0/0': 'egress' });

    expect(net.findings(rule)).toEqual([]);
    expect(net.path('a', 's3')).toBe('unreachable <tgw-1 (no-route)');
  });

  it('is inconclusive where attachments of transit gateways were not read', () => {
    const net = world().subnet('a', { routes: { '0.0.0.0/0': 'tgw-1' } });
    net.unread('transitGatewayAttachments', 'ec2:DescribeTransitGatewayAttachments');

    expect(net.outcome(rule)).toBe('inconclusive ec2:DescribeTransitGatewayAttachments');
  });

  it('says what was not read where the name leads to an endpoint beyond a transit gateway', () => {
    const says = (owner: string) => {
      const net = hub()
        .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
        .zone(ec2Name, ['main'], [`${ec2Name} ALIAS vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com`])
        .unread('transitGatewayRoutes', 'ec2:SearchTransitGatewayRoutes');
      net.sections.transitGateways.push({ TransitGatewayId: 'tgw-1', OwnerId: owner });

      return net.says(rule, 'subnet-a', 'ec2');
    };

    expect(says(account)).toEqual([
      'subnet-a sends the EC2 API to tgw-1: it is meant for vpce-ec2, and ec2:SearchTransitGatewayRoutes was not read: where the transit gateway leads is not known',
      'Allow ec2:SearchTransitGatewayRoutes and audit again',
      'likely',
    ]);
    expect(says(stranger)).toEqual([
      'subnet-a sends the EC2 API to tgw-1: it is meant for vpce-ec2, and whether it gets there cannot be seen from here; tgw-1 is of account 999988887777, whose facts of this Region are not among these: collect there too, or add a snapshot of it with --context',
      'Make sure that tgw-1 leads to vpce-ec2, and its replies back to vpc-main',
    ]);
  });

  it('is silent in a VPC that another account owns', () => {
    expect(toPremises().shared().findings(rule)).toEqual([]);
  });
});
