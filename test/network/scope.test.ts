import { describe, expect, it } from 'vitest';
import type { Scope } from '../../src/network/network.ts';
import { isUnread, type Known } from '../../src/network/unread.ts';
import type { Section, Sections } from '../../src/snapshot/schema.ts';
import { refusal, scopeWith } from '../support/sections.ts';

describe('an account in a Region', () => {
  it.each([
    [{}, { account: '111122223333', region: 'us-east-1', takenAt: null, interfacesFiltered: false, vpcs: [] }],
    [{ account: null }, { account: null }],
    [{ region: 'eu-west-1' }, { region: 'eu-west-1' }],
    [{ takenAt: '2026-11-25T00:00:00.000Z' }, { takenAt: '2026-11-25T00:00:00.000Z' }],
    [{ interfacesFiltered: true }, { interfacesFiltered: true }],
    [{ interfacesFiltered: false }, { interfacesFiltered: false }],
  ])('with %o', (spec, said) => {
    expect(scopeWith({}, spec)).toMatchObject(said);
  });

  type ById =
    | 'routeTables'
    | 'endpoints'
    | 'prefixLists'
    | 'natGateways'
    | 'internetGateways'
    | 'egressOnlyInternetGateways'
    | 'securityGroups'
    | 'networkAcls'
    | 'networkInterfaces'
    | 'peerings';
  const maps: readonly (readonly [Section, ById, Sections, string])[] = [
    ['routeTables', 'routeTables', { routeTables: [{ RouteTableId: 'rtb-1' }] }, 'rtb-1'],
    ['vpcEndpoints', 'endpoints', { vpcEndpoints: [{ VpcEndpointId: 'vpce-1' }] }, 'vpce-1'],
    ['managedPrefixLists', 'prefixLists', { managedPrefixLists: [{ PrefixListId: 'pl-1' }] }, 'pl-1'],
    ['natGateways', 'natGateways', { natGateways: [{ NatGatewayId: 'nat-1' }] }, 'nat-1'],
    ['internetGateways', 'internetGateways', { internetGateways: [{ InternetGatewayId: 'igw-1' }] }, 'igw-1'],
    [
      'egressOnlyInternetGateways',
      'egressOnlyInternetGateways',
      { egressOnlyInternetGateways: [{ EgressOnlyInternetGatewayId: 'eigw-1' }] },
      'eigw-1',
    ],
    ['securityGroups', 'securityGroups', { securityGroups: [{ GroupId: 'sg-1' }] }, 'sg-1'],
    ['networkAcls', 'networkAcls', { networkAcls: [{ NetworkAclId: 'acl-1' }] }, 'acl-1'],
    ['networkInterfaces', 'networkInterfaces', { networkInterfaces: [{ NetworkInterfaceId: 'eni-1' }] }, 'eni-1'],
    ['vpcPeeringConnections', 'peerings', { vpcPeeringConnections: [{ VpcPeeringConnectionId: 'pcx-1' }] }, 'pcx-1'],
  ];

  it.each(maps)('knows its %s by id', (section, fact, sections, id) => {
    const found: Known<ReadonlyMap<string, { readonly id: string }>> = scopeWith(sections)[fact];

    expect(isUnread(found) ? found : [...found].map(([key, one]) => [key, one.id])).toEqual([[id, id]]);
    expect(scopeWith({ [section]: [] })[fact]).toEqual(new Map());
  });

  const facts: readonly (readonly [Section, (scope: Scope) => unknown])[] = [
    ...maps.map(([section, fact]) => [section, (scope: Scope) => scope[fact]] as const),
    ['vpcEndpointServices', ({ endpointServices }) => endpointServices],
    ['instances', ({ instanceStates }) => instanceStates],
    ['vpcEndpointAssociations', ({ associatedNames }) => associatedNames],
    ['blockPublicAccessOptions', ({ blockMode }) => blockMode],
    ['blockPublicAccessExclusions', ({ blockExclusions }) => blockExclusions],
    ['resolverRules', ({ resolver }) => resolver.rules],
  ];

  it.each(facts)('does not know %s that were not read', (section, fact) => {
    expect(fact(scopeWith({}, { gaps: [refusal(section)] }))).toEqual({ unread: refusal(section) });
  });

  it('hands on the gaps that it came with', () => {
    expect(scopeWith({}, { gaps: [refusal('vpcs')] }).gaps).toContainEqual(refusal('vpcs'));
  });
});

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ServiceDetail.html */
describe('a service that endpoints can be made for', () => {
  const ServiceName = 'com.amazonaws.us-east-1.s3';
  const plain = {
    serviceName: ServiceName,
    type: 'interface',
    privateNames: [],
    zones: [],
    ipAddressTypes: [],
    takesPolicy: true,
  };
  const offered = (record: NonNullable<Sections['vpcEndpointServices']>[number]) =>
    scopeWith({ vpcEndpointServices: [record] }).endpointServices;

  it.each([
    [{}, [plain]],
    [{ ServiceType: [{ ServiceType: 'Gateway' }] }, [{ ...plain, type: 'gateway' }]],
    [{ ServiceType: [{ ServiceType: 'GatewayLoadBalancer' }] }, [{ ...plain, type: 'gateway-load-balancer' }]],
    [
      { ServiceType: [{ ServiceType: 'Gateway' }, { ServiceType: 'Interface' }] },
      [{ ...plain, type: 'gateway' }, plain],
    ],
    [{ ServiceType: [{}] }, [{ ...plain, type: 'unrecognised' }]],
    [{ ServiceType: [{ ServiceType: 'Portal' }] }, [{ ...plain, type: 'unrecognised' }]],
    [{ ServiceType: [] }, []],
    [{ AvailabilityZones: ['us-east-1a'] }, [{ ...plain, zones: ['us-east-1a'] }]],
    [{ SupportedIpAddressTypes: ['ipv4', 'ipv6'] }, [{ ...plain, ipAddressTypes: ['ipv4', 'ipv6'] }]],
    [{ VpcEndpointPolicySupported: true }, [plain]],
    [{ VpcEndpointPolicySupported: false }, [{ ...plain, takesPolicy: false }]],
    [{ PrivateDnsName: 'S3.us-east-1.amazonaws.com.' }, [{ ...plain, privateNames: ['s3.us-east-1.amazonaws.com'] }]],
    [
      {
        PrivateDnsName: 's3.us-east-1.amazonaws.com',
        PrivateDnsNames: [
          { PrivateDnsName: '*.s3.us-east-1.amazonaws.com' },
          {},
          { PrivateDnsName: 's3.us-east-1.amazonaws.com' },
        ],
      },
      [{ ...plain, privateNames: ['s3.us-east-1.amazonaws.com', '*.s3.us-east-1.amazonaws.com'] }],
    ],
  ])('with %o', (record, found) => {
    expect(offered({ ServiceName, ...record })).toEqual(found);
  });
});

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcPeeringConnectionStateReason.html */
describe('a peering connection', () => {
  const VpcPeeringConnectionId = 'pcx-1';
  const peeringOf = (record: object) =>
    scopeWith({ vpcPeeringConnections: [{ VpcPeeringConnectionId, ...record }] }).peerings;

  it.each([
    ['active', true],
    [undefined, true],
    ['initiating-request', false],
    ['pending-acceptance', false],
    ['deleted', false],
    ['rejected', false],
    ['failed', false],
    ['expired', false],
    ['provisioning', false],
    ['deleting', false],
    ['Active', false],
    ['dozing', false],
  ])('of status %s is active: %s', (Code, isActive) => {
    expect(peeringOf({ Status: { Code } })).toEqual(new Map([['pcx-1', { id: 'pcx-1', isActive, vpcIds: [] }]]));
  });

  it.each([
    [{ RequesterVpcInfo: { VpcId: 'vpc-1' }, AccepterVpcInfo: { VpcId: 'vpc-2' } }, ['vpc-1', 'vpc-2']],
    [{ RequesterVpcInfo: {}, AccepterVpcInfo: { VpcId: 'vpc-2' } }, ['vpc-2']],
    [{ RequesterVpcInfo: { VpcId: 'vpc-1' } }, ['vpc-1']],
    [{}, []],
  ])('with %o', (record, vpcIds) => {
    expect(peeringOf(record)).toEqual(new Map([['pcx-1', { id: 'pcx-1', isActive: true, vpcIds }]]));
  });
});

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceState.html */
describe('an instance', () => {
  it.each([
    ['pending', 'pending'],
    ['running', 'running'],
    ['shutting-down', 'shutting-down'],
    ['terminated', 'terminated'],
    ['stopping', 'stopping'],
    ['stopped', 'stopped'],
    [undefined, 'running'],
    ['dreaming', 'unrecognised'],
  ])('in state %s', (Name, state) => {
    expect(scopeWith({ instances: [{ InstanceId: 'i-1', State: { Name } }] }).instanceStates).toEqual(
      new Map([['i-1', state]]),
    );
  });

  it('of which AWS says no state is running', () => {
    expect(scopeWith({ instances: [{ InstanceId: 'i-1' }] }).instanceStates).toEqual(new Map([['i-1', 'running']]));
  });
});

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEndpointAssociation.html */
it('knows the names that resource endpoints answer', () => {
  const vpcEndpointAssociations = [
    { VpcEndpointId: 'vpce-1', PrivateDnsEntry: { DnsName: 'B.example.com.' } },
    { VpcEndpointId: 'vpce-2', PrivateDnsEntry: { DnsName: 'c.example.com' } },
    { VpcEndpointId: 'vpce-1', PrivateDnsEntry: { DnsName: 'a.example.com' } },
    { VpcEndpointId: 'vpce-3', PrivateDnsEntry: {} },
    { VpcEndpointId: 'vpce-4', DnsEntry: { DnsName: 'own.example.com' } },
    { PrivateDnsEntry: { DnsName: 'd.example.com' } },
  ];

  expect(scopeWith({ vpcEndpointAssociations }).associatedNames).toEqual(
    new Map([
      ['vpce-1', ['b.example.com', 'a.example.com']],
      ['vpce-2', ['c.example.com']],
      ['', ['d.example.com']],
    ]),
  );
});
