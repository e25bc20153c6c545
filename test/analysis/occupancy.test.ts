import { describe, expect, it } from 'vitest';
import { clientCount, clientTally, occupancyOf } from '../../src/analysis/occupancy.ts';
import { networkOf, type Subnet } from '../../src/network/network.ts';
import { world } from '../support/world.ts';

type World = ReturnType<typeof world>;

const subnetIn = (net: World, name: string): Subnet => {
  const found = networkOf(net.snapshot())
    .scopes.flatMap(({ vpcs }) => vpcs.flatMap(({ subnets }) => subnets))
    .find(({ id }) => id === `subnet-${name}`);
  if (found === undefined) throw new Error(`there is no subnet ${name}`);

  return found;
};

const nat = { InterfaceType: 'nat_gateway', Groups: [] };
const lambda = { InterfaceType: 'lambda' };
const virtual = { Attachment: { InstanceId: 'i-1' } };

describe('who is in a subnet', () => {
  it('is nobody where the VPC has no interface at all', () => {
    expect(occupancyOf(subnetIn(world().subnet('a'), 'a'))).toBe('unused');
  });

  it('is nobody yet where the VPC has one elsewhere', () => {
    const net = world().subnet('a').subnet('b').interface('one', 'b');

    expect(occupancyOf(subnetIn(net, 'a'))).toBe('empty');
    expect(occupancyOf(subnetIn(net, 'b'))).toBe('clients');
  });

  it('is AWS’s own equipment where nothing else is', () => {
    const net = world().subnet('a').interface('nat', 'a', nat);

    expect(occupancyOf(subnetIn(net, 'a'))).toBe('equipment');
    expect(occupancyOf(subnetIn(net.interface('one', 'a'), 'a'))).toBe('clients');
  });

  it('is not known where interfaces were not read, of a VPC that is shared, and where subnets were not listed', () => {
    expect(occupancyOf(subnetIn(world().subnet('a').unread('networkInterfaces'), 'a'))).toBe('unknown');
    expect(occupancyOf(subnetIn(world().subnet('a').shared(), 'a'))).toBe('unknown');
    const net = world().subnet('a');
    for (const table of net.sections.routeTables)
      if (table.RouteTableId === 'rtb-a')
        table.Associations?.push({ SubnetId: 'subnet-x', AssociationState: { State: 'associated' } });

    expect(occupancyOf(subnetIn(net, 'a'))).toBe('empty');
  });
});

describe('the clients of a subnet', () => {
  it('are counted by kind, in the order of names', () => {
    const net = world()
      .subnet('a')
      .interface('web', 'a', virtual)
      .interface('fn', 'a', lambda)
      .interface('app', 'a', virtual)
      .interface('nat', 'a', nat)
      .interface('what', 'a');
    const tally = clientTally(subnetIn(net, 'a'));

    expect(tally).toEqual({ total: 4, kinds: { instance: 2, lambda: 1, other: 1 } });
    expect(Object.keys(tally?.kinds ?? {})).toEqual(['instance', 'lambda', 'other']);
  });

  it('are none, and are not known', () => {
    expect(clientTally(subnetIn(world().subnet('a'), 'a'))).toEqual({ total: 0, kinds: {} });
    expect(clientTally(subnetIn(world().subnet('a').unread('networkInterfaces'), 'a'))).toBeNull();
    expect(clientTally(subnetIn(world().subnet('a').interface('one', 'a').shared(), 'a'))).toBeNull();
  });

  it('add up, unless some are not known', () => {
    const net = world().subnet('a').interface('one', 'a').interface('two', 'public');

    expect(clientCount([subnetIn(net, 'a'), subnetIn(net, 'public')])).toBe(2);
    expect(clientCount([subnetIn(net.shared(), 'a')])).toBeNull();
  });
});
