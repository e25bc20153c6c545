import { describe, expect, it } from 'vitest';
import { behindNat, world } from '../support/world.ts';

const rule = 'idle-gateway-endpoint';

describe(rule, () => {
  it('fires where no route leads to the endpoint', () => {
    const net = behindNat().gateway('vpce-s3', 's3');

    expect(net.findings(rule)).toEqual(['warning idle-gateway-endpoint vpce-s3']);
    expect(net.says(rule, 'vpce-s3')).toEqual([
      'No route table of vpc-main leads to gateway endpoint vpce-s3 for com.amazonaws.us-east-1.s3',
      'Associate rtb-a, rtb-public with gateway endpoint vpce-s3: aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-s3 --add-route-table-ids rtb-a rtb-public --region us-east-1',
    ]);
  });

  it('is silent once a table has the route', () => {
    expect(behindNat().gateway('vpce-s3', 's3', ['a']).findings(rule)).toEqual([]);
  });

  it('fires on where the routes lead to the endpoint of another service', () => {
    expect(behindNat().gateway('vpce-s3', 's3').gateway('vpce-ddb', 'dynamodb', ['a']).findings(rule)).toEqual([
      'warning idle-gateway-endpoint vpce-s3',
    ]);
  });

  it('is silent about an interface endpoint, and about one that takes no traffic', () => {
    expect(behindNat().endpoint('vpce-ec2', 'ec2').gateway('vpce-s3', 's3', [], 'failed').findings(rule)).toEqual([]);
  });

  it('advises deletion in a VPC without subnets', () => {
    const net = world().vpc('empty', '10.9.0.0/16').gateway('vpce-s3', 's3');
    for (const endpoint of net.sections.vpcEndpoints) endpoint.VpcId = 'vpc-empty';

    expect(net.says(rule, 'vpce-s3')[1]).toBe(
      'Delete vpce-s3: aws ec2 delete-vpc-endpoints --vpc-endpoint-ids vpce-s3 --region us-east-1',
    );
  });

  it('is silent where a table that no subnet uses has the route', () => {
    expect(behindNat().gateway('vpce-s3', 's3', ['main-main']).findings(rule)).toEqual([]);
  });

  it('advises no table of a subnet whose table is not listed', () => {
    const net = world().subnet('a', { routes: null }).gateway('vpce-s3', 's3');
    net.sections.routeTables = net.sections.routeTables.filter(({ RouteTableId }) => RouteTableId === 'rtb-public');

    expect(net.says(rule, 'vpce-s3')[1]).toMatch(/^Associate rtb-public with gateway endpoint vpce-s3:/);
  });

  /** @see https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html */
  it('leaves the tables to another endpoint of the service: AWS takes one in a table', () => {
    const some = behindNat().gateway('vpce-used', 's3', ['a']).gateway('vpce-s3', 's3');
    const all = behindNat().gateway('vpce-used', 's3', ['a', 'public']).gateway('vpce-s3', 's3');

    expect(some.says(rule, 'vpce-s3')[1]).toMatch(/^Associate rtb-public with gateway endpoint vpce-s3: aws /);
    expect(all.findings(rule)).toEqual(['note idle-gateway-endpoint vpce-s3']);
    expect(all.says(rule, 'vpce-s3')).toEqual([
      'No route table of vpc-main leads to gateway endpoint vpce-s3 for com.amazonaws.us-east-1.s3: another one serves all in use',
      'Delete vpce-s3: aws ec2 delete-vpc-endpoints --vpc-endpoint-ids vpce-s3 --region us-east-1',
    ]);
  });

  it('is inconclusive, and silent, where route tables were not read', () => {
    const net = behindNat().gateway('vpce-s3', 's3').unread('routeTables', 'ec2:DescribeRouteTables');

    expect([net.findings(rule), net.outcome(rule)]).toEqual([[], 'inconclusive ec2:DescribeRouteTables']);
  });

  it('is silent in a VPC that another account owns', () => {
    expect(behindNat().gateway('vpce-s3', 's3').shared().findings(rule)).toEqual([]);
  });
});
