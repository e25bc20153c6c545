import { afterEach, describe, expect, it } from 'vitest';
import type { Gap, ScopeSnapshot } from '../../../src/snapshot/schema.ts';
import type { Limits } from '../../../src/sources/aws/limits.ts';
import { everyKind } from '../../support/loopback/every-kind.ts';
import type { Fault } from '../../support/loopback/fault.ts';
import { collectFrom, impatient } from '../../support/loopback/live-run.ts';
import { type Loopback, startLoopback } from '../../support/loopback/loopback.ts';

let loopback: Loopback;
afterEach(() => loopback.close());

/** Long enough for every good answer on a busy machine. */
const hasty: Limits = {
  ...impatient,
  failedAttempts: 2,
  requestTimeoutMs: 2_000,
  // An answer that has begun goes on at once, even there.
  stallTimeoutMs: 1_000,
  callTimeoutMs: 4_500,
};

const collectWith = async (faults: Record<string, Fault>, limits: Limits = hasty): Promise<ScopeSnapshot> => {
  loopback = await startLoopback({ scopes: [everyKind], faults });
  const { scopes } = await collectFrom(loopback, { limits });
  if (!scopes[0]) throw new Error('there is no scope');
  return scopes[0];
};

const textsOf = (gaps: readonly Gap[]): string[] => [
  ...new Set(gaps.map(({ section, kind, reason }) => `${section} ${kind}: ${reason}`)),
];

/** One of each way in which a section is asked for. */
const actions: Readonly<Record<string, string>> = {
  natGateways: 'ec2:DescribeNatGateways',
  networkAcls: 'ec2:DescribeNetworkAcls',
  networkInterfaces: 'ec2:DescribeNetworkInterfaces',
  vpcAttributes: 'ec2:DescribeVpcAttribute',
  blockPublicAccessOptions: 'ec2:DescribeVpcBlockPublicAccessOptions',
  prefixListEntries: 'ec2:GetManagedPrefixListEntries',
  transitGatewayRoutes: 'ec2:SearchTransitGatewayRoutes',
  hostedZones: 'route53:ListHostedZonesByVPC',
  resolverRules: 'route53resolver:ListResolverRules',
  firewallDomains: 'route53resolver:ListFirewallDomainLists',
  profileAssociations: 'route53profiles:ListProfileAssociations',
  callerIdentity: 'sts:GetCallerIdentity',
};
/** Those that are asked for only where others are answered. */
const later: Readonly<Record<string, string>> = {
  instances: 'ec2:DescribeInstances',
  resourceRecordSets: 'route53:ListResourceRecordSets',
  profileResourceAssociations: 'route53profiles:ListProfileResourceAssociations',
};

const without: readonly Fault[] = [
  { kind: 'no-body' },
  { kind: 'no-list' },
  { kind: 'wrong-root' },
  { kind: 'half' },
  { kind: 'html', status: 200 },
];

describe.each([actions, later])('of an API', (some) => {
  it.each(without)('an answer with status 200 and fault $kind is none', async (fault) => {
    const { gaps, sections } = await collectWith(
      Object.fromEntries(Object.values(some).map((action) => [action, fault])),
    );

    expect([...new Set(gaps.map(({ section }) => section))].sort()).toEqual(Object.keys(some).sort());
    expect(new Set(gaps.map(({ kind }) => kind))).toEqual(new Set(['failed']));
    expect(sections.subnets).toEqual(everyKind.sections.subnets);
  });
});

it('names what the answer lacks', async () => {
  const { gaps } = await collectWith({
    'ec2:DescribeNetworkAcls': { kind: 'no-list' },
    'route53resolver:ListResolverRules': { kind: 'no-list' },
  });

  expect(textsOf(gaps)).toEqual([
    'networkAcls failed: IncompleteAnswer: the answer has no NetworkAcls',
    'resolverRules failed: IncompleteAnswer: the answer has no ResolverRules',
  ]);
});

it.each([...without, { kind: 'html', status: 500 } as const])(
  'says nothing of the hidden fields of the SDK in the gap that $kind leaves',
  async (fault) => {
    const { gaps } = await collectWith({ 'ec2:DescribeSubnets': fault, 'route53resolver:ListResolverRules': fault });

    expect(gaps.map(({ section }) => section)).toEqual(['resolverRules', 'subnets']);
    for (const { reason } of gaps) expect(reason).not.toMatch(/hidden field|\$response|Deserialization/);
  },
);

it.each([
  ['stall', /^TimeoutError: the answer stops in its middle/],
  ['drip', /^TimeoutError: no whole answer within 4.5 s$/],
  ['chunked-cut', /^ECONNRESET/],
  ['reset', /ECONNRESET$/],
  ['hang', /^TimeoutError/],
] as const)('ends a call whose answer has fault %s', async (kind, reason) => {
  const { gaps, sections } = await collectWith({
    'ec2:DescribeNatGateways': { kind },
    'route53:ListHostedZonesByVPC': { kind },
    'route53profiles:ListProfileAssociations': { kind },
  });

  expect([...new Set(gaps.map(({ section }) => section))]).toEqual([
    'hostedZones',
    'natGateways',
    'profileAssociations',
  ]);
  for (const gap of gaps) expect(gap.reason).toMatch(reason);
  expect(sections.subnets).toEqual(everyKind.sections.subnets);
});

it('does not keep an answer larger than the largest', async () => {
  const { gaps } = await collectWith(
    { 'ec2:DescribeNatGateways': { kind: 'oversized', bytes: 3_000_000 } },
    { ...hasty, largestAnswerBytes: 1_000_000 },
  );

  expect(textsOf(gaps)).toEqual(['natGateways failed: AnswerTooLarge: the answer is larger than 1 MB']);
  expect(loopback.calls.filter(({ operation }) => operation === 'DescribeNatGateways')).toHaveLength(1);
});

it('follows no list without an end', async () => {
  const { gaps } = await collectWith({ 'route53profiles:ListProfileAssociations': { kind: 'empty-pages' } });

  expect(textsOf(gaps)).toEqual(['profileAssociations failed: UnfinishedList: AWS gave 1000 empty pages in a row']);
}, 60_000);

it('keeps a record that comes on two pages once', async () => {
  const twice: ScopeSnapshot = {
    ...everyKind,
    sections: {
      ...everyKind.sections,
      subnets: [...(everyKind.sections.subnets ?? []), ...(everyKind.sections.subnets ?? [])],
      natGateways: [...(everyKind.sections.natGateways ?? []), ...(everyKind.sections.natGateways ?? [])],
      prefixListEntries: everyKind.sections.prefixListEntries?.map(({ Entries, ...list }) => ({
        ...list,
        Entries: [...Entries, ...Entries],
      })),
    },
  };
  loopback = await startLoopback({ scopes: [twice], pageSize: 1 });
  const { scopes } = await collectFrom(loopback);

  expect(scopes[0]?.sections).toEqual(everyKind.sections);
});
