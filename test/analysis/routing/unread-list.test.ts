import { describe, expect, it } from 'vitest';
import type { Choice, UnreadList } from '../../../src/analysis/routing/choice.ts';
import { obscuredBy, unreadRivals } from '../../../src/analysis/routing/unread-list.ts';
import type { PrefixList } from '../../../src/network/prefix-list.ts';
import type { Route } from '../../../src/network/route-table.ts';
import { networkFrom, positionOf, told, walkOf } from '../../support/step.ts';
import { behindNat, type world } from '../../support/world.ts';

type World = ReturnType<typeof world>;

const route = (kind: Route['target']['kind'], id: string, more: Partial<Route> = {}): Route => ({
  cidr: null,
  prefixListId: 'pl-x',
  destination: 'pl-x',
  target: { kind, id },
  state: 'active',
  origin: 'static',
  ...more,
});

const list = (more: Partial<PrefixList> = {}): PrefixList => ({
  id: 'pl-x',
  name: null,
  family: 'ipv4',
  isAwsManaged: false,
  cidrs: [],
  ...more,
});

const toVpn = route('virtual-private-gateway', 'vgw-1');
const toEndpoint = (id: string) => route('gateway-endpoint', id);

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html */
describe('a route by a list whose entries were not read', () => {
  const rivals = (
    one: UnreadList,
    service?: string,
    { choice, net = behindNat() }: { choice?: Choice; net?: World } = {},
  ) => {
    net.gateway('vpce-s3', 's3').gateway('vpce-dynamodb', 'dynamodb');
    const walk = walkOf(networkFrom(net), service === undefined ? {} : { service });
    const position = positionOf(walk);

    return unreadRivals(walk, position, { unreadLists: [one] }, choice).map(({ target }) => target.id);
  };

  it.each<[string, UnreadList, string | undefined, boolean]>([
    ['a customer’s list', { route: toVpn, list: list() }, 's3', true],
    ['a customer’s list of the other family', { route: toVpn, list: list({ family: 'ipv6' }) }, 's3', false],
    ['the list of the service', { route: toVpn, list: list({ id: 'pl-s3', isAwsManaged: true }) }, 's3', true],
    [
      'the list of another service',
      { route: toVpn, list: list({ id: 'pl-s3', isAwsManaged: true }) },
      'dynamodb',
      false,
    ],
    [
      'the list of the service for the other family',
      { route: toVpn, list: list({ id: 'pl-s3', isAwsManaged: true, family: 'ipv6' }) },
      's3',
      false,
    ],
    ['a list that is not listed', { route: toVpn, list: null }, 's3', true],
    ['the list of a gateway endpoint of the service', { route: toEndpoint('vpce-s3'), list: null }, 's3', true],
    ['the list of a gateway endpoint of another', { route: toEndpoint('vpce-s3'), list: null }, 'dynamodb', false],
    ['the list of a gateway endpoint that is not listed', { route: toEndpoint('vpce-gone'), list: null }, 's3', true],
    ['the list of a gateway endpoint', { route: toEndpoint('vpce-s3'), list: null }, undefined, true],
  ])('that is %s: may it take addresses?', (_, one, service, mayTake) => {
    expect(rivals(one, service)).toEqual(mayTake ? [one.route.target.id] : []);
  });

  it('to a gateway endpoint may take any address where endpoints were not read', () => {
    const net = behindNat();
    const one = { route: toEndpoint('vpce-s3'), list: null };
    net.gateway('vpce-s3', 's3');
    const walk = walkOf(networkFrom(net.unread('vpcEndpoints')), { service: 'dynamodb' });

    expect(unreadRivals(walk, positionOf(walk), { unreadLists: [one] }, undefined)).toEqual([one.route]);
  });

  it('is of no matter where it leads to the same target, or there is none', () => {
    const choice: Choice = { route: toVpn, rivals: [], lists: [], isUnsureTie: false };
    const walk = walkOf(networkFrom(behindNat()));

    expect(rivals({ route: toVpn, list: null }, 's3', { choice })).toEqual([]);
    expect(rivals({ route: route('virtual-private-gateway', 'vgw-2'), list: null }, 's3', { choice })).toEqual([
      'vgw-2',
    ]);
    expect(unreadRivals(walk, positionOf(walk), { unreadLists: [] }, undefined)).toEqual([]);
  });
});

describe('addresses that such a route may take', () => {
  const obscured = (net: World, rival: Route) => {
    const walk = walkOf(networkFrom(net));

    return told(obscuredBy(walk, positionOf(walk), rival));
  };

  it('go nobody knows where, as the entries were not read', () => {
    const unlisted = behindNat();
    const withoutEntries = behindNat().list('pl-x', '52.0.0.0/8').unread('prefixListEntries', 'ec2:Entries');
    const withoutLists = behindNat().unread('managedPrefixLists', 'ec2:Lists');
    const said = { end: 'unknown (unread-facts)', hops: ['rtb-a routes: the entries of pl-x → vgw-1 were not read'] };

    expect([
      obscured(unlisted, toVpn),
      obscured(withoutEntries, toVpn),
      obscured(withoutLists, toVpn),
      obscured(behindNat().list('pl-x', '52.0.0.0/8'), toVpn),
    ]).toMatchObject([
      [{ ...said, doubts: [] }],
      [{ ...said, doubts: [expect.stringMatching(/^ec2:Entries.* was not read: pl-x may cover these addresses$/)] }],
      [{ ...said, doubts: [expect.stringMatching(/^ec2:Lists.* was not read: pl-x may cover these addresses$/)] }],
      [{ ...said, doubts: [] }],
    ]);
  });

  it('go nobody knows where by a destination that is not known here', () => {
    const odd = (destination: string) =>
      obscured(behindNat(), route('virtual-private-gateway', 'vgw-1', { prefixListId: null, destination }));

    expect([odd(''), odd('anything')]).toMatchObject([
      [
        {
          end: 'unknown (unrecognised)',
          hops: ['rtb-a routes: a destination that this version does not know → vgw-1'],
        },
      ],
      [{ end: 'unknown (unrecognised)', hops: ['rtb-a routes: anything → vgw-1'] }],
    ]);
  });

  it('rest as well on what was not read of the service', () => {
    const net = behindNat().unread('managedPrefixLists', 'ec2:Lists');
    const walk = walkOf(networkFrom(net), { service: 's3' });

    expect(told(obscuredBy(walk, positionOf(walk), toVpn))).toMatchObject([
      {
        doubts: [
          "ec2:Lists was not read: the service's address list is not known",
          'ec2:Lists was not read: pl-x may cover these addresses',
        ],
      },
    ]);
  });
});
