import { describe, expect, it } from 'vitest';
import { hasRecord, isDualStackName, offeredNames, privateNames } from '../../../src/analysis/dns/private-names.ts';
import { endpoint } from '../../../src/network/endpoint.ts';
import type { RecordOf, Sections } from '../../../src/snapshot/schema.ts';
import { refusal, scopeWith } from '../../support/sections.ts';

type Record = Partial<RecordOf<'vpcEndpoints'>>;

const ServiceName = 'com.amazonaws.us-east-1.ec2';
const of = (record: Record) =>
  endpoint({ VpcEndpointId: 'vpce-1', VpcEndpointType: 'Interface', ServiceName, ...record });
const service = (kind: string, ...names: readonly string[]): RecordOf<'vpcEndpointServices'> => ({
  ServiceName,
  ServiceType: [{ ServiceType: kind }],
  PrivateDnsNames: names.map((PrivateDnsName) => ({ PrivateDnsName })),
});

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html */
describe('the private names of an endpoint', () => {
  const offered: Sections = { vpcEndpointServices: [service('Gateway', 'gateway.aws'), service('Interface', 'a.aws')] };

  it.each<[string, Record, Sections, string[]]>([
    ['those that it lists', { DnsEntries: [{ DnsName: 'listed.aws' }] }, offered, ['listed.aws']],
    ['those that its service offers to interface endpoints', {}, offered, ['a.aws']],
    ['those that its service offers, for its own Region', { ServiceRegion: 'us-east-1' }, offered, ['a.aws']],
    ['none before it lists any, for another Region', { ServiceRegion: 'us-west-2' }, offered, []],
    ['none where its service offers none', {}, { vpcEndpointServices: [service('Interface')] }, []],
    ['none where its service is a gateway', {}, { vpcEndpointServices: [service('Gateway', 'gateway.aws')] }, []],
    ['none where its service is not listed', { ServiceName: 'com.amazonaws.us-east-1.sts' }, offered, []],
  ])('are %s', (_, record, sections, names) => {
    expect(privateNames(scopeWith(sections), of(record))).toEqual(names);
  });

  it('are not known where services were not read', () => {
    const scope = scopeWith({}, { gaps: [refusal('vpcEndpointServices')] });

    expect(privateNames(scope, of({}))).toMatchObject({ unread: { section: 'vpcEndpointServices' } });
    expect(offeredNames(scope, of({ DnsEntries: [{ DnsName: 'listed.aws' }] }))).toMatchObject({
      unread: { section: 'vpcEndpointServices' },
    });
  });
});

/** @see https://docs.aws.amazon.com/general/latest/gr/rande.html#dual-stack-endpoints */
it.each([
  ['s3.dualstack.us-east-1.amazonaws.com', true],
  ['*.s3.dualstack.us-east-1.amazonaws.com', true],
  ['ec2.us-east-1.api.aws', true],
  ['lambda.us-east-1.on.aws', true],
  ['ec2.cn-north-1.api.amazonwebservices.com.cn', true],
  ['ec2.eusc-de-east-1.api.amazonwebservices.eu', true],
  ['ec2.us-iso-east-1.api.aws.ic.gov', true],
  ['ec2.us-isob-east-1.api.cloud-aws.adc-e.uk', true],
  ['ec2.us-east-1.amazonaws.com', false],
  ['ec2.us-east-1.api.aws.com', true],
  ['ec2.api.aws.us-east-1', false],
  ['dualstack.us-east-1.amazonaws.com', false],
  ['apiXaws', false],
])('%s is a dual-stack name: %s', (name, is) => {
  expect(isDualStackName(name)).toBe(is);
});

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html#aws-services-dns-record-ip-type */
it.each([
  ['ipv4', 'ec2.us-east-1.amazonaws.com', true, false],
  ['ipv6', 'ec2.us-east-1.amazonaws.com', false, true],
  ['dualstack', 'ec2.us-east-1.amazonaws.com', true, true],
  ['service-defined', 'ec2.us-east-1.amazonaws.com', true, false],
  ['service-defined', 'ec2.us-east-1.api.aws', true, true],
  ['ipv4', 'ec2.us-east-1.api.aws', true, false],
])('with records of type %s, %s has one of IPv4: %s, of IPv6: %s', (DnsRecordIpType, name, ipv4, ipv6) => {
  const one = of({ DnsOptions: { DnsRecordIpType } });

  expect([hasRecord(one, name, 'ipv4'), hasRecord(one, name, 'ipv6')]).toEqual([ipv4, ipv6]);
});
