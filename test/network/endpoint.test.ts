import { describe, expect, it } from 'vitest';
import { byLength, endpoint, normalName } from '../../src/network/endpoint.ts';

const VpcEndpointId = 'vpce-1';
const plain = {
  id: 'vpce-1',
  name: null,
  vpcId: '',
  type: 'gateway',
  rawType: 'Gateway',
  serviceName: '',
  serviceRegion: null,
  state: 'available',
  rawState: 'available',
  health: 'usable',
  policy: null,
  routeTableIds: [],
  subnetIds: [],
  securityGroupIds: [],
  interfaceIds: [],
  ipAddressType: 'ipv4',
  dnsRecordIpType: 'ipv4',
  privateDnsEnabled: false,
  inboundResolverOnly: false,
  claimsAnyDomain: false,
  requesterManaged: false,
  isNetworkFirewall: false,
  listedNames: [],
  ownNames: [],
  ownZoneId: null,
  specifiedDomains: [],
};

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEndpoint.html */
describe('an endpoint', () => {
  it('may say little', () => {
    expect(endpoint({ VpcEndpointId })).toEqual(plain);
  });

  it('says all that decides', () => {
    expect(
      endpoint({
        VpcEndpointId,
        VpcEndpointType: 'Interface',
        VpcId: 'vpc-1',
        ServiceName: 'com.amazonaws.eu-west-1.s3',
        ServiceRegion: 'eu-west-1',
        State: 'available',
        PolicyDocument: '{}',
        RouteTableIds: ['rtb-2', 'rtb-1'],
        SubnetIds: ['subnet-2', 'subnet-1'],
        Groups: [{ GroupId: 'sg-2' }, { GroupName: 'nameless' }, { GroupId: 'sg-1' }],
        NetworkInterfaceIds: ['eni-2', 'eni-1'],
        IpAddressType: 'dualstack',
        PrivateDnsEnabled: true,
        RequesterManaged: true,
        DnsOptions: {
          DnsRecordIpType: 'service-defined',
          PrivateDnsOnlyForInboundResolverEndpoint: true,
          PrivateDnsSpecifiedDomains: ['Example.COM.', '\\052.example.net'],
        },
        Tags: [{ Key: 'Name', Value: 'door' }],
      }),
    ).toEqual({
      ...plain,
      name: 'door',
      vpcId: 'vpc-1',
      type: 'interface',
      rawType: 'Interface',
      serviceName: 'com.amazonaws.eu-west-1.s3',
      serviceRegion: 'eu-west-1',
      policy: '{}',
      routeTableIds: ['rtb-2', 'rtb-1'],
      subnetIds: ['subnet-1', 'subnet-2'],
      securityGroupIds: ['sg-1', 'sg-2'],
      interfaceIds: ['eni-1', 'eni-2'],
      ipAddressType: 'dualstack',
      dnsRecordIpType: 'service-defined',
      privateDnsEnabled: true,
      inboundResolverOnly: true,
      requesterManaged: true,
      specifiedDomains: ['example.com', '*.example.net'],
    });
  });

  it.each([
    [undefined, 'gateway', 'Gateway'],
    ['Gateway', 'gateway', 'Gateway'],
    ['Interface', 'interface', 'Interface'],
    ['interface', 'interface', 'interface'],
    ['GatewayLoadBalancer', 'gateway-load-balancer', 'GatewayLoadBalancer'],
    ['Resource', 'resource', 'Resource'],
    ['ServiceNetwork', 'service-network', 'ServiceNetwork'],
    ['Tunnel', 'tunnel', 'Tunnel'],
    ['Portal', 'unrecognised', 'Portal'],
  ])('of type %s', (VpcEndpointType, type, rawType) => {
    expect(endpoint({ VpcEndpointId, VpcEndpointType })).toEqual({ ...plain, type, rawType });
  });

  /** AWS writes `available` in its answers and `Available` in its reference. */
  it.each([
    ['available', 'available', 'usable'],
    ['Available', 'available', 'usable'],
    ['PendingAcceptance', 'pending-acceptance', 'unusable'],
    ['pendingAcceptance', 'pending-acceptance', 'unusable'],
    ['pendingacceptance', 'pending-acceptance', 'unusable'],
    ['Rejected', 'rejected', 'unusable'],
    ['rejected', 'rejected', 'unusable'],
    ['Failed', 'failed', 'unusable'],
    ['failed', 'failed', 'unusable'],
    ['Expired', 'expired', 'unusable'],
    ['expired', 'expired', 'unusable'],
    ['Deleting', 'deleting', 'unusable'],
    ['deleting', 'deleting', 'unusable'],
    ['Deleted', 'deleted', 'unusable'],
    ['deleted', 'deleted', 'unusable'],
    ['Pending', 'pending', 'changing'],
    ['pending', 'pending', 'changing'],
    ['Partial', 'partial', 'changing'],
    ['dreaming', 'unrecognised', 'changing'],
  ])('in state %s is %s and %s', (State, state, health) => {
    expect(endpoint({ VpcEndpointId, State })).toEqual({ ...plain, state, rawState: State, health });
  });

  /** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DnsOptions.html */
  it.each([
    [{ IpAddressType: 'ipv4' }, 'ipv4', 'ipv4'],
    [{ IpAddressType: 'ipv6' }, 'ipv6', 'ipv6'],
    [{ IpAddressType: 'dualstack' }, 'dualstack', 'dualstack'],
    [{ IpAddressType: 'Ipv6' }, 'ipv6', 'ipv6'],
    [{ IpAddressType: 'dualstack', DnsOptions: {} }, 'dualstack', 'dualstack'],
    [{ IpAddressType: 'dualstack', DnsOptions: { DnsRecordIpType: 'ipv4' } }, 'dualstack', 'ipv4'],
    [{ IpAddressType: 'ipv6', DnsOptions: { DnsRecordIpType: 'Service-Defined' } }, 'ipv6', 'service-defined'],
    [{ DnsOptions: { DnsRecordIpType: 'dualstack' } }, 'ipv4', 'dualstack'],
    [{ DnsOptions: { DnsRecordIpType: 'ipv6' } }, 'ipv4', 'ipv6'],
    [{ IpAddressType: 'ipv9' }, 'unrecognised', 'unrecognised'],
    [{ DnsOptions: { DnsRecordIpType: 'ipv9' } }, 'ipv4', 'unrecognised'],
  ])('with %o', (record, ipAddressType, dnsRecordIpType) => {
    expect(endpoint({ VpcEndpointId, ...record })).toEqual({ ...plain, ipAddressType, dnsRecordIpType });
  });

  /** https://docs.aws.amazon.com/vpc/latest/privatelink/resource-configuration.html */
  it.each([
    ['Resource', true, 'ALL_DOMAINS', true],
    ['ServiceNetwork', true, 'NOVEL', true],
    ['ServiceNetwork', true, undefined, true],
    ['Resource', false, 'ALL_DOMAINS', false],
    ['Resource', true, 'VERIFIED_DOMAINS_ONLY', false],
    ['Resource', true, 'SPECIFIED_DOMAINS_ONLY', false],
    ['Resource', true, 'VERIFIED_DOMAINS_AND_SPECIFIED_DOMAINS', false],
    ['Interface', true, undefined, false],
  ])('of type %s, private DNS %s, preference %s claims domains of anybody: %s', (type, on, preference, claims) => {
    const DnsOptions = preference === undefined ? {} : { PrivateDnsPreference: preference };

    expect(endpoint({ VpcEndpointId, VpcEndpointType: type, PrivateDnsEnabled: on, DnsOptions }).claimsAnyDomain).toBe(
      claims,
    );
  });

  it('lists its own names apart from those that it answers for its service, short ones first', () => {
    const DnsEntries = [
      { DnsName: 'vpce-1-x1-us-east-1a.s3.us-east-1.vpce.amazonaws.com', HostedZoneId: 'Z7' },
      { DnsName: '*.vpce-1-x1.s3.us-east-1.vpce.amazonaws.com', HostedZoneId: 'Z7' },
      { DnsName: '\\052.S3.us-east-1.amazonaws.com.' },
      { HostedZoneId: 'Z1' },
      { DnsName: '', HostedZoneId: 'Z2' },
      { DnsName: 's3.us-east-1.amazonaws.com' },
    ];

    expect(endpoint({ VpcEndpointId, DnsEntries })).toEqual({
      ...plain,
      listedNames: ['s3.us-east-1.amazonaws.com', '*.s3.us-east-1.amazonaws.com'],
      ownNames: ['*.vpce-1-x1.s3.us-east-1.vpce.amazonaws.com', 'vpce-1-x1-us-east-1a.s3.us-east-1.vpce.amazonaws.com'],
      ownZoneId: 'Z7',
    });
  });

  it('that has vpce- further inside a name lists it as one of its service', () => {
    const DnsEntries = [{ DnsName: 'my.vpce-1.example.com' }];

    expect(endpoint({ VpcEndpointId, DnsEntries }).listedNames).toEqual(['my.vpce-1.example.com']);
  });
});

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html */
describe('a domain name', () => {
  it.each([
    ['S3.Amazonaws.COM', 's3.amazonaws.com'],
    ['s3.amazonaws.com.', 's3.amazonaws.com'],
    ['\\052.s3.amazonaws.com.', '*.s3.amazonaws.com'],
    ['*.s3.amazonaws.com', '*.s3.amazonaws.com'],
    ['.', '.'],
    ['', ''],
  ])('%s is %s', (name, normal) => {
    expect(normalName(name)).toBe(normal);
  });

  it.each([
    [
      ['bb', 'a'],
      ['a', 'bb'],
    ],
    [
      ['b', 'a'],
      ['a', 'b'],
    ],
    [
      ['ab', 'b', 'aa'],
      ['b', 'aa', 'ab'],
    ],
    [
      ['a', 'a'],
      ['a', 'a'],
    ],
  ])('among %o comes by length, then by letter', (names, sorted) => {
    expect([...names].sort(byLength)).toEqual(sorted);
  });
});
