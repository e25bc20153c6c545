import type { Change } from '../../src/changes/change.ts';
import { newId } from '../../src/changes/new-id.ts';
import { oneOfEach } from './one-of-each.ts';

const group = newId('sg', 'endpoints', 'vpc-main');
const https = { first: 443, last: 443 };
const policy = JSON.stringify({
  Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*', Condition: { Bool: { a: "it's" } } }],
});

/** A route to each kind of target, by each kind of destination. */
const routes = [
  { DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: 'eigw-0123456789abcdef0' },
  { DestinationPrefixListId: 'pl-s3', NatGatewayId: 'nat-main' },
  { DestinationCidrBlock: '10.1.0.0/16', VpcPeeringConnectionId: 'pcx-0123456789abcdef0' },
  { DestinationCidrBlock: '10.2.0.0/16', TransitGatewayId: 'tgw-0123456789abcdef0' },
  { DestinationCidrBlock: '10.3.0.0/16', GatewayId: 'igw-0123456789abcdef0' },
  { DestinationCidrBlock: '10.4.0.0/16', GatewayId: 'vpce-ec2' },
  { DestinationCidrBlock: '10.5.0.0/16', NetworkInterfaceId: 'eni-0123456789abcdef0' },
  { DestinationCidrBlock: '10.6.0.0/16', CarrierGatewayId: 'cagw-0123456789abcdef0' },
  { DestinationCidrBlock: '10.7.0.0/16', LocalGatewayId: 'lgw-0123456789abcdef0' },
  {
    DestinationCidrBlock: '10.8.0.0/16',
    CoreNetworkArn: 'arn:aws:networkmanager::111122223333:core-network/core-network-0123456789abcdef0',
  },
].map((route) => ({ ...route, Origin: 'CreateRoute', State: 'active' }));

/** What a kind of change says in one case and not in another: each is said by one of these or by one of each kind. */
export const variants = (): readonly Change[] => {
  const each = oneOfEach();
  const gateway = each['create-gateway-endpoint'];
  const endpoint = each['create-interface-endpoint'];
  const rules = each['add-group-rules'];
  const { line } = each['add-acl-entry'];
  const dns = each['set-private-dns'];
  const record = { ...each['set-zone-record'].record, Name: 'other.example.com.' };
  const s3 = { serviceName: 'com.amazonaws.us-east-1.s3', securityGroupIds: [group] };

  return [
    { ...rules, groupId: group },
    { ...rules, groupId: group, rules: [{ port: { first: 1400, last: 1499 }, peer: { cidr: '2001:db8::/56' } }] },
    { ...rules, direction: 'egress', rules: [{ port: https, peer: { prefixListId: 'pl-s3' } }] },
    { ...endpoint, ...s3, id: newId('vpce', 's3', 'vpc-main'), ipAddressType: 'dualstack', inboundOnly: true, policy },
    { ...endpoint, ...s3, id: newId('vpce', 'kms', 'vpc-main'), ipAddressType: 'ipv6', privateDns: false },
    { ...gateway, id: newId('vpce', 's3-gateway', 'vpc-main'), ipAddressType: 'dualstack', policy },
    { ...dns, enabled: true },
    { ...dns, enabled: true, inboundOnly: false, endpointId: 'vpce-s3', serviceName: s3.serviceName },
    { ...each['set-inbound-only'], inboundOnly: false },
    { ...each['set-dns-attribute'], attribute: 'EnableDnsSupport', enabled: true },
    { ...each['set-address-type'], endpointId: 'vpce-ec2', endpointType: 'interface', ipAddressType: 'ipv6' },
    { ...each['set-endpoint-groups'], add: [group], remove: ['sg-main'] },
    { ...each['set-endpoint-groups'], add: [], remove: ['sg-main'] },
    { ...each['add-acl-entry'], line: { ...line, number: 91, cidr: '2001:db8::/56', egress: true, allows: false } },
    { ...each['set-zone-record'], record, before: null },
    {
      ...each['set-zone-record'],
      record: {
        Name: 'alias.example.com.',
        Type: 'AAAA',
        AliasTarget: { DNSName: 'vpce-1.vpce.amazonaws.com.', HostedZoneId: 'Z7', EvaluateTargetHealth: false },
      },
    },
    { ...each['set-zone-record'], record: { ...record, SetIdentifier: 'one', Weight: 10 }, before: null },
    ...routes.map((route): Change => ({ ...each['create-route'], route })),
    ...routes.slice(5, 6).map((route): Change => ({ ...each['replace-route'], routeTableId: 'rtb-b', route })),
  ];
};
