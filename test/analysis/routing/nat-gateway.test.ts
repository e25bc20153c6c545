import { describe, expect, it } from 'vitest';
import { behindNat, world } from '../../support/world.ts';

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html */
describe('a NAT gateway', () => {
  const regional = (extra = {}) =>
    world()
      .nat('regional', null, { AvailabilityMode: 'regional', RouteTableId: 'rtb-nat', ...extra })
      .subnet('a', { routes: { '0.0.0.0/0': 'nat-regional' } })
      .subnet('nat', { routes: { '0.0.0.0/0': 'igw-main' } });

  it('that is regional goes by its own table', () => {
    expect(regional().path('a', 's3')).toBe('public nat-regional (no-endpoint)');
  });

  it('that is regional and manual serves only its zones', () => {
    const manual = (zone: string) => ({
      AutoProvisionZones: 'disabled',
      NatGatewayAddresses: [{ AvailabilityZone: `us-east-1${zone}`, Status: 'succeeded' }],
    });

    expect(regional(manual('b')).path('a', 's3')).toBe('unreachable nat-regional (nat-dead-end)');
    expect(regional(manual('a')).path('a', 's3')).toBe('public nat-regional (no-endpoint)');
  });

  it('that is private gets no further than the internet gateway', () => {
    const net = world()
      .nat('private', 'public', { ConnectivityType: 'private' })
      .subnet('a', { routes: { '0.0.0.0/0': 'nat-private' } });

    expect(net.path('a', 's3')).toBe('unreachable (nat-dead-end)');
  });

  it('in a subnet that routes back to it loops to an end', () => {
    const net = world()
      .subnet('a', { routes: { '0.0.0.0/0': 'nat-own' } })
      .nat('own', 'a');

    expect(net.path('a', 's3')).toBe('unreachable nat-own (nat-dead-end)');
  });

  it.each(['failed', 'deleted', 'pending'])('that is %s carries nothing', (State) => {
    expect(
      world()
        .nat('dead', 'public', { State })
        .subnet('a', { routes: { '0.0.0.0/0': 'nat-dead' } })
        .path('a', 's3'),
    ).toBe('unreachable nat-dead (nat-dead-end)');
  });

  it('whose subnet routes to a transit gateway is crossed on the way', () => {
    const net = world()
      .subnet('n', { routes: { '0.0.0.0/0': 'tgw-1' } })
      .nat('n', 'n')
      .subnet('a', { routes: { '0.0.0.0/0': 'nat-n' } });

    expect(net.path('a', 's3')).toBe('transit tgw-1 <nat-n (no-endpoint)');
  });

  it('behind a network ACL that lets nothing out is a dead end', () => {
    const net = behindNat();
    for (const acl of net.sections.networkAcls) acl.Associations = [{ SubnetId: 'subnet-a' }];
    net.sections.networkAcls.push({
      NetworkAclId: 'acl-nat',
      VpcId: 'vpc-main',
      Associations: [{ SubnetId: 'subnet-public' }],
      Entries: [{ RuleNumber: 1, Protocol: '-1', RuleAction: 'allow', Egress: false, CidrBlock: '0.0.0.0/0' }],
    });

    expect(net.path('a', 's3')).toBe('unreachable (network-acl)');
  });

  it('instance forwards where its source/destination check is off', () => {
    const net = (SourceDestCheck: boolean) =>
      world()
        .interface('nat', 'public', { SourceDestCheck, Association: { PublicIp: '198.51.100.7' } })
        .subnet('a', { routes: { '0.0.0.0/0': 'eni-nat' } });

    expect(net(false).path('a', 's3')).toBe('public eni-nat (no-endpoint) ~');
    expect(net(true).path('a', 's3')).toBe('unreachable eni-nat (source-dest-check)');
  });

  it('behind a firewall endpoint is reached through it', () => {
    const net = world()
      .subnet('fw', { routes: { '0.0.0.0/0': 'nat-main' } })
      .endpoint('vpce-fw', 'fw', { type: 'GatewayLoadBalancer', subnets: ['fw'], privateDns: false })
      .subnet('a', { routes: { '0.0.0.0/0': 'vpce-fw' } });

    expect(net.path('a', 's3')).toBe('public nat-main <vpce-fw (no-endpoint) ~');
  });

  it('in a state that AWS has added since is not to be guessed', () => {
    const net = world()
      .nat('odd', 'public', { State: 'hibernating' })
      .subnet('a', { routes: { '0.0.0.0/0': 'nat-odd' } });

    expect(net.path('a', 's3')).toBe('unknown (unrecognised)');
  });

  it('of a hub needs an ACL that lets the spokes in, not the hub', () => {
    const net = world()
      .subnet('a', { routes: { '0.0.0.0/0': 'tgw-1' } })
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '0.0.0.0/0': 'nat-hub' } })
      .subnet('p', { vpc: 'hub', cidr: '10.1.2.0/24', routes: { '0.0.0.0/0': 'igw-hub', '10.0.0.0/16': 'tgw-1' } })
      .nat('hub', 'p')
      .transit({ main: ['a'], hub: ['h'] }, { '0.0.0.0/0': 'hub', '10.0.0.0/16': 'main' });
    net.sections.networkAcls.push({
      NetworkAclId: 'acl-p',
      VpcId: 'vpc-hub',
      Associations: [{ SubnetId: 'subnet-p' }],
      Entries: [
        { RuleNumber: 1, Protocol: '6', RuleAction: 'deny', Egress: false, CidrBlock: '10.1.0.0/16' },
        ...[true, false].map((Egress) => ({
          RuleNumber: 2,
          Protocol: '-1',
          RuleAction: 'allow',
          Egress,
          CidrBlock: '0.0.0.0/0',
        })),
      ],
    });

    expect(net.path('a', 's3')).toBe('public nat-hub <tgw-1 (no-endpoint)');
  });
});
