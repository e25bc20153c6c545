import { describe, expect, it } from 'vitest';
import type { RecordOf } from '../../../src/snapshot/schema.ts';
import { routeOf } from '../../support/world/route.ts';
import { world } from '../../support/world.ts';

type Route = NonNullable<RecordOf<'routeTables'>['Routes']>[number];

const of =
  (Origin: string) =>
  (destination: string, target: string): Route => ({ ...routeOf(destination, target), Origin });
const fixed = of('CreateRoute');
const propagated = of('EnableVgwRoutePropagation');
const advertised = of('Advertisement');
const odd = of('Rumour');

/** Subnet `a`, whose table holds these routes in this order; `pl-one` and `pl-two` are 52.216.0.0/15 and 52.216.0.0/14. */
const subnetWith = (routes: readonly Route[]) => {
  const net = world().subnet('a').list('pl-one', '52.216.0.0/15').list('pl-two', '52.216.0.0/14');
  for (const entries of net.sections.prefixListEntries)
    if (entries.PrefixListId === 'pl-s3') entries.Entries = [{ Cidr: '52.216.0.0/15' }];
  net.sections.routeTables.find(({ RouteTableId }) => RouteTableId === 'rtb-a')?.Routes?.push(...routes);

  return net;
};

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html */
describe('among the routes of a table', () => {
  const table: readonly (readonly [string, readonly Route[], string])[] = [
    [
      'the longest prefix wins',
      [fixed('0.0.0.0/0', 'nat-main'), fixed('52.216.0.0/15', 'vgw-1'), fixed('52.0.0.0/8', 'tgw-1')],
      'transit vgw-1 (no-endpoint)',
    ],
    [
      'the longest prefix wins, also where it is propagated and the other is static',
      [fixed('52.0.0.0/8', 'nat-main'), propagated('52.216.0.0/15', 'vgw-1')],
      'transit vgw-1 (no-endpoint)',
    ],
    [
      'the longest prefix wins, also where it is propagated and the other is of a prefix list',
      [fixed('pl-two', 'nat-main'), propagated('52.216.0.0/15', 'vgw-1')],
      'transit vgw-1 (no-endpoint)',
    ],
    [
      'the longest prefix wins, also where it is of a prefix list and the other is static',
      [fixed('52.0.0.0/8', 'nat-main'), fixed('pl-one', 'vgw-1')],
      'transit vgw-1 (no-endpoint)',
    ],
    [
      'a longer one of half of the addresses takes that half',
      [fixed('0.0.0.0/0', 'nat-main'), fixed('52.217.0.0/16', 'vgw-1')],
      'split [public nat-main: 52.216.0.0/16] [transit vgw-1: 52.217.0.0/16]',
    ],
    [
      'a static one wins over a propagated one to the same destination',
      [propagated('52.216.0.0/15', 'vgw-1'), fixed('52.216.0.0/15', 'nat-main')],
      'public nat-main (no-endpoint)',
    ],
    [
      'a static one wins over one of a prefix list to the same destination',
      [fixed('pl-one', 'vgw-1'), fixed('52.216.0.0/15', 'nat-main')],
      'public nat-main (no-endpoint)',
    ],
    [
      'one of a prefix list wins over a propagated one to the same destination',
      [propagated('52.216.0.0/15', 'vgw-1'), fixed('pl-one', 'nat-main')],
      'public nat-main (no-endpoint)',
    ],
    [
      'a static one wins over both',
      [propagated('52.216.0.0/15', 'vgw-1'), fixed('pl-one', 'tgw-1'), fixed('52.216.0.0/15', 'nat-main')],
      'public nat-main (no-endpoint)',
    ],
    [
      'a static one wins over one that a Route Server advertises',
      [advertised('52.216.0.0/15', 'eni-none'), fixed('52.216.0.0/15', 'nat-main')],
      'public nat-main (no-endpoint)',
    ],
    [
      'one of an origin that AWS added since is no match for a static one',
      [odd('52.216.0.0/15', 'vgw-1'), fixed('52.216.0.0/15', 'nat-main')],
      'public nat-main (no-endpoint)',
    ],
    [
      'which of a propagated and an advertised one wins is not said',
      [propagated('52.216.0.0/15', 'vgw-1'), advertised('52.216.0.0/15', 'vgw-2')],
      'transit vgw-1 (no-endpoint) ~',
    ],
    [
      'two to one target are no question',
      [propagated('52.216.0.0/15', 'vgw-1'), advertised('52.216.0.0/15', 'vgw-1')],
      'transit vgw-1 (no-endpoint)',
    ],
    [
      'which of two prefix lists wins is not said, however long their prefixes',
      [fixed('pl-one', 'vgw-1'), fixed('pl-two', 'nat-main')],
      'unknown (ambiguous-route)',
    ],
    [
      'two prefix lists to one target are no question',
      [fixed('pl-one', 'vgw-1'), fixed('pl-two', 'vgw-1')],
      'transit vgw-1 (no-endpoint)',
    ],
    [
      'a static one settles what prefix lists leave open',
      [fixed('pl-one', 'vgw-1'), fixed('pl-two', 'tgw-1'), fixed('52.216.0.0/15', 'nat-main')],
      'public nat-main (no-endpoint)',
    ],
    [
      'a blackhole that wins drops, and nothing falls through to the next',
      [fixed('52.216.0.0/15', 'vgw-1 blackhole'), fixed('0.0.0.0/0', 'nat-main')],
      'unreachable vgw-1 (blackhole) ~',
    ],
    [
      'a blackhole that loses is of no matter',
      [propagated('52.216.0.0/15', 'vgw-1 blackhole'), fixed('52.216.0.0/15', 'nat-main')],
      'public nat-main (no-endpoint)',
    ],
    [
      'one in a state that AWS added since decides nothing',
      [fixed('52.216.0.0/15', 'vgw-1 filtered'), fixed('0.0.0.0/0', 'nat-main')],
      'unknown (unrecognised)',
    ],
    [
      'one of the other family is of no matter',
      [fixed('::/0', 'vgw-1'), fixed('0.0.0.0/0', 'nat-main')],
      'public nat-main (no-endpoint)',
    ],
    ['none that matches leads nowhere', [fixed('52.218.0.0/15', 'nat-main')], 'unreachable (no-route)'],
  ];

  it.each(table)('%s', (_, routes, path) => {
    expect([subnetWith(routes).path('a', 's3'), subnetWith(routes.toReversed()).path('a', 's3')]).toEqual([path, path]);
  });

  it('a propagated one never wins over the local one, however long its prefix', () => {
    const net = subnetWith([propagated('10.0.0.0/17', 'vgw-1'), fixed('0.0.0.0/0', 'nat-main')]);

    expect(net.endpoint('vpce-ec2', 'ec2').path('a', 'ec2')).toBe('private vpce-ec2');
  });
});
