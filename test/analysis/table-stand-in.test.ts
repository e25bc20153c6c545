import { describe, expect, it } from 'vitest';
import { hop } from '../../src/analysis/hop.ts';
import type { Outcome } from '../../src/analysis/path.ts';
import { atTable, standInFor, tellsOf } from '../../src/analysis/table-stand-in.ts';
import { parseCidr } from '../../src/net/cidr.ts';
import { networkOf } from '../../src/network/network.ts';
import type { RouteTable } from '../../src/network/route-table.ts';
import { isUnread } from '../../src/network/unread.ts';
import { world } from '../support/world.ts';

const tablesOf = (net: ReturnType<typeof world>): readonly RouteTable[] => {
  const { subnet } = networkOf(net.snapshot());

  return ['a', 'b'].map((name) => {
    const table = subnet(`subnet-${name}`, 'vpc-main')?.routeTable;
    if (table === undefined || isUnread(table)) throw new Error(`no table of ${name}`);

    return table;
  });
};

const vpcOf = (net: ReturnType<typeof world>) => {
  const vpc = networkOf(net.snapshot()).vpcs.get('vpc-main');
  if (vpc === undefined) throw new Error('no VPC');

  return vpc;
};

const net = () =>
  world()
    .subnet('a', { routes: { '0.0.0.0/0': 'nat-main' } })
    .subnet('b', { routes: { '0.0.0.0/0': 'nat-main' } });

const client = () => {
  const subnet = vpcOf(net()).subnetsById.get('subnet-a');
  if (subnet === undefined) throw new Error('no subnet');

  return subnet;
};

const outcome = (tableId: string, more: Partial<Outcome> = {}): Outcome => ({
  verdict: 'public',
  via: { kind: 'nat-gateway', id: 'nat-main' },
  through: [],
  reason: 'no-endpoint',
  parts: [],
  hops: [hop(tableId, 'routes', '0.0.0.0/0 → nat-main'), hop('rtb-public', 'routes', '0.0.0.0/0 → igw-main')],
  doubts: [],
  cause: { reason: 'no-endpoint', endpointId: null, routeTableId: tableId, detail: null },
  ...more,
});

describe('standInFor', () => {
  it('is one for tables with the same routes', () => {
    const vpc = vpcOf(net());
    const [a, b] = tablesOf(net());
    if (a === undefined || b === undefined) throw new Error('no tables');

    expect(a.id).not.toBe(b.id);
    expect(standInFor(vpc, a)).toBe(standInFor(vpc, b));
  });

  it('differs where routes do', () => {
    const vpc = vpcOf(net());
    const [first, second] = tablesOf(net().route('b', '10.9.0.0/16', 'vgw-1'));
    if (first === undefined || second === undefined) throw new Error('no tables');

    expect(standInFor(vpc, first)).not.toBe(standInFor(vpc, second));
  });
});

describe('atTable', () => {
  const [table] = tablesOf(net());
  if (table === undefined) throw new Error('no table');
  const standIn = standInFor(vpcOf(net()), table);

  it('names the table in hops and cause', () => {
    expect(atTable(outcome(standIn.id), table)).toEqual(outcome('rtb-a'));
  });

  it('tells a hop of several pieces once, where the way comes by the table again', () => {
    const hops = (id: string) => [
      hop(id, 'routes', '0.0.0.0/0 → igw-main'),
      hop('nat-main', 'routes', 'in subnet-public'),
      hop('rtb-a', 'routes', '0.0.0.0/0 → igw-main'),
    ];
    const [first, second] = hops('rtb-a');

    expect(atTable(outcome(standIn.id, { verdict: 'split', hops: hops(standIn.id) }), table)?.hops).toEqual([
      first,
      second,
    ]);
    expect(atTable(outcome(standIn.id, { hops: hops(standIn.id) }), table)?.hops).toEqual(hops('rtb-a'));
  });
});

describe('tellsOf', () => {
  const part = { verdict: 'unreachable', via: null, through: [], reason: 'no-return-route', cidrs: [] } as const;
  const text = (what: string) => `rtb-hub drops replies to ${what}`;

  it.each<[string, Partial<Outcome>]>([
    ['a doubt names the subnet', { doubts: [{ kind: 'port', text: text('subnet-a') }] }],
    ['a hop names its CIDR', { hops: [hop('rtb-hub', 'drops', text('10.0.1.0/24'))] }],
    ['a hop is at the subnet', { hops: [hop('subnet-a', 'drops', 'nothing')] }],
    [
      'the cause names its CIDR',
      { cause: { reason: 'no-return-route', endpointId: null, routeTableId: null, detail: '10.0.1.0/24' } },
    ],
    ['some of its clients fare otherwise', { parts: [{ ...part, from: ['10.0.1.9/32'] }] }],
  ])('is so where %s', (_, more) => {
    expect(tellsOf(outcome('rtb-a', more), { ...client(), cidr: parseCidr('10.0.1.0/24') ?? null })).toBe(true);
  });

  it('is not so of what any client meets', () => {
    expect(tellsOf(outcome('rtb-a', { parts: [part] }), client())).toBe(false);
  });
});
