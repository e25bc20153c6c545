import { describe, expect, it } from 'vitest';
import { assume } from '../../src/analysis/doubt.ts';
import { audit } from '../../src/audit.ts';
import { pathsIn } from '../support/report.ts';
import { splitOver } from '../support/split.ts';
import { account } from '../support/world/sections.ts';
import { world } from '../support/world.ts';

const ec2Name = 'ec2.us-east-1.amazonaws.com';
const own = 'vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com';

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html */
describe('the way back from an endpoint in another VPC', () => {
  const answeredBy = (back: Readonly<Record<string, string>>) =>
    world()
      .list('pl-spokes', '10.0.0.0/16')
      .list('pl-others', '10.9.0.0/16')
      .subnet('a', { routes: { '10.1.0.0/16': 'pcx-1' } })
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: back })
      .peering('pcx-1', 'main', 'hub')
      .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'] })
      .zone(ec2Name, ['main'], [`${ec2Name} ALIAS ${own}`]);

  it('is a route or a list of prefixes that covers the client', () => {
    expect(answeredBy({ '10.0.0.0/16': 'pcx-1' }).path('a', 'ec2')).toBe('private vpce-ec2 <pcx-1');
    expect(answeredBy({ 'pl-spokes': 'pcx-1' }).path('a', 'ec2')).toBe('private vpce-ec2 <pcx-1');
  });

  /** https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html */
  it('is not known where a list that nobody listed may lead elsewhere', () => {
    expect(answeredBy({ 'pl-gone': 'pcx-1' }).path('a', 'ec2')).toBe('unknown (unread-facts) ~');
    expect(answeredBy({ 'pl-gone': 'igw-hub', '10.0.0.0/16': 'pcx-1' }).path('a', 'ec2')).toBe(
      'unknown (unread-facts) ~',
    );
  });

  it('is needed in the tables of both ends of a peering connection', () => {
    expect(answeredBy({}).path('a', 'ec2')).toBe('unreachable <pcx-1 (no-return-route)');
    expect(answeredBy({ 'pl-others': 'pcx-1' }).path('a', 'ec2')).toBe('unreachable <pcx-1 (no-return-route)');
  });

  it('is not known where the other account did not tell its tables, and nothing is private', () => {
    const hub = '222233334444';
    const { scopes, ...rest } = splitOver(answeredBy({ '10.0.0.0/16': 'pcx-1' }).snapshot(), {
      accounts: [account, hub],
      vpcs: { 'vpc-hub': hub },
      network: account,
    });
    const gap = {
      section: 'routeTables',
      action: 'ec2:DescribeRouteTables',
      reason: 'denied',
      kind: 'denied',
    } as const;
    const blind = scopes.map(({ sections: { routeTables, ...sections }, ...scope }) =>
      scope.account === hub
        ? { ...scope, sections, gaps: [...scope.gaps, gap] }
        : { ...scope, sections: { ...sections, routeTables } },
    );
    const report = audit(
      { ...rest, scopes: blind },
      { source: 'snapshot', version: '0.0.0', services: ['ec2'], vpcs: ['vpc-main'], subnets: [], rules: [] },
    );
    const [path] = pathsIn(report).filter(({ subnetId, primary }) => subnetId === 'subnet-a' && primary);

    expect(path).toMatchObject({ verdict: 'unknown', reason: 'unread-facts' });
    expect(report.summary.complete).toBe(false);
  });

  it('is not the way to an internet gateway, which passes no private address', () => {
    expect(answeredBy({ '0.0.0.0/0': 'igw-hub' }).path('a', 'ec2')).toBe('unreachable <pcx-1 (no-return-route)');
  });

  it('is not the local route of a VPC that has the address of the client in a CIDR of its own', () => {
    const net = answeredBy({ '10.0.0.0/16': 'pcx-1' }).vpc('twin', '10.0.0.0/16').peering('pcx-2', 'twin', 'hub');
    for (const { RouteTableId, Routes = [] } of net.sections.routeTables)
      if (RouteTableId === 'rtb-h')
        for (const route of Routes)
          if (route.VpcPeeringConnectionId === 'pcx-1') route.VpcPeeringConnectionId = 'pcx-2';

    expect(net.path('a', 'ec2')).toBe('unreachable <pcx-1 (no-return-route)');
  });

  /** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html */
  it('is as unknown as the way there where a route is in a state that is not known here', () => {
    const there = answeredBy({ '10.0.0.0/16': 'pcx-1' }).subnet('b', { routes: { '10.1.0.0/16': 'pcx-1 filtered' } });

    expect(there.path('b', 'ec2')).toBe('unknown (unrecognised)');
    expect(answeredBy({ '10.0.0.0/16': 'pcx-1 filtered' }).path('a', 'ec2')).toBe('unknown (unrecognised) ~');
    expect(answeredBy({ '10.9.0.0/16': 'pcx-1 filtered', '10.0.0.0/16': 'pcx-1' }).path('a', 'ec2')).toBe(
      'private vpce-ec2 <pcx-1',
    );
  });

  it('drops as a blackhole, which is likely', () => {
    const net = answeredBy({ '10.0.0.0/16': 'pcx-1' });
    for (const { RouteTableId, Routes = [] } of net.sections.routeTables)
      if (RouteTableId === 'rtb-h') for (const route of Routes) route.State = 'blackhole';

    expect(net.path('a', 'ec2')).toBe('unreachable <pcx-1 (no-return-route) ~');
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html */
describe('the way back through a transit gateway', () => {
  const routes = { '10.1.0.0/16': 'hub', '0.0.0.0/0': 'hub' };
  const hubBehind = (
    back: Readonly<Record<string, string>>,
    onward: Readonly<Record<string, string>> = { '10.0.0.0/16': 'tgw-1' },
  ) =>
    world()
      .subnet('a', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'tgw-1' } })
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '0.0.0.0/0': 'nat-hub' } })
      .subnet('e', { vpc: 'hub', cidr: '10.1.2.0/24', routes: { '0.0.0.0/0': 'igw-hub', ...onward } })
      .nat('hub', 'e')
      .transit({ main: ['a'], hub: ['h'] }, { ...routes, ...back })
      .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['e'] })
      .zone(ec2Name, ['main'], [`${ec2Name} ALIAS ${own}`]);
  const doubts = (net: ReturnType<typeof world>, service: string): readonly string[] =>
    net
      .paths([service])
      .filter(({ subnetId, primary }) => subnetId === 'subnet-a' && primary)
      .flatMap((path) => path.doubts);

  it('is a route to the spoke in the table of the attachment that the answer comes in by', () => {
    const net = hubBehind({ '10.0.0.0/16': 'main' });

    expect(net.path('a', 'ec2')).toBe('private vpce-ec2 <tgw-1');
    expect(net.path('a', 's3')).toBe('public nat-hub <tgw-1 (no-endpoint)');
  });

  it.each([
    ['there is none', {}],
    ['it drops', { '10.0.0.0/16': 'blackhole' }],
  ])('is missing where %s, for endpoints and for central egress', (_, back) => {
    const net = hubBehind(back);

    expect(net.path('a', 'ec2')).toBe('unreachable <tgw-1 (no-return-route)');
    expect(net.path('a', 's3')).toBe('unreachable <tgw-1 (no-return-route)');
  });

  const lastHops = (net: ReturnType<typeof world>, subnet = 'subnet-a', service = 'ec2') =>
    net
      .paths([service])
      .filter(({ subnetId, primary }) => subnetId === subnet && primary)
      .map(({ hops }) => `${hops.at(-1)?.at} ${hops.at(-1)?.because}`);

  it('names the table that lacks the route, and where replies would have to go', () => {
    for (const service of ['ec2', 's3']) {
      expect(lastHops(hubBehind({}), 'subnet-a', service)).toEqual(['tgw-rtb-1 has no route back to 10.0.0.0/16']);
      expect(lastHops(hubBehind({ '10.0.0.0/16': 'blackhole' }), 'subnet-a', service)).toEqual([
        'tgw-rtb-1 drops replies to 10.0.0.0/16: 10.0.0.0/16 is a blackhole',
      ]);
      expect(lastHops(hubBehind({ '10.0.0.0/16': 'main' }, {}), 'subnet-a', service)).toEqual([
        'rtb-e has no route back to 10.0.0.0/16: replies end at igw-hub (replies to a private address do not leave by it)',
      ]);
    }
  });

  it('ends in the zone of what answers where the hub has no attachment subnet there', () => {
    const net = hubBehind({ '10.0.0.0/16': 'main' });
    for (const one of net.sections.subnets)
      if (one.SubnetId === 'subnet-e')
        Object.assign(one, { AvailabilityZone: 'us-east-1b', AvailabilityZoneId: 'use1-az-b' });

    expect(lastHops(net)).toEqual([
      expect.stringMatching(/^tgw-attach-hub drops replies to .*: it has no subnet in zone/),
    ]);
  });

  it('is known for each of the subnets of a table by itself', () => {
    const net = hubBehind({ '10.0.1.0/24': 'main' }).subnet('b', {
      cidr: '10.0.2.0/24',
      routes: { '0.0.0.0/0': 'tgw-1' },
    });

    for (const service of ['ec2', 's3'])
      expect(lastHops(net, 'subnet-b', service)).toEqual(['tgw-rtb-1 has no route back to 10.0.2.0/24']);
    expect(net.path('a', 'ec2')).toBe('private vpce-ec2 <tgw-1');
    expect(net.path('a', 's3')).toBe('public nat-hub <tgw-1 (no-endpoint)');
  });

  it('splits a path where it is there for some of the clients, who are named', () => {
    const half = hubBehind({ '10.0.1.0/25': 'main' });
    const client = (name: string, address: string, group: string) =>
      half.interface(name, 'a', {
        Groups: [{ GroupId: group }],
        PrivateIpAddress: address,
        PrivateIpAddresses: [{ PrivateIpAddress: address }],
      });
    const parts = () =>
      half
        .paths(['ec2'])
        .filter(({ subnetId, primary }) => subnetId === 'subnet-a' && primary)
        .flatMap((path) => path.parts.map(({ verdict, from }) => `${verdict} ${from?.join(' ')}`));

    expect(parts()).toEqual(['unreachable 10.0.1.128/25', 'private 10.0.1.0/25']);
    client('near', '10.0.1.10', 'sg-main');
    expect(half.path('a', 'ec2')).toBe('private vpce-ec2 <tgw-1 ~');
    client('far', '10.0.1.200', 'sg-main');
    expect(parts()).toEqual(['unreachable 10.0.1.200/32', 'private 10.0.1.10/32']);
  });

  it.each(['transitGatewayRoutes', 'transitGatewayPrefixListReferences'] as const)(
    'is not known where %s were not read, and nothing is private',
    (section) => {
      const net = hubBehind({}).unread(section);

      expect(net.path('a', 'ec2')).not.toMatch(/^private/);
    },
  );

  it('is not known where it may be in a prefix list whose entries were not read', () => {
    const net = () => hubBehind({ 'pl-spokes': 'main' }).list('pl-spokes', '10.0.0.0/16').unread('prefixListEntries');
    const report = net().report(['ec2']);

    expect(net().path('a', 'ec2')).toMatch(/^unknown/);
    expect(report.summary.complete).toBe(false);
  });

  it('may be another than the way there', () => {
    const net = hubBehind({}, { '10.0.0.0/16': 'pcx-1' }).peering('pcx-1', 'main', 'hub');

    expect(net.path('a', 'ec2')).toBe('private vpce-ec2 <tgw-1');
  });

  it('is in doubt where it goes by a network that the facts do not cover', () => {
    const net = hubBehind({ '10.0.0.0/16': 'vpn' });

    expect(net.path('a', 'ec2')).toBe('private vpce-ec2 <tgw-1 ~');
    expect(doubts(net, 'ec2')).toEqual([
      expect.stringContaining('network that the facts do not cover; they go to tgw-1'),
    ]);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html#route-tables-appliance-routing */
describe('the way back between two subnets of a VPC', () => {
  const diverted = (routes: Readonly<Record<string, string>>) =>
    world()
      .subnet('a', { cidr: '10.0.1.0/24' })
      .subnet('b', { cidr: '10.0.4.0/24' })
      .subnet('e', { cidr: '10.0.2.0/24', routes })
      .subnet('fw', { cidr: '10.0.3.0/24' })
      .interface('checked', 'fw', { SourceDestCheck: true })
      .endpoint('vpce-fw', 'fw', { type: 'GatewayLoadBalancer', subnets: ['fw'], privateDns: false })
      .endpoint('vpce-ec2', 'ec2', { subnets: ['e'] });
  const paths = (net: ReturnType<typeof world>) => ['a', 'b', 'e'].map((subnet) => net.path(subnet, 'ec2'));
  const free = 'private vpce-ec2';

  it.each([
    ['a middlebox that is gone', 'eni-gone blackhole', 'unreachable (no-return-route) ~'],
    ['an interface that forwards nothing', 'eni-checked', 'unreachable (no-return-route)'],
    ['a firewall endpoint that did not see the call', 'vpce-fw', 'unknown (unrecognised) ~'],
    ['a NAT gateway, which puts its own address on them', 'nat-main', 'unknown (unrecognised) ~'],
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html
    ['a route whose state is not known here', 'vpce-fw filtered', 'unknown (unrecognised) ~'],
  ])('leads by %s', (_, target, line) => {
    expect(paths(diverted({ '10.0.1.0/24': target }))).toEqual([line, free, free]);
  });

  it('sets subnets apart that share a route table, with and without a NAT gateway', () => {
    const net = diverted({ '10.0.5.0/24': 'eni-gone blackhole' })
      .subnet('c', { cidr: '10.0.5.0/24', routes: null })
      .subnet('d', { cidr: '10.0.6.0/24', routes: null })
      .gateway('vpce-s3', 's3', ['public'])
      .route('main-main', '0.0.0.0/0', 'nat-main')
      .route('public', '10.0.6.0/24', 'eni-gone blackhole');
    const gone = 'unreachable (no-return-route) ~';

    expect(['c', 'd'].map((subnet) => [net.path(subnet, 'ec2'), net.path(subnet, 's3')])).toEqual([
      [gone, 'private vpce-s3 <nat-main ~'],
      [free, gone],
    ]);
  });

  it('is not known where a firewall endpoint would have to pass replies by a route that is not', () => {
    const net = diverted({ '10.0.1.0/24': 'vpce-fw' }).route('fw', '10.0.1.0/24', 'eni-gone filtered');

    expect(paths(net)).toEqual(['unknown (unrecognised) ~', free, free]);
  });

  it('leads there for all that is outside the subnet of the endpoint', () => {
    const gone = 'unreachable (no-return-route) ~';

    expect(paths(diverted({ '10.0.0.0/20': 'eni-gone blackhole' }))).toEqual([gone, gone, free]);
  });

  it('is not known where a list that nobody read may lead elsewhere', () => {
    const net = diverted({ 'pl-own': 'eni-checked' }).list('pl-own', '10.0.1.0/24').unread('prefixListEntries');

    expect(paths(net)).toEqual([expect.stringMatching(/^unknown/), expect.stringMatching(/^unknown/), free]);
  });

  it('is asked of the subnet of a NAT gateway, too', () => {
    const net = world()
      .subnet('a', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'nat-main' } })
      .subnet('b', { cidr: '10.0.4.0/24', routes: { '0.0.0.0/0': 'nat-main' } })
      .gateway('vpce-s3', 's3', ['public'])
      .route('public', '10.0.1.0/24', 'eni-gone blackhole');

    expect([net.path('a', 's3'), net.path('b', 's3')]).toEqual([
      'unreachable (no-return-route) ~',
      'private vpce-s3 <nat-main ~',
    ]);
  });

  it('is open over IPv6, whatever becomes of IPv4', () => {
    const net = diverted({ '10.0.1.0/24': 'eni-gone blackhole', '::/0': 'eigw-1' });

    expect(net.path('b', 'ec2')).toBe(free);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html */
describe('replies that may take any of several ways', () => {
  const hub = (back: Readonly<Record<string, string>>) =>
    world()
      .list('pl-spokes', '10.0.0.0/16')
      .list('pl-all', '10.0.0.0/8')
      .subnet('a', { cidr: '10.0.1.0/24', routes: { '10.1.0.0/16': 'tgw-1' } })
      .subnet('b', { cidr: '10.0.2.0/24', zone: 'b', routes: { '10.0.1.0/24': 'vpce-gone blackhole' } })
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: back })
      .transit({ main: ['a', 'b'], hub: ['h'] }, { '10.1.0.0/16': 'hub', '10.0.0.0/16': 'main' })
      .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'] })
      .zone(ec2Name, ['main'], [`${ec2Name} ALIAS ${own}`]);

  it('make nothing private where prefix lists overlap, as on the way there', () => {
    expect(hub({ 'pl-spokes': 'tgw-1', 'pl-all': 'igw-hub' }).path('a', 'ec2')).toBe('unknown (unrecognised) ~');
    expect(hub({ 'pl-spokes': 'tgw-1', 'pl-all': 'tgw-1' }).path('a', 'ec2')).toBe('private vpce-ec2 <tgw-1');
  });

  /** https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-appliance-scenario.html */
  it('make nothing private where appliance mode picks one, and one of them drops', () => {
    const inApplianceMode = () => {
      const net = hub({ '10.0.0.0/16': 'tgw-1' });
      for (const one of net.sections.transitGatewayVpcAttachments)
        if (one.VpcId === 'vpc-main') one.Options = { ApplianceModeSupport: 'enable' };

      return net;
    };

    expect(hub({ '10.0.0.0/16': 'tgw-1' }).path('a', 'ec2')).toBe('private vpce-ec2 <tgw-1');
    expect(inApplianceMode().path('a', 'ec2')).toBe('unknown (unrecognised) ~');
  });
});

/**
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/asymmetric-routing.html
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html
 */
describe('a firewall that sees the call', () => {
  const firewall = { type: 'GatewayLoadBalancer', privateDns: false };
  const inVpc = (back: Readonly<Record<string, string>>) =>
    world()
      .subnet('a', { cidr: '10.0.1.0/24', routes: { '10.0.9.0/24': 'vpce-fw' } })
      .subnet('e', { cidr: '10.0.9.0/24', routes: back })
      .subnet('fw', { cidr: '10.0.7.0/24' })
      .subnet('other', { cidr: '10.0.8.0/24' })
      .endpoint('vpce-fw', 'fw', { ...firewall, subnets: ['fw'] })
      .endpoint('vpce-other', 'fw', { ...firewall, subnets: ['other'] })
      .endpoint('vpce-ec2', 'ec2', { subnets: ['e'] });

  it('has to see the answer, between two subnets', () => {
    expect(inVpc({ '10.0.1.0/24': 'vpce-fw' }).path('a', 'ec2')).toBe('private vpce-ec2 <vpce-fw ~');
    expect(inVpc({}).path('a', 'ec2')).toBe('unknown (unrecognised) ~');
    expect(inVpc({ '10.0.1.0/24': 'vpce-other' }).path('a', 'ec2')).toBe('unknown (unrecognised) ~');
    expect(inVpc({ '10.0.2.0/24': 'vpce-fw' }).path('a', 'ec2')).toBe('unknown (unrecognised) ~');
  });

  it('is the only one that may see the answer', () => {
    const twice = inVpc({ '10.0.1.0/24': 'vpce-fw' }).route('fw', '10.0.1.0/24', 'vpce-other');

    expect(twice.path('a', 'ec2')).toBe('unknown (unrecognised) ~');
    expect(inVpc({ '10.0.2.0/24': 'vpce-fw' }).path('fw', 'ec2')).toBe('private vpce-ec2');
  });

  it('does not see what is answered inside the subnet of the client', () => {
    const net = inVpc({})
      .subnet('n', { cidr: '10.0.3.0/24', routes: { '0.0.0.0/0': 'vpce-fw', '52.216.0.0/15': 'igw-main' } })
      .nat('own', 'n')
      .route('fw', '0.0.0.0/0', 'nat-own');

    expect(net.paths(['s3']).find(({ subnetId, primary }) => subnetId === 'subnet-n' && primary)?.doubts).toContain(
      assume('one-way-inspection').text,
    );
  });

  it('does not see what a gateway endpoint answers, unless a NAT gateway asks in its stead', () => {
    const behind = (back: Readonly<Record<string, string>>) =>
      world()
        .subnet('a', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'vpce-fw' } })
        .subnet('fw', { cidr: '10.0.7.0/24', routes: { '0.0.0.0/0': 'nat-own' } })
        .subnet('n', { cidr: '10.0.8.0/24', routes: back })
        .nat('own', 'n')
        .endpoint('vpce-fw', 'fw', { ...firewall, subnets: ['fw'] });
    const back = { '10.0.1.0/24': 'vpce-fw' };

    expect(behind(back).gateway('vpce-s3', 's3', ['fw']).path('a', 's3')).toBe('unknown (unrecognised) ~');
    expect(behind(back).gateway('vpce-s3', 's3', ['n']).path('a', 's3')).toBe('private vpce-s3 <vpce-fw <nat-own ~');
    expect(behind({}).gateway('vpce-s3', 's3', ['n']).path('a', 's3')).toBe('unknown (unrecognised) ~');
    expect(behind({}).gateway('vpce-s3', 's3', ['a']).path('a', 's3')).toBe('private vpce-s3');
  });

  const inspected = (...appliance: readonly string[]) => {
    const net = world()
      .subnet('a', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'tgw-1' } })
      .subnet('b', { cidr: '10.0.2.0/24', zone: 'b', routes: { '0.0.0.0/0': 'tgw-1' } })
      .vpc('inspection', '10.1.0.0/16')
      .vpc('hub', '10.2.0.0/16');
    for (const zone of ['a', 'b'])
      net
        .subnet(`fw-${zone}`, {
          vpc: 'inspection',
          zone,
          cidr: `10.1.${zone === 'a' ? 1 : 2}.0/24`,
          routes: { '0.0.0.0/0': 'tgw-1' },
        })
        .subnet(`in-${zone}`, {
          vpc: 'inspection',
          zone,
          cidr: `10.1.${zone === 'a' ? 3 : 4}.0/24`,
          routes: { '0.0.0.0/0': `vpce-fw-${zone}` },
        })
        .endpoint(`vpce-fw-${zone}`, 'fw', { ...firewall, vpc: 'inspection', subnets: [`fw-${zone}`] })
        .subnet(`h-${zone}`, {
          vpc: 'hub',
          zone,
          cidr: `10.2.${zone === 'a' ? 1 : 2}.0/24`,
          routes: { '0.0.0.0/0': 'tgw-1' },
        });
    net
      .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h-b'] })
      .zone(ec2Name, ['main'], [`${ec2Name} ALIAS ${own}`])
      .transit({ main: ['a', 'b'], hub: ['h-a', 'h-b'], inspection: ['in-a', 'in-b'] }, { '0.0.0.0/0': 'inspection' });
    for (const one of net.sections.transitGatewayAttachments)
      if (one.TransitGatewayAttachmentId === 'tgw-attach-inspection')
        one.Association = { TransitGatewayRouteTableId: 'tgw-rtb-2', State: 'associated' };
    net.sections.transitGatewayPrefixListReferences.push({
      TransitGatewayRouteTableId: 'tgw-rtb-2',
      TransitGatewayPrefixListReferences: [],
    });
    net.sections.transitGatewayRoutes.push({
      TransitGatewayRouteTableId: 'tgw-rtb-2',
      Routes: [
        ['10.0.0.0/16', 'main'],
        ['10.2.0.0/16', 'hub'],
      ].map(([DestinationCidrBlock, to]) => ({
        DestinationCidrBlock,
        State: 'active',
        Type: 'static',
        TransitGatewayAttachments: [
          { TransitGatewayAttachmentId: `tgw-attach-${to}`, ResourceType: 'vpc', ResourceId: `vpc-${to}` },
        ],
      })),
    });
    for (const one of net.sections.transitGatewayVpcAttachments)
      if (appliance.includes(`${one.VpcId}`)) one.Options = { ApplianceModeSupport: 'enable' };

    return net;
  };

  /** https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-appliance-scenario.html */
  it('behind a transit gateway sees it in its own zone, and in appliance mode in any', () => {
    expect(inspected().path('a', 'ec2')).toBe('unknown (unrecognised) ~');
    expect(inspected().path('b', 'ec2')).toBe('private vpce-ec2 <tgw-1 <vpce-fw-b <tgw-1 ~');
    expect(inspected('vpc-inspection').path('a', 'ec2')).toMatch(/^private vpce-ec2 <tgw-1 <vpce-fw-[ab] <tgw-1 ~$/);
  });

  it('is an appliance, too, by whatever interface of its instance answers come in', () => {
    const net = (back: Readonly<Record<string, string>>, ...ids: readonly string[]) => {
      const arm = (id: string | undefined) => ({ SourceDestCheck: false, Attachment: { InstanceId: id } });
      const one = world()
        .subnet('a', { cidr: '10.0.1.0/24', routes: { '10.0.9.0/24': 'eni-in' } })
        .subnet('e', { cidr: '10.0.9.0/24', routes: back })
        .subnet('m', { cidr: '10.0.7.0/24' })
        .interface('in', 'm', arm(ids[0]))
        .interface('out', 'm', arm(ids[1]))
        .endpoint('vpce-ec2', 'ec2', { subnets: ['e'] });
      for (const InstanceId of new Set(ids)) one.sections.instances.push({ InstanceId, State: { Name: 'running' } });

      return one.path('a', 'ec2');
    };

    expect(net({ '10.0.1.0/24': 'eni-out' }, 'i-1', 'i-1')).toMatch(/^private/);
    expect(net({ '10.0.1.0/24': 'eni-in' }, 'i-1', 'i-1')).toMatch(/^private/);
    expect(net({ '10.0.1.0/24': 'eni-out' }, 'i-1', 'i-2')).toBe('unknown (unrecognised) ~');
    expect(net({}, 'i-1', 'i-1')).toBe('unknown (unrecognised) ~');
  });
});
