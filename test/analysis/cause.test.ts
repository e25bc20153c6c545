import { describe, expect, it } from 'vitest';
import { causeOf, zoneText } from '../../src/analysis/cause.ts';
import { destinationOf } from '../../src/analysis/destination.ts';
import type { Family } from '../../src/net/cidr.ts';
import { networkOf } from '../../src/network/network.ts';
import { isUnread } from '../../src/network/unread.ts';
import { serviceOf } from '../../src/services/service-of.ts';
import { behindNat } from '../support/world.ts';

type World = ReturnType<typeof behindNat>;

/** `reason endpoint (detail)` of the path from subnet `a`. */
const cause = (
  net: World,
  id: string,
  { family = 'ipv4', isTranslated = false }: { family?: Family; isTranslated?: boolean } = {},
) => {
  const network = networkOf(net.snapshot());
  const subnet = network.subnet('subnet-a', 'vpc-main');
  if (subnet === undefined || isUnread(subnet.routeTable)) throw new Error('no subnet with a table');
  const { vpc, routeTable: table } = subnet;
  const service = serviceOf({ id, region: 'us-east-1', account: null, offered: undefined });
  const destination = destinationOf(network, vpc.scope, service, family);
  const found = causeOf({ network, vpc, service, table, family, destination, isTranslated });
  expect(found.routeTableId).toBe('rtb-a');

  return [found.reason, found.endpointId, found.detail === null ? null : `(${found.detail})`].filter(Boolean).join(' ');
};

const ec2Name = 'ec2.us-east-1.amazonaws.com';

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html */
describe('a gateway endpoint that does not serve the path', () => {
  it.each<[string, World, { family?: Family; isTranslated?: boolean }, string]>([
    ['is not on the table', behindNat().gateway('vpce-s3', 's3'), {}, 'route-table-not-associated vpce-s3'],
    [
      'is beaten by a better route',
      behindNat().gateway('vpce-s3', 's3', ['a']),
      {},
      'overriding-route vpce-s3 (pl-s3 → vpce-s3)',
    ],
    [
      'is beaten, and is not listed',
      behindNat().route('a', 'pl-s3', 'vpce-gone'),
      {},
      'overriding-route (pl-s3 → vpce-gone)',
    ],
    [
      'is not available',
      behindNat().gateway('vpce-s3', 's3', [], 'failed'),
      {},
      'endpoint-not-available vpce-s3 (the endpoint is failed)',
    ],
    [
      'is one of two, of which the other is available',
      behindNat().gateway('vpce-1', 's3', [], 'failed').gateway('vpce-2', 's3'),
      {},
      'route-table-not-associated vpce-2',
    ],
    ['carries IPv4 alone', behindNat().gateway('vpce-s3', 's3'), { family: 'ipv6' }, 'ipv4-only-endpoint vpce-s3'],
    [
      'carries IPv4 alone, and NAT64 is on the way',
      behindNat().gateway('vpce-s3', 's3', ['a']),
      { isTranslated: true },
      'ipv4-only-endpoint vpce-s3',
    ],
    ['is of another service', behindNat().gateway('vpce-s3', 'dynamodb'), {}, 'no-endpoint'],
    ['does not exist', behindNat(), {}, 'no-endpoint'],
  ])('%s', (_, net, options, line) => {
    expect(cause(net, 's3', options)).toBe(line);
  });

  it('carries IPv6 too', () => {
    const net = behindNat().gateway('vpce-s3', 's3');
    for (const one of net.sections.vpcEndpoints) one.IpAddressType = 'dualstack';

    expect(cause(net, 's3', { family: 'ipv6' })).toBe('route-table-not-associated vpce-s3');
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html */
describe('an interface endpoint that does not serve the path', () => {
  const hostnamesOff = (net: World) => net.attribute('EnableDnsHostnames', false);
  const supportOff = (net: World) => net.attribute('EnableDnsSupport', false);

  it.each<[string, World, string]>([
    [
      'has private DNS off',
      behindNat().endpoint('vpce-1', 'ec2', { privateDns: false }),
      'private-dns-off vpce-1 (PrivateDnsEnabled is false)',
    ],
    [
      'has private DNS off, and services were not read',
      behindNat().endpoint('vpce-1', 'ec2', { privateDns: false }).unread('vpcEndpointServices'),
      'private-dns-off vpce-1 (PrivateDnsEnabled is false)',
    ],
    [
      'is not available',
      behindNat().endpoint('vpce-1', 'ec2', { state: 'failed' }),
      'endpoint-not-available vpce-1 (the endpoint is failed)',
    ],
    [
      'may not be available',
      behindNat().endpoint('vpce-1', 'ec2', { state: 'pending' }),
      'endpoint-not-available vpce-1 (the endpoint is pending)',
    ],
    [
      'is in a VPC with enableDnsHostnames off',
      hostnamesOff(behindNat().endpoint('vpce-1', 'ec2')),
      'dns-attributes-off vpce-1 (enableDnsHostnames is off)',
    ],
    [
      'is in a VPC with enableDnsSupport off',
      supportOff(behindNat().endpoint('vpce-1', 'ec2')),
      'dns-attributes-off vpce-1 (enableDnsSupport is off)',
    ],
    [
      'answers inbound queries alone',
      behindNat().endpoint('vpce-1', 'ec2', { inboundOnly: true }),
      'private-dns-inbound-only vpce-1 (PrivateDnsOnlyForInboundResolverEndpoint is true)',
    ],
    ['does not answer that name', behindNat().endpoint('vpce-1', 'ec2'), 'name-not-covered vpce-1'],
    [
      'is for another Region',
      behindNat().endpoint('vpce-1', 'ec2', { serviceName: 'com.amazonaws.us-west-2.ec2', serviceRegion: 'us-west-2' }),
      'other-region-endpoint vpce-1 (it serves us-west-2)',
    ],
    [
      'is of another service in another Region',
      behindNat().endpoint('vpce-1', 'ec2', { serviceName: 'com.amazonaws.us-west-2.sts', serviceRegion: 'us-west-2' }),
      'no-endpoint',
    ],
    [
      'was made by a service for itself',
      behindNat().endpoint('vpce-1', 'ec2', { requesterManaged: true }),
      'no-endpoint',
    ],
    ['is of another service', behindNat().endpoint('vpce-1', 'sts'), 'no-endpoint'],
    [
      'is one of two, of which the other is available',
      behindNat().endpoint('vpce-1', 'ec2', { state: 'failed' }).endpoint('vpce-2', 'ec2'),
      'name-not-covered vpce-2',
    ],
    [
      'is one of two, of which the other has private DNS on',
      behindNat().endpoint('vpce-1', 'ec2', { privateDns: false }).endpoint('vpce-2', 'ec2'),
      'name-not-covered vpce-2',
    ],
    ['is not known where endpoints were not read', behindNat().unread('vpcEndpoints'), 'no-endpoint'],
  ])('%s', (_, net, line) => {
    expect(cause(net, 'ec2')).toBe(line);
  });

  it('has addresses of IPv4 alone', () => {
    const net = behindNat().endpoint('vpce-1', 'ec2');
    const dual = behindNat().endpoint('vpce-1', 'ec2', { ipAddressType: 'dualstack' });

    expect([cause(net, 'ec2', { family: 'ipv6' }), cause(dual, 'ec2', { family: 'ipv6' })]).toEqual([
      'ipv4-only-endpoint vpce-1',
      'name-not-covered vpce-1',
    ]);
  });

  it('is of a service that offers no private name', () => {
    expect(cause(behindNat().endpoint('vpce-1', 'dynamodb', { privateDns: false }), 'dynamodb')).toBe(
      'name-not-covered vpce-1 (the service offers no private DNS name)',
    );
  });

  it('comes after a gateway endpoint that would, and before one that is not available', () => {
    const net = (state: string) =>
      behindNat().gateway('vpce-gw', 's3', [], state).endpoint('vpce-1', 's3', { privateDns: false });

    expect([cause(net('available'), 's3'), cause(net('failed'), 's3')]).toEqual([
      'route-table-not-associated vpce-gw',
      'private-dns-off vpce-1 (PrivateDnsEnabled is false)',
    ]);
  });
});

/** @see https://docs.aws.amazon.com/whitepapers/latest/building-scalable-secure-multi-vpc-network-infrastructure/centralized-access-to-vpc-private-endpoints.html */
describe('an endpoint of another VPC', () => {
  const hub = (name: string) =>
    behindNat()
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24' })
      .endpoint('vpce-hub', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
      .zone(name, ['main'], [`${name} ALIAS vpce-hub-x1.ec2.us-east-1.vpce.amazonaws.com`]);

  it('that answers the primary name serves the service in part', () => {
    expect(cause(hub(ec2Name), 'ec2')).toBe(`name-not-covered vpce-hub (Z1 leads ${ec2Name} there)`);
  });

  it('that answers another name does not', () => {
    expect(cause(hub('sts.us-east-1.amazonaws.com'), 'ec2')).toBe('no-endpoint');
  });

  it('is no endpoint of this one', () => {
    const net = behindNat()
      .endpoint('vpce-1', 'ec2', { privateDns: false })
      .zone(ec2Name, ['main'], [`${ec2Name} ALIAS vpce-1-x1.ec2.us-east-1.vpce.amazonaws.com`]);

    expect(cause(net, 'ec2')).toBe('private-dns-off vpce-1 (PrivateDnsEnabled is false)');
  });
});

it.each([
  ['aws.com', 'Z1 (aws.com)'],
  [null, 'Z1'],
])('a zone of domain %s is called %s', (domain, text) => {
  expect(zoneText({ id: 'Z1', domain })).toBe(text);
});
