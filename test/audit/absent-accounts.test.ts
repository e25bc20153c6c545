import { expect, it } from 'vitest';
import type { NamedOutcome, Outcome, Part } from '../../src/analysis/path.ts';
import { absentAccounts } from '../../src/audit/absent-accounts.ts';
import type { Network } from '../../src/network/network.ts';
import type { AuditedScope } from '../../src/rules/rule.ts';

const outcome = (verdict: Outcome['verdict'], extra: Partial<Outcome> = {}): NamedOutcome => ({
  ...({} as NamedOutcome),
  outcome: { verdict, via: null, through: [], reason: null, parts: [], hops: [], doubts: [], cause: null, ...extra },
});

const part = (verdict: Part['verdict'], id: string): Part => ({
  verdict,
  via: { kind: 'transit-gateway', id },
  through: [],
  reason: null,
  cidrs: [],
});

/** So many subnets that share these paths. */
const group = (count: number, ...paths: readonly NamedOutcome[]) => ({
  subnets: Array.from({ length: count }, () => ({ vpc: { id: 'vpc-1' } })),
  paths,
});

const scopeOf = (region: string, ...paths: readonly ReturnType<typeof group>[]) =>
  ({ scope: { region }, paths }) as unknown as AuditedScope;

/** `tgw-2-b` is of account 2. */
const network = {
  absentOwnerOf: (id: string) => /^\w+-(\d)/.exec(id)?.[1]?.replace('1', '') || null,
} as Network;

const absent = (...scopes: readonly AuditedScope[]) =>
  absentAccounts(scopes, network).map(({ account, region, resources, paths }) =>
    [account, region, paths, ...resources].join(' '),
  );

const via = (id: string) => ({ kind: 'transit-gateway', id }) as const;
const hop = (at: string) => ({ at, does: 'routes', because: 'so' }) as const;

it('the accounts that would tell what becomes of paths are told with all that was met of theirs, once each', () => {
  const lost = outcome('transit', { via: via('tgw-2'), through: [via('nat-2-b')], hops: [hop('tgw-2'), hop('rtb-2')] });

  expect(absent(scopeOf('us-east-1', group(3, lost, outcome('unknown', { hops: [hop('rtb-2')] }))))).toEqual([
    '2 us-east-1 6 nat-2-b rtb-2 tgw-2',
  ]);
});

it('none is told of for paths whose end is known', () => {
  const known = (['private', 'public', 'unreachable'] as const).map((verdict) =>
    outcome(verdict, { via: via('tgw-2') }),
  );

  expect(absent(scopeOf('us-east-1', group(1, ...known)))).toEqual([]);
});

it('of a split path the parts whose end is not known count', () => {
  const split = (...parts: readonly Part[]) => scopeOf('us-east-1', group(1, outcome('split', { parts })));

  expect(absent(split(part('private', 'tgw-1'), part('unknown', 'tgw-2')))).toEqual(['2 us-east-1 1 tgw-2']);
  expect(absent(split(part('private', 'tgw-1'), part('transit', 'tgw-3')))).toEqual(['3 us-east-1 1 tgw-3']);
  expect(absent(split(part('private', 'tgw-2'), part('public', 'tgw-3')))).toEqual([]);
});

it('those of most paths come first, then by account and Region', () => {
  const to = (account: number) => outcome('transit', { via: via(`tgw-${account}`) });
  const east = scopeOf('us-east-1', group(2, to(3)), group(12, to(4)), group(2, to(2)));
  const west = scopeOf('eu-west-1', group(2, to(3)));

  expect(absent(east, west)).toEqual([
    '4 us-east-1 12 tgw-4',
    '2 us-east-1 2 tgw-2',
    '3 eu-west-1 2 tgw-3',
    '3 us-east-1 2 tgw-3',
  ]);
});
