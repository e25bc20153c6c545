import { describe, expect, it } from 'vitest';
import { world } from '../support/world.ts';

const rule = 'shadowed-gateway-endpoint';
const s3Name = 's3.us-east-1.amazonaws.com';
const free = () => world().subnet('a').gateway('vpce-free', 's3', ['a']);

describe(rule, () => {
  it('fires where the interface endpoint answers clients of the VPC', () => {
    const net = free().endpoint('vpce-paid', 's3');

    expect(net.findings(rule)).toEqual(['note shadowed-gateway-endpoint vpce-free s3']);
    expect(net.says(rule, 'vpce-free', 's3')).toEqual([
      'S3 goes through vpce-paid, which is paid by the gigabyte; gateway endpoint vpce-free would carry it free',
      'Let vpce-paid answer only inbound Resolver endpoints (no command is given, as s3 would turn from private to unreachable in vpc-main (subnet-public and 2 more))',
    ]);
  });

  it('is silent once it answers inbound Resolver endpoints alone', () => {
    expect(free().endpoint('vpce-paid', 's3', { inboundOnly: true }).findings(rule)).toEqual([]);
  });

  it('is silent where there is no gateway endpoint to take over, or an unusable one', () => {
    expect(world().subnet('a').endpoint('vpce-paid', 's3').findings(rule)).toEqual([]);
    expect(
      world().subnet('a').gateway('vpce-free', 's3', [], 'failed').endpoint('vpce-paid', 's3').findings(rule),
    ).toEqual([]);
  });

  it('is silent where the gateway endpoint serves another service', () => {
    const net = world().subnet('a').gateway('vpce-free', 'dynamodb', ['a']).endpoint('vpce-paid', 's3');

    expect(net.findings(rule)).toEqual([]);
  });

  it('advises to take the record away where a zone leads to the endpoint of a hub', () => {
    const net = free()
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24' })
      .endpoint('vpce-hub', 's3', { vpc: 'hub', subnets: ['h'], privateDns: false })
      .peering('pcx-1', 'main', 'hub')
      .route('h', '10.0.0.0/16', 'pcx-1')
      .route('a', '10.1.0.0/16', 'pcx-1')
      .zone(s3Name, ['main'], [`${s3Name} ALIAS vpce-hub-x1.s3.us-east-1.vpce.amazonaws.com`]);

    expect(net.says(rule, 'vpce-free', 's3')[1]).toBe(
      'Take away what answers clients of vpc-main with vpce-hub, so that vpce-free carries them',
    );
  });

  it('says it once for all subnets, and once for each interface endpoint', () => {
    const net = free()
      .subnet('b', { routes: { '0.0.0.0/0': 'nat-main' } })
      .endpoint('vpce-paid', 's3');

    expect(net.findings(rule)).toEqual(['note shadowed-gateway-endpoint vpce-free s3']);
  });

  it('is likely where what answers the name is not certain', () => {
    const net = free()
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '10.0.0.0/16': 'pcx-1' } })
      .endpoint('vpce-hub', 's3', { vpc: 'hub', subnets: ['h'], privateDns: false })
      .peering('pcx-1', 'main', 'hub')
      .route('a', '10.1.0.0/16', 'pcx-1')
      .zone(s3Name, ['main'], [`${s3Name} ALIAS vpce-hub-x1.s3.us-east-1.vpce.amazonaws.com`]);

    expect(net.says(rule, 'vpce-free', 's3').slice(2)).toEqual([]);
  });

  it('is inconclusive where DHCP options were not read', () => {
    const net = free().endpoint('vpce-paid', 's3').unread('dhcpOptions', 'ec2:DescribeDhcpOptions');

    expect([net.findings(rule), net.outcome(rule)]).toEqual([[], 'inconclusive ec2:DescribeDhcpOptions']);
  });

  it('is silent in a VPC that another account owns', () => {
    expect(free().endpoint('vpce-paid', 's3').shared().findings(rule)).toEqual([]);
  });
});
