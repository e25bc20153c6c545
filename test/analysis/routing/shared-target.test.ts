import { describe, expect, it } from 'vitest';
import { assume } from '../../../src/analysis/doubt.ts';
import { hop } from '../../../src/analysis/hop.ts';
import type { Choice, CompiledTable } from '../../../src/analysis/routing/choice.ts';
import { byTarget } from '../../../src/analysis/routing/shared-target.ts';
import type { RouteCandidates } from '../../../src/analysis/routing/table-layout.ts';
import { targetGroups } from '../../../src/analysis/routing/target-groups.ts';
import {
  delivered,
  deliveredInside,
  type TraceResult,
  unreachable,
} from '../../../src/analysis/routing/trace-result.ts';
import { initialTrace, withDoubts } from '../../../src/analysis/routing/trace-state.ts';
import { cidrsOf } from '../../../src/net/cidr.ts';
import type { Winner } from '../../../src/net/prefix-map.ts';
import { intersect, type Ranges, subtract, toCidrs, union } from '../../../src/net/ranges.ts';
import type { Route } from '../../../src/network/route-table.ts';
import { vpcWith } from '../../support/sections.ts';

const rangesOf = (...cidrs: readonly string[]): Ranges => cidrsOf(cidrs, 'ipv4');

const route = (destination: string, id: string, more: Partial<Route> = {}): Route => ({
  cidr: null,
  prefixListId: null,
  destination,
  target: { kind: 'nat-gateway', id },
  state: 'active',
  origin: 'static',
  ...more,
});

const choice = (one: Route, more: Partial<Choice> = {}): Choice => ({
  route: one,
  rivals: [],
  lists: [],
  isUnsureTie: false,
  ...more,
});

/** The addresses of a CIDR, which a choice decides. */
const decides = (cidr: string, value: Choice | undefined): Winner<Choice> => {
  const [range] = rangesOf(cidr);
  if (range === undefined) throw new Error(`no CIDR: ${cidr}`);

  return { ...range, value };
};

const chosen = (cidr: string, id: string, more: Partial<Choice> = {}): Winner<Choice> =>
  decides(cidr, choice(route(cidr, id), more));

/** Of addresses that are held back, whatever route leads there. */
const heldBack = rangesOf('2.0.0.0/8');

const vpc = vpcWith({ vpcs: [{ VpcId: 'vpc-1' }] });

/** Out by the target, but for what is held back; `nat-local` keeps it inside and `nat-odd` is in doubt. */
const follow = (one: Choice | undefined, ranges: Ranges, held = heldBack): TraceResult[] => {
  if (one === undefined)
    return unreachable({ ranges, trace: initialTrace }, 'no-route', hop('rtb', 'drops', 'nothing'));
  const { target, destination } = one.route;
  const trace = target.id === 'nat-odd' ? withDoubts(initialTrace, assume('return-route')) : initialTrace;
  if (target.id === 'nat-local') return deliveredInside({ ranges, trace }, vpc, null);
  const kept = intersect(ranges, held);
  const out = kept.length === 0 ? ranges : subtract(ranges, held);

  return [
    ...(out.length === 0 ? [] : delivered({ ranges: out, trace }, 'public', target, hop('rtb', 'routes', destination))),
    ...(kept.length === 0
      ? []
      : unreachable({ ranges: kept, trace }, 'network-acl', hop('acl', 'denies', destination))),
  ];
};

const said = (results: readonly TraceResult[]): string[] =>
  results.map(({ end, trace, ranges }) =>
    [
      'local' in end ? 'local' : end.disposition.verdict,
      trace.hops.map(({ because }) => because).join(),
      ...toCidrs(ranges),
    ].join(' '),
  );

/** A table whose routes come to these choices, each where it says. */
const tableOf = (winners: readonly Winner<Choice>[]): CompiledTable => {
  const choices = [...new Set(winners.flatMap(({ value }) => value ?? []))];
  const isPlain = ({ isUnsureTie, rivals }: Choice): boolean => !isUnsureTie && rivals.length === 0;
  const candidates = choices.map(
    (one, at): RouteCandidates => ({
      places: isPlain(one) ? [at] : [at, at],
      outer: null,
      hasLists: false,
    }),
  );
  const map = winners.flatMap(({ first, last, value }) => {
    const known = value === undefined ? undefined : candidates[choices.indexOf(value)];

    return known === undefined ? [] : [{ first, last, value: known }];
  });

  return {
    layout: { map, candidates, unread: [], isShared: false },
    routes: choices.map((one) => one.route),
    unreadLists: [],
    choiceOf: (one) => choices[candidates.indexOf(one)] ?? choice(route('0.0.0.0/0', 'no such choice')),
  };
};

/** How often `follow` was asked. */
const counted = (winners: readonly Winner<Choice>[]) => {
  let times = 0;
  const table = tableOf(winners);
  const results = byTarget(targetGroups(table, union(winners), 0) ?? [], (one, ranges) => {
    times += 1;

    return follow(one === undefined ? undefined : table.choiceOf(one), ranges);
  });

  return { times, results: said(results) };
};

describe('routes of one target', () => {
  it.each<[string, Winner<Choice>[], number, string[]]>([
    ['are none without a choice', [], 0, []],
    ['are followed as they are where there is one', [chosen('1.0.0.0/8', 'nat-1')], 1, ['public 1.0.0.0/8 1.0.0.0/8']],
    [
      'are followed together, and told by the first',
      [chosen('1.0.0.0/8', 'nat-1'), chosen('3.0.0.0/8', 'nat-1'), chosen('5.0.0.0/8', 'nat-1')],
      1,
      ['public 1.0.0.0/8 1.0.0.0/8 3.0.0.0/8 5.0.0.0/8'],
    ],
    [
      'are told in the order of the table',
      [chosen('1.0.0.0/8', 'nat-1'), chosen('3.0.0.0/8', 'nat-2'), chosen('5.0.0.0/8', 'nat-1')],
      2,
      ['public 1.0.0.0/8 1.0.0.0/8 5.0.0.0/8', 'public 3.0.0.0/8 3.0.0.0/8'],
    ],
    [
      'are told end by end, each by the first that comes to it',
      [chosen('1.0.0.0/8', 'nat-1'), chosen('2.0.0.0/8', 'nat-1'), chosen('3.0.0.0/8', 'nat-1')],
      3,
      ['public 1.0.0.0/8 1.0.0.0/8 3.0.0.0/8', 'unreachable 2.0.0.0/8 2.0.0.0/8'],
    ],
    [
      'are told end by end, whichever comes first',
      [chosen('2.0.0.0/8', 'nat-1'), chosen('3.0.0.0/8', 'nat-1')],
      3,
      ['unreachable 2.0.0.0/8 2.0.0.0/8', 'public 3.0.0.0/8 3.0.0.0/8'],
    ],
    [
      'are told once by one that comes to several ends',
      [chosen('2.0.0.0/7', 'nat-1'), chosen('5.0.0.0/8', 'nat-1')],
      2,
      ['public 2.0.0.0/7 3.0.0.0/8 5.0.0.0/8', 'unreachable 2.0.0.0/7 2.0.0.0/8'],
    ],
    [
      'may keep addresses in the VPC',
      [chosen('1.0.0.0/8', 'nat-local'), chosen('3.0.0.0/8', 'nat-local')],
      1,
      ['local  1.0.0.0/8 3.0.0.0/8'],
    ],
    [
      'are told apart by nothing but their ends, in doubt or not',
      [chosen('1.0.0.0/8', 'nat-odd'), chosen('3.0.0.0/8', 'nat-odd')],
      1,
      ['public 1.0.0.0/8 1.0.0.0/8 3.0.0.0/8'],
    ],
  ])('%s', (_, choices, times, results) => {
    expect(counted(choices)).toEqual({ times, results });
  });

  it('that decides in several places is followed once', () => {
    const value = choice(route('0.0.0.0/0', 'nat-1'));

    expect(counted([decides('1.0.0.0/8', value), decides('3.0.0.0/8', value)])).toEqual({
      times: 1,
      results: ['public 0.0.0.0/0 1.0.0.0/8 3.0.0.0/8'],
    });
  });

  it('are told by the one of the first place in the table, wherever its addresses are', () => {
    const outer = choice(route('0.0.0.0/0', 'nat-1'));
    const winners = [
      decides('1.0.0.0/8', outer),
      chosen('3.0.0.0/8', 'nat-1'),
      decides('4.0.0.0/8', outer),
      chosen('5.0.0.0/8', 'nat-2'),
      decides('6.0.0.0/8', outer),
    ];

    expect(counted(winners).results).toEqual([
      'public 0.0.0.0/0 1.0.0.0/8 3.0.0.0/8 4.0.0.0/8 6.0.0.0/8',
      'public 5.0.0.0/8 5.0.0.0/8',
    ]);
  });

  it('are told by some of its own addresses where they get nowhere: what holds them back may be named after others', () => {
    expect(counted([chosen('2.0.0.0/9', 'nat-1'), chosen('2.128.0.0/9', 'nat-1')])).toEqual({
      times: 2,
      results: ['unreachable 2.0.0.0/9 2.0.0.0/8'],
    });
  });

  it('are one object for all tables of a layout that part it alike', () => {
    const table = tableOf([chosen('1.0.0.0/8', 'nat-1'), chosen('3.0.0.0/8', 'nat-2')]);
    const shared = { ...table, layout: { ...table.layout, isShared: true } };
    const renamed = { ...shared, routes: [route('1.0.0.0/8', 'nat-3'), route('3.0.0.0/8', 'nat-4')] };
    const joined = { ...shared, routes: [route('1.0.0.0/8', 'nat-1'), route('3.0.0.0/8', 'nat-1')] };
    const ranges = rangesOf('0.0.0.0/0');

    expect(targetGroups(shared, ranges, 0)).toBe(targetGroups(renamed, ranges, 0));
    expect(targetGroups(joined, ranges, 0)?.map(({ winners }) => winners.length)).toEqual([3, 2]);
  });

  const first = chosen('1.0.0.0/8', 'nat-1');
  const alone = ['public 1.0.0.0/8 1.0.0.0/8', 'public 3.0.0.0/8 3.0.0.0/8'];

  it.each<[string, Winner<Choice>]>([
    ['whose order AWS does not state', chosen('3.0.0.0/8', 'nat-1', { isUnsureTie: true })],
    ['that has rivals', chosen('3.0.0.0/8', 'nat-1', { rivals: [route('3.0.0.0/8', 'nat-2')] })],
    ['in another state', decides('3.0.0.0/8', choice(route('3.0.0.0/8', 'nat-1', { state: 'blackhole' })))],
    [
      'to a target of another kind',
      decides('3.0.0.0/8', choice(route('3.0.0.0/8', 'nat-1', { target: { kind: 'instance', id: 'nat-1' } }))),
    ],
  ])('leave out one %s', (_, other) => {
    expect(counted([first, other])).toEqual({ times: 2, results: alone });
  });

  it('are none for addresses that no route takes', () => {
    expect(counted([first, decides('3.0.0.0/8', undefined), decides('5.0.0.0/8', undefined)]).results).toEqual([
      'public 1.0.0.0/8 1.0.0.0/8',
      'unreachable nothing 3.0.0.0/8 5.0.0.0/8',
    ]);
  });
});

describe('what is followed to tell how the addresses of one end go', () => {
  /** Which addresses of which route are followed, where these are held back. */
  const asked = (winners: readonly Winner<Choice>[], ...held: readonly string[]): string[] => {
    const calls: string[] = [];
    const table = tableOf(winners);
    byTarget(targetGroups(table, union(winners), 0) ?? [], (candidates, ranges) => {
      const one = candidates === undefined ? undefined : table.choiceOf(candidates);
      calls.push(`${one?.route.destination}: ${toCidrs(ranges).join(' ')}`);

      return follow(one, ranges, union(rangesOf(...held)));
    });

    return calls;
  };
  const outer = choice(route('0.0.0.0/0', 'nat-1'));

  it.each<[string, readonly Winner<Choice>[], readonly string[], string[]]>([
    [
      'those of the first route that comes to it',
      [chosen('1.0.0.0/8', 'nat-1'), chosen('2.0.0.0/7', 'nat-1'), chosen('5.0.0.0/8', 'nat-1')],
      ['2.128.0.0/9', '5.0.0.0/9'],
      ['1.0.0.0/8: 1.0.0.0/8 2.0.0.0/7 5.0.0.0/8', '1.0.0.0/8: 1.0.0.0/8', '2.0.0.0/7: 2.128.0.0/9'],
    ],
    [
      'its first and its last address',
      [chosen('1.0.0.0/8', 'nat-1'), chosen('5.0.0.0/8', 'nat-1'), chosen('7.0.0.0/8', 'nat-1')],
      ['5.0.0.0/32'],
      ['1.0.0.0/8: 1.0.0.0/8 5.0.0.0/8 7.0.0.0/8', '1.0.0.0/8: 1.0.0.0/8', '5.0.0.0/8: 5.0.0.0/32'],
    ],
    [
      'its last address',
      [chosen('1.0.0.0/8', 'nat-1'), chosen('5.0.0.0/8', 'nat-1')],
      ['5.255.255.255/32'],
      ['1.0.0.0/8: 1.0.0.0/8 5.0.0.0/8', '1.0.0.0/8: 1.0.0.0/8', '5.0.0.0/8: 5.255.255.255/32'],
    ],
    [
      'those where a route of an earlier place comes to it later',
      [decides('1.0.0.0/8', outer), chosen('2.0.0.0/7', 'nat-1'), decides('5.0.0.0/8', outer)],
      ['2.128.0.0/9', '5.0.0.0/9'],
      ['0.0.0.0/0: 1.0.0.0/8 2.0.0.0/7 5.0.0.0/8', '0.0.0.0/0: 1.0.0.0/8 5.0.0.0/9'],
    ],
    [
      'none beyond the route that tells',
      [decides('1.0.0.0/8', outer), chosen('2.0.0.0/8', 'nat-1'), decides('3.0.0.0/8', outer)],
      ['2.128.0.0/9', '3.0.0.0/9'],
      ['0.0.0.0/0: 1.0.0.0/8 2.0.0.0/7', '0.0.0.0/0: 1.0.0.0/8 3.0.0.0/9'],
    ],
    [
      'those where the first that comes to it does so first',
      [chosen('1.0.0.0/8', 'nat-1'), decides('2.0.0.0/8', outer), decides('5.0.0.0/8', outer)],
      ['2.0.0.0/9', '5.0.0.0/9'],
      ['1.0.0.0/8: 1.0.0.0/8 2.0.0.0/8 5.0.0.0/8', '1.0.0.0/8: 1.0.0.0/8', '0.0.0.0/0: 2.0.0.0/9'],
    ],
    [
      'none before or after it',
      [chosen('1.0.0.0/8', 'nat-1'), chosen('2.0.0.0/8', 'nat-1')],
      ['1.128.0.0/9', '2.0.0.0/9'],
      ['1.0.0.0/8: 1.0.0.0/8 2.0.0.0/8', '1.0.0.0/8: 1.0.0.0/8'],
    ],
  ])('%s', (_, winners, held, calls) => {
    expect(asked(winners, ...held)).toEqual(calls);
  });
});

describe('results of one end', () => {
  const from = (first: string, ...others: readonly string[]) => {
    const doubts = (cidr: string) => [assume(cidr.startsWith('9') ? 'return-route' : 'nat64-route')];
    const winners = [chosen('1.0.0.0/8', 'nat-1'), chosen('8.0.0.0/7', 'nat-1')];
    const table = tableOf(winners);
    const results = byTarget(targetGroups(table, union(winners), 0) ?? [], (candidates) =>
      [first, ...others].flatMap((cidr) =>
        delivered(
          { ranges: rangesOf(cidr), trace: withDoubts(initialTrace, ...doubts(cidr)) },
          'public',
          { kind: 'nat-gateway', id: 'nat-1' },
          hop('rtb', 'routes', candidates === undefined ? '' : table.choiceOf(candidates).route.destination),
        ),
      ),
    );

    return results.map(
      ({ ranges, trace }) => `${toCidrs(ranges).join(' ')}${trace.doubts.includes(assume('return-route')) ? ' ~' : ''}`,
    );
  };

  it('are one result of all their addresses', () => {
    expect(from('1.0.0.0/8', '8.0.0.0/8')).toEqual(['1.0.0.0/8 8.0.0.0/8']);
  });

  it('are told apart by what they rest on', () => {
    expect(from('1.0.0.0/8', '9.0.0.0/8')).toEqual(['1.0.0.0/8', '9.0.0.0/8 ~']);
  });
});
