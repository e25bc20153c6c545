import { describe, expect, it } from 'vitest';
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
