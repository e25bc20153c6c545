import { describe, expect, it } from 'vitest';
import { layoutWithin, sharedLayout } from '../../../src/analysis/routing/table-layout.ts';
import { cidrsOf, parseCidr } from '../../../src/net/cidr.ts';
import type { Scope } from '../../../src/network/network.ts';
import type { Route } from '../../../src/network/route-table.ts';
import { vpcWith } from '../../support/sections.ts';

const everywhere = cidrsOf(['0.0.0.0/0'], 'ipv4');

const scopeWithLists = (): Scope =>
  vpcWith({
    vpcs: [{ VpcId: 'vpc-1' }],
    managedPrefixLists: [
      { PrefixListId: 'pl-1', AddressFamily: 'IPv4' },
      { PrefixListId: 'pl-2', AddressFamily: 'IPv4' },
      { PrefixListId: 'pl-unread', AddressFamily: 'IPv4' },
    ],
    prefixListEntries: [
      { PrefixListId: 'pl-1', Entries: [{ Cidr: '3.0.0.0/16' }, { Cidr: '5.0.0.0/16' }] },
      { PrefixListId: 'pl-2', Entries: [{ Cidr: '3.0.0.0/24' }] },
    ],
  }).scope;

const to = (destination: string, id: string): Route => ({
  cidr: parseCidr(destination) ?? null,
  prefixListId: destination.startsWith('pl-') ? destination : null,
  destination,
  target: { kind: 'nat-gateway', id },
  state: 'active',
  origin: 'static',
});

const laidOut = (scope: Scope, ...routes: readonly Route[]) => layoutWithin(routes, scope, 'ipv4', everywhere);
const shared = (scope: Scope, ...routes: readonly Route[]) =>
  sharedLayout(routes, scope, 'ipv4', () => laidOut(scope, ...routes));

describe('the layout of a table', () => {
  it('is one object for tables with the same destinations, wherever they lead', () => {
    const scope = scopeWithLists();
    const first = shared(scope, to('10.0.0.0/8', 'nat-1'), to('pl-1', 'nat-1'));

    expect(first.isShared).toBe(false);
    expect(shared(scope, to('10.0.0.0/8', 'nat-2'), to('pl-1', 'nat-3'))).toBe(first);
    expect(first.isShared).toBe(true);
  });

  it.each<[string, Route[]]>([
    ['another destination', [to('10.0.0.0/9', 'nat-1'), to('pl-1', 'nat-1')]],
    ['another prefix list', [to('10.0.0.0/8', 'nat-1'), to('pl-2', 'nat-1')]],
    ['another order', [to('pl-1', 'nat-1'), to('10.0.0.0/8', 'nat-1')]],
    ['one route more', [to('10.0.0.0/8', 'nat-1'), to('pl-1', 'nat-1'), to('0.0.0.0/0', 'nat-1')]],
    ['a list for a CIDR', [to('pl-1', 'nat-1'), to('pl-1', 'nat-1')]],
  ])('is another one for %s', (_, routes) => {
    const scope = scopeWithLists();
    const first = shared(scope, to('10.0.0.0/8', 'nat-1'), to('pl-1', 'nat-1'));

    expect(shared(scope, ...routes)).not.toBe(first);
    expect(first.isShared).toBe(false);
  });

  it('is another one where lists hold something else', () => {
    const routes = [to('10.0.0.0/8', 'nat-1'), to('pl-1', 'nat-1')];

    expect(shared(scopeWithLists(), ...routes)).not.toBe(shared(scopeWithLists(), ...routes));
  });

  it('has the routes of one list as one, and those of lists that overlap with what they are in', () => {
    const { map } = laidOut(scopeWithLists(), to('pl-1', 'nat-1'), to('pl-2', 'nat-2'), to('0.0.0.0/0', 'nat-3'));
    const inList = map.filter(({ value: { places, outer } }) => places.includes(0) && outer === null);
    const nested = map.filter(({ value }) => value.outer !== null);

    expect(new Set(inList.map(({ value }) => value)).size).toBe(1);
    expect(nested.map(({ value }) => [value.places, value.outer?.places])).toEqual([[[1], [0]]]);
  });

  it('tells of lists whose entries were not read', () => {
    const { unread, map } = laidOut(scopeWithLists(), to('0.0.0.0/0', 'nat-1'), to('pl-unread', 'nat-2'));

    expect(unread.map(({ place, list }) => [place, list?.id])).toEqual([[1, 'pl-unread']]);
    expect(map.length).toBe(1);
  });
});
