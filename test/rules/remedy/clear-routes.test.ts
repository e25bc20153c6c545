import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/audit.ts';
import { changesOf, type Remedy } from '../../../src/changes/remedy.ts';
import { networkOf } from '../../../src/network/network.ts';
import { isUnread } from '../../../src/network/unread.ts';
import { clearForGateway, clearWay } from '../../../src/rules/remedy/clear-routes.ts';
import { hub } from '../../support/hub.ts';
import { behindNat } from '../../support/world.ts';

type Net = ReturnType<typeof behindNat>;

const proposed = ({ changes }: Report): readonly string[] =>
  changes.filter(({ kind }) => kind !== 'by-hand').map(({ words }) => words);

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html */
describe('a route that beats that of a gateway endpoint', () => {
  const net = (target: string, cidr = '52.216.0.0/18'): Net =>
    behindNat().interface('app', 'a').gateway('vpce-s3', 's3', ['a']).route('a', cidr, target);

  it('is removed where it leads into the open', () => {
    const { changes } = net('nat-main').report(['s3']);

    expect(changes[0]).toMatchObject({
      words: 'Remove the route 52.216.0.0/18 → nat-main from rtb-a',
      turns: { 'split→private': 5 },
      consequences: ['What matches it takes the next best route, if there is one'],
    });
  });

  it('is removed where the NAT gateway that it leads to has the endpoint behind it', () => {
    const { changes } = behindNat()
      .interface('app', 'a')
      .gateway('vpce-s3', 's3', ['a', 'public'])
      .route('a', '52.216.0.0/18', 'nat-main')
      .report(['s3']);

    expect(changes).toMatchObject([{ words: 'Remove the route 52.216.0.0/18 → nat-main from rtb-a', turns: {} }]);
    expect(changes[0]?.fixes).toHaveLength(1);
  });

  it('is removed where what it led to is gone', () => {
    expect(proposed(net('nat-gone blackhole').report(['s3']))).toContain(
      'Remove the route 52.216.0.0/18 → nat-gone from rtb-a',
    );
  });

  it.each([
    ['leads to a transit gateway', net('tgw-1')],
    ['leads to a firewall', net('vpce-firewall')],
    ['leads to an appliance', net('eni-appliance')],
    ['comes from a virtual private gateway', propagated()],
    ['is wider than the list, so that the endpoint’s own wins', net('nat-main', '52.0.0.0/8')],
  ])('is left to a person, or alone, where it %s', (_, world) => {
    expect(proposed(world.report(['s3'])).filter((words) => words.startsWith('Remove the route'))).toEqual([]);
  });
});

const judged = (net: Net, id = 'main') => {
  const network = networkOf(net.snapshot());
  const vpc = network.vpcs.get(`vpc-${id}`);
  const subnet = vpc?.subnetsById.get('subnet-a');
  if (vpc === undefined || isUnread(vpc.endpoints)) throw new Error('no VPC');

  return { network, vpc, subnet, endpoints: vpc.endpoints };
};

/** What is removed, as `CIDR → target` of a table; null: nothing is proposed. */
const removedBy = (remedy: Remedy | null): readonly string[] | null =>
  remedy === null
    ? null
    : changesOf(remedy).flatMap((change) =>
        change.kind === 'delete-route'
          ? `${change.routeTableId} ${change.route.DestinationCidrBlock ?? change.route.DestinationPrefixListId}`
          : [],
      );

/** Of one table or several, for the endpoint of S3. */
describe('routes past a gateway endpoint', () => {
  const net = () => behindNat().gateway('vpce-s3', 's3', ['a']);
  const cleared = (world: Net, tables: readonly string[] = ['rtb-a'], id = 'main') =>
    removedBy(clearForGateway(judged(world, id).vpc, 'vpce-s3', tables));
  const past = 'rtb-a 52.216.0.0/18';

  it('are removed, whether they lead into the open or, gone, anywhere', () => {
    const world = net().route('a', '52.216.0.0/18', 'nat-main').route('a', '52.216.64.0/18', 'tgw-gone blackhole');

    expect(cleared(world)).toEqual([past, 'rtb-a 52.216.64.0/18']);
  });

  it('are all left where one of them leads to a network, which is meant', () => {
    const world = net().route('a', '52.216.0.0/18', 'nat-main').route('a', '52.216.64.0/18', 'tgw-1');

    expect(cleared(world)).toBeNull();
  });

  it('are none where no route beats that of the endpoint', () => {
    expect(cleared(net())).toBeNull();
  });

  it('are removed from the tables in question alone', () => {
    const world = behindNat()
      .subnet('b', { routes: { '0.0.0.0/0': 'nat-main' } })
      .gateway('vpce-s3', 's3', ['a', 'b'])
      .route('a', '52.216.0.0/18', 'nat-main')
      .route('b', '52.216.0.0/18', 'nat-main');

    expect(cleared(world)).toEqual([past]);
    expect(cleared(world, ['rtb-a', 'rtb-b'])).toEqual([past, 'rtb-b 52.216.0.0/18']);
  });

  it('are not those past the endpoint of another service', () => {
    const world = net()
      .gateway('vpce-dynamodb', 'dynamodb', ['a'])
      .route('a', '52.216.0.0/18', 'nat-main')
      .route('a', '52.94.1.0/24', 'nat-main');

    expect(cleared(world)).toEqual([past]);
  });

  it('are none where the endpoint’s own route leads nowhere: nothing else would carry what they carry', () => {
    const world = behindNat()
      .gateway('vpce-s3', 's3')
      .route('a', 'pl-s3', 'vpce-s3 blackhole')
      .route('a', '52.216.0.0/18', 'nat-main');

    expect(cleared(world)).toBeNull();
  });

  it('are not those to the VPC itself, where it has such addresses', () => {
    const world = behindNat()
      .vpc('odd', '52.216.0.0/24')
      .subnet('o', { vpc: 'odd', cidr: '52.216.0.0/25' })
      .gateway('vpce-s3', 's3', ['o'], 'available', 'odd')
      .route('o', '52.216.128.0/18', 'nat-main');

    expect(cleared(world, ['rtb-o'], 'odd')).toEqual(['rtb-o 52.216.128.0/18']);
  });

  it('are left beside a list whose entries were not read', () => {
    const world = () => net().route('a', '52.216.0.0/18', 'nat-main');

    expect(cleared(world().unread('managedPrefixLists'))).toBeNull();
    expect(cleared(world())).toEqual([past]);
  });
});

/** The endpoint stands in subnets 10.1.1.0/24 and 10.1.2.0/24 of the hub. */
describe('dead ends before an endpoint of another VPC', () => {
  const net = (routes?: Readonly<Record<string, string>>) =>
    hub(routes)
      .subnet('h2', { vpc: 'hub', cidr: '10.1.2.0/24' })
      .endpoint('vpce-hub', 'ec2', { vpc: 'hub', subnets: ['h', 'h2'], privateDns: false });
  const cleared = (world: Net, vpcId = 'vpc-hub') => {
    const { network, subnet } = judged(world);
    const endpoint = network.endpoints.get('vpce-hub');
    if (subnet === undefined || endpoint === undefined) throw new Error('no endpoint');

    return removedBy(clearWay(network, subnet, { ...endpoint, vpcId }));
  };

  it.each<[string, Net, string]>([
    ['leads to a NAT gateway', net().route('a', '10.1.1.0/24', 'nat-main'), '10.1.1.0/24'],
    ['leads to an internet gateway', net().route('a', '10.1.1.0/24', 'igw-main'), '10.1.1.0/24'],
    ['leads to what is gone', net().route('a', '10.1.1.0/24', 'tgw-gone blackhole'), '10.1.1.0/24'],
    ['is for part of one of its subnets', net().route('a', '10.1.2.0/28', 'nat-main'), '10.1.2.0/28'],
    [
      'is before a peering connection',
      net({ '10.1.0.0/16': 'pcx-1' }).peering('pcx-1', 'main', 'hub').route('a', '10.1.1.0/24', 'nat-main'),
      '10.1.1.0/24',
    ],
  ])('are removed: what %s', (_, world, cidr) => {
    expect(cleared(world)).toEqual([`rtb-a ${cidr}`]);
  });

  it.each<[string, Net]>([
    ['there are none', net()],
    ['it is for another network', net().route('a', '10.2.0.0/16', 'nat-main')],
    ['a virtual private gateway told of it', told(net().route('a', '10.1.1.0/24', 'nat-main'))],
    ['it is for public addresses as well', net({ '10.1.0.0/16': 'tgw-1', '8.0.0.0/5': 'nat-main' })],
    ['it leads to an appliance', net().route('a', '10.1.1.0/24', 'eni-appliance')],
    ['it leads to a NAT gateway that was not listed', net().route('a', '10.1.1.0/24', 'nat-unlisted')],
    ['NAT gateways were not read', net().route('a', '10.1.1.0/24', 'nat-main').unread('natGateways')],
    ['no other route leads there', net({}).route('a', '10.1.1.0/24', 'nat-main')],
    [
      'another route leads to one of its subnets alone',
      net({ '10.1.1.0/24': 'tgw-1' }).route('a', '10.1.1.0/28', 'nat-main'),
    ],
    ['another route leads to other networks', net({ '10.2.0.0/16': 'tgw-1' }).route('a', '10.1.1.0/24', 'nat-main')],
    ['another route leads into a data centre', net({ '10.1.0.0/16': 'vgw-1' }).route('a', '10.1.1.0/24', 'nat-main')],
    [
      'the other route leads nowhere itself',
      net({ '10.1.0.0/16': 'tgw-1 blackhole' }).route('a', '10.1.1.0/24', 'nat-main'),
    ],
  ])('are none, or left, where %s', (_, world) => {
    expect(cleared(world)).toBeNull();
  });

  it('are left where the VPC of the endpoint was not read', () => {
    expect(cleared(net().route('a', '10.1.1.0/24', 'nat-main'), 'vpc-elsewhere')).toBeNull();
  });
});

/** As if a virtual private gateway had propagated it. */
function told(net: Net): Net {
  for (const { Routes = [] } of net.sections.routeTables)
    for (const route of Routes)
      if (route.DestinationCidrBlock === '10.1.1.0/24') route.Origin = 'EnableVgwRoutePropagation';

  return net;
}

function propagated(): Net {
  const net = behindNat()
    .interface('app', 'a')
    .gateway('vpce-s3', 's3', ['a', 'public'])
    .route('a', '52.216.0.0/18', 'nat-main');
  for (const { Routes = [] } of net.sections.routeTables)
    for (const route of Routes)
      if (route.DestinationCidrBlock === '52.216.0.0/18') route.Origin = 'EnableVgwRoutePropagation';

  return net;
}

describe('a dead end on the way to the endpoint of a hub', () => {
  const host = 'ec2.us-east-1.amazonaws.com';
  const net = (target: string, cidr = '10.1.1.0/24') =>
    hub()
      .interface('app', 'a')
      .interface('nat', 'public', { InterfaceType: 'nat_gateway' })
      .endpoint('vpce-hub', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
      .zone(host, ['main', 'hub'], [`${host} ALIAS vpce-hub-x1.ec2.us-east-1.vpce.amazonaws.com`])
      .route('a', cidr, target);

  const removed = (world: Net): readonly string[] => proposed(world.report(['ec2'], { vpcs: ['vpc-main'] }));

  it.each(['nat-main', 'tgw-gone blackhole', 'igw-main'])('is removed: %s', (target) => {
    expect(removed(net(target))).toEqual([`Remove the route 10.1.1.0/24 → ${target.split(' ')[0]} from rtb-a`]);
  });

  it('is left to a person where no other route leads there', () => {
    const world = net('nat-main');
    for (const table of world.sections.routeTables)
      table.Routes = (table.Routes ?? []).filter(({ DestinationCidrBlock }) => DestinationCidrBlock !== '10.1.0.0/16');

    expect(removed(world)).toEqual([]);
  });

  it('is none where a private NAT gateway carries it on', () => {
    const world = net('nat-private').nat('private', 'a', { ConnectivityType: 'private' });

    expect(removed(world).filter((words) => words.includes('nat-private'))).toEqual([]);
  });
});
