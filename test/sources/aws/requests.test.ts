import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { ScopeSnapshot } from '../../../src/snapshot/schema.ts';
import { readActions } from '../../../src/sources/aws/actions.ts';
import { everyKind } from '../../support/loopback/every-kind.ts';
import { collectFrom, impatient } from '../../support/loopback/live-run.ts';
import { type Loopback, startLoopback } from '../../support/loopback/loopback.ts';

let loopback: Loopback;
afterEach(() => loopback.close());

const scopeOf = (sections: ScopeSnapshot['sections'], region = 'us-east-1'): ScopeSnapshot => ({
  account: '111122223333',
  region,
  takenAt: null,
  gaps: [],
  sections,
});

const operations = (): string[] => loopback.calls.map((call) => call.operation);

it('asks for nothing that the printed IAM policy does not allow, and allows nothing that it never asks for', async () => {
  loopback = await startLoopback({ scopes: [everyKind] });
  await collectFrom(loopback, { regions: ['all'] });

  const asked = new Set(loopback.calls.map((call) => call.action));
  expect([...asked].sort()).toEqual(readActions.map(({ action }) => action).sort());
});

it('follows every list to its end', async () => {
  loopback = await startLoopback({ scopes: [everyKind], pageSize: 1 });
  const { scopes } = await collectFrom(loopback);

  expect(scopes).toEqual([
    { ...everyKind, endpoint: loopback.url, readBy: `arn:aws:iam::${everyKind.account}:user/auditor` },
  ]);
});

it('asks the same whatever the number of subnets', async () => {
  const subnets = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ SubnetId: `subnet-${n}`, VpcId: 'vpc-a', CidrBlock: `10.0.${n}.0/24` }));
  const callsFor = async (count: number) => {
    loopback = await startLoopback({ scopes: [scopeOf({ vpcs: [{ VpcId: 'vpc-a' }], subnets: subnets(count) })] });
    await collectFrom(loopback);
    await loopback.close();
    return operations().sort();
  };

  expect(await callsFor(200)).toEqual(await callsFor(1));
});

it('leaves optional kinds alone that nothing refers to', async () => {
  const { carrierGateways, vpnGateways, vpcPeeringConnections, transitGateways, instances } = everyKind.sections;
  const idle = { carrierGateways, vpnGateways, vpcPeeringConnections, transitGateways, instances };
  loopback = await startLoopback({ scopes: [scopeOf({ ...idle, vpcs: [{ VpcId: 'vpc-a' }] })] });
  const { scopes } = await collectFrom(loopback, { forOthers: false });

  const optional = readActions.filter((action) => action.optional).map(({ action }) => action);
  expect(loopback.calls.filter((call) => optional.some((action) => action === call.action))).toEqual([]);
  expect(Object.keys(scopes[0]?.sections ?? {})).not.toContain('carrierGateways');
  expect(scopes[0]?.gaps).toEqual([]);
});

it('asks about one VPC twice, and about each table of a routed transit gateway three times', async () => {
  loopback = await startLoopback({ scopes: [everyKind] });
  await collectFrom(loopback, { forOthers: false });

  const times = (operation: string) => operations().filter((name) => name === operation).length;
  expect(times('DescribeVpcAttribute')).toBe(4);
  expect(times('SearchTransitGatewayRoutes')).toBe(2);
  expect(times('ListHostedZonesByVPC')).toBe(2);
});

it('does not wait for STS before it asks EC2', async () => {
  loopback = await startLoopback({
    scopes: [everyKind],
    before: async ({ operation }, calls) => {
      while (operation === 'GetCallerIdentity' && !calls.some((call) => call.operation === 'DescribeInstances'))
        await setTimeout(5);

      return undefined;
    },
  });
  const { scopes } = await collectFrom(loopback);

  expect(scopes[0]?.gaps).toEqual([]);
  expect(scopes[0]?.sections).toEqual(everyKind.sections);
});

it('does not read zones of services, nor those that hold no AWS name', async () => {
  loopback = await startLoopback({ scopes: [everyKind] });
  await collectFrom(loopback);

  const read = loopback.calls.filter((call) => call.operation === 'ListResourceRecordSets');
  expect(read.map((call) => call.params.zone).sort()).toEqual(['ZEC2', 'ZPROFILE', 'ZSPOKES']);
});

it('reports a zone of another account as denied, by its id', async () => {
  const hostedZones = [
    {
      VPCId: 'vpc-a',
      HostedZoneSummaries: [
        { HostedZoneId: 'ZFOREIGN', Name: 'amazonaws.com.', Owner: { OwningAccount: '999900001111' } },
      ],
    },
  ];
  const subnets = [{ SubnetId: 'subnet-a', VpcId: 'vpc-a' }];
  loopback = await startLoopback({ scopes: [scopeOf({ vpcs: [{ VpcId: 'vpc-a' }], subnets, hostedZones })] });
  const { scopes } = await collectFrom(loopback);

  expect(scopes[0]?.gaps).toEqual([
    {
      section: 'resourceRecordSets',
      action: 'route53:ListResourceRecordSets',
      resource: 'ZFOREIGN',
      kind: 'denied',
      reason: 'AccessDenied: not authorized to list the records of ZFOREIGN',
    },
  ]);
});

it('reads one scope a Region, and a zone that both see only once', async () => {
  const zone = { HostedZoneId: 'ZSHARED', Name: 'amazonaws.com.', Owner: { OwningAccount: '111122223333' } };
  const seoul = scopeOf(
    {
      vpcs: [{ VpcId: 'vpc-seoul' }],
      subnets: [{ SubnetId: 'subnet-seoul', VpcId: 'vpc-seoul' }],
      hostedZones: [{ VPCId: 'vpc-seoul', HostedZoneSummaries: [zone] }],
    },
    'ap-northeast-2',
  );
  const tokyo = scopeOf(
    {
      vpcs: [{ VpcId: 'vpc-tokyo' }],
      subnets: [{ SubnetId: 'subnet-tokyo', VpcId: 'vpc-tokyo' }],
      hostedZones: [{ VPCId: 'vpc-tokyo', HostedZoneSummaries: [zone] }],
      resourceRecordSets: [{ HostedZoneId: 'ZSHARED', ResourceRecordSets: [{ Name: 'amazonaws.com.', Type: 'SOA' }] }],
    },
    'ap-northeast-1',
  );
  loopback = await startLoopback({ scopes: [seoul, tokyo] });
  const { scopes } = await collectFrom(loopback, { regions: ['all'] });

  expect(scopes.map((scope) => [scope.region, scope.sections.vpcs])).toEqual([
    ['ap-northeast-1', [{ VpcId: 'vpc-tokyo' }]],
    ['ap-northeast-2', [{ VpcId: 'vpc-seoul' }]],
  ]);
  expect(scopes.map((scope) => scope.sections.resourceRecordSets?.length)).toEqual([1, 1]);
  expect(operations().filter((name) => name === 'ListResourceRecordSets')).toHaveLength(1);
  expect(operations().filter((name) => name === 'GetCallerIdentity')).toHaveLength(1);
});

const busySubnet = { SubnetId: 'subnet-a', VpcId: 'vpc-a', CidrBlock: '10.0.0.0/19', AvailableIpAddressCount: 3000 };
const openGroup = {
  GroupId: 'sg-open',
  IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
};
const closedGroup = {
  GroupId: 'sg-closed',
  IpPermissionsEgress: [{ IpProtocol: 'tcp', FromPort: 0, ToPort: 442, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
};

it('asks only for the interfaces that can decide a verdict where there are thousands', async () => {
  const interfaces = [
    { NetworkInterfaceId: 'eni-endpoint', InterfaceType: 'vpc_endpoint', Groups: [{ GroupId: 'sg-closed' }] },
    { NetworkInterfaceId: 'eni-public', Association: { PublicIp: '203.0.113.7' }, Groups: [{ GroupId: 'sg-open' }] },
    { NetworkInterfaceId: 'eni-nat', Groups: [{ GroupId: 'sg-open' }] },
    { NetworkInterfaceId: 'eni-appliance', Attachment: { InstanceId: 'i-appliance' }, Groups: [] },
    { NetworkInterfaceId: 'eni-closed', Groups: [{ GroupId: 'sg-closed' }] },
    { NetworkInterfaceId: 'eni-plain', Groups: [{ GroupId: 'sg-open' }] },
  ];
  const routeTables = [
    {
      RouteTableId: 'rtb-a',
      Routes: [
        { DestinationCidrBlock: '0.0.0.0/0', NetworkInterfaceId: 'eni-nat' },
        { DestinationCidrBlock: '10.9.0.0/16', InstanceId: 'i-appliance' },
      ],
    },
  ];
  loopback = await startLoopback({
    scopes: [
      scopeOf({
        subnets: [busySubnet],
        routeTables,
        securityGroups: [openGroup, closedGroup],
        networkInterfaces: interfaces,
      }),
    ],
  });
  const { scopes } = await collectFrom(loopback);

  expect(scopes[0]?.interfacesFiltered).toBe(true);
  const read = scopes[0]?.sections.networkInterfaces?.map((one) => one.NetworkInterfaceId);
  expect(read).toEqual(['eni-endpoint', 'eni-public', 'eni-nat', 'eni-appliance', 'eni-closed']);
});

it('asks for all interfaces where what the filters are made of is unread', async () => {
  loopback = await startLoopback({
    scopes: [scopeOf({ subnets: [busySubnet], networkInterfaces: [{ NetworkInterfaceId: 'eni-plain' }] })],
    faults: { 'ec2:DescribeSecurityGroups': { kind: 'denied' } },
  });
  const { scopes } = await collectFrom(loopback);

  expect(scopes[0]?.interfacesFiltered).toBeUndefined();
  expect(scopes[0]?.sections.networkInterfaces).toEqual([{ NetworkInterfaceId: 'eni-plain' }]);
});

it('asks for all interfaces up to the limit', async () => {
  loopback = await startLoopback({ scopes: [scopeOf({ subnets: [busySubnet] })] });
  const { scopes } = await collectFrom(loopback, { limits: { ...impatient, allInterfacesUpTo: 5187 } });

  expect(scopes[0]?.interfacesFiltered).toBeUndefined();
});

it('tells how far it is, and ends where it said', async () => {
  const events: { done: number; total: number; label: string }[] = [];
  loopback = await startLoopback({ scopes: [everyKind] });
  await collectFrom(loopback, { progress: (event) => events.push(event) });

  const last = events.at(-1);
  expect(last?.done).toBe(last?.total);
  expect(events.every(({ done, total }) => done <= total)).toBe(true);
  expect(events[0]?.label).toMatch(/^ap-northeast-2 \w+$/);
});

describe('what other accounts may need', () => {
  const arn = 'arn:aws:ec2:us-east-1:111122223333:transit-gateway/tgw-hub';
  const hub: ScopeSnapshot['sections'] = {
    vpcs: [{ VpcId: 'vpc-a' }],
    transitGateways: [{ TransitGatewayId: 'tgw-hub', OwnerId: '111122223333' }],
    transitGatewayAttachments: [{ TransitGatewayAttachmentId: 'tgw-attach-spoke', TransitGatewayId: 'tgw-hub' }],
    transitGatewayVpcAttachments: [],
    transitGatewayRouteTables: [
      { TransitGatewayRouteTableId: 'tgw-rtb-hub', TransitGatewayId: 'tgw-hub' },
      { TransitGatewayRouteTableId: 'tgw-rtb-own', TransitGatewayId: 'tgw-own' },
    ],
    transitGatewayRoutes: [{ TransitGatewayRouteTableId: 'tgw-rtb-hub', Routes: [] }],
    transitGatewayRouteTableAssociations: [{ TransitGatewayRouteTableId: 'tgw-rtb-hub', Associations: [] }],
    transitGatewayPrefixListReferences: [
      { TransitGatewayRouteTableId: 'tgw-rtb-hub', TransitGatewayPrefixListReferences: [] },
    ],
  };
  const asked = (operation: string) => loopback.calls.filter((call) => call.operation === operation);

  it('is the tables of a transit gateway that the account shares, and to which no route of its own leads', async () => {
    loopback = await startLoopback({ scopes: [scopeOf({ ...hub, sharedResources: [{ arn }] })] });
    const { scopes } = await collectFrom(loopback);

    expect(scopes[0]?.sections.transitGatewayRoutes).toEqual(hub.transitGatewayRoutes);
    expect(asked('SearchTransitGatewayRoutes').map(({ params }) => params.TransitGatewayRouteTableId)).toEqual([
      'tgw-rtb-hub',
    ]);
    expect(scopes[0]?.gaps).toEqual([]);
  });

  it('takes two requests to find out that there is none, and none where nobody else is judged by it', async () => {
    const plain = scopeOf({ ...hub, sharedResources: [] });
    const callsOf = async (forOthers: boolean) => {
      loopback = await startLoopback({ scopes: [plain] });
      await collectFrom(loopback, { forOthers });
      await loopback.close();
      return operations().sort();
    };
    const alone = await callsOf(false);

    expect(await callsOf(true)).toEqual([...alone, 'ListHostedZones', 'ListResources'].sort());
    expect(alone.filter((name) => /TransitGateway|Exclusions|EgressOnly/.test(name))).toEqual([]);
  });

  it("is a zone that only others' VPCs see, where its name is of use in the Region", async () => {
    const zone = (id: string, Name: string) => ({ Id: `/hostedzone/${id}`, Name, Config: { PrivateZone: true } });
    const privateHostedZones = [
      zone('ZHERE', 'ec2.us-east-1.amazonaws.com.'),
      zone('ZTHERE', 'ec2.eu-west-1.amazonaws.com.'),
      zone('ZANY', 's3.amazonaws.com.'),
      zone('ZCORP', 'corp.example.'),
    ];
    const resourceRecordSets = ['ZHERE', 'ZTHERE', 'ZANY'].map((HostedZoneId) => ({
      HostedZoneId,
      ResourceRecordSets: [],
    }));
    loopback = await startLoopback({
      scopes: [scopeOf({ vpcs: [{ VpcId: 'vpc-a' }], privateHostedZones, resourceRecordSets })],
    });
    const { scopes } = await collectFrom(loopback);

    expect(scopes[0]?.sections.privateHostedZones).toEqual(privateHostedZones);
    expect(scopes[0]?.sections.resourceRecordSets?.map(({ HostedZoneId }) => HostedZoneId)).toEqual(['ZHERE', 'ZANY']);
  });

  it('is the addresses of inbound endpoints, resources of shared Profiles and rules of shared firewalls', async () => {
    const shared = (service: string, what: string) => ({ arn: `arn:aws:${service}:us-east-1:111122223333:${what}` });
    const sections: ScopeSnapshot['sections'] = {
      vpcs: [{ VpcId: 'vpc-a' }],
      resolverEndpoints: [{ Id: 'rslvr-in-a', Direction: 'INBOUND' }],
      resolverEndpointIpAddresses: [{ ResolverEndpointId: 'rslvr-in-a', IpAddresses: [{ Ip: '10.0.0.2' }] }],
      profileResourceAssociations: [{ ProfileId: 'rp-hub', ProfileResourceAssociations: [] }],
      firewallRules: [{ FirewallRuleGroupId: 'rslvr-frg-hub', FirewallRules: [] }],
      sharedResources: [
        shared('route53profiles', 'profile/rp-hub'),
        shared('route53resolver', 'firewall-rule-group/rslvr-frg-hub'),
      ],
    };
    loopback = await startLoopback({ scopes: [scopeOf(sections)] });
    const { scopes } = await collectFrom(loopback);

    expect(scopes[0]?.sections).toMatchObject(sections);
  });

  it.each(['ram:ListResources', 'route53:ListHostedZones'])(
    'that may not be told costs nothing else: %s',
    async (action) => {
      loopback = await startLoopback({ scopes: [everyKind], faults: { [action]: { kind: 'denied' } } });
      const { scopes } = await collectFrom(loopback);

      expect(scopes[0]?.gaps.map((gap) => [gap.action, gap.kind])).toEqual([[action, 'denied']]);
    },
  );
});
