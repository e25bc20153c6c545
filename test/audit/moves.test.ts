import { describe, expect, it } from 'vitest';
import type { NamedOutcome, Outcome, Part, VerdictKind } from '../../src/analysis/path.ts';
import { movesBetween } from '../../src/audit/moves.ts';
import type { Subnet, Vpc } from '../../src/network/network.ts';
import type { AuditedScope } from '../../src/rules/rule.ts';
import type { Service, ServiceName } from '../../src/services/service.ts';
import { vpcWith } from '../support/sections.ts';
import { account, stranger } from '../support/world/sections.ts';

const outcome = (verdict: VerdictKind, extra: Partial<Outcome> = {}): Outcome => ({
  verdict,
  via: null,
  through: [],
  reason: null,
  parts: [],
  hops: [],
  doubts: [],
  cause: null,
  ...extra,
});

const split = (...verdicts: readonly Part['verdict'][]): Outcome =>
  outcome('split', {
    parts: verdicts.map((verdict) => ({ verdict, via: null, through: [], reason: null, cidrs: [] })),
  });

const path = (name: string, one: Outcome, primary = true): NamedOutcome => ({
  service: { id: 's3' } as Service,
  name: { name, primary } as ServiceName,
  family: 'ipv4',
  outcome: one,
});

const vpcOf = (interfaces: readonly string[], ownerId = account): Vpc =>
  vpcWith(
    {
      vpcs: [{ VpcId: 'vpc-1', OwnerId: ownerId }],
      subnets: ['a', 'b'].map((name) => ({ SubnetId: `subnet-${name}`, VpcId: 'vpc-1', CidrBlock: '10.0.0.0/24' })),
      networkInterfaces: interfaces.map((InterfaceType, at) => ({
        NetworkInterfaceId: `eni-${at}`,
        SubnetId: 'subnet-a',
        VpcId: 'vpc-1',
        InterfaceType,
        ...(InterfaceType === 'interface' ? {} : { RequesterManaged: true }),
      })),
    },
    { account },
  );

const clients = vpcOf(['interface']);

/** The first subnet of the VPC, or both, with some paths. */
const judged = (vpc: Vpc, paths: readonly NamedOutcome[], isBoth = false): AuditedScope => {
  const [first, ...others] = vpc.subnets;
  if (first === undefined) throw new Error('no subnet');
  const subnets: [Subnet, ...Subnet[]] = [first, ...(isBoth ? others : [])];

  return { scope: vpc.scope, vpcs: [vpc], paths: [{ subnets, paths }] } as unknown as AuditedScope;
};

const movesOf = (before: Outcome, after: Outcome | null, vpc = clients) =>
  movesBetween([judged(vpc, [path('s3', before)])], [judged(vpc, after === null ? [] : [path('s3', after)])]);

const perhaps = { reason: 'unrecognised', hops: [{ at: 'vpce-1', does: 'permits', because: 'perhaps' }] } as const;

describe('a change does harm', () => {
  it.each<[string, Outcome, Outcome | null, boolean]>([
    ['private to public', outcome('private'), outcome('public'), true],
    ['private to transit', outcome('private'), outcome('transit'), true],
    ['private to a split', outcome('private'), split('private', 'transit'), true],
    ['private to nothing at all', outcome('private'), null, true],
    ['transit to public', outcome('transit'), outcome('public'), true],
    ['unreachable to public', outcome('unreachable'), outcome('public'), true],
    ['unknown to public', outcome('unknown'), outcome('public'), true],
    ['public to unreachable', outcome('public'), outcome('unreachable'), true],
    ['public to unknown', outcome('public'), outcome('unknown'), true],
    ['public to perhaps private', outcome('public'), outcome('unknown', perhaps), false],
    ['unreachable to perhaps private', outcome('unreachable'), outcome('unknown', perhaps), false],
    ['transit to perhaps private', outcome('transit'), outcome('unknown', perhaps), true],
    ['public to unknown for another reason', outcome('public'), outcome('unknown', { ...perhaps, reason: null }), true],
    ['public to unknown elsewhere', outcome('public'), outcome('unknown', { ...perhaps, hops: [] }), true],
    ['public to private', outcome('public'), outcome('private'), false],
    ['public to transit', outcome('public'), outcome('transit'), false],
    ['unknown to private', outcome('unknown'), outcome('private'), false],
    ['public to nothing at all', outcome('public'), null, false],
    ['a split to private', split('public', 'private'), outcome('private'), false],
    ['a split to one that has a public part as well', split('private', 'transit'), split('private', 'public'), true],
  ])('from %s: %s', (_, before, after, isHarm) => {
    expect(movesOf(before, after).map((move) => [move.before, move.after, move.isHarm])).toEqual([
      [before.verdict, after?.verdict ?? null, isHarm],
    ]);
  });

  it('by no move from a split to one with no graver parts, nor by what stays', () => {
    expect(movesOf(split('public', 'private'), split('private', 'public'))).toEqual([]);
    expect(movesOf(split('public', 'private'), split('private', 'transit'))).toEqual([]);
    expect(movesOf(outcome('public'), outcome('public'))).toEqual([]);
  });
});

describe('nobody is harmed where nobody calls from', () => {
  it.each([
    ['a client', ['interface'], true],
    ['a client beside a NAT gateway', ['nat_gateway', 'interface'], true],
    ['a NAT gateway alone', ['nat_gateway'], false],
    ['an endpoint alone: clients may come', ['vpc_endpoint'], true],
    ['an endpoint and a NAT gateway', ['vpc_endpoint', 'nat_gateway'], false],
    ['nothing, in a VPC without a single interface', [], false],
  ])('%s: %s', (_, interfaces, isHarm) => {
    const [move] = movesOf(outcome('private'), outcome('public'), vpcOf(interfaces));

    expect(move?.isHarm).toBe(isHarm);
  });
});

it('moves are counted by service, verdicts and whether SDKs dial the name, and name one subnet', () => {
  const names = (one: Outcome) => [path('s3', one), path('s3-fips', one), path('*.s3', one, false)];
  const moves = movesBetween(
    [judged(clients, names(outcome('public')), true)],
    [judged(clients, names(outcome('private')), true)],
  );

  expect(
    moves.map(({ primary, count, subnetId, vpcId, service }) => [primary, count, subnetId, vpcId, service]),
  ).toEqual([
    [true, 4, 'subnet-a', 'vpc-1', 's3'],
    [false, 2, 'subnet-a', 'vpc-1', 's3'],
  ]);
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html */
it('what a participant makes of a shared VPC counts only where its owner’s facts are not here', () => {
  const own = vpcOf(['interface']);
  const shared = vpcOf(['interface'], stranger);
  const both = (one: Outcome, ...vpcs: readonly Vpc[]) => vpcs.map((vpc) => judged(vpc, [path('s3', one)]));
  const counts = (...vpcs: readonly Vpc[]) =>
    movesBetween(both(outcome('public'), ...vpcs), both(outcome('unknown'), ...vpcs)).map(({ count }) => count);

  expect([counts(shared), counts(own, shared)]).toEqual([[1], [1]]);
});
