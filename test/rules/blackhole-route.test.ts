import { describe, expect, it } from 'vitest';
import { behindNat, world } from '../support/world.ts';

const rule = 'blackhole-route';
const broken = () => world().subnet('a', { routes: { '10.9.0.0/16': 'pcx-gone blackhole' } });

describe(rule, () => {
  it('fires where a subnet’s table leads to a target that is gone', () => {
    expect(broken().findings(rule)).toEqual(['warning blackhole-route rtb-a']);
    expect(broken().says(rule, 'rtb-a')).toEqual([
      '10.9.0.0/16 → pcx-gone in rtb-a is a blackhole: what matches it is dropped',
      'Remove the route 10.9.0.0/16 → pcx-gone from rtb-a: aws ec2 delete-route --route-table-id rtb-a --destination-cidr-block 10.9.0.0/16 --region us-east-1',
    ]);
  });

  it('gives no command where what it drops could leave over public addresses then', () => {
    const net = behindNat().route('a', '52.0.0.0/8', 'pcx-gone blackhole');

    expect(net.says(rule, 'rtb-a')[1]).toBe(
      'Delete the route 52.0.0.0/8 from rtb-a, or point it at a target that exists',
    );
  });

  it('gives no command for a route that a gateway propagates', () => {
    const net = broken();
    for (const { Routes = [] } of net.sections.routeTables)
      for (const route of Routes) if (route.State === 'blackhole') route.Origin = 'EnableVgwRoutePropagation';

    expect(net.says(rule, 'rtb-a')[1]).toBe(
      'Delete the route 10.9.0.0/16 from rtb-a, or point it at a target that exists',
    );
  });

  it('advises no deletion of a gateway endpoint’s own route, which AWS refuses', () => {
    const net = world().subnet('a', { routes: { 'pl-s3': 'vpce-s3 blackhole' } });

    expect(net.says(rule, 'rtb-a')[1]).toBe(
      'Take rtb-a off gateway endpoint vpce-s3: aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-s3 --remove-route-table-ids rtb-a --region us-east-1',
    );
  });

  it('is silent once the target exists', () => {
    expect(
      world()
        .subnet('a', { routes: { '10.9.0.0/16': 'pcx-1' } })
        .findings(rule),
    ).toEqual([]);
  });

  it('is silent about a table that no subnet uses', () => {
    expect(world().subnet('a').route('main-main', '10.9.0.0/16', 'pcx-gone blackhole').findings(rule)).toEqual([]);
  });

  it('fires for the main table where a subnet has no other', () => {
    const net = world().subnet('a', { routes: null }).route('main-main', '10.9.0.0/16', 'pcx-gone blackhole');

    expect(net.findings(rule)).toEqual(['warning blackhole-route rtb-main-main']);
  });

  it('fires on where the same destination works in the table of another subnet', () => {
    expect(
      broken()
        .subnet('b', { routes: { '10.9.0.0/16': 'pcx-1' } })
        .findings(rule),
    ).toEqual(['warning blackhole-route rtb-a']);
  });

  it('tells two blackholes of one table apart', () => {
    const net = broken().route('a', '0.0.0.0/0', 'nat-gone blackhole');
    const prints = net.report().findings.flatMap((one) => (one.rule === rule ? [one.fingerprint] : []));

    expect(new Set(prints).size).toBe(2);
  });

  it('is inconclusive where route tables were not read', () => {
    const net = broken().unread('routeTables', 'ec2:DescribeRouteTables');

    expect([net.findings(rule), net.outcome(rule)]).toEqual([[], 'inconclusive ec2:DescribeRouteTables']);
  });

  it('is silent in a VPC that another account owns', () => {
    expect(broken().shared().findings(rule)).toEqual([]);
  });
});
