import { describe, expect, it } from 'vitest';
import { type AddressOutcome, addressOutcome, withoutNextHop } from '../../src/analysis/address-outcome.ts';
import { agreed, allReached, anyReached } from '../../src/analysis/combine.ts';
import { assume, blockedPort, notListed } from '../../src/analysis/doubt.ts';
import { cidrsOf } from '../../src/net/cidr.ts';
import { toCidrs } from '../../src/net/ranges.ts';

const port = blockedPort('TCP 444', 'drivers');
const unread = notListed('securityGroups', 'sg-1', 'it may shut');
const assumed = assume('member-of-group');

type Spec = readonly [
  verdict: 'private' | 'unreachable' | 'unknown',
  cidrs: readonly string[],
  doubts?: AddressOutcome['doubts'],
];

/** Each is told apart by its id, `at` of its only hop. */
const outcome = ([verdict, cidrs, doubts = []]: Spec, at = ''): AddressOutcome =>
  addressOutcome(
    verdict === 'private'
      ? { verdict, via: { kind: 'interface-endpoint', id: 'vpce-1' }, through: [], reason: null }
      : withoutNextHop(verdict, verdict === 'unknown' ? 'unrecognised' : 'no-route'),
    { ranges: cidrsOf(cidrs, 'ipv4'), doubts, hops: [{ at, does: 'routes', because: '' }] },
  );
const list = (at: string, ...specs: readonly Spec[]): AddressOutcome[] => specs.map((one) => outcome(one, at));
const said = (outcomes: readonly AddressOutcome[]): string[] =>
  outcomes.map(({ disposition: { verdict }, ranges, hops }) =>
    `${hops.map(({ at }) => at).join('+')} ${verdict} ${toCidrs(ranges).join(' ')}`.trim(),
  );

const ten = '10.0.0.0/8';
const half = '10.0.0.0/9';
const other = '10.128.0.0/9';

describe('what any of several clients reaches', () => {
  it('is what the only one does, or nothing without any', () => {
    const only = list('a', ['unreachable', [ten]], ['private', ['11.0.0.0/8']]);

    expect(anyReached([only])).toBe(only);
    expect(anyReached([])).toEqual([]);
  });

  it.each<[string, AddressOutcome[][], string[]]>([
    [
      'the one that reaches it',
      [list('a', ['unreachable', [ten]]), list('b', ['private', [ten]])],
      ['b private 10.0.0.0/8'],
    ],
    ['the first of two', [list('a', ['private', [ten]]), list('b', ['private', [ten]])], ['a private 10.0.0.0/8']],
    [
      'each for what it reaches',
      [
        list('a', ['private', [half]], ['unreachable', [other]]),
        list('b', ['private', [other]], ['unreachable', [half]]),
      ],
      ['a private 10.0.0.0/9', 'b private 10.128.0.0/9'],
    ],
    [
      'nobody, for the rest',
      [list('a', ['private', [half]], ['unreachable', [other]]), list('b', ['unreachable', [ten]])],
      ['a private 10.0.0.0/9', 'a unreachable 10.128.0.0/9'],
    ],
    [
      'the second for the rest of what it reaches',
      [list('a', ['private', [half]]), list('b', ['private', [ten]])],
      ['a private 10.0.0.0/9', 'b private 10.128.0.0/9'],
    ],
    [
      'the one of fewer doubts',
      [list('a', ['private', [ten], [assumed]]), list('b', ['private', [ten]])],
      ['b private 10.0.0.0/8'],
    ],
    [
      'the one whose doubts do not forbid it',
      [list('a', ['private', [ten], [unread]]), list('b', ['private', [ten], [assumed, port]])],
      ['b private 10.0.0.0/8'],
    ],
    [
      'the one of fewer doubts about what it reaches',
      [
        list('a', ['private', [half], [assumed]], ['unreachable', [other]]),
        list('b', ['private', [half]], ['unreachable', [other], [assumed, port]]),
      ],
      ['b private 10.0.0.0/9', 'b unreachable 10.128.0.0/9'],
    ],
    ['nobody, by name', [list('a', ['unknown', []]), list('b', ['unreachable', []])], ['a unknown']],
    ['nobody', [list('a', ['unreachable', []]), list('b', ['unreachable', []])], ['a unreachable']],
    [
      'one, whatever the name gets another',
      [list('a', ['unreachable', []]), list('b', ['private', [ten]])],
      ['b private 10.0.0.0/8'],
    ],
  ])('is told by %s', (_, lists, expected) => {
    expect(said(anyReached(lists))).toEqual(expected);
  });
});

describe('what is reached by every one of several ports', () => {
  it('is what the only one reaches, or nothing without any', () => {
    const only = list('a', ['private', [ten]]);

    expect(allReached([only])).toBe(only);
    expect(allReached([])).toEqual([]);
  });

  it.each<[string, AddressOutcome[][], string[]]>([
    ['all reach it', [list('a', ['private', [ten]]), list('b', ['private', [ten]])], ['a private 10.0.0.0/8']],
    ['one does not', [list('a', ['private', [ten]]), list('b', ['unreachable', [ten]])], ['b unreachable 10.0.0.0/8']],
    [
      'one does not in part',
      [list('a', ['private', [ten]]), list('b', ['private', [half]], ['unreachable', [other]])],
      ['a private 10.0.0.0/9', 'b unreachable 10.128.0.0/9'],
    ],
    [
      'two do not in part',
      [list('a', ['unreachable', [half]], ['private', [other]]), list('b', ['unreachable', [ten]])],
      ['a unreachable 10.0.0.0/9', 'b unreachable 10.128.0.0/9'],
    ],
    [
      'the name gets none, whichever is dialed',
      [list('a', ['unreachable', []]), list('b', ['unreachable', []])],
      ['a unreachable'],
    ],
    ['nobody knows, whichever is dialed', [list('a', ['unknown', []]), list('b', ['unknown', []])], ['a unknown']],
  ])('where %s', (_, lists, expected) => {
    expect(said(allReached(lists))).toEqual(expected);
  });
});

describe('addresses that packets reach by one of several ways', () => {
  it.each<[string, AddressOutcome[], string[]]>([
    ['of one verdict', [outcome(['private', [ten]], 'a'), outcome(['private', [ten]], 'b')], ['a private 10.0.0.0/8']],
    ['of two', [outcome(['private', [ten]], 'a'), outcome(['unreachable', [ten]], 'b')], ['a+b unknown 10.0.0.0/8']],
    [
      'of two for some of them',
      [outcome(['private', [ten]], 'a'), outcome(['unreachable', [half]], 'b')],
      ['a private 10.128.0.0/9', 'a+b unknown 10.0.0.0/9'],
    ],
    [
      'each by its own',
      [outcome(['private', [half]], 'a'), outcome(['unreachable', [other]], 'b')],
      ['a private 10.0.0.0/9', 'b unreachable 10.128.0.0/9'],
    ],
    [
      'the second one for more',
      [outcome(['private', [half]], 'a'), outcome(['private', [ten]], 'b')],
      ['a private 10.0.0.0/9', 'b private 10.128.0.0/9'],
    ],
    [
      'of three',
      [outcome(['private', [half]], 'a'), outcome(['private', [other]], 'b'), outcome(['unreachable', [ten]], 'c')],
      ['a+c unknown 10.0.0.0/9', 'b+c unknown 10.128.0.0/9'],
    ],
  ])('%s', (_, outcomes, expected) => {
    expect(said(agreed(outcomes))).toEqual(expected);
  });

  it('are doubtful for all that makes either way doubtful, and ambiguous where they differ', () => {
    const [same] = agreed([outcome(['private', [ten], [assumed]]), outcome(['private', [ten], [port, assumed]])]);
    const [differing] = agreed([outcome(['private', [ten], [assumed]]), outcome(['unreachable', [ten], [port]])]);

    expect([same?.doubts, differing?.doubts]).toEqual([
      [assumed, port],
      [assumed, port],
    ]);
    expect(differing?.disposition.reason).toBe('ambiguous-route');
  });
});

describe('ways that part, and come to different ends,', () => {
  type Step = readonly [at: string, because: string];

  const way = (verdict: 'private' | 'unreachable', ...steps: readonly Step[]): AddressOutcome => ({
    ...outcome([verdict, [ten]]),
    hops: steps.map(([at, because]) => ({ at, does: 'routes', because })),
  });
  const hopsOf = (one: readonly Step[], other: readonly Step[]) =>
    agreed([way('private', ...one), way('unreachable', ...other)]).map(({ disposition, hops }) => [
      disposition.reason,
      ...hops.map(({ at, because }) => `${at} ${because}`),
    ]);

  it.each<[string, readonly Step[], readonly Step[], string[]]>([
    [
      'after a hop that they share',
      [
        ['rtb-1', 'to tgw'],
        ['tgw-1', 'by a'],
      ],
      [
        ['rtb-1', 'to tgw'],
        ['tgw-2', 'by a'],
        ['rtb-3', 'nowhere'],
      ],
      ['rtb-1 to tgw', 'tgw-1 by a', 'tgw-2 by a', 'rtb-3 nowhere', 'rtb-1 to tgw'],
    ],
    [
      'at one place for another reason',
      [
        ['rtb-1', 'to tgw'],
        ['tgw-1', 'by a'],
      ],
      [
        ['rtb-1', 'to tgw'],
        ['tgw-1', 'by b'],
      ],
      ['rtb-1 to tgw', 'tgw-1 by a', 'tgw-1 by b', 'rtb-1 to tgw'],
    ],
    ['from the start', [['rtb-1', 'x']], [['rtb-2', 'x']], ['rtb-1 x', 'rtb-2 x']],
    [
      'where one ends',
      [
        ['rtb-1', 'to tgw'],
        ['tgw-1', 'by a'],
      ],
      [['rtb-1', 'to tgw']],
      ['rtb-1 to tgw', 'tgw-1 by a', 'rtb-1 to tgw'],
    ],
    [
      'where the other goes on',
      [['rtb-1', 'to tgw']],
      [
        ['rtb-1', 'to tgw'],
        ['tgw-1', 'by a'],
      ],
      ['rtb-1 to tgw', 'tgw-1 by a', 'rtb-1 to tgw'],
    ],
  ])('are told both, and at the end where they part: %s', (_, one, other, hops) => {
    expect(hopsOf(one, other)).toEqual([['ambiguous-route', ...hops]]);
  });
});
