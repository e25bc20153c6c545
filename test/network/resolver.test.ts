import { describe, expect, it } from 'vitest';
import { resolver } from '../../src/network/resolver.ts';
import type { RecordOf, Sections } from '../../src/snapshot/schema.ts';
import { refusal, snapshotScope } from '../support/sections.ts';

const read = (sections: Sections) => resolver(snapshotScope(sections), refusal);

/** @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_ResolverRule.html */
describe('a Resolver rule', () => {
  const Id = 'rslvr-rr-1';
  const plain = { id: Id, name: null, domain: '', type: 'unrecognised', rawType: '', targetIps: [], endpointId: null };
  const ruleOf = (record: Partial<RecordOf<'resolverRules'>>) => read({ resolverRules: [{ Id, ...record }] }).rules;

  it.each([
    ['FORWARD', 'forward'],
    ['SYSTEM', 'system'],
    ['DELEGATE', 'delegate'],
    ['forward', 'forward'],
    ['REFLECT', 'unrecognised'],
    [undefined, 'unrecognised'],
  ])('of type %s', (RuleType, type) => {
    expect(ruleOf({ RuleType })).toEqual(new Map([[Id, { ...plain, type, rawType: RuleType ?? '' }]]));
  });

  it.each([
    [{ Name: 'to the office' }, { name: 'to the office' }],
    [{ ResolverEndpointId: 'rslvr-out-1' }, { endpointId: 'rslvr-out-1' }],
    [{ DomainName: 'Example.COM.' }, { domain: 'example.com' }],
    [{ DomainName: '.' }, { domain: '.' }],
    [
      { TargetIps: [{ Ip: '10.0.0.9' }, { Ipv6: '2600::1' }, { Port: 53 }, { Ip: '10.0.0.10' }] },
      { targetIps: ['10.0.0.10', '10.0.0.9', '2600::1'] },
    ],
    // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries-values.html
    [
      {
        TargetIps: [
          { Ip: '10.0.0.7', Port: 53 },
          { Ip: '10.0.0.8', Port: 443 },
          { Ipv6: '2600::1', Port: 5353 },
        ],
      },
      { targetIps: ['10.0.0.7', '10.0.0.8 port 443', '2600::1 port 5353'] },
    ],
  ])('with %o', (record, said) => {
    expect(ruleOf(record)).toEqual(new Map([[Id, { ...plain, ...said }]]));
  });

  /** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-forward-vpc-to-network-autodefined-rules.html */
  it.each([
    { RuleType: 'RECURSIVE', DomainName: '.' },
    { Id: 'rslvr-autodefined-rr-internet-resolver', DomainName: '.' },
    { Id: 'rslvr-autodefined-rr-1', RuleType: 'SYSTEM', DomainName: 'localhost.' },
  ])('that AWS defines by itself is none: %o', (record) => {
    expect(ruleOf(record)).toEqual(new Map());
  });

  it('may be there where they were not read', () => {
    expect(read({}).rules).toEqual({ unread: refusal('resolverRules') });
  });
});

/** @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_ResolverRuleAssociation.html */
describe('an association of a Resolver rule', () => {
  const associationsOf = (...resolverRuleAssociations: RecordOf<'resolverRuleAssociations'>[]) =>
    read({ resolverRuleAssociations }).ruleAssociations;

  it.each([
    ['COMPLETE', 'effective'],
    ['complete', 'effective'],
    [undefined, 'effective'],
    ['CREATING', 'ineffective'],
    ['DELETING', 'ineffective'],
    ['FAILED', 'ineffective'],
    ['OVERRIDDEN', 'unrecognised'],
    ['PENDING', 'unrecognised'],
  ])('in status %s is %s', (Status, standing) => {
    expect(associationsOf({ ResolverRuleId: 'rslvr-rr-1', VPCId: 'vpc-1', Status })).toEqual([
      { ruleId: 'rslvr-rr-1', vpcId: 'vpc-1', standing, rawStatus: Status ?? 'COMPLETE' },
    ]);
  });

  it('of a rule that AWS defines by itself is none; others come in the order of rules', () => {
    expect(
      associationsOf(
        { ResolverRuleId: 'rslvr-rr-2' },
        { ResolverRuleId: 'rslvr-autodefined-rr-1', VPCId: 'vpc-1' },
        { ResolverRuleId: 'rslvr-rr-1' },
        {},
      ),
    ).toMatchObject([{ ruleId: '', vpcId: '' }, { ruleId: 'rslvr-rr-1' }, { ruleId: 'rslvr-rr-2' }]);
  });

  it('may be there where they were not read', () => {
    expect(read({}).ruleAssociations).toEqual({ unread: refusal('resolverRuleAssociations') });
  });
});

/** @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_ResolverEndpoint.html */
describe('an inbound Resolver endpoint', () => {
  const Id = 'rslvr-in-1';
  const endpoint = { Id, Direction: 'INBOUND', HostVPCId: 'vpc-1' };
  const resolverEndpointIpAddresses = [{ ResolverEndpointId: Id, IpAddresses: [{ Ip: '10.0.0.9' }] }];
  const address = {
    address: '10.0.0.9',
    endpointId: Id,
    vpcId: 'vpc-1',
    isForDelegation: false,
    groupIds: [],
    subnetId: null,
  };
  const addressesOf = (...resolverEndpoints: RecordOf<'resolverEndpoints'>[]) =>
    read({ resolverEndpoints, resolverEndpointIpAddresses }).inboundAddresses;

  it.each([
    ['OPERATIONAL', [address]],
    ['UPDATING', [address]],
    ['AUTO_RECOVERING', [address]],
    [undefined, [address]],
    ['CREATING', []],
    ['ACTION_NEEDED', []],
    ['DELETING', []],
    ['SLEEPING', []],
  ])('in status %s', (Status, found) => {
    expect(addressesOf({ ...endpoint, Status })).toEqual(found);
  });

  it.each([
    ['INBOUND', [address]],
    // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries-values.html
    ['INBOUND_DELEGATION', [{ ...address, isForDelegation: true }]],
    ['OUTBOUND', []],
    [undefined, []],
  ])('of direction %s', (Direction, found) => {
    expect(addressesOf({ ...endpoint, Direction })).toEqual(found);
  });

  /** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries-values.html */
  it.each([
    [[], ['10.0.0.9']],
    [['Do53'], ['10.0.0.9']],
    [['DoH'], ['10.0.0.9 port 443']],
    [
      ['DoH-FIPS', 'Do53'],
      ['10.0.0.9', '10.0.0.9 port 443'],
    ],
    [['DoQ'], []],
  ])('of protocols %j', (Protocols, found) => {
    expect(addressesOf({ ...endpoint, Protocols })).toEqual(found.map((one) => ({ ...address, address: one })));
  });

  it('has the security groups that it is in', () => {
    expect(addressesOf({ ...endpoint, SecurityGroupIds: ['sg-1'] })).toEqual([{ ...address, groupIds: ['sg-1'] }]);
  });

  it('stands in the subnets of its addresses', () => {
    const IpAddresses = [{ Ip: '10.0.0.9', SubnetId: 'subnet-1' }];
    const found = read({
      resolverEndpoints: [endpoint],
      resolverEndpointIpAddresses: [{ ResolverEndpointId: Id, IpAddresses }],
    }).inboundAddresses;

    expect(found).toEqual([{ ...address, subnetId: 'subnet-1' }]);
  });

  it('of no VPC answers for none', () => {
    expect(addressesOf({ Id, Direction: 'INBOUND' })).toEqual([]);
  });

  it('has addresses of both families', () => {
    const IpAddresses = [{ Ip: '10.0.0.9', Ipv6: '2600::9' }, {}, { Ipv6: '2600::10' }, { Ip: '' }];

    expect(
      read({
        resolverEndpoints: [endpoint],
        resolverEndpointIpAddresses: [{ ResolverEndpointId: Id, IpAddresses }],
      }).inboundAddresses,
    ).toEqual([address, { ...address, address: '2600::9' }, { ...address, address: '2600::10' }]);
  });

  it('whose addresses were not read may have any', () => {
    expect(addressesOf(endpoint, { ...endpoint, Id: 'rslvr-in-2' })).toEqual({
      unread: refusal('resolverEndpointIpAddresses', 'rslvr-in-2'),
    });
    expect(addressesOf({ ...endpoint, Id: 'rslvr-out-1', Direction: 'OUTBOUND' })).toEqual([]);
    expect(read({ resolverEndpoints: [endpoint] }).inboundAddresses).toEqual({
      unread: refusal('resolverEndpointIpAddresses', Id),
    });
  });

  it('may be there where they were not read', () => {
    expect(read({}).inboundAddresses).toEqual({ unread: refusal('resolverEndpoints') });
  });
});

describe('an outbound Resolver endpoint', () => {
  const Id = 'rslvr-out-1';
  const endpoint = { Id, Direction: 'OUTBOUND', HostVPCId: 'vpc-1' };
  const outboundOf = (...resolverEndpoints: RecordOf<'resolverEndpoints'>[]) =>
    read({ resolverEndpoints }).outboundEndpoints;

  it('stands in a VPC, in security groups', () => {
    expect(outboundOf({ ...endpoint, SecurityGroupIds: ['sg-1'] })).toEqual(
      new Map([[Id, { vpcId: 'vpc-1', groupIds: ['sg-1'] }]]),
    );
    expect(outboundOf(endpoint)).toEqual(new Map([[Id, { vpcId: 'vpc-1', groupIds: [] }]]));
  });

  it('is none of another direction, of no VPC, or that was not read', () => {
    expect(outboundOf({ ...endpoint, Direction: 'INBOUND' }, { Id, Direction: 'OUTBOUND' })).toEqual(new Map());
    expect(read({}).outboundEndpoints).toEqual(new Map());
  });
});

/** @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_HostedZoneSummary.html */
describe('a hosted zone', () => {
  const plain = {
    id: 'Z1',
    domain: 'example.com',
    owningAccount: null,
    owningService: null,
    records: { unread: refusal('resourceRecordSets', 'Z1') },
  };
  const zonesOf = (...HostedZoneSummaries: RecordOf<'hostedZones'>['HostedZoneSummaries']) =>
    read({ hostedZones: [{ VPCId: 'vpc-1', HostedZoneSummaries }] });

  it.each([
    [{}, {}],
    [{ Name: 'Example.COM' }, {}],
    [{ Name: undefined }, { domain: '' }],
    [{ HostedZoneId: '/hostedzone/Z1' }, {}],
    [{ Owner: { OwningAccount: '999988887777' } }, { owningAccount: '999988887777' }],
    [{ Owner: { OwningService: 'vpce.amazonaws.com' } }, { owningService: 'vpce.amazonaws.com' }],
  ])('with %o', (record, said) => {
    const { zonesOf: of, zone } = zonesOf({ HostedZoneId: 'Z1', Name: 'example.com.', ...record });

    expect(of('vpc-1')).toEqual([{ ...plain, ...said }]);
    expect(zone('Z1')).toEqual({ ...plain, ...said });
  });

  it('of a VPC comes in the order of ids, from every answer of AWS', () => {
    const of = (...ids: string[]) => ids.map((HostedZoneId) => ({ HostedZoneId, Name: 'example.com.' }));
    const { zonesOf: found } = read({
      hostedZones: [
        { VPCId: 'vpc-1', HostedZoneSummaries: of('Z3', 'Z1') },
        { VPCId: 'vpc-2', HostedZoneSummaries: of('Z4') },
        { VPCId: 'vpc-1', HostedZoneSummaries: of('Z2') },
      ],
    });

    expect(found('vpc-1')).toMatchObject([{ id: 'Z1' }, { id: 'Z2' }, { id: 'Z3' }]);
    expect(found('vpc-2')).toMatchObject([{ id: 'Z4' }]);
    expect(found('vpc-3')).toEqual({ unread: refusal('hostedZones', 'vpc-3') });
  });

  it('that no VPC names has the domain of its SOA record', () => {
    const ResourceRecordSets = [
      { Name: 'www.example.com.', Type: 'A' },
      { Name: 'example.com.', Type: 'SOA' },
      { Name: 'example.com.', Type: 'NS' },
    ];
    const { zone } = read({ resourceRecordSets: [{ HostedZoneId: '/hostedzone/Z1', ResourceRecordSets }] });

    expect(zone('Z1')).toMatchObject({ id: 'Z1', domain: 'example.com', owningAccount: null, owningService: null });
    expect(zone('Z2')).toEqual({
      ...plain,
      id: 'Z2',
      domain: '',
      records: { unread: refusal('resourceRecordSets', 'Z2') },
    });
  });

  it('without an SOA record has no domain that is known', () => {
    const ResourceRecordSets = [{ Name: 'www.example.com.', Type: 'A' }];

    expect(read({ resourceRecordSets: [{ HostedZoneId: 'Z1', ResourceRecordSets }] }).zone('Z1')).toMatchObject({
      domain: '',
    });
  });
});

/** @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html */
describe('a record set', () => {
  const plain = {
    name: 'www.example.com',
    type: 'A',
    setIdentifier: null,
    weight: null,
    isHealthChecked: false,
    isOfPlace: false,
    aliasTarget: null,
    values: [],
  };
  const recordsOf = (...ResourceRecordSets: RecordOf<'resourceRecordSets'>['ResourceRecordSets']) =>
    read({ resourceRecordSets: [{ HostedZoneId: 'Z1', ResourceRecordSets }] }).zone('Z1').records;

  it.each([
    [{}, {}],
    [{ Name: '\\052.Example.COM.' }, { name: '*.example.com' }],
    [{ Type: undefined }, { type: '' }],
    [{ SetIdentifier: 'blue' }, { setIdentifier: 'blue' }],
    [{ Weight: 0 }, { weight: 0 }],
    [{ HealthCheckId: 'h-1' }, { isHealthChecked: true }],
    [
      { AliasTarget: { DNSName: 'alb.example.com.', EvaluateTargetHealth: true } },
      { aliasTarget: 'alb.example.com', isHealthChecked: true },
    ],
    [{ AliasTarget: { EvaluateTargetHealth: false } }, {}],
    [{ GeoLocation: { CountryCode: 'DE' } }, { isOfPlace: true }],
    [{ GeoLocation: { ContinentCode: 'EU' } }, { isOfPlace: true }],
    [{ GeoLocation: { CountryCode: '*' } }, {}],
    [{ AliasTarget: { DNSName: 'Alb.example.com.' } }, { aliasTarget: 'alb.example.com' }],
    [{ AliasTarget: {} }, {}],
    [{ AliasTarget: { DNSName: '' } }, {}],
    [{ ResourceRecords: [{ Value: '10.0.0.9' }, {}, { Value: '10.0.0.10' }] }, { values: ['10.0.0.10', '10.0.0.9'] }],
    [
      { Type: 'CNAME', ResourceRecords: [{ Value: 'Other.example.com.' }] },
      { type: 'CNAME', values: ['other.example.com'] },
    ],
    [
      { Type: 'TXT', ResourceRecords: [{ Value: '"As It Is."' }] },
      { type: 'TXT', values: ['"As It Is."'] },
    ],
  ])('with %o', (record, said) => {
    const listed = { Name: 'www.example.com.', Type: 'A', ...record };

    expect(recordsOf(listed)).toEqual([{ ...plain, ...said, record: listed }]);
  });

  it('comes in one order, whatever order AWS lists them in', () => {
    const sets = [
      { Name: 'b.example.com.', Type: 'A' },
      { Name: 'a.example.com.', Type: 'AAAA' },
      { Name: 'a.example.com.', Type: 'A', SetIdentifier: 'two' },
      { Name: 'a.example.com.', Type: 'A', SetIdentifier: 'one', AliasTarget: { DNSName: 'z.example.com.' } },
      { Name: 'a.example.com.', Type: 'A', SetIdentifier: 'one', AliasTarget: { DNSName: 'y.example.com.' } },
      { Name: 'a.example.com.', Type: 'TXT', ResourceRecords: [{ Value: 'v' }] },
      { Name: 'a.example.com.', Type: 'TXT', ResourceRecords: [{ Value: 'u' }] },
    ];
    const sorted = recordsOf(...sets);

    expect(recordsOf(...sets.toReversed())).toEqual(sorted);
    expect(sorted).toMatchObject([
      { name: 'a.example.com', type: 'A', setIdentifier: 'one', aliasTarget: 'y.example.com' },
      { name: 'a.example.com', type: 'A', setIdentifier: 'one', aliasTarget: 'z.example.com' },
      { name: 'a.example.com', type: 'A', setIdentifier: 'two' },
      { name: 'a.example.com', type: 'AAAA' },
      { name: 'a.example.com', type: 'TXT', values: ['u'] },
      { name: 'a.example.com', type: 'TXT', values: ['v'] },
      { name: 'b.example.com', type: 'A' },
    ]);
  });
});

it('asks Profiles and DNS Firewall too', () => {
  const { profiles, firewallGroups, firewallRulesOf } = read({
    profileAssociations: [],
    firewallRuleGroupAssociations: [],
    firewallRules: [{ FirewallRuleGroupId: 'rslvr-frg-1', FirewallRules: [] }],
  });

  expect([profiles, firewallGroups, firewallRulesOf('rslvr-frg-1')]).toEqual([[], [], []]);
});
