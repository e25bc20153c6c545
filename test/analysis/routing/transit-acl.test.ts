import { describe, expect, it } from 'vitest';
import { world } from '../../support/world.ts';

const ec2 = 'ec2.us-east-1.amazonaws.com';

type Rule = readonly [direction: 'in' | 'out', action: 'allow' | 'deny', cidr: string];

/**
 * Client subnet `a` (10.0.1.0/24) and attachment subnet `t` of a spoke, attachment subnet `h` and endpoint subnet `e`
 * (10.1.2.0/24) of a hub whose endpoint answers the name.
 */
const spokeAndHub = ({ spoke = ['t'], endpoint = 'e' }: { spoke?: string[]; endpoint?: string } = {}) =>
  world()
    .subnet('a', { cidr: '10.0.1.0/24', routes: { '10.1.0.0/16': 'tgw-1', '0.0.0.0/0': 'tgw-1' } })
    .subnet('t', { cidr: '10.0.2.0/24' })
    .vpc('hub', '10.1.0.0/16')
    .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '10.0.0.0/16': 'tgw-1', '0.0.0.0/0': 'nat-hub' } })
    .subnet('e', { vpc: 'hub', cidr: '10.1.2.0/24', routes: { '10.0.0.0/16': 'tgw-1', '0.0.0.0/0': 'igw-hub' } })
    .nat('hub', endpoint)
    .transit({ main: spoke, hub: ['h'] }, { '10.1.0.0/16': 'hub', '0.0.0.0/0': 'hub', '10.0.0.0/16': 'main' })
    .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: [endpoint], privateDns: false })
    .zone(ec2, ['main'], [`${ec2} ALIAS vpce-ec2-x1.${ec2.replace('.amazonaws', '.vpce.amazonaws')}`]);

/** Gives a subnet an ACL whose rules come first; what they leave is let through. */
const guard = (net: ReturnType<typeof spokeAndHub>, subnet: string, ...rules: readonly Rule[]) => {
  const all: readonly Rule[] = [...rules, ['in', 'allow', '0.0.0.0/0'], ['out', 'allow', '0.0.0.0/0']];
  net.sections.networkAcls.push({
    NetworkAclId: `acl-${subnet}`,
    Associations: [{ SubnetId: `subnet-${subnet}` }],
    Entries: all.map(([direction, RuleAction, CidrBlock], index) => ({
      RuleNumber: index + 1,
      Protocol: '-1',
      RuleAction,
      Egress: direction === 'out',
      CidrBlock,
    })),
  });

  return net;
};

const reached = 'private vpce-ec2 <tgw-1';
const denied = /^unreachable .*\(network-acl\)$/;

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html */
describe("the network ACL of a spoke's attachment subnet", () => {
  it('has its inbound rules judged by the source of the call', () => {
    expect(guard(spokeAndHub(), 't', ['in', 'deny', '10.0.1.0/24']).path('a', 'ec2')).toMatch(denied);
    expect(guard(spokeAndHub(), 't', ['in', 'deny', '10.1.0.0/16']).path('a', 'ec2')).toBe(reached);
  });

  it('has its outbound rules judged by the destination of the reply', () => {
    expect(guard(spokeAndHub(), 't', ['out', 'deny', '10.0.1.0/24']).path('a', 'ec2')).toMatch(denied);
    expect(guard(spokeAndHub(), 't', ['out', 'deny', '10.1.0.0/16']).path('a', 'ec2')).toBe(reached);
  });

  it('leaves in doubt whom it lets pass where that is part of the subnet', () => {
    expect(guard(spokeAndHub(), 't', ['in', 'deny', '10.0.1.0/25']).path('a', 'ec2')).toBe(`${reached} ~`);
  });

  it('holds public addresses back as well', () => {
    expect(guard(spokeAndHub(), 't', ['in', 'deny', '10.0.1.0/24']).path('a', 's3')).toMatch(denied);
    expect(guard(spokeAndHub(), 't').path('a', 's3')).toBe('public nat-hub <tgw-1 (no-endpoint)');
  });

  it('may block it where it was not read', () => {
    expect(spokeAndHub().unread('networkAcls').path('a', 's3')).toBe('public nat-hub <tgw-1 (no-endpoint) ~');
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html */
describe('an attachment in the subnet of the client', () => {
  const shared = (...rules: readonly Rule[]) => guard(spokeAndHub({ spoke: ['a'] }), 'a', ...rules);

  it('has no rule judged for what comes from the transit gateway', () => {
    expect(shared(['in', 'deny', '10.1.0.0/16']).path('a', 'ec2')).toBe(reached);
    expect(shared(['in', 'deny', '52.0.0.0/8']).path('a', 's3')).toBe('public nat-hub <tgw-1 (no-endpoint)');
  });

  it('has its outbound rules judged for what goes there', () => {
    expect(shared(['out', 'deny', '10.1.0.0/16']).path('a', 'ec2')).toMatch(denied);
    expect(shared(['out', 'deny', '0.0.0.0/0']).path('a', 's3')).toMatch(denied);
  });

  it('is in doubt where inbound rules hold back the clients themselves', () => {
    expect(shared(['in', 'deny', '10.0.1.0/24']).path('a', 'ec2')).toBe(`${reached} ~`);
  });

  it('spares no other subnet of the same table and zone', () => {
    const net = spokeAndHub({ spoke: ['t'] }).route('t', '10.1.0.0/16', 'tgw-1');
    guard(guard(net, 't', ['in', 'deny', '10.1.0.0/16']), 'a', ['in', 'deny', '10.1.0.0/16']);

    expect([net.path('t', 'ec2'), net.path('a', 'ec2')]).toEqual([reached, expect.stringMatching(denied)]);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html */
describe("the network ACL of a hub's attachment subnet", () => {
  it('has its outbound rules judged by the destination of the call', () => {
    expect(guard(spokeAndHub(), 'h', ['out', 'deny', '10.1.2.0/24']).path('a', 'ec2')).toMatch(denied);
    expect(guard(spokeAndHub(), 'h', ['out', 'deny', '10.0.0.0/16']).path('a', 'ec2')).toBe(reached);
    expect(guard(spokeAndHub(), 'h', ['out', 'deny', '0.0.0.0/0']).path('a', 's3')).toMatch(denied);
  });

  it('has its inbound rules judged by the source of the reply', () => {
    expect(guard(spokeAndHub(), 'h', ['in', 'deny', '10.1.2.0/24']).path('a', 'ec2')).toMatch(denied);
    expect(guard(spokeAndHub(), 'h', ['in', 'deny', '10.0.0.0/16']).path('a', 'ec2')).toBe(reached);
    expect(guard(spokeAndHub(), 'h', ['in', 'deny', '0.0.0.0/0']).path('a', 's3')).toMatch(denied);
  });

  it('is asked about replies alone where the endpoint or NAT gateway stands in that subnet', () => {
    const net = (...rules: readonly Rule[]) => guard(spokeAndHub({ endpoint: 'h' }), 'h', ...rules);

    expect(net(['in', 'deny', '10.0.0.0/16'], ['out', 'deny', '10.1.0.0/16']).path('a', 'ec2')).toBe(reached);
    expect(net(['out', 'deny', '10.0.0.0/16']).path('a', 'ec2')).toMatch(denied);
    expect(net(['in', 'deny', '10.0.0.0/16']).route('h', '0.0.0.0/0', 'nat-hub').path('a', 's3')).not.toMatch(denied);
    expect(net(['out', 'deny', '10.0.0.0/16']).path('a', 's3')).toMatch(denied);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html */
describe('what a network ACL holds back of some addresses', () => {
  const viaNat = (natIn: 't' | 'n') =>
    guard(
      world()
        .subnet('a', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'nat-out' } })
        .subnet('t', { cidr: '10.0.2.0/24', routes: { '0.0.0.0/0': 'tgw-1' } })
        .subnet('n', { cidr: '10.0.3.0/24', routes: { '0.0.0.0/0': 'tgw-1' } })
        .nat('out', natIn)
        .transit({ main: ['t'] }, null),
      natIn,
      ['out', 'deny', '52.216.0.0/15'],
    ).path('a', 's3');

  it.each(['t', 'n'] as const)('is told beside the rest, behind a NAT gateway in subnet %s', (natIn) => {
    expect(viaNat(natIn)).toBe('split [transit tgw-1: 3.5.0.0/19 16.15.176.0/20 …] [unreachable: 52.216.0.0/15]');
  });
});
