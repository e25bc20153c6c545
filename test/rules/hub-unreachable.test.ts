import { describe, expect, it } from 'vitest';
import { guard } from '../support/acl.ts';
import { hub as withTransit } from '../support/hub.ts';
import { world } from '../support/world.ts';

const rule = 'hub-unreachable';
const ec2Name = 'ec2.us-east-1.amazonaws.com';
const alias = `${ec2Name} ALIAS vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com`;

const hub = () =>
  world()
    .subnet('a')
    .subnet('b')
    .vpc('hub', '10.1.0.0/16')
    .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24' })
    .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
    .peering('pcx-1', 'main', 'hub')
    .route('h', '10.0.0.0/16', 'pcx-1');

const ours = (lines: readonly string[]) => lines.filter((line) => !line.includes('subnet-public'));

describe(rule, () => {
  it('fires where the name leads to a hub and no route does', () => {
    const net = hub().zone(ec2Name, ['main'], [alias]).route('b', '10.1.0.0/16', 'pcx-1');

    expect(ours(net.findings(rule))).toEqual(['error hub-unreachable subnet-a ec2']);
    expect(net.says(rule, 'subnet-a', 'ec2')).toEqual([
      'the EC2 API resolves to vpce-ec2 in vpc-hub, which subnet-a cannot reach: vpce-ec2 no route leads to its private address',
      'Give vpc-main a way to vpce-ec2 in vpc-hub (no-route-to-endpoint), or take the record that leads there away',
    ]);
  });

  it('lets the VPC in by the group of the hub’s endpoint', () => {
    const net = hub()
      .zone(ec2Name, ['main'], [alias])
      .route('a', '10.1.0.0/16', 'pcx-1')
      .route('b', '10.1.0.0/16', 'pcx-1');
    for (const group of net.sections.securityGroups) if (group.GroupId === 'sg-hub') group.IpPermissions = [];

    expect(net.says(rule, 'subnet-a', 'ec2')[1]).toContain(
      'Let 10.0.0.0/16 in on TCP 443 by sg-hub: aws ec2 authorize-security-group-ingress --group-id sg-hub ',
    );
  });

  describe('where a route leads to the hub', () => {
    const routed = () => {
      const net = hub().zone(ec2Name, ['main'], [alias]);
      for (const table of ['a', 'b', 'public']) net.route(table, '10.1.0.0/16', 'pcx-1');

      return net;
    };

    it.each([
      [
        'of the hub',
        'h',
        'acl-h lets no HTTPS through to the endpoint (no rule allows it)',
        'Let acl-h allow TCP 1024-65535 out to 10.0.0.0/16, by rule 90, then let acl-h allow TCP 443 in from 10.0.0.0/16, by rule 90: aws ',
      ],
      [
        'of the clients',
        'a',
        'acl-a lets no HTTPS out to these addresses (no rule allows it)',
        'Let acl-a allow TCP 443 out to 10.1.1.0/24, by rule 90, then let acl-a allow TCP 1024-65535 in from 10.1.1.0/24, by rule 90: aws ',
      ],
    ])('lets calls through the network ACL %s, and their replies', (_, subnet, why, remedy) => {
      const [message, mended] = guard(routed(), subnet).says(rule, 'subnet-a', 'ec2');

      expect(message).toBe(`the EC2 API resolves to vpce-ec2 in vpc-hub, which subnet-a cannot reach: ${why}`);
      expect(mended).toContain(remedy);
    });

    it('leaves a missing way back to unreachable-path', () => {
      const net = routed();
      for (const { RouteTableId, Routes } of net.sections.routeTables)
        if (RouteTableId === 'rtb-h') Routes?.splice(1, Infinity);

      expect(net.findings(rule)).toEqual([]);
      expect(net.findings('unreachable-path')).toContain('note unreachable-path subnet-h ec2');
    });
  });

  it('leaves a zone without attachment to attachment-zone-gap', () => {
    const net = withTransit()
      .subnet('far', { zone: 'b', routes: { '10.1.0.0/16': 'tgw-1' } })
      .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
      .zone(ec2Name, ['main'], [alias]);

    expect(net.findings('attachment-zone-gap')).toEqual(['error attachment-zone-gap subnet-far']);
    expect(net.says(rule, 'subnet-far', 'ec2')).toEqual([]);
  });

  it('asks for other addresses where a VPC on the way has them too: no route mends that', () => {
    const net = world()
      .subnet('a', { routes: { '10.1.0.0/16': 'tgw-1' } })
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24' })
      .vpc('twin', '10.1.0.0/16')
      .subnet('w', { vpc: 'twin', cidr: '10.1.1.0/24', routes: { '10.0.0.0/8': 'tgw-1' } })
      .transit({ main: ['a'], twin: ['w'] }, { '10.1.0.0/16': 'twin', '10.0.0.0/16': 'main' })
      .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
      .zone(ec2Name, ['main'], [alias]);

    expect(net.says(rule, 'subnet-a', 'ec2')).toEqual([
      'the EC2 API resolves to vpce-ec2 in vpc-hub, which subnet-a cannot reach: vpc-twin has 10.1.1.50 of vpce-ec2 in a CIDR of its own, so that its local route keeps it',
      'Give vpce-ec2 addresses that no VPC on the way has in a CIDR of its own, or take the record that leads there away',
    ]);
  });

  it('is silent once every table has the route', () => {
    const net = hub()
      .zone(ec2Name, ['main'], [alias])
      .route('a', '10.1.0.0/16', 'pcx-1')
      .route('b', '10.1.0.0/16', 'pcx-1');

    expect(ours(net.findings(rule))).toEqual([]);
    expect(net.path('a', 'ec2')).toMatch(/^private vpce-ec2/);
  });

  it('is silent where the name does not lead to the hub', () => {
    expect(hub().findings(rule)).toEqual([]);
  });

  it('is silent where the zone is the hub’s alone', () => {
    expect(hub().zone(ec2Name, ['hub'], [alias]).findings(rule)).toEqual([]);
  });

  it('is silent about an endpoint of the VPC itself, which has a rule of its own', () => {
    const net = world()
      .subnet('a')
      .endpoint('vpce-own', 'ec2', { groups: ['sg-shut'] });
    net.sections.securityGroups.push({ GroupId: 'sg-shut', VpcId: 'vpc-main', IpPermissions: [] });

    expect(net.findings(rule)).toEqual([]);
  });

  it('says that no route leads there where a private address is sent to an internet gateway', () => {
    const net = world().vpc('hub', '10.1.0.0/16').subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24' });
    net.endpoint('vpce-hub', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false });
    net.zone(ec2Name, ['main'], [`${ec2Name} ALIAS vpce-hub-x1.ec2.us-east-1.vpce.amazonaws.com`]);

    expect(net.says(rule, 'subnet-public', 'ec2')[0]).toBe(
      'the EC2 API resolves to vpce-hub in vpc-hub, which subnet-public cannot reach: vpce-hub no route leads to its private address',
    );
  });

  it('is inconclusive where peering connections were not read', () => {
    const net = hub()
      .zone(ec2Name, ['main'], [alias])
      .route('a', '10.1.0.0/16', 'pcx-1')
      .unread('vpcPeeringConnections', 'ec2:DescribeVpcPeeringConnections');

    expect(net.outcome(rule)).toBe('inconclusive ec2:DescribeVpcPeeringConnections');
  });

  it('is silent in a VPC that another account owns', () => {
    expect(hub().zone(ec2Name, ['main'], [alias]).shared().findings(rule)).toEqual([]);
  });
});
