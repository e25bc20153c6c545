import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/audit.ts';
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

describe('routes that are left as they are, for want of facts', () => {
  const judged = (net: Net) => {
    const network = networkOf(net.snapshot());
    const vpc = network.vpcs.get('vpc-main');
    const subnet = vpc?.subnetsById.get('subnet-a');
    if (vpc === undefined || subnet === undefined || isUnread(vpc.endpoints)) throw new Error('no subnet-a');

    return { network, vpc, subnet, endpoints: vpc.endpoints };
  };
  const net = () => behindNat().gateway('vpce-s3', 's3', ['a']).route('a', '52.216.0.0/18', 'nat-main');

  it('are those beside a list whose entries were not read', () => {
    const { vpc } = judged(net().unread('managedPrefixLists'));

    expect(clearForGateway(vpc, 'vpce-s3', ['rtb-a'])).toBeNull();
    expect(clearForGateway(judged(net()).vpc, 'vpce-s3', ['rtb-a'])).not.toBeNull();
  });

  it('are those to an endpoint in a VPC that was not read', () => {
    const { network, subnet, endpoints } = judged(net());
    const [endpoint] = endpoints;
    if (endpoint === undefined) throw new Error('no endpoint');

    expect(clearWay(network, subnet, { ...endpoint, vpcId: 'vpc-elsewhere' })).toBeNull();
  });
});

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
