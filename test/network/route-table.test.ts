import { describe, expect, it } from 'vitest';
import { parseCidr } from '../../src/net/cidr.ts';
import { type Route, routeTables } from '../../src/network/route-table.ts';
import type { RecordOf } from '../../src/snapshot/schema.ts';

type RouteRecord = NonNullable<RecordOf<'routeTables'>['Routes']>[number];

const RouteTableId = 'rtb-1';
const tableOf = (record: Partial<RecordOf<'routeTables'>>) => routeTables([{ RouteTableId, ...record }]).get('rtb-1');
const routesOf = (...Routes: RouteRecord[]): readonly Route[] => tableOf({ Routes })?.routes ?? [];
const everywhere = { DestinationCidrBlock: '0.0.0.0/0' };
const plain = {
  cidr: parseCidr('0.0.0.0/0'),
  prefixListId: null,
  destination: '0.0.0.0/0',
  target: { kind: 'nat-gateway', id: 'nat-1' },
  state: 'active',
  origin: 'static',
};

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html */
describe('a route', () => {
  const arn = 'arn:aws:networkmanager::111122223333:core-network/core-network-1';

  it.each([
    [{ GatewayId: 'local' }, 'local', 'local'],
    [{ GatewayId: 'igw-1' }, 'internet-gateway', 'igw-1'],
    [{ GatewayId: 'vgw-1' }, 'virtual-private-gateway', 'vgw-1'],
    [{ GatewayId: 'vpce-1' }, 'firewall-endpoint', 'vpce-1'],
    [{ GatewayId: 'eigw-1' }, 'egress-only-internet-gateway', 'eigw-1'],
    [{ GatewayId: 'cagw-1' }, 'carrier-gateway', 'cagw-1'],
    [{ GatewayId: 'lgw-1' }, 'local-gateway', 'lgw-1'],
    [{ GatewayId: 'xgw-1' }, 'unrecognised', 'xgw-1'],
    [{ GatewayId: 'locale' }, 'unrecognised', 'locale'],
    [{ NatGatewayId: 'nat-1' }, 'nat-gateway', 'nat-1'],
    [{ TransitGatewayId: 'tgw-1' }, 'transit-gateway', 'tgw-1'],
    [{ VpcPeeringConnectionId: 'pcx-1' }, 'peering-connection', 'pcx-1'],
    [{ NetworkInterfaceId: 'eni-1' }, 'network-interface', 'eni-1'],
    [{ NetworkInterfaceId: 'eni-1', InstanceId: 'i-1', InstanceOwnerId: '1' }, 'network-interface', 'eni-1'],
    [{ InstanceId: 'i-1' }, 'instance', 'i-1'],
    [{ EgressOnlyInternetGatewayId: 'eigw-1' }, 'egress-only-internet-gateway', 'eigw-1'],
    [{ CarrierGatewayId: 'cagw-1' }, 'carrier-gateway', 'cagw-1'],
    [{ LocalGatewayId: 'lgw-1' }, 'local-gateway', 'lgw-1'],
    [{ CoreNetworkArn: arn }, 'core-network', arn],
    [{ OdbNetworkArn: 'arn:odb' }, 'odb-network', 'arn:odb'],
    [{ IpAddress: '10.0.0.9' }, 'next-hop-address', '10.0.0.9'],
    [{}, 'unrecognised', 'a target that this version does not know'],
    [{ GatewayId: '', NatGatewayId: 'nat-1' }, 'nat-gateway', 'nat-1'],
  ])('with %o leads to a %s', (target, kind, id) => {
    expect(routesOf({ ...everywhere, ...target })).toEqual([{ ...plain, target: { kind, id } }]);
  });

  /** @see https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html */
  it('by a prefix list to an endpoint leads to a gateway endpoint', () => {
    expect(routesOf({ DestinationPrefixListId: 'pl-1', GatewayId: 'vpce-1' })).toEqual([
      {
        ...plain,
        cidr: null,
        prefixListId: 'pl-1',
        destination: 'pl-1',
        target: { kind: 'gateway-endpoint', id: 'vpce-1' },
      },
    ]);
  });

  it.each([
    ['active', 'active'],
    ['blackhole', 'blackhole'],
    [undefined, 'active'],
    ['filtered', 'unrecognised'],
    ['Active', 'unrecognised'],
  ])('in state %s is %s', (State, state) => {
    expect(routesOf({ ...everywhere, NatGatewayId: 'nat-1', State })).toEqual([{ ...plain, state }]);
  });

  it.each([
    ['CreateRouteTable', 'static'],
    ['CreateRoute', 'static'],
    [undefined, 'static'],
    ['EnableVgwRoutePropagation', 'propagated'],
    ['Advertisement', 'advertised'],
    ['Rumour', 'unrecognised'],
  ])('of origin %s is %s', (Origin, origin) => {
    expect(routesOf({ ...everywhere, NatGatewayId: 'nat-1', Origin })).toEqual([{ ...plain, origin }]);
  });

  it.each([
    [{ DestinationCidrBlock: '10.0.0.0/8' }, { cidr: parseCidr('10.0.0.0/8'), destination: '10.0.0.0/8' }],
    [{ DestinationIpv6CidrBlock: '::/0' }, { cidr: parseCidr('::/0'), destination: '::/0' }],
    [{ DestinationPrefixListId: 'pl-1' }, { cidr: null, prefixListId: 'pl-1', destination: 'pl-1' }],
    [{ DestinationCidrBlock: 'nowhere' }, { cidr: null, destination: 'nowhere' }],
    [{}, { cidr: null, destination: '' }],
  ])('to %o', (destination, said) => {
    expect(routesOf({ ...destination, NatGatewayId: 'nat-1' })).toEqual([{ ...plain, ...said }]);
  });
});

describe('routes that read the same', () => {
  const record = { ...everywhere, NatGatewayId: 'nat-1', State: 'active', Origin: 'CreateRoute' };
  const tables = (other: RouteRecord) => {
    const [a, b] = routeTables([
      { RouteTableId: 'rtb-1', Routes: [record] },
      { RouteTableId: 'rtb-2', Routes: [other] },
    ]).values();

    return [a?.routes[0], b?.routes[0]] as const;
  };

  it('are one object, whichever table they are of', () => {
    const [a, b] = tables({ ...record });

    expect(b).toBe(a);
  });

  it.each([
    [
      { ...record, State: 'blackhole' },
      { ...plain, state: 'blackhole' },
    ],
    [
      { ...record, Origin: 'EnableVgwRoutePropagation' },
      { ...plain, origin: 'propagated' },
    ],
    [
      { ...record, NatGatewayId: 'nat-2' },
      { ...plain, target: { kind: 'nat-gateway', id: 'nat-2' } },
    ],
    [
      { ...everywhere, InstanceId: 'nat-1', State: 'active', Origin: 'CreateRoute' },
      { ...plain, target: { kind: 'instance', id: 'nat-1' } },
    ],
    [
      { DestinationPrefixListId: '0.0.0.0/0', NatGatewayId: 'nat-1', State: 'active', Origin: 'CreateRoute' },
      { ...plain, cidr: null, prefixListId: '0.0.0.0/0' },
    ],
    [
      { ...record, DestinationCidrBlock: '0.0.0.0/1' },
      { ...plain, destination: '0.0.0.0/1', cidr: parseCidr('0.0.0.0/1') },
    ],
  ])('are two where one thing differs: %o', (other, route) => {
    const [a, b] = tables(other);

    expect(a).toEqual(plain);
    expect(b).toEqual(route);
  });
});

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RouteTableAssociationState.html */
describe('an association of a route table', () => {
  const table = {
    id: 'rtb-1',
    name: null,
    vpcId: null,
    isMain: false,
    gatewayIds: [],
    subnetIds: [],
    unsettledSubnetIds: [],
    routes: [],
  };
  const states = [
    [undefined, 'counts'],
    ['associated', 'counts'],
    ['associating', 'is changing'],
    ['disassociating', 'is changing'],
    ['Associated', 'is changing'],
    ['entangled', 'is changing'],
    ['disassociated', 'is over'],
    ['failed', 'is over'],
  ] as const;

  it.each(states)('with a subnet in state %s %s', (State, is) => {
    expect(tableOf({ Associations: [{ SubnetId: 'subnet-1', AssociationState: { State } }] })).toEqual({
      ...table,
      subnetIds: is === 'counts' ? ['subnet-1'] : [],
      unsettledSubnetIds: is === 'is changing' ? ['subnet-1'] : [],
    });
  });

  it.each(states)('that makes it the main one in state %s %s', (State, is) => {
    expect(tableOf({ Associations: [{ Main: true, AssociationState: { State } }] })).toEqual({
      ...table,
      isMain: is === 'counts',
    });
  });

  /** @see https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html */
  it.each([
    [{ GatewayId: 'igw-1' }, { gatewayIds: ['igw-1'] }],
    [{ GatewayId: 'igw-1', Main: true }, { gatewayIds: ['igw-1'] }],
    [{ GatewayId: 'igw-1', AssociationState: { State: 'disassociating' } }, {}],
    [{ Main: false, SubnetId: 'subnet-1' }, { subnetIds: ['subnet-1'] }],
    [{ SubnetId: 'subnet-1' }, { subnetIds: ['subnet-1'] }],
    [{}, {}],
  ])('of %o', (association, said) => {
    expect(tableOf({ Associations: [association] })).toEqual({ ...table, ...said });
  });

  it('stands beside others', () => {
    const Associations = [
      { SubnetId: 'subnet-2' },
      { SubnetId: 'subnet-3', AssociationState: { State: 'disassociating' } },
      { Main: true },
      { SubnetId: 'subnet-1' },
    ];

    expect(tableOf({ VpcId: 'vpc-1', Tags: [{ Key: 'Name', Value: 'web' }], Associations })).toEqual({
      ...table,
      name: 'web',
      vpcId: 'vpc-1',
      isMain: true,
      subnetIds: ['subnet-2', 'subnet-1'],
      unsettledSubnetIds: ['subnet-3'],
    });
  });

  it('is none where AWS says none', () => {
    expect(tableOf({})).toEqual(table);
  });
});
