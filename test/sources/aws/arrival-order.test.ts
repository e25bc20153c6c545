import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { audit } from '../../../src/audit.ts';
import { rules } from '../../../src/rules/all.ts';
import type { ScopeSnapshot, Sections } from '../../../src/snapshot/schema.ts';
import type { Queue } from '../../../src/sources/aws/progress.ts';
import type { Call } from '../../support/loopback/call.ts';
import { everyKind } from '../../support/loopback/every-kind.ts';
import type { Fault } from '../../support/loopback/fault.ts';
import { collectFrom, impatient } from '../../support/loopback/live-run.ts';
import { type Loopback, startLoopback } from '../../support/loopback/loopback.ts';

let loopback: Loopback;
afterEach(() => loopback.close());

const scopeOf = (sections: Sections): ScopeSnapshot => ({
  account: '111122223333',
  region: 'us-east-1',
  takenAt: null,
  gaps: [],
  sections,
});

const has = (calls: readonly Call[], operation: string): boolean => calls.some((call) => call.operation === operation);

/** Holds the answer back until the other call has come. */
const once = async (calls: readonly Call[], operation: string): Promise<undefined> => {
  while (!has(calls, operation)) await setTimeout(5);

  return undefined;
};

const isSecondPage = ({ params }: Call): boolean => Boolean(params.NextToken ?? params.nextToken);

const asked = (operation: string, param: string): (string | undefined)[] =>
  loopback.calls.filter((call) => call.operation === operation).map(({ params }) => params[param]);

const vpcs = (count: number) => Array.from({ length: count }, (_, n) => ({ VpcId: `vpc-${n}` }));
const subnets = (count: number, inUse: readonly number[] = []) =>
  Array.from({ length: count }, (_, n) => ({
    SubnetId: `subnet-${n}`,
    VpcId: `vpc-${n}`,
    CidrBlock: `10.0.${n}.0/24`,
    AvailableIpAddressCount: inUse.includes(n) ? 200 : 251,
    MapPublicIpOnLaunch: true,
  }));
const instanceIn = (n: number) => ({
  NetworkInterfaceId: `eni-${n}`,
  VpcId: `vpc-${n}`,
  SubnetId: `subnet-${n}`,
  InterfaceType: 'interface',
  Attachment: { InstanceId: `i-${n}` },
});
const natGatewayIn = (n: number) => ({ ...instanceIn(n), InterfaceType: 'nat_gateway', Attachment: {} });

const inTurn = { ...impatient, route53: { atOnce: 1, burst: 1, perSecond: 200 } };

describe('Route 53', () => {
  it('is asked first of VPCs with clients, then of those with anything, in the order of knowledge', async () => {
    loopback = await startLoopback({
      scopes: [
        scopeOf({
          vpcs: vpcs(9),
          subnets: subnets(9, [4, 6, 8]),
          networkInterfaces: [instanceIn(8), natGatewayIn(4), instanceIn(6)],
        }),
      ],
      // The instances are asked for when the interfaces are in.
      before: ({ operation }, calls) =>
        operation === 'ListHostedZonesByVPC' ? once(calls, 'DescribeInstances') : undefined,
    });
    await collectFrom(loopback, { limits: inTurn });

    const order = asked('ListHostedZonesByVPC', 'vpcid');
    expect(order).toHaveLength(9);
    expect(order.slice(0, 3).sort()).toEqual(['vpc-4', 'vpc-6', 'vpc-8']);
    expect(order.slice(order[0] === 'vpc-4' ? 1 : 0).slice(0, 2)).toEqual(['vpc-6', 'vpc-8']);
  });

  it.each([
    [{ vpcs: ['vpc-7'] }, 'vpc-7'],
    [{ vpcs: ['prod*'] }, 'vpc-5'],
    [{ subnets: ['subnet-3'] }, 'vpc-3'],
  ])('is asked first of what is to be judged: %j', async (meant, first) => {
    const named = vpcs(9).map((vpc, n) => (n === 5 ? { ...vpc, Tags: [{ Key: 'Name', Value: 'prod-main' }] } : vpc));
    loopback = await startLoopback({
      scopes: [scopeOf({ vpcs: named, subnets: subnets(9, [8]), networkInterfaces: [instanceIn(8)] })],
    });
    await collectFrom(loopback, { limits: inTurn, meant });

    expect(asked('ListHostedZonesByVPC', 'vpcid')[0]).toBe(first);
    expect(asked('ListHostedZonesByVPC', 'vpcid')).toHaveLength(9);
  });

  it('does not wait for the interfaces', async () => {
    loopback = await startLoopback({
      scopes: [scopeOf({ vpcs: vpcs(2), subnets: subnets(2), networkInterfaces: [instanceIn(1)] })],
      before: ({ operation }, calls) =>
        operation === 'DescribeNetworkInterfaces' ? once(calls, 'ListHostedZonesByVPC') : undefined,
    });
    const { scopes } = await collectFrom(loopback, { limits: inTurn });

    expect(scopes[0]?.gaps).toEqual([]);
  });

  it('reads the zones of one VPC before it is asked of the next', async () => {
    const zoneOf = (n: number) => ({
      VPCId: `vpc-${n}`,
      HostedZoneSummaries: [
        { HostedZoneId: `Z${n}`, Name: 'amazonaws.com.', Owner: { OwningAccount: '111122223333' } },
      ],
    });
    const recordsOf = (n: number) => ({
      HostedZoneId: `Z${n}`,
      ResourceRecordSets: [{ Name: 'amazonaws.com.', Type: 'SOA' }],
    });
    loopback = await startLoopback({
      scopes: [
        scopeOf({
          vpcs: vpcs(6),
          subnets: subnets(6),
          hostedZones: [0, 1, 2, 3, 4, 5].map(zoneOf),
          resourceRecordSets: [0, 1, 2, 3, 4, 5].map(recordsOf),
        }),
      ],
    });
    const { scopes } = await collectFrom(loopback, { limits: inTurn });

    const operations = loopback.calls
      .map(({ operation }) => operation)
      .filter((name) => name === 'ListHostedZonesByVPC' || name === 'ListResourceRecordSets');
    expect(operations).toHaveLength(12);
    expect(operations.indexOf('ListResourceRecordSets')).toBeLessThanOrEqual(2);
    expect(operations.slice(0, 6).filter((name) => name === 'ListResourceRecordSets').length).toBeGreaterThan(1);
    expect(scopes[0]?.sections.resourceRecordSets?.map(({ HostedZoneId }) => HostedZoneId)).toEqual(
      [0, 1, 2, 3, 4, 5].map((n) => `Z${n}`),
    );
  });

  it('is not asked of a VPC without subnets, of which the audit says nothing', async () => {
    loopback = await startLoopback({
      scopes: [scopeOf({ vpcs: vpcs(3), subnets: subnets(2), hostedZones: [] })],
    });
    const snapshot = await collectFrom(loopback);

    expect(asked('ListHostedZonesByVPC', 'vpcid').sort()).toEqual(['vpc-0', 'vpc-1']);
    const { gaps, harmlessGaps } = audit(snapshot, {
      source: 'aws',
      version: '0',
      services: [],
      vpcs: ['vpc-2'],
      subnets: [],
      rules,
    });
    expect([...gaps, ...(harmlessGaps ?? [])].filter(({ section }) => section === 'hostedZones')).toEqual([]);
  });

  it('is asked of every VPC where the subnets are unread', async () => {
    loopback = await startLoopback({
      scopes: [scopeOf({ vpcs: vpcs(3), subnets: subnets(2) })],
      faults: { 'ec2:DescribeSubnets': { kind: 'denied' } },
    });
    await collectFrom(loopback);

    expect(asked('ListHostedZonesByVPC', 'vpcid').sort()).toEqual(['vpc-0', 'vpc-1', 'vpc-2']);
  });

  it('is said to be waited for, and how long', async () => {
    loopback = await startLoopback({ scopes: [scopeOf({ vpcs: vpcs(10), subnets: subnets(10) })] });
    const queues: (Queue | undefined)[] = [];
    await collectFrom(loopback, {
      limits: { ...impatient, route53: { atOnce: 2, burst: 2, perSecond: 4 } },
      progress: ({ queue }) => queues.push(queue?.()),
    });

    const told = queues.filter((queue) => queue !== undefined);
    expect(told.length).toBeGreaterThan(2);
    for (const { api, shares, seconds } of told) {
      expect([api, shares.map(({ noun, total }) => [noun, total])]).toEqual([
        'Route 53',
        [['VPC', expect.any(Number)]],
      ]);
      expect(seconds).toBeLessThanOrEqual(3);
    }
    expect(told.at(-1)?.shares[0]?.total).toBe(10);
    expect(queues.at(-1)).toBeUndefined();
  });

  it('refuses one VPC, and tells of all others', async () => {
    const denied: Fault = { kind: 'denied' };
    loopback = await startLoopback({
      scopes: [scopeOf({ vpcs: vpcs(4), subnets: subnets(4) })],
      before: async ({ params }) => (params.vpcid === 'vpc-2' ? denied : undefined),
    });
    const { scopes } = await collectFrom(loopback, { limits: inTurn });

    expect(scopes[0]?.sections.hostedZones?.map(({ VPCId }) => VPCId)).toEqual(['vpc-0', 'vpc-1', 'vpc-3']);
    expect(scopes[0]?.gaps.map(({ section, resource, kind }) => [section, resource, kind])).toEqual([
      ['hostedZones', 'vpc-2', 'denied'],
    ]);
  });

  it('throttles in the middle, and is asked again of what it threw back', async () => {
    const throttled = { kind: 'throttled', times: 1_000 } as const;
    loopback = await startLoopback({
      scopes: [scopeOf({ vpcs: vpcs(6), subnets: subnets(6) })],
      before: async ({ params }, calls) =>
        params.vpcid === 'vpc-3' && calls.filter((call) => call.params.vpcid === 'vpc-3').length < 3
          ? throttled
          : undefined,
    });
    const { scopes } = await collectFrom(loopback, { limits: inTurn });

    expect(asked('ListHostedZonesByVPC', 'vpcid')).toHaveLength(8);
    expect(scopes[0]?.sections.hostedZones).toHaveLength(6);
    expect(scopes[0]?.gaps).toEqual([]);
  });
});

describe('a long list', () => {
  it.each([
    ['DescribeVpcs', 'DescribeVpcAttribute'],
    ['DescribeVpcs', 'ListHostedZonesByVPC'],
    ['DescribeSubnets', 'ListHostedZonesByVPC'],
    ['DescribeRouteTables', 'DescribeTransitGatewayRouteTables'],
    ['DescribeRouteTables', 'SearchTransitGatewayRoutes'],
    ['DescribeRouteTables', 'DescribeVpcPeeringConnections'],
    ['DescribeRouteTables', 'DescribeNetworkInterfaces'],
    ['DescribeTransitGatewayRouteTables', 'SearchTransitGatewayRoutes'],
    ['DescribeSecurityGroups', 'DescribeNetworkInterfaces'],
    ['DescribeSecurityGroups', 'GetManagedPrefixListEntries'],
    ['DescribeManagedPrefixLists', 'GetManagedPrefixListEntries'],
    ['ListHostedZonesByVPC', 'ListResourceRecordSets'],
    ['ListProfileAssociations', 'ListProfileResourceAssociations'],
    ['ListFirewallRuleGroupAssociations', 'ListFirewallRules'],
  ])('of %s is not waited for by %s', async (long, next) => {
    let isHeld = false;
    loopback = await startLoopback({
      scopes: [everyKind],
      pageSize: 1,
      before: (call, calls) => {
        const isLate = isSecondPage(call) || (long === 'ListHostedZonesByVPC' && call.params.vpcid === 'vpc-b');
        if (call.operation !== long || !isLate) return undefined;
        isHeld = true;

        return once(calls, next);
      },
    });
    const { scopes } = await collectFrom(loopback);

    expect(isHeld).toBe(true);
    expect(scopes[0]?.sections).toEqual(everyKind.sections);
    expect(scopes[0]?.gaps).toEqual([]);
  });

  it.each([
    'DescribeVpcs',
    'DescribeSubnets',
    'DescribeRouteTables',
    'DescribeSecurityGroups',
    'DescribeManagedPrefixLists',
    'DescribeTransitGatewayRouteTables',
    'DescribeNetworkInterfaces',
    'ListProfileAssociations',
    'ListFirewallRuleGroupAssociations',
  ])('of %s that breaks off is no more than one that is refused', async (operation) => {
    const denied: Fault = { kind: 'denied' };
    const brokenAt = async (isBroken: (call: Call) => boolean) => {
      loopback = await startLoopback({
        scopes: [everyKind],
        pageSize: 1,
        before: async (call) => (call.operation === operation && isBroken(call) ? denied : undefined),
      });
      const { scopes } = await collectFrom(loopback);
      await loopback.close();

      return scopes.map(({ sections, gaps }) => ({ sections, gaps }));
    };

    expect(await brokenAt(isSecondPage)).toEqual(await brokenAt(() => true));
  });

  it('is asked for once, and so is what it names', async () => {
    loopback = await startLoopback({ scopes: [everyKind], pageSize: 1 });
    await collectFrom(loopback);

    const texts = loopback.calls.map(({ operation, params, body }) => JSON.stringify([operation, params, body]));
    expect(texts.filter((text, at) => texts.indexOf(text) !== at)).toEqual([]);
  });
});

describe('interfaces of a large account', () => {
  const many = { SubnetId: 'subnet-0', VpcId: 'vpc-0', CidrBlock: '10.0.0.0/16', AvailableIpAddressCount: 1_000 };
  const closed = (n: number) => ({ GroupId: `sg-${n}`, IpPermissionsEgress: [] });
  const groups = Array.from({ length: 450 }, (_, n) => closed(n));
  const routeTables = [{ RouteTableId: 'rtb-0' }, { RouteTableId: 'rtb-1' }];
  const filtered = (): string[] =>
    loopback.calls
      .filter(({ operation }) => operation === 'DescribeNetworkInterfaces')
      .map(({ params }) => `${params['Filter.1.Name']} ${params['Filter.1.Value.200'] === undefined ? 'some' : '200'}`);

  it('are asked for while the list of groups is on its way, by no more requests', async () => {
    loopback = await startLoopback({
      scopes: [scopeOf({ vpcs: vpcs(1), subnets: [many], securityGroups: groups, routeTables })],
      pageSize: 100,
      before: async (call) => {
        if (call.operation !== 'DescribeSecurityGroups' || call.params.NextToken !== 'token-400') return undefined;
        while (filtered().length < 4) await setTimeout(5);

        return undefined;
      },
    });
    const { scopes } = await collectFrom(loopback);

    expect(scopes[0]?.interfacesFiltered).toBe(true);
    expect(filtered().sort()).toEqual([
      'association.public-ip some',
      'group-id 200',
      'group-id 200',
      'group-id some',
      'interface-type some',
    ]);
  });

  it('are all asked for where the list of groups breaks off', async () => {
    const denied: Fault = { kind: 'denied' };
    loopback = await startLoopback({
      scopes: [
        scopeOf({
          vpcs: vpcs(1),
          subnets: [many],
          securityGroups: groups,
          routeTables,
          networkInterfaces: [{ NetworkInterfaceId: 'eni-plain' }],
        }),
      ],
      pageSize: 100,
      before: async (call) => (call.operation === 'DescribeSecurityGroups' && isSecondPage(call) ? denied : undefined),
    });
    const { scopes } = await collectFrom(loopback);

    expect(scopes[0]?.interfacesFiltered).toBeUndefined();
    expect(scopes[0]?.sections.networkInterfaces).toEqual([{ NetworkInterfaceId: 'eni-plain' }]);
  });
});
