import { describe, expect, it } from 'vitest';
import { parseCidr } from '../../src/net/cidr.ts';
import { transit } from '../../src/network/transit.ts';
import type { RecordOf, Sections } from '../../src/snapshot/schema.ts';
import { refusal, snapshotScope } from '../support/sections.ts';

const read = (...scopes: readonly Sections[]) =>
  transit(scopes.map((sections) => ({ snapshot: snapshotScope(sections), gapOf: refusal })));

const id = 'tgw-attach-1';
const TransitGatewayAttachmentId = id;
const record = {
  TransitGatewayAttachmentId,
  TransitGatewayId: 'tgw-1',
  ResourceType: 'vpc',
  ResourceId: 'vpc-1',
  State: 'available',
};
const plain = {
  id,
  transitGatewayId: 'tgw-1',
  type: 'vpc',
  resourceId: 'vpc-1',
  state: 'available',
  rawState: 'available',
  association: 'unseen',
  routeTableId: null,
  subnetIds: null,
  isApplianceMode: false,
};

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayAttachment.html */
describe('an attachment of a transit gateway', () => {
  it.each([
    ['initiating', 'initiating', true],
    ['initiatingRequest', 'initiating-request', true],
    ['pendingAcceptance', 'pending-acceptance', true],
    ['rollingBack', 'rolling-back', true],
    ['pending', 'pending', true],
    ['available', 'available', true],
    ['modifying', 'modifying', true],
    ['Available', 'available', true],
    ['revolving', 'unrecognised', true],
    ['deleting', 'deleting', false],
    ['deleted', 'deleted', false],
    ['failed', 'failed', false],
    ['failing', 'failing', false],
    ['rejected', 'rejected', false],
    ['rejecting', 'rejecting', false],
    ['Deleted', 'deleted', false],
  ])('in state %s is %s, and the way of its VPC: %s', (State, state, isWay) => {
    const one = { ...plain, state, rawState: State };
    const { attachment, attachmentOf } = read({ transitGatewayAttachments: [{ ...record, State }] });

    expect(attachment(id)).toEqual(one);
    expect(attachmentOf('vpc-1', 'tgw-1')).toEqual(isWay ? one : null);
  });

  it.each([
    [{}, plain],
    [{ State: undefined }, plain],
    [{ TransitGatewayId: undefined }, { ...plain, transitGatewayId: '' }],
    [{ ResourceType: undefined }, { ...plain, type: 'unrecognised' }],
    [{ ResourceId: undefined }, { ...plain, resourceId: '' }],
  ])('with %o', (said, found) => {
    expect(read({ transitGatewayAttachments: [{ ...record, ...said }] }).attachment(id)).toEqual(found);
  });

  it.each([
    ['vpn', 'vpn'],
    ['vpn-concentrator', 'vpn-concentrator'],
    ['direct-connect-gateway', 'direct-connect-gateway'],
    ['connect', 'connect'],
    ['peering', 'peering'],
    ['tgw-peering', 'tgw-peering'],
    ['network-function', 'network-function'],
    ['client-vpn', 'client-vpn'],
    ['wormhole', 'unrecognised'],
  ])('of type %s is no way of a VPC', (ResourceType, type) => {
    const { attachment, attachmentOf } = read({ transitGatewayAttachments: [{ ...record, ResourceType }] });

    expect(attachment(id)).toEqual({ ...plain, type });
    expect(attachmentOf('vpc-1', 'tgw-1')).toBeNull();
  });

  it('is of one VPC and one transit gateway', () => {
    const { attachmentOf } = read({ transitGatewayAttachments: [record] });

    expect([attachmentOf('vpc-2', 'tgw-1'), attachmentOf('vpc-1', 'tgw-2')]).toEqual([null, null]);
  });

  it.each([
    [{ transitGatewayAttachments: [] }, null],
    [{ transitGatewayVpcAttachments: [] }, null],
    [{}, { unread: refusal('transitGatewayAttachments') }],
  ])('is none where they were read: %o', (sections, found) => {
    expect(read(sections).attachmentOf('vpc-1', 'tgw-1')).toEqual(found);
    expect(read(sections).attachment(id)).toBeUndefined();
    expect(read(sections).isEmpty).toBe(true);
    expect(read({ ...sections, transitGatewayAttachments: [record] }).isEmpty).toBe(false);
  });

  it('is listed where one account of several lists it', () => {
    expect(read({}, { transitGatewayVpcAttachments: [] }).attachmentOf('vpc-1', 'tgw-1')).toBeNull();
  });

  it('gone is no way beside the one that took its place, in whatever order', () => {
    const old = { ...record, TransitGatewayAttachmentId: 'tgw-attach-0', State: 'deleted' };

    for (const transitGatewayAttachments of [
      [old, record],
      [record, old],
    ])
      expect(read({ transitGatewayAttachments }).attachmentOf('vpc-1', 'tgw-1')).toEqual(plain);
  });
});

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayVpcAttachment.html */
describe('an attachment of a VPC', () => {
  const vpcRecord = {
    TransitGatewayAttachmentId,
    TransitGatewayId: 'tgw-1',
    VpcId: 'vpc-1',
    SubnetIds: ['subnet-1'],
    State: 'available',
  };

  it('stands in the subnets that its own list names', () => {
    expect(
      read({ transitGatewayAttachments: [record], transitGatewayVpcAttachments: [vpcRecord] }).attachment(id),
    ).toEqual({ ...plain, subnetIds: ['subnet-1'] });
    expect(
      read({
        transitGatewayAttachments: [record],
        transitGatewayVpcAttachments: [{ TransitGatewayAttachmentId }],
      }).attachment(id),
    ).toEqual({ ...plain, subnetIds: [] });
  });

  it.each([
    [{}, { subnetIds: ['subnet-1'] }],
    [{ State: 'Deleting' }, { subnetIds: ['subnet-1'], state: 'deleting', rawState: 'Deleting' }],
    [{ State: undefined }, { subnetIds: ['subnet-1'] }],
    [{ SubnetIds: undefined }, { subnetIds: [] }],
    [{ VpcId: undefined }, { subnetIds: ['subnet-1'], resourceId: '' }],
    [{ TransitGatewayId: undefined }, { subnetIds: ['subnet-1'], transitGatewayId: '' }],
  ])('may be in that list alone: %o', (said, found) => {
    expect(read({ transitGatewayVpcAttachments: [{ ...vpcRecord, ...said }] }).attachment(id)).toEqual({
      ...plain,
      ...found,
    });
  });

  it('has the table that the table says it has', () => {
    const transitGatewayRouteTableAssociations = [
      {
        TransitGatewayRouteTableId: 'tgw-rtb-1',
        Associations: [{ TransitGatewayAttachmentId, State: 'associated' }],
      },
    ];

    expect(
      read({ transitGatewayVpcAttachments: [vpcRecord], transitGatewayRouteTableAssociations }).attachment(id),
    ).toEqual({ ...plain, subnetIds: ['subnet-1'], association: 'associated', routeTableId: 'tgw-rtb-1' });
  });
});

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayAttachmentAssociation.html */
describe('an association of an attachment with a route table', () => {
  const TransitGatewayRouteTableId = 'tgw-rtb-1';
  const states = [
    ['associated', 'associated', 'tgw-rtb-1'],
    [undefined, 'associated', 'tgw-rtb-1'],
    ['associating', 'associating', null],
    ['disassociating', 'disassociating', null],
    ['disassociated', 'disassociated', null],
    ['entangled', 'unrecognised', null],
  ] as const;

  it.each(states)('in state %s as the attachment says it', (State, association, routeTableId) => {
    const transitGatewayAttachments = [{ ...record, Association: { TransitGatewayRouteTableId, State } }];

    expect(read({ transitGatewayAttachments }).attachment(id)).toEqual({ ...plain, association, routeTableId });
  });

  it.each(states)('in state %s as the table says it', (State, association, routeTableId) => {
    const transitGatewayRouteTableAssociations = [
      { TransitGatewayRouteTableId, Associations: [{ TransitGatewayAttachmentId, State }, { State: 'associated' }] },
    ];

    expect(read({ transitGatewayAttachments: [record], transitGatewayRouteTableAssociations }).attachment(id)).toEqual({
      ...plain,
      association,
      routeTableId,
    });
  });

  it('that the attachment says counts before the one that the table says', () => {
    const transitGatewayRouteTableAssociations = [
      { TransitGatewayRouteTableId: 'tgw-rtb-2', Associations: [{ TransitGatewayAttachmentId }] },
    ];
    const transitGatewayAttachments = [{ ...record, Association: { TransitGatewayRouteTableId } }];

    expect(read({ transitGatewayAttachments, transitGatewayRouteTableAssociations }).attachment(id)?.routeTableId).toBe(
      'tgw-rtb-1',
    );
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-share.html */
describe('an attachment that two accounts see', () => {
  const owner = {
    transitGatewayAttachments: [{ ...record, Association: { TransitGatewayRouteTableId: 'tgw-rtb-1' } }],
  };
  const user = {
    transitGatewayAttachments: [record],
    transitGatewayVpcAttachments: [{ TransitGatewayAttachmentId, SubnetIds: ['subnet-1'] }],
  };
  const joined = { ...plain, association: 'associated', routeTableId: 'tgw-rtb-1', subnetIds: ['subnet-1'] };

  it.each([
    [owner, user],
    [user, owner],
  ])('is known by what both know', (a, b) => {
    expect(read(a, b).attachment(id)).toEqual(joined);
    expect(read(a, b).attachmentOf('vpc-1', 'tgw-1')).toEqual(joined);
  });

  /** @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html#transit-gateway-appliance-support */
  it.each([
    ['enable', true],
    ['disable', false],
    [undefined, false],
  ])('is in appliance mode where whoever sees its VPC says so: %s', (ApplianceModeSupport, isApplianceMode) => {
    const vpcs = {
      ...user,
      transitGatewayVpcAttachments: user.transitGatewayVpcAttachments.map((one) => ({
        ...one,
        Options: { ...(ApplianceModeSupport === undefined ? {} : { ApplianceModeSupport }) },
      })),
    };
    const modes = [read(owner, vpcs), read(vpcs, owner), read(vpcs)].map((one) => one.attachment(id)?.isApplianceMode);

    expect(modes).toEqual([isApplianceMode, isApplianceMode, isApplianceMode]);
  });

  it('is known first as the first account knows it', () => {
    const other = {
      transitGatewayAttachments: [{ ...record, Association: { TransitGatewayRouteTableId: 'tgw-rtb-2' } }],
      transitGatewayVpcAttachments: [{ TransitGatewayAttachmentId, SubnetIds: ['subnet-2'] }],
    };

    expect(read(owner, other).attachment(id)).toEqual({
      ...plain,
      association: 'associated',
      routeTableId: 'tgw-rtb-1',
      subnetIds: ['subnet-2'],
    });
    expect(read(user, other).attachment(id)).toEqual({
      ...plain,
      association: 'associated',
      routeTableId: 'tgw-rtb-2',
      subnetIds: ['subnet-1'],
    });
  });
});

const TransitGatewayRouteTableId = 'tgw-rtb-1';
type Routes = RecordOf<'transitGatewayRoutes'>['Routes'];
type References = RecordOf<'transitGatewayPrefixListReferences'>['TransitGatewayPrefixListReferences'];

const routesOf = (Routes: Routes, references: References = []) =>
  read({
    transitGatewayRoutes: [{ TransitGatewayRouteTableId, Routes }],
    transitGatewayPrefixListReferences: [
      { TransitGatewayRouteTableId, TransitGatewayPrefixListReferences: references },
      {
        TransitGatewayRouteTableId: 'tgw-rtb-2',
        TransitGatewayPrefixListReferences: [{ PrefixListId: 'pl-of-another' }],
      },
    ],
  }).routesOf('tgw-rtb-1');

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayRoute.html */
describe('a route of a transit gateway', () => {
  const route = {
    cidr: parseCidr('10.0.0.0/8'),
    prefixListId: null,
    destination: '10.0.0.0/8',
    attachments: [],
    type: 'static',
    state: 'active',
  };
  const said = { DestinationCidrBlock: '10.0.0.0/8', Type: 'static', State: 'active' };

  it.each([
    [{}, {}],
    [{ DestinationCidrBlock: '::/0' }, { cidr: parseCidr('::/0'), destination: '::/0' }],
    [{ DestinationCidrBlock: undefined }, { cidr: null, destination: '' }],
    [{ DestinationCidrBlock: 'nowhere' }, { cidr: null, destination: 'nowhere' }],
    [{ PrefixListId: 'pl-1' }, { prefixListId: 'pl-1', destination: 'pl-1' }],
    [
      { DestinationCidrBlock: undefined, PrefixListId: 'pl-1' },
      { cidr: null, prefixListId: 'pl-1', destination: 'pl-1' },
    ],
    [{ Type: 'propagated' }, { type: 'propagated' }],
    [{ Type: 'system' }, { type: 'system' }],
    [{ Type: 'rumoured' }, { type: 'unrecognised' }],
    [{ Type: undefined }, { type: 'unrecognised' }],
    [{ State: 'blackhole' }, { state: 'blackhole' }],
    [{ State: 'pending' }, { state: 'pending' }],
    [{ State: 'deleting' }, { state: 'deleting' }],
    [{ State: 'filtered' }, { state: 'unrecognised' }],
    [{ State: undefined }, {}],
    [
      {
        TransitGatewayAttachments: [
          { TransitGatewayAttachmentId, ResourceType: 'vpc', ResourceId: 'vpc-1' },
          { TransitGatewayAttachmentId: 'tgw-attach-2', ResourceType: 'vpn', ResourceId: 'vpn-1' },
        ],
      },
      {
        attachments: [
          { id, type: 'vpc', rawType: 'vpc', resourceId: 'vpc-1' },
          { id: 'tgw-attach-2', type: 'vpn', rawType: 'vpn', resourceId: 'vpn-1' },
        ],
      },
    ],
    [
      { TransitGatewayAttachments: [{}] },
      { attachments: [{ id: '', type: 'unrecognised', rawType: '', resourceId: '' }] },
    ],
  ])('with %o', (more, found) => {
    expect(routesOf([{ ...said, ...more }])).toEqual([{ ...route, ...found }]);
  });

  it('that is deleted is none', () => {
    expect(routesOf([{ ...said, State: 'deleted' }, said])).toEqual([route]);
  });

  it('may be any where they were not read', () => {
    expect(read({}).routesOf('tgw-rtb-1')).toEqual({ unread: refusal('transitGatewayRoutes', 'tgw-rtb-1') });
  });
});

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayPrefixListReference.html */
describe('a reference of a transit gateway to a prefix list', () => {
  const reference = {
    cidr: null,
    prefixListId: 'pl-1',
    destination: 'pl-1',
    attachments: [],
    type: 'static',
    state: 'active',
  };

  it.each([
    [{}, {}],
    [{ Blackhole: true }, { state: 'blackhole' }],
    [{ Blackhole: false }, {}],
    [{ State: 'available' }, {}],
    [{ State: 'available', Blackhole: true }, { state: 'blackhole' }],
    [{ State: 'pending' }, { state: 'unrecognised' }],
    [{ State: 'modifying' }, { state: 'unrecognised' }],
    [{ State: 'deleting', Blackhole: true }, { state: 'unrecognised' }],
    [{ State: 'napping' }, { state: 'unrecognised' }],
    [{ PrefixListId: undefined }, { prefixListId: null, destination: '' }],
    [
      { TransitGatewayAttachment: { TransitGatewayAttachmentId, ResourceType: 'vpc', ResourceId: 'vpc-1' } },
      { attachments: [{ id, type: 'vpc', rawType: 'vpc', resourceId: 'vpc-1' }] },
    ],
    [
      { TransitGatewayAttachment: {} },
      { attachments: [{ id: '', type: 'unrecognised', rawType: '', resourceId: '' }] },
    ],
  ])('with %o', (more, found) => {
    expect(routesOf([], [{ PrefixListId: 'pl-1', ...more }])).toEqual([{ ...reference, ...found }]);
  });

  it('says no more than the entries that the table shows already', () => {
    const expanded = { PrefixListId: 'pl-1', DestinationCidrBlock: '10.0.0.0/8', Type: 'static', State: 'active' };

    expect(routesOf([expanded], [{ PrefixListId: 'pl-1' }, { PrefixListId: 'pl-2' }])).toMatchObject([
      { prefixListId: 'pl-1', cidr: parseCidr('10.0.0.0/8') },
      { prefixListId: 'pl-2', cidr: null },
    ]);
    expect(routesOf([{ ...expanded, DestinationCidrBlock: undefined }], [{ PrefixListId: 'pl-1' }])).toHaveLength(2);
  });

  it.each([
    [
      { transitGatewayPrefixListReferences: [] },
      { unread: refusal('transitGatewayPrefixListReferences', 'tgw-rtb-1') },
    ],
    [
      {
        transitGatewayPrefixListReferences: [{ TransitGatewayRouteTableId, TransitGatewayPrefixListReferences: [] }],
      },
      null,
    ],
    [
      {
        transitGatewayPrefixListReferences: [
          { TransitGatewayRouteTableId: 'tgw-rtb-2', TransitGatewayPrefixListReferences: [] },
        ],
      },
      { unread: refusal('transitGatewayPrefixListReferences', 'tgw-rtb-1') },
    ],
    [{}, { unread: refusal('transitGatewayPrefixListReferences', 'tgw-rtb-1') }],
  ])('may be there where they were not read: %o', (sections, why) => {
    expect(read(sections).referencesOf('tgw-rtb-1')).toEqual(why);
  });
});

it('names the gap of the first account that has one', () => {
  const gapOf = () => undefined;
  const scopes = [
    { snapshot: snapshotScope({}), gapOf },
    { snapshot: snapshotScope({}), gapOf: refusal },
  ];

  expect(transit(scopes).routesOf('tgw-rtb-1')).toEqual({ unread: refusal('transitGatewayRoutes', 'tgw-rtb-1') });
  expect(transit(scopes.slice(0, 1)).routesOf('tgw-rtb-1')).toEqual({
    unread: {
      section: 'transitGatewayRoutes',
      action: 'ec2:SearchTransitGatewayRoutes',
      reason: 'the snapshot does not hold it',
      kind: 'missing',
      resource: 'tgw-rtb-1',
    },
  });
});
