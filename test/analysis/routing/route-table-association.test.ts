import { describe, expect, it } from 'vitest';
import { world } from '../../support/world.ts';

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/WorkWithRouteTables.html */
describe('the association of a subnet with a route table', () => {
  const net = (State: string) => {
    const built = world()
      .route('main-main', '0.0.0.0/0', 'nat-main')
      .subnet('a', { routes: { '0.0.0.0/0': 'nat-main' } })
      .gateway('vpce-s3', 's3', ['main-main']);
    for (const { Associations = [] } of built.sections.routeTables)
      for (const one of Associations) if (one.SubnetId === 'subnet-a') one.AssociationState = { State };

    return built;
  };

  it('counts when it is there', () => {
    expect(net('associated').path('a', 's3')).toBe('public nat-main (route-table-not-associated)');
  });

  it.each(['disassociated', 'failed'])('leaves the main table when it is %s', (state) => {
    expect(net(state).path('a', 's3')).toBe('private vpce-s3');
  });

  it.each(['associating', 'disassociating', 'revolving'])('is not to be guessed while it is %s', (state) => {
    expect(net(state).path('a', 's3')).toBe('unknown (unread-facts) ~');
    expect(net(state).report().summary.complete).toBe(false);
  });

  it('is not to be guessed where two tables list the subnet, whichever comes last', () => {
    const both = net('associated').subnet('b', { routes: { '0.0.0.0/0': 'igw-main' } });
    for (const { RouteTableId, Associations = [] } of both.sections.routeTables)
      if (RouteTableId === 'rtb-b')
        Associations.push({ SubnetId: 'subnet-a', AssociationState: { State: 'associated' } });
    const first = both.path('a', 's3');
    both.sections.routeTables.reverse();

    expect([first, both.path('a', 's3')]).toEqual(['unknown (unread-facts) ~', 'unknown (unread-facts) ~']);
  });
});

describe('a route', () => {
  it('to a kind of destination that AWS has added since may take any address', () => {
    const net = world()
      .subnet('a', { routes: { '0.0.0.0/0': 'nat-main' } })
      .gateway('vpce-s3', 's3', ['a']);
    for (const { RouteTableId, Routes = [] } of net.sections.routeTables)
      if (RouteTableId === 'rtb-a') Routes.push({ DestinationCloudId: 'cloud-1', NatGatewayId: 'nat-main' });

    expect(net.path('a', 's3')).toMatch(/^unknown \(unrecognised\)/);
  });

  it('that keeps the addresses of S3 in the VPC, as its own CIDR, keeps them from S3', () => {
    const net = world()
      .subnet('a', { routes: { '52.216.0.0/18': 'local' } })
      .gateway('vpce-s3', 's3', ['a']);

    expect(net.path('a', 's3')).toMatch(/^split \[unreachable/);
  });

  it('by a list of AWS without an entry leads nobody knows where', () => {
    const net = world()
      .subnet('a', { routes: { '0.0.0.0/0': 'nat-main' } })
      .gateway('vpce-s3', 's3', ['a']);
    for (const list of net.sections.prefixListEntries) list.Entries = [];

    expect(net.path('a', 's3')).toMatch(/^unknown/);
  });
});
