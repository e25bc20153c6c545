import { describe, expect, it } from 'vitest';
import { assume } from '../../../src/analysis/doubt.ts';
import { walkFrom } from '../../../src/analysis/routing/walk.ts';
import { guard } from '../../support/acl.ts';
import { addresses, networkFrom, positionOf, told, walkOf } from '../../support/step.ts';
import { world } from '../../support/world.ts';

type World = ReturnType<typeof world>;

/** Routes to `1.0.0.0/16`, `1.1.0.0/16` … by one target. */
const many = (count: number, target = 'vgw-1'): Readonly<Record<string, string>> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`1.${i}.0.0/16`, target]));

const walked = (net: World, spec: Parameters<typeof walkOf>[1] = { to: ['1.0.0.0/8'] }) => {
  const walk = walkOf(networkFrom(net), spec);

  return told(walkFrom(walk, positionOf(walk)));
};
const ways = (net: World, spec?: Parameters<typeof walkOf>[1]): number =>
  walked(net, spec).filter(({ end }) => end === 'transit vgw-1').length;

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html */
describe('addresses of many routes to one target', () => {
  const table = (count = 33) => world().subnet('a', { routes: many(count) });

  it('go there together, and are told once', () => {
    expect(ways(table())).toBe(1);
  });

  it('are told route by route where there are few', () => {
    expect([ways(table(32)), ways(world().subnet('a', { routes: many(40) }), { to: ['1.0.0.0/13'] })]).toEqual([32, 8]);
  });

  it('are told route by route where few of them are asked about', () => {
    const walk = walkOf(networkFrom(table(40)), { service: 'ec2' });
    const of = (cidr: string): number => walkFrom(walk, { ...positionOf(walk), ranges: addresses(cidr) }).length;

    expect([of('1.0.0.0/13'), of('1.0.0.0/11'), of('1.0.0.0/10')]).toEqual([8, 32, 2]);
  });

  it('are told route by route where the client, or a list that nobody read, may part them', () => {
    const shut = guard(table(), 'a', 'in allow 0.0.0.0/0', 'out allow 1.0.0.0/8');
    const unread = table().route('a', 'pl-gone', 'vgw-1');
    const ipv6 = world().subnet('a', {
      ipv6: '2600:1f18:1:1::/64',
      routes: Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`2a00:${(i + 16).toString(16)}::/32`, 'vgw-1'])),
    });

    expect([ways(shut), ways(unread), ways(ipv6, { to: ['2a00::/16'], family: 'ipv6' })]).toEqual([33, 33, 33]);
  });
});

describe('an address that a table', () => {
  it('has no route for is dropped there', () => {
    expect(walked(world().subnet('a', { routes: {} }))).toMatchObject([
      { end: 'unreachable (no-route)', hops: ['rtb-a drops: no route matches'] },
    ]);
  });

  it('has two lists for goes by either', () => {
    const net = world()
      .list('pl-one', '1.0.0.0/8')
      .list('pl-two', '1.0.0.0/8')
      .subnet('a', { routes: { 'pl-one': 'vgw-1', 'pl-two': 'nat-main' } });

    expect(walked(net)).toMatchObject([
      {
        end: 'unknown (ambiguous-route)',
        hops: ['rtb-a routes: prefix lists overlap: pl-one → vgw-1, pl-two → nat-main'],
      },
    ]);
  });

  it('has two equal routes for goes by one, likely the one that is told', () => {
    const net = world().subnet('a', { routes: { '1.0.0.0/8': 'vgw-1' } });
    for (const { RouteTableId, Routes } of net.sections.routeTables)
      if (RouteTableId === 'rtb-a')
        Routes?.push(
          ...['vgw-2', 'vgw-1'].map((GatewayId) => ({
            DestinationCidrBlock: '1.0.0.0/8',
            GatewayId,
            State: 'active',
            Origin: 'EnableVgwRoutePropagation',
          })),
        );
    for (const table of net.sections.routeTables)
      table.Routes =
        table.Routes?.filter(
          ({ Origin, DestinationCidrBlock }) => DestinationCidrBlock !== '1.0.0.0/8' || Origin !== 'CreateRoute',
        ) ?? [];

    expect(walked(net)).toMatchObject([{ end: 'transit vgw-1', doubts: [assume('advertised-rank').text] }]);
  });

  it.each([
    [
      'vgw-1 blackhole',
      'unreachable vgw-1 (blackhole)',
      'rtb-a drops: 1.0.0.0/8 → vgw-1 is a blackhole',
      [assume('blackhole-drops').text],
    ],
    [
      'vgw-1 floating',
      'unknown (unrecognised)',
      'rtb-a routes: 1.0.0.0/8 → vgw-1 is in a state that AWS does not document',
      [],
    ],
    ['xyz-1', 'unknown (unrecognised)', 'rtb-a routes: 1.0.0.0/8 → xyz-1', []],
    ['local', 'local vpc-main from subnet-a', 'rtb-a routes: 1.0.0.0/8 → local', []],
  ])('routes to %s', (target, end, hop, doubts) => {
    expect(walked(world().subnet('a', { routes: { '1.0.0.0/8': target } }))).toEqual([
      { end, to: ['1.0.0.0/8'], hops: [hop], doubts },
    ]);
  });
});
