import { describe, expect, it } from 'vitest';
import { assume } from '../../../src/analysis/doubt.ts';
import { toNatGateway } from '../../../src/analysis/routing/nat-gateway.ts';
import { throughNat64 } from '../../../src/analysis/routing/nat64.ts';
import type { Step } from '../../../src/analysis/routing/step.ts';
import { toCidrs } from '../../../src/net/ranges.ts';
import type { RecordOf } from '../../../src/snapshot/schema.ts';
import { guard } from '../../support/acl.ts';
import { networkFrom, nowhere, stepOf, told } from '../../support/step.ts';
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

describe('the zones of a regional NAT gateway', () => {
  type Address = NonNullable<RecordOf<'natGateways'>['NatGatewayAddresses']>[number];

  const manual = (address: Address, spec: { readonly zone?: string } = {}) =>
    world()
      .nat('regional', null, {
        AvailabilityMode: 'regional',
        RouteTableId: 'rtb-nat',
        AutoProvisionZones: 'disabled',
        NatGatewayAddresses: [address],
      })
      .subnet('a', { ...spec, routes: { '0.0.0.0/0': 'nat-regional' } })
      .subnet('nat', { routes: { '0.0.0.0/0': 'igw-main' } });
  const passed = 'public nat-regional (no-endpoint)';
  const deadEnd = 'unreachable nat-regional (nat-dead-end)';

  it.each<[string, Address, string]>([
    ['by name', { AvailabilityZone: 'us-east-1a' }, passed],
    ['by id', { AvailabilityZoneId: 'use1-az-a' }, passed],
    ['by another name', { AvailabilityZone: 'us-east-1b' }, deadEnd],
    ['by another id', { AvailabilityZoneId: 'use1-az-b' }, deadEnd],
  ])('are told %s', (_, address, line) => {
    expect(manual(address).path('a', 's3')).toBe(line);
  });

  it('are named where the client is in none of them', () => {
    const net = manual({ AvailabilityZone: 'us-east-1b' });
    const nameless = manual({ AvailabilityZone: 'us-east-1b' });
    for (const subnet of nameless.sections.subnets) Reflect.deleteProperty(subnet, 'AvailabilityZone');
    const because = (one: ReturnType<typeof world>) =>
      one
        .paths(['s3'])
        .find(({ subnetId }) => subnetId === 'subnet-a')
        ?.hops.at(-1)?.because;

    expect([because(net), because(nameless)]).toEqual([
      'it has no address in zone us-east-1a',
      'it has no address in zone use1-az-a',
    ]);
  });

  it('do not matter where AWS adds zones by itself', () => {
    const net = manual({ AvailabilityZone: 'us-east-1b' });
    for (const nat of net.sections.natGateways) Reflect.deleteProperty(nat, 'AutoProvisionZones');

    expect(net.path('a', 's3')).toBe(passed);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html */
describe('a NAT gateway of which little is known', () => {
  const doubtsOf = (net: ReturnType<typeof world>) =>
    net.paths(['s3']).find(({ subnetId }) => subnetId === 'subnet-a')?.doubts;

  it('leads nobody knows where if NAT gateways were not read', () => {
    const net = behindNat().unread('natGateways');

    expect(net.path('a', 's3')).toBe('unknown (unread-facts) ~');
    expect(doubtsOf(net)).toContain('ec2:natGateways was not read: where the NAT gateway leads is not known');
  });

  it('leads nobody knows where if it is not listed', () => {
    expect(
      world()
        .subnet('a', { routes: { '0.0.0.0/0': 'nat-gone' } })
        .path('a', 's3'),
    ).toBe('unknown (unread-facts)');
  });

  it('leads nobody knows where if its table is not listed', () => {
    const net = world()
      .nat('regional', null, { AvailabilityMode: 'regional', RouteTableId: 'rtb-gone' })
      .subnet('a', { routes: { '0.0.0.0/0': 'nat-regional' } });

    expect(net.path('a', 's3')).toMatch(/^unknown .*\(unread-facts\)/);
  });

  it('may pass packets while it is being deleted', () => {
    const net = behindNat();
    for (const nat of net.sections.natGateways) nat.State = 'deleting';

    expect(net.path('a', 's3')).toBe('public nat-main (no-endpoint) ~');
  });

  it('carries IPv6 only to 64:ff9b::/96', () => {
    const net = world().subnet('a', { ipv6: '2600:1f18:1:1::/64', routes: { '::/0': 'nat-main' } });

    expect(net.path('a', 's3', 's3.dualstack.us-east-1.amazonaws.com', 'ipv6')).toBe(
      'unreachable nat-main (nat-dead-end)',
    );
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html */
describe('what a NAT gateway sends on', () => {
  const sentOn = (step: Step) => {
    const { positions, walks, nextTable } = nowhere();
    const results = told(toNatGateway(step, nextTable));

    return {
      walks,
      results: results.map(({ end, hops }) => `${end}: ${hops.at(-1)}`),
      onward: positions.map(({ table, subnet, ranges, trace: { sourceNat, sources, forwarder, visited, doubts } }) => ({
        table: table.id,
        subnet: subnet?.id,
        ranges: toCidrs(ranges),
        sourceNat,
        sources: sources === null ? null : toCidrs(sources),
        forwarder: forwarder?.id,
        visited: [...visited],
        doubts,
      })),
    };
  };
  const nat = (extra = {}) =>
    world()
      .subnet('p', { cidr: '10.0.2.0/24' })
      .nat('p', 'p', extra)
      .subnet('a', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'nat-p' } });
  const onward = {
    table: 'rtb-p',
    subnet: 'subnet-p',
    ranges: ['52.216.0.0/16'],
    sourceNat: { kind: 'nat-gateway', id: 'nat-p', isPublic: true },
    sources: ['10.0.2.0/24'],
    forwarder: 'nat-p',
    visited: ['nat-p'],
    doubts: [],
  };

  it('has an address of its subnet, or its own where that is known', () => {
    const known = nat({ NatGatewayAddresses: [{ PrivateIp: '10.0.2.7', Status: 'succeeded' }] });

    expect(sentOn(stepOf(networkFrom(nat()))).onward).toEqual([onward]);
    expect(sentOn(stepOf(networkFrom(known))).onward).toEqual([{ ...onward, sources: ['10.0.2.7/32'] }]);
  });

  it('is private where it is', () => {
    const { onward: sent } = sentOn(stepOf(networkFrom(nat({ ConnectivityType: 'private' }))));

    expect(sent).toEqual([{ ...onward, sourceNat: { ...onward.sourceNat, isPublic: false } }]);
  });

  it('may be held back by the network ACL of its subnet', () => {
    expect(sentOn(stepOf(networkFrom(guard(nat(), 'p', 'in deny 0.0.0.0/0'))))).toMatchObject({
      results: [expect.stringContaining('unreachable (network-acl): acl-p denies')],
      onward: [],
    });
  });

  it('is the same walk, but for one that NAT64 turns into IPv4', () => {
    const step = stepOf(networkFrom(nat()));
    const ipv6 = world()
      .subnet('p', { cidr: '10.0.2.0/24' })
      .nat('p', 'p')
      .subnet('a', { ipv6: '2600:1f18:1:1::/64', routes: { '64:ff9b::/96': 'nat-p' } });
    const embedded = stepOf(networkFrom(ipv6), { by: '64:ff9b::/96', family: 'ipv6', to: ['64:ff9b::34d8:0/112'] });
    const translated = sentOn(throughNat64(embedded));

    expect(sentOn(step).walks[0]).toBe(step.walk);
    expect(translated.walks).toMatchObject([{ family: 'ipv4' }]);
    expect(translated.walks[0]).not.toHaveProperty('familyBeforeNat');
    expect(translated.onward).toEqual([{ ...onward, doubts: [assume('nat64-route')] }]);
  });

  it('rests on what AWS does not say while it is being deleted', () => {
    expect(sentOn(stepOf(networkFrom(nat({ State: 'deleting' })))).onward).toEqual([
      { ...onward, doubts: [assume('nat-still-passes')] },
    ]);
  });

  const regional = (extra = {}) =>
    world()
      .nat('r', null, {
        AvailabilityMode: 'regional',
        RouteTableId: 'rtb-p',
        AutoProvisionZones: 'disabled',
        NatGatewayAddresses: [{ AvailabilityZone: 'us-east-1b', Status: 'succeeded' }],
        ...extra,
      })
      .subnet('p')
      .subnet('a', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'nat-r' } });
  const byTable = {
    ...onward,
    subnet: undefined,
    sourceNat: { ...onward.sourceNat, id: 'nat-r' },
    sources: null,
    forwarder: undefined,
    visited: ['nat-r'],
  };

  it('comes from any zone where a table leads to it that belongs to no subnet', () => {
    const step = stepOf(networkFrom(regional()));

    expect(sentOn({ ...step, subnet: null }).onward).toEqual([byTable]);
    expect(sentOn(step)).toMatchObject({
      results: ['unreachable nat-r (nat-dead-end): nat-r drops: it has no address in zone us-east-1a'],
      onward: [],
    });
  });

  it('comes from no zone that nobody knows', () => {
    const net = regional();
    for (const subnet of net.sections.subnets) {
      Reflect.deleteProperty(subnet, 'AvailabilityZone');
      Reflect.deleteProperty(subnet, 'AvailabilityZoneId');
    }

    expect(sentOn(stepOf(networkFrom(net))).onward).toEqual([]);
  });

  it('may come from a zone of another VPC, where a transit gateway brings it', () => {
    const step = (extra = {}) =>
      stepOf(networkFrom(regional({ NatGatewayAddresses: [{ AvailabilityZone: 'us-east-1a' }], ...extra })), {
        trace: { hasCrossedTransit: true },
      });

    expect(sentOn(step()).onward).toEqual([{ ...byTable, doubts: [assume('regional-nat-zone')] }]);
    expect(sentOn(step({ AutoProvisionZones: 'enabled' })).onward).toEqual([byTable]);
  });

  it('goes by a table that may not be read', () => {
    expect(
      sentOn(stepOf(networkFrom(regional({ RouteTableId: 'rtb-gone', AutoProvisionZones: 'enabled' })))),
    ).toMatchObject({
      results: ['unknown (unread-facts): nat-r routes: its own route table was not read'],
      onward: [],
    });
  });
});
