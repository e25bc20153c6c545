import { describe, expect, it } from 'vitest';
import { attempt } from '../../src/changes/apply.ts';
import type { Change } from '../../src/changes/change.ts';
import { region, stranger } from '../support/world/sections.ts';
import { oneOfEach, ready } from './one-of-each.ts';
import { one, switchOn } from './refused.ts';

type Net = ReturnType<typeof ready>;

/** What AWS refuses for certain. */
const refusals = (change: Change, prepare: (net: Net) => unknown): readonly string[] => {
  const net = ready();
  prepare(net);

  return attempt(net.snapshot(), [change])
    .refusals.filter(({ isCertain }) => isCertain)
    .map(({ statement }) => statement);
};

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html */
describe('AWS takes as many endpoints as its quotas say, and not one more:', () => {
  it.each<[string, number, boolean]>([
    ['the 20th gateway endpoint of a Region', 18, false],
    ['the 21st', 19, true],
    ['whatever comes after 21, as the quota has been raised then', 20, false],
  ])('%s', (_, others, isRefused) => {
    const said = refusals(one('create-gateway-endpoint'), (net) =>
      times(others, (i) => net.gateway(`vpce-far-${i}`, 'dynamodb', [], 'available', 'far')),
    );

    expect(said.includes('there are at most 20 gateway endpoints in a Region')).toBe(isRefused);
  });

  it.each<[string, number, string, boolean]>([
    ['the 50th interface endpoint of a VPC', 48, 'main', false],
    ['the 51st', 49, 'main', true],
    ['whatever comes after 51, as the quota has been raised then', 50, 'main', false],
    ['whatever another VPC has', 60, 'far', false],
  ])('%s', (_, others, vpc, isRefused) => {
    const said = refusals(one('create-interface-endpoint'), (net) =>
      times(others, (i) => net.endpoint(`vpce-${i}`, 'kinesis-streams', { privateDns: false, subnets: [], vpc })),
    );

    expect(said.includes('there are at most 50 interface endpoints in a VPC')).toBe(isRefused);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
describe('a security group has at most 60 rules a direction and family:', () => {
  const permission = { IpProtocol: 'tcp', FromPort: 80, ToPort: 80 };
  const ipv4 = (count: number) => ({ ...permission, IpRanges: times(count, (i) => ({ CidrIp: `10.9.${i}.0/24` })) });
  const ipv6 = (count: number) => ({
    ...permission,
    Ipv6Ranges: times(count, (i) => ({ CidrIpv6: `2001:db8:${i}::/48` })),
  });
  const others = (count: number) => ({
    ...permission,
    PrefixListIds: times(count, (i) => ({ PrefixListId: `pl-${i}` })),
    UserIdGroupPairs: [{ GroupId: 'sg-main' }],
  });
  const rule = (...cidrs: readonly string[]) =>
    one('add-group-rules', { rules: cidrs.map((cidr) => ({ port: { first: 443, last: 443 }, peer: { cidr } })) });
  const list = one('add-group-rules', {
    rules: [{ port: { first: 443, last: 443 }, peer: { prefixListId: 'pl-s3' } }],
  });

  // `sg-narrow` has two rules for IPv4 already.
  it.each<[string, Change, ReturnType<typeof ipv4>, boolean]>([
    ['the 60th is taken', rule('10.0.0.0/16'), ipv4(57), false],
    ['the 61st is not', rule('10.0.0.0/16'), ipv4(58), true],
    ['a 62nd may be, where there are 61 already', rule('10.0.0.0/16'), ipv4(59), false],
    ['nor are two of which one is the 61st', rule('10.0.0.0/16', '10.1.0.0/16'), ipv4(57), true],
    ['those for IPv6 leave room for IPv4', rule('10.0.0.0/16'), { ...ipv4(0), ...ipv6(60) }, false],
    ['those for IPv4 leave room for IPv6', rule('2001:db8::/56'), ipv4(58), false],
    ['a 61st for IPv6 is not taken', rule('2001:db8::/56'), { ...ipv4(0), ...ipv6(60) }, true],
    ['lists and groups count for IPv4', rule('10.0.0.0/16'), { ...ipv4(0), ...others(57) }, true],
    ['lists and groups count for IPv6', rule('2001:db8::/56'), { ...ipv4(0), ...others(59) }, true],
    ['a list needs room for IPv4', list, ipv4(58), true],
    ['a list needs room for IPv6', list, { ...ipv4(0), ...ipv6(60) }, true],
  ])('%s', (_, change, present, isRefused) => {
    const said = refusals(change, ({ sections }) => {
      for (const group of sections.securityGroups)
        if (group.GroupId === 'sg-narrow') group.IpPermissions?.push(present);
    });

    expect(said.includes('a group has at most 60 rules a direction and family')).toBe(isRefused);
  });

  it('those of the other direction do not count', () => {
    const said = refusals(rule('10.0.0.0/16'), ({ sections }) => {
      for (const group of sections.securityGroups) group.IpPermissionsEgress = [ipv4(60)];
    });

    expect(said).toEqual([]);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups */
it.each([
  [4, 1, 0, false],
  [5, 1, 0, true],
  [5, 1, 1, false],
  [6, 1, 0, false],
])('an endpoint of %i security groups is given %i and loses %i', (count, added, removed, isRefused) => {
  const ids = (prefix: string, length: number) => times(length, (i) => `sg-${prefix}-${i}`);
  const change = one('set-endpoint-groups', { add: ids('new', added), remove: ids('old', removed) });
  const said = refusals(change, ({ sections }) => {
    for (const endpoint of sections.vpcEndpoints) endpoint.Groups = ids('old', count).map((GroupId) => ({ GroupId }));
  });

  expect(said.includes('an interface has at most 5 security groups')).toBe(isRefused);
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html */
describe('a network ACL', () => {
  const { line } = oneOfEach()['add-acl-entry'];
  const entries = (count: number, Egress: boolean) =>
    times(count, (i) => ({ RuleNumber: 200 + i, Protocol: '-1', RuleAction: 'allow', Egress, CidrBlock: '0.0.0.0/0' }));

  it.each<[string, number, boolean, boolean]>([
    ['takes its 20th line', 19, false, false],
    ['takes no 21st', 20, false, true],
    ['that has more than that takes more', 21, false, false],
    ['has 20 more the other way', 20, true, false],
  ])('%s', (_, count, egress, isRefused) => {
    const said = refusals(one('add-acl-entry', { line }), ({ sections }) => {
      for (const acl of sections.networkAcls) if (acl.NetworkAclId === 'acl-own') acl.Entries = entries(count, egress);
    });

    expect(said).toEqual(isRefused ? ['a network ACL has at most 20 lines a direction'] : []);
  });

  it('has one line of a number in each direction', () => {
    expect(refusals(one('add-acl-entry', { line: { ...line, number: 50 } }), () => {})).toEqual([]);
    expect(refusals(one('add-acl-entry', { line: { ...line, number: 50, egress: true } }), () => {})).toEqual([
      'no line of the network ACL has the number',
    ]);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/WorkWithRouteTables.html */
it.each<[string, string | undefined, string | undefined, boolean]>([
  ['a route that somebody made can be deleted', 'CreateRoute', undefined, false],
  ['one of which AWS does not tell who made it can be', undefined, undefined, false],
  ['one that a gateway propagates cannot', 'EnableVgwRoutePropagation', undefined, true],
  ['one that came with the table cannot', 'CreateRouteTable', undefined, true],
  ['the local one cannot, by whatever origin', 'CreateRoute', 'local', true],
])('%s', (_, Origin, GatewayId, isRefused) => {
  const { route } = oneOfEach()['delete-route'];
  const change = one('delete-route', {
    route: { ...route, Origin, ...(GatewayId === undefined ? {} : { GatewayId }) },
  });

  expect(refusals(change, () => {})).toEqual(
    isRefused ? ['a route that a gateway propagates, and the local one, cannot be deleted'] : [],
  );
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-working-with.html */
it.each([
  ['available', false],
  [undefined, false],
  ['pending', true],
  ['failed', true],
  ['deleting', true],
  ['deleted', true],
] as const)('of NAT gateways one that is %s is left alone: %s', (state, isRefused) => {
  const said = refusals(one('delete-nat-gateway'), ({ sections }) => {
    for (const gateway of sections.natGateways) gateway.State = state;
  });

  expect(said).toEqual(isRefused ? ['a NAT gateway that is being made or deleted is left alone'] : []);
});

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html */
describe('an interface endpoint of both families', () => {
  const statement = 'the service and all subnets of the endpoint have its families of addresses';
  const dualstack = one('create-interface-endpoint', { ipAddressType: 'dualstack' });

  it.each([
    ['associated', false],
    [undefined, false],
    ['associating', true],
    ['disassociating', true],
    ['disassociated', true],
    ['failing', true],
    ['failed', true],
  ] as const)('asks for IPv6 CIDRs of its subnets: one that is %s is refused: %s', (State, isRefused) => {
    const said = refusals(dualstack, ({ sections }) => {
      for (const service of sections.vpcEndpointServices) service.SupportedIpAddressTypes = ['ipv4', 'ipv6'];
      for (const subnet of sections.subnets)
        subnet.Ipv6CidrBlockAssociationSet = [
          { Ipv6CidrBlock: '2001:db8::/64', ...(State === undefined ? {} : { Ipv6CidrBlockState: { State } }) },
        ];
    });

    expect(said.includes(statement)).toBe(isRefused);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html */
describe('private names', () => {
  const taken = 'no other endpoint of the VPC has the same private names';
  const zoned = 'no hosted zone of the VPC has the domain of its private names';

  it.each([
    ['available', true],
    ['pendingAcceptance', true],
    ['pending', true],
    ['partial', true],
    ['rejected', false],
    ['Failed', false],
    ['expired', false],
    ['deleting', false],
    ['deleted', false],
  ])('are those of another endpoint that is %s: %s', (state, isRefused) => {
    const said = refusals(one('create-interface-endpoint'), (net) => net.endpoint('vpce-sts', 'sts', { state }));

    expect(said.includes(taken)).toBe(isRefused);
  });

  it('may be those of an endpoint in another VPC, and of one without private DNS', () => {
    const said = refusals(one('create-interface-endpoint'), (net) =>
      net
        .vpc('far', '10.9.0.0/16')
        .endpoint('vpce-far', 'sts', { vpc: 'far', subnets: [] })
        .endpoint('vpce-off', 'sts', {
          privateDns: false,
        }),
    );

    expect(said).toEqual([]);
  });

  it('are in the way of no zone that an AWS service made', () => {
    const owned = (Owner: { OwningService?: string; OwningAccount?: string }) =>
      refusals(switchOn(), ({ sections }) => {
        for (const zones of sections.hostedZones)
          zones.HostedZoneSummaries = [{ HostedZoneId: 'Z9', Name: 'ec2.us-east-1.amazonaws.com.', Owner }];
      });

    expect([owned({ OwningService: 'vpce.amazonaws.com' }), owned({ OwningAccount: stranger })]).toEqual([[], [zoned]]);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html */
it('a route by the list of another service, or of the other family, is in the way of no gateway endpoint', () => {
  const said = (destination: string) =>
    refusals(
      one('create-gateway-endpoint', { serviceName: `com.amazonaws.${region}.s3`, routeTableIds: ['rtb-b'] }),
      (net) => net.route('b', destination, 'nat-main'),
    );
  const statement = 'a route table has one endpoint route for a service, and no other route by its prefix list';

  expect([said('pl-dynamodb'), said('pl-s3-6'), said('pl-s3')]).toEqual([[], [], [statement]]);
});
