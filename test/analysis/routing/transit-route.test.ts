import { describe, expect, it } from 'vitest';
import { followTransitRoute } from '../../../src/analysis/routing/transit-route.ts';
import type { Transit, TransitRoute } from '../../../src/network/transit.ts';
import type { RecordOf } from '../../../src/snapshot/schema.ts';
import { refusal } from '../../support/sections.ts';
import { networkFrom, nowhere, stepOf, told } from '../../support/step.ts';
import { world } from '../../support/world.ts';

type Attachments = NonNullable<RecordOf<'transitGatewayRoutes'>['Routes']>[number]['TransitGatewayAttachments'];
type World = ReturnType<typeof world>;

/** Everything that subnet `a` sends goes through the transit gateway to the NAT gateway of a hub. */
const central = () =>
  world()
    .subnet('a', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'tgw-1' } })
    .vpc('hub', '10.1.0.0/16')
    .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '10.0.0.0/16': 'tgw-1', '0.0.0.0/0': 'nat-hub' } })
    .subnet('p', { vpc: 'hub', cidr: '10.1.2.0/24', routes: { '10.0.0.0/16': 'tgw-1', '0.0.0.0/0': 'igw-hub' } })
    .nat('hub', 'p')
    .transit({ main: ['a'], hub: ['h'] }, { '0.0.0.0/0': 'hub', '10.0.0.0/16': 'main' });

/** The default route of the transit gateway's table leads to these attachments. */
const leadingTo = (attachments: Attachments, net = central()): World => {
  for (const { Routes = [] } of net.sections.transitGatewayRoutes)
    for (const route of Routes)
      if (route.DestinationCidrBlock === '0.0.0.0/0') route.TransitGatewayAttachments = attachments;

  return net;
};
const withoutAttachmentOf = (vpc: string): World => {
  const net = central();
  const id = `tgw-attach-${vpc}`;
  net.sections.transitGatewayAttachments = net.sections.transitGatewayAttachments.filter(
    ({ TransitGatewayAttachmentId }) => TransitGatewayAttachmentId !== id,
  );
  net.sections.transitGatewayVpcAttachments = net.sections.transitGatewayVpcAttachments.filter(
    ({ TransitGatewayAttachmentId }) => TransitGatewayAttachmentId !== id,
  );

  return net;
};
const withoutVpc = (): World => {
  const net = central();
  net.sections.vpcs = net.sections.vpcs.filter(({ VpcId }) => VpcId !== 'vpc-hub');

  return net;
};
const hubState = (State: string): World => {
  const net = central();
  for (const one of [...net.sections.transitGatewayAttachments, ...net.sections.transitGatewayVpcAttachments])
    if (one.TransitGatewayAttachmentId === 'tgw-attach-hub') one.State = State;

  return net;
};
const lastHop = (net: World) =>
  net
    .paths(['s3'])
    .find(({ subnetId }) => subnetId === 'subnet-a')
    ?.hops.at(-1)?.because;

const away = 'transit tgw-1 (no-endpoint)';

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html */
describe('a route of a transit gateway’s table', () => {
  it('leads into the attached VPC', () => {
    expect(central().path('a', 's3')).toBe('public nat-hub <tgw-1 (no-endpoint)');
  });

  it.each<[string, World, string]>([
    [
      'to a VPN',
      leadingTo([{ TransitGatewayAttachmentId: 'tgw-attach-vpn', ResourceType: 'vpn', ResourceId: 'vpn-1' }]),
      'attachment tgw-attach-vpn of type vpn, whose network the facts do not cover',
    ],
    ['to no attachment', leadingTo([]), 'attachment  of type unknown, whose network the facts do not cover'],
    [
      'to several attachments',
      leadingTo([
        { TransitGatewayAttachmentId: 'tgw-attach-hub', ResourceType: 'vpc', ResourceId: 'vpc-hub' },
        { TransitGatewayAttachmentId: 'tgw-attach-main', ResourceType: 'vpc', ResourceId: 'vpc-main' },
      ]),
      'attachment tgw-attach-hub of type vpc, whose network the facts do not cover',
    ],
    [
      'to an attachment that is not listed',
      withoutAttachmentOf('hub'),
      'attachment tgw-attach-hub of type vpc, whose network the facts do not cover',
    ],
    [
      'to a VPC that is not among the facts',
      withoutVpc(),
      'attachment tgw-attach-hub of type vpc, whose network the facts do not cover',
    ],
  ])('%s ends the view', (_, net, because) => {
    expect([net.path('a', 's3'), lastHop(net)]).toEqual([away, because]);
  });

  it.each([
    ['available', /^public nat-hub/],
    ['modifying', /^public nat-hub/],
    ['deleting', /^unknown <tgw-1 \(unrecognised\)$/],
    ['pendingAcceptance', /^unknown <tgw-1 \(unrecognised\)$/],
  ])('to an attachment that is %s', (state, line) => {
    expect(hubState(state).path('a', 's3')).toMatch(line);
  });

  it('into a VPC whose tables nobody read ends the view, in doubt', () => {
    const net = central();
    for (const table of net.sections.routeTables)
      if (table.RouteTableId === 'rtb-h')
        for (const one of table.Associations ?? []) one.AssociationState = { State: 'associating' };

    expect(net.path('a', 's3')).toMatch(/ ~$/);
    expect(lastHop(net)).toBe('the route table of subnet-h in vpc-hub was not read');
  });

  it('into a VPC by subnets that are not listed ends the view', () => {
    const net = central();
    for (const one of net.sections.transitGatewayVpcAttachments)
      if (one.TransitGatewayAttachmentId === 'tgw-attach-hub') one.SubnetIds = ['subnet-gone'];

    expect([net.path('a', 's3'), lastHop(net)]).toEqual([
      away,
      'the tables of vpc-hub behind tgw-attach-hub were not read',
    ]);
  });
});

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayRoute.html */
describe('what a route of a transit gateway’s table tells', () => {
  type Attachment = TransitRoute['attachments'][number];

  const toHub: Attachment = { id: 'tgw-attach-hub', type: 'vpc', rawType: 'vpc', resourceId: 'vpc-hub' };
  const unreadAttachments = { attachmentsUnread: { unread: refusal('transitGatewayAttachments') } };

  const followed = (attachments: readonly Attachment[], transit: Partial<Transit> = {}, net = central()) => {
    const network = networkFrom(net);
    const step = stepOf({ ...network, transit: { ...network.transit, ...transit } });
    const { positions, nextTable } = nowhere();
    const route: TransitRoute = {
      cidr: null,
      prefixListId: null,
      destination: '0.0.0.0/0',
      attachments,
      type: 'static',
      state: 'active',
    };
    const results = told(followTransitRoute(step, 'tgw-rtb-1', route, { from: step.subnet, nextTable }));

    return [
      ...positions.map(({ table }) => table.id),
      ...results.map(({ end, doubts }) => [end, ...doubts].join(' | ')),
    ];
  };
  const doubt = 'ask:transitGatewayAttachments was not read: where tgw-attach-x leads is not known';

  it('is the attachment, whose VPC is known by it', () => {
    expect([followed([toHub]), followed([{ ...toHub, resourceId: '' }])]).toEqual([['rtb-h'], ['rtb-h']]);
  });

  it('is no VPC where AWS calls it something else, or where there are several', () => {
    expect([
      followed([{ ...toHub, type: 'vpn', rawType: 'vpn' }]),
      followed([toHub, toHub]),
      followed([]),
      followed([], unreadAttachments),
    ]).toEqual(Array(4).fill(['transit tgw-1']));
  });

  it('is in doubt where attachments were not read, and only for one of a VPC that is not listed', () => {
    const x: Attachment = { ...toHub, id: 'tgw-attach-x' };

    expect([
      followed([x], unreadAttachments),
      followed([x]),
      followed([{ ...x, type: 'vpn', rawType: 'vpn' }], unreadAttachments),
      followed([toHub], unreadAttachments, withoutVpc()),
    ]).toEqual([[`transit tgw-1 | ${doubt}`], ['transit tgw-1'], ['transit tgw-1'], ['transit tgw-1']]);
  });
});
