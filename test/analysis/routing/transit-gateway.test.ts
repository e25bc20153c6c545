import { describe, expect, it } from 'vitest';
import { assume } from '../../../src/analysis/doubt.ts';
import type { TraceState } from '../../../src/analysis/routing/trace-state.ts';
import { toTransitGateway } from '../../../src/analysis/routing/transit-gateway.ts';
import { toCidrs } from '../../../src/net/ranges.ts';
import type { Transit } from '../../../src/network/transit.ts';
import { guard } from '../../support/acl.ts';
import { refusal } from '../../support/sections.ts';
import { networkFrom, nowhere, stepOf, told } from '../../support/step.ts';
import { world } from '../../support/world.ts';

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html */
describe('a transit gateway', () => {
  const spoke = () => world().subnet('t1', { zone: 'a' }).subnet('t2', { zone: 'b' });

  it('has no way in from a zone without an attachment subnet', () => {
    const net = spoke()
      .subnet('c', { zone: 'c', routes: { '0.0.0.0/0': 'tgw-1' } })
      .transit({ main: ['t1', 't2'] }, {});

    expect(net.path('c', 's3')).toBe('unreachable tgw-1 (attachment-zone-gap)');
  });

  it('of another account leads to where nobody here can see', () => {
    const net = spoke()
      .subnet('a', { routes: { '0.0.0.0/0': 'tgw-1' } })
      .transit({ main: ['t1', 't2'] }, null);

    expect(net.path('a', 's3')).toBe('transit tgw-1 (no-endpoint)');
  });

  const hub = (hubRoutes: Record<string, string>) =>
    spoke()
      .subnet('a', { routes: { '0.0.0.0/0': 'tgw-1' } })
      .vpc('hub', '10.1.0.0/16')
      .subnet('hub-public', {
        vpc: 'hub',
        cidr: '10.1.0.0/24',
        routes: { '0.0.0.0/0': 'igw-hub', '10.0.0.0/16': 'tgw-1' },
      })
      .nat('hub', 'hub-public')
      .subnet('hub-tgw', { vpc: 'hub', cidr: '10.1.1.0/24', routes: hubRoutes })
      .transit({ main: ['t1', 't2'], hub: ['hub-tgw'] }, { '0.0.0.0/0': 'hub', '10.0.0.0/16': 'main' });

  it.each(['pendingAcceptance', 'pending', 'initiating', 'revolving'])('is no way for certain while %s', (State) => {
    for (const id of ['tgw-attach-main', 'tgw-attach-hub']) {
      const net = hub({ '0.0.0.0/0': 'nat-hub' });
      for (const attachment of net.sections.transitGatewayAttachments)
        if (attachment.TransitGatewayAttachmentId === id) attachment.State = State;

      expect(net.path('a', 's3')).toMatch(/^unknown.*\(unrecognised\)/);
    }
  });

  /** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayAttachmentAssociation.html */
  it.each([
    ['associated', 'public nat-hub <tgw-1 (no-endpoint)'],
    ['associating', 'unknown (unrecognised)'],
    ['disassociating', 'unknown (unrecognised)'],
    ['disassociated', 'unknown (unrecognised)'],
    ['entangled', 'unknown (unrecognised)'],
  ])('whose association with a route table is %s', (State, path) => {
    const net = hub({ '0.0.0.0/0': 'nat-hub' });
    for (const { ResourceId, Association } of net.sections.transitGatewayAttachments)
      if (ResourceId === 'vpc-main' && Association !== undefined) Association.State = State;

    expect(net.path('a', 's3')).toBe(path);
  });

  /** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayRoute.html */
  it.each([
    ['active', 'public nat-hub <tgw-1 (no-endpoint)'],
    ['pending', 'unknown (unrecognised)'],
    ['deleting', 'unknown (unrecognised)'],
    ['filtered', 'unknown (unrecognised)'],
    ['deleted', 'unreachable tgw-1 (no-route)'],
    ['blackhole', 'unreachable tgw-1 (blackhole)'],
  ])('whose route is %s', (State, path) => {
    const net = hub({ '0.0.0.0/0': 'nat-hub' });
    for (const { Routes } of net.sections.transitGatewayRoutes) for (const route of Routes) route.State = State;

    expect(net.path('a', 's3')).toBe(path);
  });

  it('whose prefix lists were not read may lead elsewhere', () => {
    const net = hub({ '0.0.0.0/0': 'nat-hub' });
    net.sections.transitGatewayPrefixListReferences = [];

    expect(net.path('a', 's3')).toBe('public nat-hub <tgw-1 (no-endpoint) ~');
  });

  it('to central egress is public, with the gateways it crosses', () => {
    expect(hub({ '0.0.0.0/0': 'nat-hub' }).path('a', 's3')).toBe('public nat-hub <tgw-1 (no-endpoint)');
  });

  it("cannot use a hub's gateway endpoint", () => {
    const net = hub({ '0.0.0.0/0': 'nat-hub', 'pl-s3': 'vpce-hub' });
    net.sections.vpcEndpoints.push({
      VpcEndpointId: 'vpce-hub',
      VpcEndpointType: 'Gateway',
      VpcId: 'vpc-hub',
      ServiceName: 'com.amazonaws.us-east-1.s3',
      State: 'available',
    });

    expect(net.path('a', 's3')).toBe('unreachable vpce-hub <tgw-1 (gateway-endpoint-not-transitive)');
  });

  it("uses a gateway endpoint in the subnet of the hub's NAT gateway", () => {
    const net = hub({ '0.0.0.0/0': 'nat-hub' }).route('hub-public', 'pl-s3', 'vpce-hub');
    net.sections.vpcEndpoints.push({
      VpcEndpointId: 'vpce-hub',
      VpcEndpointType: 'Gateway',
      VpcId: 'vpc-hub',
      ServiceName: 'com.amazonaws.us-east-1.s3',
      State: 'available',
    });

    expect(net.path('a', 's3')).toBe('private vpce-hub <tgw-1 <nat-hub ~');
  });

  it('without a public address gets nothing past an internet gateway', () => {
    expect(hub({ '0.0.0.0/0': 'igw-hub' }).path('a', 's3')).toBe('unreachable <tgw-1 (no-public-address)');
  });

  it('drops what its table calls a blackhole', () => {
    const net = spoke()
      .subnet('a', { routes: { '0.0.0.0/0': 'tgw-1' } })
      .transit({ main: ['t1', 't2'] }, { '0.0.0.0/0': 'blackhole' });

    expect(net.path('a', 's3')).toBe('unreachable tgw-1 (blackhole)');
  });

  it('is left by the attachment that there is, not by one that is gone and still listed', () => {
    const net = world()
      .subnet('a', { routes: { '0.0.0.0/0': 'tgw-1' } })
      .transit({ main: ['a'] }, { '0.0.0.0/0': 'blackhole' });
    net.sections.transitGatewayAttachments.push({
      TransitGatewayAttachmentId: 'tgw-attach-old',
      TransitGatewayId: 'tgw-1',
      ResourceType: 'vpc',
      ResourceId: 'vpc-main',
      State: 'deleted',
    });

    expect(net.path('a', 's3')).toBe('unreachable tgw-1 (blackhole)');
  });

  /** @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html */
  it('is reached from a Local Zone by way of its parent zone', () => {
    const net = world()
      .subnet('t', {})
      .subnet('a', { zone: '-lax-1a', routes: { '0.0.0.0/0': 'tgw-1' } })
      .transit({ main: ['t'] }, null);

    expect(net.path('a', 's3')).toBe('transit tgw-1 (no-endpoint) ~');
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html */
describe('what a transit gateway does with a packet', () => {
  type World = ReturnType<typeof world>;

  const spokes = (
    routes: Readonly<Record<string, string>> | null,
    main: readonly string[] = ['t'],
    hub = ['h'],
  ): World =>
    world()
      .subnet('a', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'tgw-1' } })
      .subnet('t', { cidr: '10.0.2.0/24' })
      .subnet('u', { cidr: '10.0.3.0/24' })
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24' })
      .subnet('i', { vpc: 'hub', cidr: '10.1.2.0/24' })
      .transit({ main, hub }, routes);

  interface Sent {
    readonly trace?: Partial<TraceState>;
    readonly isFromNowhere?: boolean;
    readonly isReply?: boolean;
    readonly transit?: Partial<Transit>;
  }
  const sent = (net: World, { trace = {}, isFromNowhere = false, isReply = false, transit = {} }: Sent = {}) => {
    const { positions, nextTable } = nowhere();
    const network = networkFrom(net);
    const step = stepOf({ ...network, transit: { ...network.transit, ...transit } }, { trace, isReply });
    const results = toTransitGateway(isFromNowhere ? { ...step, subnet: null } : step, nextTable);

    return {
      results: told(results),
      traces: results.map((result) => result.trace),
      onward: positions.map(({ vpc, subnet, table, ranges, trace: state }) => ({
        vpc: vpc.id,
        subnet: subnet?.id,
        table: table.id,
        ranges: toCidrs(ranges).join(),
        forwarder: state.forwarder,
        through: state.through.map(({ id }) => id),
        sources: state.sources === null ? null : toCidrs(state.sources),
        sourceNat: state.sourceNat,
        hasCrossedTransit: state.hasCrossedTransit,
        isOneOfSeveral: state.isOneOfSeveral,
        visited: [...state.visited],
        doubts: state.doubts.map(({ text }) => text),
        hops: state.hops.map(({ at, does, because }) => `${at} ${does}: ${because}`),
      })),
    };
  };
  const onward = {
    vpc: 'vpc-hub',
    subnet: 'subnet-h',
    table: 'rtb-h',
    ranges: '52.216.0.0/16',
    forwarder: expect.objectContaining({ id: 'subnet-h', isArrival: true }),
    through: ['tgw-1'],
    sources: null,
    sourceNat: null,
    hasCrossedTransit: true,
    isOneOfSeveral: false,
    visited: ['tgw-rtb-1'],
    doubts: [],
    hops: ['tgw-rtb-1 routes: 0.0.0.0/0 → tgw-attach-hub'],
  };

  it('puts it into the VPC that its table leads to', () => {
    expect(sent(spokes({ '0.0.0.0/0': 'hub' }))).toEqual({ results: [], traces: [], onward: [onward] });
  });

  it('keeps the addresses of a NAT gateway that it came through', () => {
    const sourceNat = { kind: 'nat-gateway', id: 'nat-1', isPublic: false } as const;
    const sources = [{ first: 0x0a000204, last: 0x0a000204 }];

    expect(sent(spokes({ '0.0.0.0/0': 'hub' }), { trace: { sourceNat, sources } }).onward).toEqual([
      { ...onward, through: ['nat-1', 'tgw-1'], sources: ['10.0.2.4/32'] },
    ]);
    expect(sent(spokes({ '0.0.0.0/0': 'hub' }), { trace: { sourceNat } }).onward).toEqual([
      { ...onward, through: ['nat-1', 'tgw-1'], sources: ['10.0.0.0/16'] },
    ]);
  });

  it('has not been crossed by what ends there', () => {
    const away = (type: string) => {
      const net = spokes({ '0.0.0.0/0': 'hub' });
      for (const { Routes = [] } of net.sections.transitGatewayRoutes)
        for (const route of Routes)
          route.TransitGatewayAttachments = [
            { TransitGatewayAttachmentId: 'tgw-attach-x', ResourceType: type, ResourceId: 'x' },
          ];

      return sent(net);
    };

    expect(away('vpn')).toMatchObject({
      results: [{ end: 'transit tgw-1' }],
      traces: [{ hasCrossedTransit: false }],
      onward: [],
    });
    expect(sent(spokes({ '0.0.0.0/0': 'blackhole' }))).toMatchObject({
      results: [{ end: 'unreachable tgw-1 (blackhole)' }],
      traces: [{ hasCrossedTransit: false }],
    });
  });

  it('goes by the longest prefix for each address', () => {
    const { results, onward: next } = sent(spokes({ '52.216.0.0/17': 'hub', '52.216.192.0/18': 'blackhole' }));

    expect(next.map(({ ranges }) => ranges)).toEqual(['52.216.0.0/17']);
    expect(results).toMatchObject([
      { end: 'unreachable tgw-1 (no-route)', to: ['52.216.128.0/18'] },
      { end: 'unreachable tgw-1 (blackhole)', to: ['52.216.192.0/18'] },
    ]);
  });

  it('is a loop where it comes back to the same table', () => {
    expect(sent(spokes({ '0.0.0.0/0': 'hub' }), { trace: { visited: new Set(['tgw-rtb-1']) } })).toMatchObject({
      results: [{ end: 'unreachable (routing-loop)', hops: ['tgw-rtb-1 drops: the packet comes back to it'] }],
      onward: [],
    });
  });

  it('takes one of several ways where several attachment subnets may be left by, and may be entered by', () => {
    const two = sent(spokes({ '0.0.0.0/0': 'hub' }, ['t', 'u'])).onward;
    const entry = sent(spokes({ '0.0.0.0/0': 'hub' }, ['t'], ['h', 'i'])).onward;
    const several = { ...onward, isOneOfSeveral: true };
    const hops = [...onward.hops, 'tgw-attach-hub routes: into vpc-hub by any of subnet-h, subnet-i'];

    expect(two).toEqual([several, several]);
    expect(entry).toEqual([
      { ...several, hops },
      { ...several, hops, subnet: 'subnet-i', table: 'rtb-i', forwarder: expect.objectContaining({ id: 'subnet-i' }) },
    ]);
  });

  it('gets nothing that the network ACL of its attachment subnet holds back', () => {
    expect(sent(guard(spokes({ '0.0.0.0/0': 'hub' }), 't', 'in deny 0.0.0.0/0'))).toMatchObject({
      results: [{ end: 'unreachable (network-acl)' }],
      onward: [],
    });
  });

  it('is entered from nowhere by any attachment subnet', () => {
    expect(sent(spokes({ '0.0.0.0/0': 'hub' }), { isFromNowhere: true }).onward).toEqual([onward]);
  });

  it('has no way in where its attachment has no subnet in the zone', () => {
    const net = spokes({ '0.0.0.0/0': 'hub' });
    for (const subnet of net.sections.subnets)
      if (subnet.SubnetId === 'subnet-t')
        Object.assign(subnet, { AvailabilityZone: 'us-east-1b', AvailabilityZoneId: 'use1-az-b' });

    expect(sent(net)).toMatchObject({
      results: [
        {
          end: 'unreachable tgw-1 (attachment-zone-gap)',
          hops: ['tgw-attach-main drops: it has no subnet in zone us-east-1a'],
        },
      ],
      onward: [],
    });
  });

  it('rests on its parent zone where the packet leaves a Local Zone', () => {
    const net = spokes({ '0.0.0.0/0': 'hub' });
    for (const subnet of net.sections.subnets)
      if (subnet.SubnetId === 'subnet-a') subnet.AvailabilityZone = 'us-east-1-bos-1a';

    expect(sent(net).onward).toEqual([{ ...onward, doubts: [assume('parent-zone-attached').text] }]);
  });

  it('may lead elsewhere by prefix lists that nobody read, or by routes of AWS', () => {
    const hidden = spokes({ '0.0.0.0/0': 'hub' });
    hidden.sections.transitGatewayPrefixListReferences = [];
    const system = spokes({ '0.0.0.0/0': 'hub' });
    for (const { Routes } of system.sections.transitGatewayRoutes)
      Routes.push({ DestinationCidrBlock: '169.254.0.0/16', State: 'active', Type: 'system' });

    expect(sent(hidden).onward).toMatchObject([
      { doubts: [expect.stringMatching(/was not read: a prefix list that the table refers to may lead elsewhere$/)] },
    ]);
    expect(sent(system).onward).toEqual([{ ...onward, doubts: [assume('transit-translation').text] }]);
  });

  it('is not known to lead anywhere by a list whose entries were not read', () => {
    const net = spokes({ '0.0.0.0/0': 'hub' });
    for (const one of net.sections.transitGatewayPrefixListReferences)
      one.TransitGatewayPrefixListReferences = [
        { PrefixListId: 'pl-gone', State: 'available', TransitGatewayAttachment: { TransitGatewayAttachmentId: 'x' } },
      ];

    expect(sent(net)).toMatchObject({
      results: [
        {
          end: 'unknown (unread-facts)',
          hops: ['tgw-rtb-1 routes: a prefix list that it refers to was not read'],
        },
      ],
      onward: [],
    });
  });

  it('is in doubt where attachment subnets were not read', () => {
    const net = spokes({ '0.0.0.0/0': 'hub' }).unread('transitGatewayVpcAttachments', 'ec2:Vpcs');

    expect(sent(net).results).toMatchObject([
      {
        end: 'transit tgw-1',
        doubts: [
          'ec2:Vpcs was not read: the attachment may have no subnet in this zone',
          'ec2:Vpcs was not read: by which subnets tgw-attach-hub leads into vpc-hub is not known',
        ],
      },
    ]);
  });

  it('is crossed by an attachment whose subnets are not listed', () => {
    expect(sent(spokes({ '0.0.0.0/0': 'hub' }, ['gone'])).onward).toEqual([onward]);
  });

  it('is not visible where nobody sees its attachment to the VPC', () => {
    const net = spokes({ '0.0.0.0/0': 'hub' });
    net.sections.transitGatewayAttachments = [];
    net.sections.transitGatewayVpcAttachments = [];

    expect(sent(net)).toMatchObject({
      results: [
        { end: 'transit tgw-1', hops: ['tgw-1 delivers: its attachment to vpc-main is not visible here'], doubts: [] },
      ],
    });
  });

  it('is in no doubt about attachment subnets that are told, though they are not listed, or of which others did not tell', () => {
    const gone = spokes({ '0.0.0.0/0': 'hub' }, ['gone'], ['gone']);
    const untold = spokes({ '0.0.0.0/0': 'hub' });
    untold.sections.transitGatewayVpcAttachments = [];
    const transit = { subnetsUnread: { unread: refusal('transitGatewayVpcAttachments') } };

    expect([sent(gone, { transit }).results, sent(gone).results, sent(untold).results]).toMatchObject(
      Array(3).fill([
        {
          end: 'transit tgw-1',
          doubts: [],
          hops: [
            'tgw-rtb-1 routes: 0.0.0.0/0 → tgw-attach-hub',
            'tgw-1 delivers: the tables of vpc-hub behind tgw-attach-hub were not read',
          ],
        },
      ]),
    );
  });

  it('leads nobody knows where if its attachments were not read', () => {
    const net = spokes({ '0.0.0.0/0': 'hub' })
      .unread('transitGatewayAttachments', 'ec2:All')
      .unread('transitGatewayVpcAttachments', 'ec2:All');

    expect(sent(net).results).toMatchObject([
      {
        end: 'transit tgw-1',
        doubts: ['ec2:All was not read: the way on is not known'],
        hops: ['tgw-1 delivers: its attachments were not read'],
      },
    ]);
  });

  const associated = (association: object | undefined) => {
    const net = spokes({ '0.0.0.0/0': 'hub' });
    for (const one of net.sections.transitGatewayAttachments)
      if (one.ResourceId === 'vpc-main') {
        Reflect.deleteProperty(one, 'Association');
        if (association !== undefined) Object.assign(one, { Association: association });
      }

    return net;
  };

  it('leads where only its owner sees, if the table that its attachment is associated with is not told', () => {
    expect(sent(associated({ State: 'associated' })).results).toMatchObject([
      { end: 'transit tgw-1', hops: ['tgw-1 delivers: only the owner of the transit gateway sees its route tables'] },
    ]);
  });

  it('drops what comes by an attachment that is associated with no table', () => {
    const net = associated(undefined);
    net.sections.transitGateways.push({ TransitGatewayId: 'tgw-1', OwnerId: '111122223333' });

    expect(sent(net).results).toMatchObject([
      {
        end: 'unreachable tgw-1 (attachment-not-associated)',
        hops: ['tgw-attach-main drops: it is associated with no route table of the transit gateway'],
        doubts: [assume('unassociated-attachment-drops').text],
      },
    ]);
  });

  it('does nobody knows what while the association changes', () => {
    expect(sent(associated({ State: 'associating', TransitGatewayRouteTableId: 'tgw-rtb-1' })).results).toMatchObject([
      {
        end: 'unknown (unrecognised)',
        hops: ['tgw-attach-main routes: its association with a route table is changing'],
      },
    ]);
  });
});
