import { afterEach, describe, expect, it } from 'vitest';
import type { Gap, ScopeSnapshot, Section } from '../../../src/snapshot/schema.ts';
import { sectionNames, sectionSpecs } from '../../../src/snapshot/sections.ts';
import { readActions } from '../../../src/sources/aws/actions.ts';
import { everyKind } from '../../support/loopback/every-kind.ts';
import type { Fault } from '../../support/loopback/fault.ts';
import { collectFrom, impatient } from '../../support/loopback/live-run.ts';
import { type Loopback, startLoopback } from '../../support/loopback/loopback.ts';

let loopback: Loopback;
afterEach(() => loopback.close());

const collectWith = async (faults: Record<string, Fault>, limits = impatient): Promise<ScopeSnapshot> => {
  loopback = await startLoopback({ scopes: [everyKind], faults });
  const { scopes } = await collectFrom(loopback, { limits });
  if (!scopes[0]) throw new Error('there is no scope');
  return scopes[0];
};

const summaryOf = (gaps: readonly Gap[]) =>
  gaps.map(({ section, resource }) => (resource === undefined ? section : `${section} ${resource}`));

const tables = ['transitGatewayPrefixListReferences', 'transitGatewayRouteTableAssociations'];

/** What an action leaves unread when it is denied, where that is more or less than its own section. */
const unreadBesides: Record<string, readonly string[]> = {
  'sts:GetCallerIdentity': ['callerIdentity'],
  'ec2:DescribeTransitGatewayRouteTables': [...tables, 'transitGatewayRouteTables', 'transitGatewayRoutes'],
  'route53resolver:ListResolverEndpoints': ['resolverEndpointIpAddresses', 'resolverEndpoints'],
  'route53resolver:ListFirewallDomainLists': ['firewallDomains'],
};

/** Its own section, or each of the resources that it was asked about. */
const unreadWithout = (action: string): readonly string[] => {
  const section = sectionNames.find((name) => sectionSpecs[name].action === action);
  if (section === undefined || unreadBesides[action] !== undefined) return unreadBesides[action] ?? [];
  const { key } = sectionSpecs[section];
  const records: readonly Record<string, unknown>[] = everyKind.sections[section] ?? [];

  return key === undefined ? [section] : [...new Set(records.map((record) => `${section} ${record[key]}`))].sort();
};

/** What is not even asked for once the first column is unread: nothing is known to refer to it, and nobody to rest on it. */
const unreferredWithout: Record<string, readonly Section[]> = {
  'ec2:DescribeRouteTables': [
    'carrierGateways',
    'egressOnlyInternetGateways',
    'instances',
    'transitGatewayPrefixListReferences',
    'transitGatewayRouteTableAssociations',
    'transitGatewayRoutes',
    'vpcPeeringConnections',
    'vpnGateways',
  ],
  'ec2:DescribeVpcBlockPublicAccessOptions': ['blockPublicAccessExclusions'],
  'ec2:DescribeNetworkInterfaces': ['instances'],
  'ec2:DescribeVpcEndpoints': ['vpcEndpointAssociations'],
  'ec2:DescribeVpcs': ['privateHostedZones', 'sharedResources'],
  'route53profiles:ListProfileAssociations': ['profileResourceAssociations'],
  'route53resolver:ListFirewallRules': ['firewallDomains'],
  'route53resolver:ListFirewallRuleGroupAssociations': ['firewallDomains'],
};

const regionWide = readActions.map(({ action }) => action).filter((action) => action !== 'ec2:DescribeRegions');

describe.each(regionWide)('without %s', (action) => {
  it('leaves exactly that gap and reads everything else', async () => {
    const { gaps, sections } = await collectWith({ [action]: { kind: 'denied' } });

    expect(summaryOf(gaps)).toEqual(unreadWithout(action));
    expect(new Set(gaps.map((gap) => gap.action))).toEqual(new Set([action]));
    expect(new Set(gaps.map((gap) => gap.kind))).toEqual(new Set(['denied']));

    const whole = gaps.filter((gap) => gap.resource === undefined).map((gap) => gap.section);
    const absent = new Set<string>([...whole, ...(unreferredWithout[action] ?? [])]);
    const expected = Object.keys(everyKind.sections).filter((section) => !absent.has(section));
    expect(Object.keys(sections).sort()).toEqual(expected.sort());
  });
});

it('keeps the sections that a denied one has nothing to do with as they are', async () => {
  const { sections } = await collectWith({ 'ec2:DescribeNatGateways': { kind: 'denied' } });

  const { natGateways: _, ...rest } = everyKind.sections;
  expect(sections).toEqual(rest);
});

it('waits out throttling', async () => {
  const { gaps, sections } = await collectWith({
    'ec2:DescribeSubnets': { kind: 'throttled', times: 7 },
    'route53:ListHostedZonesByVPC': { kind: 'throttled', times: 5 },
    'route53resolver:ListResolverRules': { kind: 'throttled', times: 5 },
    'route53profiles:ListProfileAssociations': { kind: 'throttled', times: 5 },
  });

  expect(gaps).toEqual([]);
  expect(sections).toEqual(everyKind.sections);
  expect(loopback.calls.filter((call) => call.operation === 'DescribeSubnets')).toHaveLength(8);
});

it('gives up on throttling after ten attempts, as a failed read', async () => {
  const { gaps } = await collectWith({ 'ec2:DescribeSubnets': { kind: 'throttled', times: 1000 } });

  expect(gaps).toEqual([
    {
      section: 'subnets',
      action: 'ec2:DescribeSubnets',
      kind: 'failed',
      reason: 'RequestLimitExceeded: Rate exceeded',
    },
  ]);
  expect(loopback.calls.filter((call) => call.operation === 'DescribeSubnets')).toHaveLength(10);
});

it.each([
  ['ec2:DescribeNatGateways', 'natGateways'],
  ['route53:ListResourceRecordSets', 'resourceRecordSets'],
  ['route53resolver:ListResolverRules', 'resolverRules'],
  ['route53profiles:ListProfileAssociations', 'profileAssociations'],
])('takes the page of an emulator from %s for an unsupported operation, and asks once', async (action, section) => {
  const { gaps } = await collectWith({ [action]: { kind: 'emulator', status: 500 } });

  expect(new Set(gaps.map((gap) => `${gap.section} ${gap.action} ${gap.kind}`))).toEqual(
    new Set([`${section} ${action} unsupported`]),
  );
  expect(loopback.calls.filter((call) => call.action === action)).toHaveLength(gaps.length);
});

it('reads an answer that is no page, whatever its type says', async () => {
  const { gaps, sections } = await collectWith({
    'ec2:DescribeNatGateways': { kind: 'mislabelled' },
    'route53resolver:ListResolverRules': { kind: 'mislabelled' },
    'route53profiles:ListProfileAssociations': { kind: 'mislabelled' },
  });

  expect(gaps).toEqual([]);
  expect(sections).toEqual(everyKind.sections);
});

it.each([
  'ec2:DescribeVpcs',
  'ec2:GetManagedPrefixListEntries',
  'ec2:SearchTransitGatewayRoutes',
  'route53:ListHostedZonesByVPC',
  'route53:ListResourceRecordSets',
  'route53resolver:ListFirewallRules',
  'route53profiles:ListProfileResourceAssociations',
])('notices that %s gives the same page token again', async (action) => {
  const { gaps } = await collectWith({ [action]: { kind: 'repeating-token' } });

  expect(gaps.length).toBeGreaterThan(0);
  expect(new Set(gaps.map((gap) => `${gap.action} ${gap.kind} ${gap.reason}`))).toEqual(
    new Set([`${action} failed UnfinishedList: AWS gave the same page token twice`]),
  );
});

it('does not wait for ever for an answer', async () => {
  const { gaps } = await collectWith(
    { 'ec2:DescribeNatGateways': { kind: 'hang' } },
    { ...impatient, requestTimeoutMs: 300 },
  );

  expect(gaps.map((gap) => `${gap.section} ${gap.kind}`)).toEqual(['natGateways failed']);
  expect(gaps[0]?.reason).toMatch(/^TimeoutError/);
});

it('names what could not be asked after the action that is missing', async () => {
  const { gaps, sections } = await collectWith({
    'ec2:DescribeVpcs': { kind: 'denied' },
    'ec2:DescribeSubnets': { kind: 'denied' },
  });

  expect(sections.vpcAttributes).toBeUndefined();
  expect(sections.hostedZones).toBeUndefined();
  expect(gaps.map((gap) => `${gap.section} ${gap.action}`)).toEqual([
    'hostedZones ec2:DescribeVpcs',
    'subnets ec2:DescribeSubnets',
    'vpcAttributes ec2:DescribeVpcs',
    'vpcs ec2:DescribeVpcs',
  ]);
});

it('keeps an encoded authorization message out of the reason', async () => {
  const { gaps } = await collectWith({ 'ec2:DescribeNatGateways': { kind: 'denied' } });

  expect(gaps[0]?.reason).toBe('UnauthorizedOperation: You are not authorized to perform ec2:DescribeNatGateways.');
});

it('takes the account from the owners where STS does not tell', async () => {
  const { account } = await collectWith({ 'sts:GetCallerIdentity': { kind: 'denied' } });

  expect(account).toBe('111122223333');
});
