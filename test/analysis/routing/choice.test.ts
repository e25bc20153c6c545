import { describe, expect, it } from 'vitest';
import { type Choice, compiledFor } from '../../../src/analysis/routing/choice.ts';
import { toCidrs } from '../../../src/net/ranges.ts';
import type { Route } from '../../../src/network/route-table.ts';
import { networkFrom, positionOf, walkOf } from '../../support/step.ts';
import { world } from '../../support/world.ts';

/** What a table of these routes says of addresses in 52.0.0.0/8, where `pl-one` and `pl-two` hold what is said. */
const compiled = (
  routes: Readonly<Record<string, string>>,
  more: (routes: readonly Route[]) => readonly Route[] = (all) => all,
) => {
  const net = world()
    .subnet('a', { routes })
    .list('pl-one', '52.216.0.0/16', '52.218.0.0/16')
    .list('pl-two', '52.216.0.0/15')
    .list('pl-six', '2600::/16');
  const walk = walkOf(networkFrom(net), { to: ['52.0.0.0/8'] });
  const position = positionOf(walk);
  const { layout, choiceOf, unreadLists } = compiledFor(walk, {
    ...position,
    table: { ...position.table, routes: more(position.table.routes) },
  });
  const choices = layout.map.map(({ value }) => choiceOf(value));

  return {
    choices,
    unreadLists,
    segments: layout.map.map(
      ({ first, last, value }) => `${toCidrs([{ first, last }])} ${choiceOf(value).route.target.id}`,
    ),
  };
};

const said = ({ route, rivals, lists, isUnsureTie }: Choice) => ({
  route: route.destination,
  rivals: rivals.map(({ destination, target }) => `${destination} ${target.id}`),
  lists: lists.map(({ destination }) => destination),
  isUnsureTie,
});

const reversed = (routes: readonly Route[]): readonly Route[] => routes.toReversed();

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html */
describe('the route that some addresses take', () => {
  it('is the longest prefix, and of a list the entries that are asked about', () => {
    expect(
      compiled({ '0.0.0.0/0': 'nat-main', 'pl-one': 'vgw-1', '10.9.0.0/16': 'vgw-2', 'pl-six': 'vgw-3' }).segments,
    ).toEqual([
      '0.0.0.0/3,32.0.0.0/4,48.0.0.0/6,52.0.0.0/9,52.128.0.0/10,52.192.0.0/12,52.208.0.0/13 nat-main',
      '52.216.0.0/16 vgw-1',
      '52.217.0.0/16 nat-main',
      '52.218.0.0/16 vgw-1',
      expect.stringMatching(/^52\.219\.0\.0.* nat-main$/),
    ]);
  });

  it('is told apart by where its destination begins, and by how long it is', () => {
    const { segments } = compiled({ '52.0.0.0/27': 'vgw-1', '52.0.0.64/26': 'vgw-2', '52.0.0.0/26': 'vgw-3' });

    expect(segments).toEqual(['52.0.0.0/27 vgw-1', '52.0.0.32/27 vgw-3', '52.0.0.64/26 vgw-2']);
  });

  it('is one object for all that a list holds, also inside a wider route', () => {
    const [, first, , second] = compiled({ '0.0.0.0/0': 'nat-main', 'pl-one': 'vgw-1' }).choices;
    const alone = compiled({ 'pl-one': 'vgw-1' }).choices;

    expect(first?.route.destination).toBe('pl-one');
    expect(second).toBe(first);
    expect(alone).toHaveLength(2);
    expect(alone[1]).toBe(alone[0]);
  });

  it('names the lists that cover them', () => {
    const { choices } = compiled({ 'pl-one': 'vgw-1', '52.216.0.0/17': 'nat-main' });

    expect(choices.map(said)).toEqual([
      {
        route: '52.216.0.0/17',
        rivals: [],
        lists: ['pl-one'],
        isUnsureTie: false,
      },
      expect.objectContaining({ route: 'pl-one', rivals: [], lists: ['pl-one'] }),
      expect.objectContaining({ route: 'pl-one', rivals: [], lists: ['pl-one'] }),
    ]);
  });

  it.each([
    ['as listed', (all: readonly Route[]) => all],
    ['the other way round', reversed],
  ])('has rivals where lists with one entry overlap, in one order: %s', (_, order) => {
    const net = compiled({ 'pl-three': 'vgw-1', 'pl-four': 'nat-main', 'pl-five': 'tgw-1' }, (all) =>
      order(all).map((route) => ({
        ...route,
        cidr:
          route.prefixListId === null ? route.cidr : { family: 'ipv4', first: 0x34000000, last: 0x34ffffff, length: 8 },
      })),
    );

    expect(net.choices.map(said)).toEqual([
      {
        route: 'pl-five',
        rivals: ['pl-four nat-main', 'pl-three vgw-1'],
        lists: expect.arrayContaining(['pl-five', 'pl-four', 'pl-three']),
        isUnsureTie: false,
      },
    ]);
  });

  it.each([
    ['as listed', (all: readonly Route[]) => all],
    ['the other way round', reversed],
  ])('has rivals where one list lies within another, in one order: %s', (_, order) => {
    const routes = { 'pl-one': 'vgw-1', 'pl-two': 'nat-main', 'pl-three': 'tgw-1' };
    const wide = { family: 'ipv4', first: 0x34000000, last: 0x34ffffff, length: 8 } as const;
    const { choices } = compiled(routes, (all) =>
      order(all).map((route) => (route.prefixListId === 'pl-three' ? { ...route, cidr: wide } : route)),
    );

    expect(choices.find(({ lists }) => lists.length === 3)).toMatchObject({
      route: { destination: 'pl-one' },
      rivals: [{ destination: 'pl-three' }, { destination: 'pl-two' }],
    });
  });

  it.each<[string, Partial<Route>, boolean]>([
    ['to another target', { target: { kind: 'virtual-private-gateway', id: 'vgw-2' } }, true],
    ['to a target of another kind', { target: { kind: 'local-gateway', id: 'vgw-1' } }, true],
    ['to the same target', {}, false],
    ['from elsewhere', { target: { kind: 'virtual-private-gateway', id: 'vgw-2' }, origin: 'static' }, false],
  ])('is an unsure tie with another propagated one %s', (_, other, isUnsureTie) => {
    const { choices } = compiled({ '52.0.0.0/8': 'vgw-1' }, (all) =>
      all.flatMap((route) =>
        route.destination === '52.0.0.0/8'
          ? [
              { ...route, origin: 'propagated' as const },
              { ...route, origin: 'propagated' as const, ...other },
            ]
          : [],
      ),
    );

    expect(choices).toMatchObject([{ isUnsureTie, rivals: [], lists: [] }]);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html */
describe('a route whose addresses nobody knows', () => {
  it('is one by a list that is not listed, or whose entries are not', () => {
    const { segments, unreadLists } = compiled({ 'pl-gone': 'vgw-1', 'pl-one': 'nat-main' });

    expect(segments).toHaveLength(2);
    expect(unreadLists.map(({ route, list }) => [route.destination, list])).toEqual([['pl-gone', null]]);
  });

  it('is one to what is neither a CIDR nor a list', () => {
    const { unreadLists } = compiled({ '0.0.0.0/0': 'nat-main' }, (all) =>
      all.map((route) => ({ ...route, cidr: null, destination: '' })),
    );

    expect(unreadLists.map(({ list }) => list)).toEqual([null, null]);
  });
});
