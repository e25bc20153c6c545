import { describe, expect, it } from 'vitest';
import { networkInterface } from '../../src/network/network-interface.ts';

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkInterface.html */
describe('a network interface', () => {
  const NetworkInterfaceId = 'eni-1';
  const plain = {
    id: 'eni-1',
    subnetId: null,
    vpcId: null,
    type: 'interface',
    sourceDestCheck: true,
    securityGroupIds: [],
    publicIp: null,
    carrierIp: null,
    ipv4: [],
    ipv6: [],
    ipv4Count: 0,
    instanceId: null,
    clientKind: 'other',
  };

  it.each([
    [{}, {}],
    [
      { SubnetId: 'subnet-1', VpcId: 'vpc-1' },
      { subnetId: 'subnet-1', vpcId: 'vpc-1' },
    ],
    [{ InterfaceType: 'vpc_endpoint' }, { type: 'vpc_endpoint', clientKind: null }],
    [{ InterfaceType: 'lambda' }, { type: 'lambda', clientKind: 'lambda' }],
    [{ SourceDestCheck: true }, {}],
    [{ SourceDestCheck: false }, { sourceDestCheck: false }],
    [{ Groups: [{ GroupId: 'sg-1' }, {}, { GroupId: 'sg-2' }] }, { securityGroupIds: ['sg-1', 'sg-2'] }],
    [{ Attachment: { InstanceId: 'i-1' } }, { instanceId: 'i-1', clientKind: 'instance' }],
    [{ Attachment: { Status: 'attached' } }, {}],
    [{ Ipv6Addresses: [{ Ipv6Address: '2600:1f18::1' }, {}] }, { ipv6: ['2600:1f18::1'] }],
  ])('with %o', (record, said) => {
    expect(networkInterface({ NetworkInterfaceId, ...record })).toEqual({ ...plain, ...said });
  });

  it.each([
    [{ PrivateIpAddress: '10.0.0.4' }, ['10.0.0.4'], 1],
    [{ PrivateIpAddress: '10.0.0.4', PrivateIpAddresses: [] }, ['10.0.0.4'], 1],
    [{ PrivateIpAddress: '' }, [], 0],
    [
      {
        PrivateIpAddress: '10.0.0.4',
        PrivateIpAddresses: [{ PrivateIpAddress: '10.0.0.4' }, {}, { PrivateIpAddress: '10.0.0.5' }],
      },
      ['10.0.0.4', '10.0.0.5'],
      2,
    ],
    [{ PrivateIpAddress: '10.0.0.4', Ipv4Prefixes: [{ Ipv4Prefix: '10.0.0.16/28' }] }, ['10.0.0.4'], 17],
    [{ Ipv4Prefixes: [{ Ipv4Prefix: '10.0.0.16/28' }, { Ipv4Prefix: '10.0.0.32/28' }] }, [], 32],
  ])('with %o takes its IPv4 addresses and its prefixes from the subnet', (record, ipv4, ipv4Count) => {
    expect(networkInterface({ NetworkInterfaceId, ...record })).toEqual({ ...plain, ipv4, ipv4Count });
  });

  it.each([
    [{ Association: { PublicIp: '192.0.2.1' } }, '192.0.2.1', null],
    [{ Association: { CarrierIp: '192.0.2.2' } }, null, '192.0.2.2'],
    [{ Association: {} }, null, null],
    [{ PrivateIpAddresses: [{}, { Association: { PublicIp: '192.0.2.3' } }] }, '192.0.2.3', null],
    [{ PrivateIpAddresses: [{}, { Association: { CarrierIp: '192.0.2.4' } }] }, null, '192.0.2.4'],
    [
      {
        Association: { PublicIp: '192.0.2.1' },
        PrivateIpAddresses: [{ Association: { PublicIp: '192.0.2.3', CarrierIp: '192.0.2.4' } }],
      },
      '192.0.2.1',
      '192.0.2.4',
    ],
    [{ Association: { PublicIp: '', CarrierIp: '' } }, null, null],
  ])('with %o has a public or a carrier address of any of its own', (record, publicIp, carrierIp) => {
    expect(networkInterface({ NetworkInterfaceId, ...record })).toEqual({ ...plain, publicIp, carrierIp });
  });
});
