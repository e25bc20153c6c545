import { describe, expect, it } from 'vitest';
import type { RecordOf } from '../../../src/snapshot/schema.ts';
import { world } from '../../support/world.ts';

type Route = RecordOf<'transitGatewayRoutes'>['Routes'][number];
type Reference = RecordOf<'transitGatewayPrefixListReferences'>['TransitGatewayPrefixListReferences'][number];

const to = (name: string, ResourceType = 'vpc') => ({
  TransitGatewayAttachmentId: `tgw-attach-${name}`,
  ResourceType,
  ResourceId: `vpc-${name}`,
});
const route = (Type: string, DestinationCidrBlock: string, name: string | null, resourceType = 'vpc'): Route => ({
  DestinationCidrBlock,
  Type,
  ...(name === null
    ? { State: 'blackhole' }
    : { State: 'active', TransitGatewayAttachments: [to(name, resourceType)] }),
});
const fixed = (cidr: string, name: string | null): Route => route('static', cidr, name);
const propagated = (cidr: string, name: string, type = 'vpc'): Route => route('propagated', cidr, name, type);
const list = (PrefixListId: string, name: string | null): Reference => ({
  PrefixListId,
  State: 'available',
  ...(name === null ? { Blackhole: true } : { TransitGatewayAttachment: to(name) }),
});
/** As SearchTransitGatewayRoutes shows an entry of a list that the table refers to. */
const expanded = (PrefixListId: string, cidr: string, name: string): Route => ({ ...fixed(cidr, name), PrefixListId });

/** Subnet `a` sends all to the transit gateway; `one` and `two` are egress VPCs. `pl-x` is 52.216.0.0/15, `pl-six` is IPv6. */
const spoke = (routes: readonly Route[], references: readonly Reference[] = []) => {
  const net = world().subnet('a', { ipv6: '2600:1f18:1:1::/64', routes: { '0.0.0.0/0': 'tgw-1', '::/0': 'tgw-1' } });
  net.list('pl-x', '52.216.0.0/15').list('pl-six', '2600:1fa0::/28');
  for (const entries of net.sections.prefixListEntries)
    if (entries.PrefixListId === 'pl-s3') entries.Entries = [{ Cidr: '52.216.0.0/15' }];
  for (const [name, block] of [
    ['one', '10.1'],
    ['two', '10.2'],
  ]) {
    net
      .vpc(`${name}`, `${block}.0.0/16`)
      .subnet(`${name}-out`, {
        vpc: `${name}`,
        cidr: `${block}.0.0/24`,
        routes: { '0.0.0.0/0': `igw-${name}`, '10.0.0.0/16': 'tgw-1' },
      })
      .nat(`${name}`, `${name}-out`)
      .subnet(`${name}-in`, {
        vpc: `${name}`,
        cidr: `${block}.1.0/24`,
        routes: { '0.0.0.0/0': `nat-${name}`, '::/0': `eigw-${name}` },
      });
  }
  net.transit({ main: ['a'], one: ['one-in'], two: ['two-in'] }, {});
  for (const table of net.sections.transitGatewayRoutes) table.Routes = [...routes, fixed('10.0.0.0/16', 'main')];
  for (const table of net.sections.transitGatewayPrefixListReferences)
    table.TransitGatewayPrefixListReferences = [...references];

  return net;
};

const byOne = 'public nat-one <tgw-1 (no-endpoint)';
const byTwo = 'public nat-two <tgw-1 (no-endpoint)';

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html#tgw-route-evaluation-overview */
describe('among the routes of a transit gateway', () => {
  const table: readonly (readonly [string, readonly Route[], readonly Reference[], string])[] = [
    ['the longest prefix wins', [fixed('0.0.0.0/0', 'one'), fixed('52.216.0.0/15', 'two')], [], byTwo],
    [
      'the longest prefix wins, also where it is propagated and the other is static',
      [fixed('52.0.0.0/8', 'one'), propagated('52.216.0.0/15', 'two')],
      [],
      byTwo,
    ],
    [
      'the longest prefix wins, also where it is static and the other is of a prefix list',
      [fixed('52.216.0.0/16', 'two'), fixed('52.217.0.0/16', 'two')],
      [list('pl-x', 'one')],
      byTwo,
    ],
    [
      'a longer one of half of the addresses takes that half',
      [fixed('0.0.0.0/0', 'one'), fixed('52.217.0.0/16', 'two')],
      [],
      'split [public nat-one: 52.216.0.0/16] [public nat-two: 52.217.0.0/16]',
    ],
    [
      'a static one wins over a propagated one to the same destination',
      [propagated('52.216.0.0/15', 'one'), fixed('52.216.0.0/15', 'two')],
      [],
      byTwo,
    ],
    [
      'a static one wins over one of a prefix list to the same destination',
      [fixed('52.216.0.0/15', 'two')],
      [list('pl-x', 'one')],
      byTwo,
    ],
    [
      'a static one wins over an entry of a prefix list to the same destination',
      [expanded('pl-x', '52.216.0.0/15', 'one'), fixed('52.216.0.0/15', 'two')],
      [list('pl-x', 'one')],
      byTwo,
    ],
    [
      'one of a prefix list wins over a propagated one to the same destination',
      [propagated('52.216.0.0/15', 'one')],
      [list('pl-x', 'two')],
      byTwo,
    ],
    ...['direct-connect-gateway', 'connect', 'vpn', 'peering', 'wormhole'].map(
      (type) =>
        [
          `one that a VPC propagates wins over one of type ${type}`,
          [propagated('52.216.0.0/15', 'another', type), propagated('52.216.0.0/15', 'two')],
          [],
          byTwo,
        ] as const,
    ),
    [
      'one that nothing is said of loses to one that a VPC propagates',
      [{ ...propagated('52.216.0.0/15', 'two'), TransitGatewayAttachments: [] }, propagated('52.216.0.0/15', 'two')],
      [],
      byTwo,
    ],
    [
      'the same one of two equals wins every time',
      [propagated('52.216.0.0/15', 'two'), propagated('52.216.0.0/15', 'one')],
      [],
      byOne,
    ],
    [
      'a static blackhole wins over a propagated way',
      [propagated('52.216.0.0/15', 'one'), fixed('52.216.0.0/15', null)],
      [],
      'unreachable tgw-1 (blackhole)',
    ],
    [
      'a blackhole that wins drops, and nothing falls through to the next',
      [fixed('52.216.0.0/15', null), fixed('0.0.0.0/0', 'one')],
      [],
      'unreachable tgw-1 (blackhole)',
    ],
    [
      'a prefix list may be one blackhole',
      [fixed('0.0.0.0/0', 'one')],
      [list('pl-x', null)],
      'unreachable tgw-1 (blackhole)',
    ],
    ['one of the other family is of no matter', [fixed('::/0', 'two'), fixed('0.0.0.0/0', 'one')], [], byOne],
    ['a prefix list of the other family is of no matter', [fixed('0.0.0.0/0', 'one')], [list('pl-six', 'two')], byOne],
    ['none that matches leads nowhere', [fixed('52.218.0.0/15', 'one')], [], 'unreachable tgw-1 (no-route)'],
    [
      'a prefix list that nobody read may cover anything',
      [fixed('0.0.0.0/0', 'one')],
      [list('pl-secret', 'two')],
      'unknown (unread-facts) ~',
    ],
  ];

  it.each(table)('%s', (_, routes, references, path) => {
    expect([
      spoke(routes, references).path('a', 's3'),
      spoke(routes.toReversed(), references.toReversed()).path('a', 's3'),
    ]).toEqual([path, path]);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html */
describe('IPv6 by a transit gateway', () => {
  const ipv6Of = (...routes: readonly Route[]) => spoke(routes).path('a', 's3', undefined, 'ipv6');

  it.each([
    [
      'goes by its own routes',
      [fixed('0.0.0.0/0', 'one'), fixed('::/0', 'two')],
      'public eigw-two <tgw-1 (no-endpoint) ~',
    ],
    [
      'goes by the longest prefix',
      [fixed('::/0', 'one'), fixed('2000::/3', 'two')],
      'public eigw-two <tgw-1 (no-endpoint) ~',
    ],
    [
      'goes by a static route before a propagated one',
      [propagated('::/0', 'one'), fixed('::/0', 'two')],
      'public eigw-two <tgw-1 (no-endpoint) ~',
    ],
    ['has no way where only IPv4 has one', [fixed('0.0.0.0/0', 'one')], 'unreachable tgw-1 (no-route)'],
    ['is dropped by a blackhole', [fixed('::/0', null), fixed('0.0.0.0/0', 'one')], 'unreachable tgw-1 (blackhole)'],
  ] as const)('%s', (_, routes, path) => {
    expect([ipv6Of(...routes), ipv6Of(...routes.toReversed())]).toEqual([path, path]);
  });

  it('has no private source address that an internet gateway would drop', () => {
    const net = spoke([fixed('::/0', 'one')]);
    for (const { RouteTableId, Routes = [] } of net.sections.routeTables)
      if (RouteTableId === 'rtb-one-in')
        for (const one of Routes)
          if (one.DestinationIpv6CidrBlock === '::/0')
            Object.assign(one, { EgressOnlyInternetGatewayId: undefined, GatewayId: 'igw-one' });

    expect(net.path('a', 's3', undefined, 'ipv6')).toBe('public igw-one <tgw-1 (no-endpoint) ~');
  });
});
