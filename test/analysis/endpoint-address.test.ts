import { describe, expect, it } from 'vitest';
import { https } from '../../src/analysis/access/port.ts';
import { clientsOf } from '../../src/analysis/client.ts';
import { addressesOf } from '../../src/analysis/endpoint-address.ts';
import type { Family } from '../../src/net/cidr.ts';
import { networkOf } from '../../src/network/network.ts';
import { behindNat, world } from '../support/world.ts';

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html */
describe('the addresses of an endpoint', () => {
  const elsewhere = () =>
    behindNat()
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24' })
      .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
      .zone(
        'ec2.us-east-1.amazonaws.com',
        ['main'],
        ['ec2.us-east-1.amazonaws.com ALIAS vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com'],
      );

  it('are not known where its VPC is not', () => {
    const net = elsewhere();
    net.sections.vpcs.pop();

    expect(net.path('a', 'ec2')).toBe('unknown (endpoint-not-visible)');
  });

  it('are not known where neither its interfaces nor its subnets are', () => {
    const net = elsewhere();
    net.sections.networkInterfaces.pop();
    net.sections.subnets.pop();

    expect(net.path('a', 'ec2')).toBe('unknown (unread-facts)');
  });

  it('are those of its interfaces, not any that its subnets could give', () => {
    const net = world()
      .subnet('a', { ipv6: '2600:1f18:1:1::/64' })
      .endpoint('vpce-ec2', 'ec2', { ipAddressType: 'ipv4', recordType: 'dualstack' });

    expect(net.path('a', 'ec2', 'ec2.us-east-1.amazonaws.com', 'ipv6')).toBe('unreachable (no-route)');
  });
});

describe('the addresses of an endpoint, family by family,', () => {
  const requestFor = (net: ReturnType<typeof world>, family: Family, isTranslated = false) => {
    const network = networkOf(net.snapshot());
    const subnet = network.subnet('subnet-a', 'vpc-main');
    const endpoint = network.endpoints.get('vpce-ec2');
    if (subnet === undefined || endpoint === undefined) throw new Error('no subnet, or no endpoint');
    const request = { network, client: clientsOf(subnet)[0], port: https, family, isTranslated };

    return addressesOf(request, endpoint, subnet.vpc).map(
      ({ address, subnet: at, doubts }) => `${address} ${at?.id ?? '?'}${doubts.length === 0 ? '' : ' ~'}`,
    );
  };
  const dual = () =>
    world()
      .subnet('a', { cidr: '10.0.8.0/24', ipv6: '2600:1f18:1:1::/64' })
      .endpoint('vpce-ec2', 'ec2', { ipAddressType: 'dualstack' });
  const single = () =>
    world().subnet('a', { cidr: '10.0.8.0/24', ipv6: '2600:1f18:1:1::/64' }).endpoint('vpce-ec2', 'ec2');
  const address = (net: ReturnType<typeof world>, PrivateIpAddress: string, SubnetId = 'subnet-a') => {
    for (const one of net.sections.networkInterfaces)
      Object.assign(one, { PrivateIpAddresses: [{ PrivateIpAddress }], SubnetId });

    return net;
  };
  const withoutInterfaces = (net: ReturnType<typeof world>) => {
    net.sections.networkInterfaces = [];

    return net;
  };

  it.each<[string, ReturnType<typeof world>, Family, boolean, string[]]>([
    ['are those of its interfaces', dual(), 'ipv4', false, ['10.0.8.50 subnet-a']],
    ['are those of IPv6', dual(), 'ipv6', false, ['2600:1f18:1:1::50 subnet-a']],
    ['are those of IPv4 behind DNS64', dual(), 'ipv6', true, ['10.0.8.50 subnet-a']],
    ['are none of IPv6 where its interfaces have none', single(), 'ipv6', false, []],
    [
      'are not known where interfaces were not read',
      dual().unread('networkInterfaces'),
      'ipv4',
      false,
      ['10.0.8.0/24 subnet-a ~'],
    ],
    [
      'are not known of IPv6 either',
      dual().unread('networkInterfaces'),
      'ipv6',
      false,
      ['2600:1f18:1:1::/64 subnet-a ~'],
    ],
    ['are not known where none is listed', withoutInterfaces(dual()), 'ipv4', false, ['10.0.8.0/24 subnet-a ~']],
    [
      'are taken for the subnet’s where they are in none of its CIDRs',
      address(single(), '172.16.0.9'),
      'ipv4',
      false,
      ['10.0.8.0/24 subnet-a'],
    ],
    ['are taken as they are where they are no addresses', address(single(), 'x'), 'ipv4', false, ['x subnet-a']],
    [
      'are taken as they are where the subnet is not listed',
      address(single(), '172.16.0.9', 'subnet-gone'),
      'ipv4',
      false,
      ['172.16.0.9 ?'],
    ],
  ])('%s', (_, net, family, isTranslated, addresses) => {
    expect(requestFor(net, family, isTranslated)).toEqual(addresses);
  });

  it('are none of IPv4 in a subnet that has none', () => {
    const net = world()
      .subnet('a', { ipv6: '2600:1f18:1:1::/64', ipv6Only: true })
      .endpoint('vpce-ec2', 'ec2', { ipAddressType: 'ipv6' })
      .unread('networkInterfaces');

    expect([requestFor(net, 'ipv4'), requestFor(net, 'ipv6')]).toEqual([[], ['2600:1f18:1:1::/64 subnet-a ~']]);
  });

  it('are in doubt where one of its interfaces is not listed', () => {
    const net = single();
    for (const one of net.sections.vpcEndpoints) one.NetworkInterfaceIds?.push('eni-gone');

    expect(requestFor(net, 'ipv4')).toEqual(['10.0.8.50 subnet-a ~']);
  });
});
