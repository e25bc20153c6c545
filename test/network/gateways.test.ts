import { describe, expect, it } from 'vitest';
import { gateway, nameOf, natGateway } from '../../src/network/gateways.ts';

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NatGateway.html */
describe('a NAT gateway', () => {
  const NatGatewayId = 'nat-1';
  const plain = {
    id: 'nat-1',
    name: null,
    vpcId: null,
    subnetId: null,
    state: 'available',
    rawState: 'available',
    isPrivate: false,
    isRegional: false,
    routeTableId: null,
    zones: new Set(),
    privateAddresses: [],
    isManual: false,
  };

  it('may say little', () => {
    expect(natGateway({ NatGatewayId })).toEqual(plain);
  });

  it('says whose it is and where it stands', () => {
    expect(
      natGateway({ NatGatewayId, VpcId: 'vpc-1', SubnetId: 'subnet-1', Tags: [{ Key: 'Name', Value: 'egress' }] }),
    ).toEqual({ ...plain, name: 'egress', vpcId: 'vpc-1', subnetId: 'subnet-1' });
  });

  it.each([
    ['pending', 'pending'],
    ['failed', 'failed'],
    ['available', 'available'],
    ['deleting', 'deleting'],
    ['deleted', 'deleted'],
    ['Available', 'available'],
    ['dreaming', 'unrecognised'],
  ])('in state %s', (State, state) => {
    expect(natGateway({ NatGatewayId, State })).toEqual({ ...plain, state, rawState: State });
  });

  it.each([
    ['private', true],
    ['public', false],
    [undefined, false],
  ])('of connectivity type %s is private: %s', (ConnectivityType, isPrivate) => {
    expect(natGateway({ NatGatewayId, ConnectivityType })).toEqual({ ...plain, isPrivate });
  });

  /** @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html */
  it.each([
    [{ AvailabilityMode: 'regional' }, { isRegional: true }],
    [{ AvailabilityMode: 'zonal' }, {}],
    [{ RouteTableId: 'rtb-1' }, { isRegional: true, routeTableId: 'rtb-1' }],
    [
      { RouteTableId: 'rtb-1', SubnetId: 'subnet-1' },
      { routeTableId: 'rtb-1', subnetId: 'subnet-1' },
    ],
    [
      { AvailabilityMode: 'regional', AutoProvisionZones: 'disabled' },
      { isRegional: true, isManual: true },
    ],
    [{ AvailabilityMode: 'regional', AutoProvisionZones: 'enabled' }, { isRegional: true }],
    [{ AvailabilityMode: 'zonal', AutoProvisionZones: 'disabled' }, {}],
  ])('with %o', (record, said) => {
    expect(natGateway({ NatGatewayId, ...record })).toEqual({ ...plain, ...said });
  });

  /** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NatGatewayAddress.html */
  it.each([
    ['succeeded', true],
    [undefined, true],
    ['assigning', false],
    ['unassigning', false],
    ['associating', false],
    ['disassociating', false],
    ['failed', false],
    ['parked', false],
  ])('serves the zone of an address in status %s: %s', (Status, serves) => {
    const NatGatewayAddresses = [{ Status, AvailabilityZone: 'us-east-1a', AvailabilityZoneId: 'use1-az1' }];

    expect(natGateway({ NatGatewayId, NatGatewayAddresses })).toEqual({
      ...plain,
      zones: new Set(serves ? ['us-east-1a', 'use1-az1'] : []),
    });
  });

  it('knows zones by name, by id, or not at all', () => {
    const NatGatewayAddresses = [
      { AvailabilityZone: 'us-east-1a' },
      { AvailabilityZoneId: 'use1-az2' },
      { PublicIp: '192.0.2.1' },
    ];

    expect(natGateway({ NatGatewayId, NatGatewayAddresses }).zones).toEqual(new Set(['us-east-1a', 'use1-az2']));
  });
});

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InternetGatewayAttachment.html */
describe('a gateway', () => {
  it.each([
    ['available', true],
    ['attached', true],
    ['Attached', true],
    [undefined, true],
    ['attaching', null],
    ['detaching', false],
    ['detached', false],
    ['ajar', null],
  ])('in state %s is attached: %s', (State, isAttached) => {
    expect(gateway('igw-1', { Attachments: [{ VpcId: 'vpc-1', State }] })).toEqual({
      id: 'igw-1',
      attachedTo: new Set(isAttached === true ? ['vpc-1'] : []),
      unsettledIn: new Set(isAttached === null ? ['vpc-1'] : []),
    });
  });

  it.each([undefined, [], [{}], [{ State: 'attached' }]])(
    'with the attachments %o is attached to nothing',
    (Attachments) => {
      expect(gateway('igw-1', { Attachments }).attachedTo).toEqual(new Set());
    },
  );

  it('is attached where one of its attachments is', () => {
    const Attachments = [
      { VpcId: 'vpc-old', State: 'detached' },
      { VpcId: 'vpc-new', State: 'attached' },
      { VpcId: 'vpc-other', State: 'attached' },
    ];

    expect(gateway('vgw-1', { Attachments }).attachedTo).toEqual(new Set(['vpc-new', 'vpc-other']));
  });
});

/** @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html */
describe('the name of a resource', () => {
  it.each([
    [undefined, null],
    [[], null],
    [[{ Key: 'name', Value: 'small' }], null],
    [[{ Key: 'Name' }], null],
    [[{ Key: 'Name', Value: '' }], ''],
    [
      [
        { Key: 'Owner', Value: 'me' },
        { Key: 'Name', Value: 'mine' },
      ],
      'mine',
    ],
  ])('with the tags %o is %s', (Tags, name) => {
    expect(nameOf({ Tags })).toBe(name);
  });
});

describe('a name', () => {
  const named = (Value: string) => nameOf({ Tags: [{ Key: 'Name', Value }] });

  it.each(['x'.repeat(256), '東'.repeat(256), '😀'.repeat(256)])(
    'of 256 characters, as many as AWS takes, is whole',
    (name) => {
      expect(named(name)).toBe(name);
    },
  );

  it.each(['x', '東', '😀'])('that is longer is cut: %s', (letter) => {
    expect(named(letter.repeat(257))).toBe(`${letter.repeat(255)}…`);
    expect(named(letter.repeat(100_000))).toBe(`${letter.repeat(255)}…`);
  });
});
