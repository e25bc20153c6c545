import { describe, expect, it } from 'vitest';
import { world } from '../support/world.ts';

const rule = 'attachment-zone-gap';
const attachedIn = (...subnets: readonly string[]) =>
  world()
    .subnet('tgw-a', { zone: 'a' })
    .subnet('tgw-b', { zone: 'b' })
    .subnet('a', { zone: 'a', routes: { '0.0.0.0/0': 'tgw-1' } })
    .transit({ main: subnets }, {});

describe(rule, () => {
  it('fires where the attachment has no subnet in the zone', () => {
    const net = attachedIn('tgw-b');

    expect(net.findings(rule)).toEqual(['error attachment-zone-gap subnet-a']);
    expect(net.says(rule, 'subnet-a')).toEqual([
      'subnet-a in us-east-1a routes to tgw-1, whose attachment tgw-attach-main has no subnet in that zone: its packets are dropped',
      'Add a subnet of us-east-1a to tgw-attach-main',
    ]);
  });

  it('is silent once it has one', () => {
    expect(attachedIn('tgw-a', 'tgw-b').findings(rule)).toEqual([]);
  });

  it('fires on for the subnet of the zone that is still missing', () => {
    const net = attachedIn('tgw-a').subnet('b', { zone: 'b', routes: { '0.0.0.0/0': 'tgw-1' } });

    expect(net.findings(rule)).toEqual(['error attachment-zone-gap subnet-b']);
  });

  it('is silent where no table leads there', () => {
    const net = world()
      .subnet('t', { zone: 'b' })
      .subnet('a')
      .transit({ main: ['t'] }, {});

    expect(net.findings(rule)).toEqual([]);
  });

  it('fires on the way to the endpoint of a hub', () => {
    const ec2Name = 'ec2.us-east-1.amazonaws.com';
    const net = world()
      .subnet('t', { zone: 'b' })
      .subnet('a', { routes: { '10.1.0.0/16': 'tgw-1' } })
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '10.0.0.0/16': 'tgw-1' } })
      .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
      .zone(ec2Name, ['main'], [`${ec2Name} ALIAS vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com`])
      .transit({ main: ['t'], hub: ['h'] }, { '10.0.0.0/16': 'main', '10.1.0.0/16': 'hub' });

    expect(net.findings(rule)).toEqual(['error attachment-zone-gap subnet-a']);
    expect(net.findings('hub-unreachable')).not.toContain('error hub-unreachable subnet-a ec2');
  });

  it('is inconclusive where attachments were not read', () => {
    const net = attachedIn('tgw-b');
    net.unread('transitGatewayVpcAttachments', 'ec2:DescribeTransitGatewayVpcAttachments');

    expect([net.findings(rule), net.outcome(rule)]).toEqual([
      [],
      'inconclusive ec2:DescribeTransitGatewayVpcAttachments',
    ]);
  });

  it('is silent in a VPC that another account owns', () => {
    expect(attachedIn('tgw-b').shared().findings(rule)).toEqual([]);
  });
});
