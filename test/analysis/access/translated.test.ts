import { describe, expect, it } from 'vitest';
import { world } from '../../support/world.ts';

const ipv6Only = () =>
  world().subnet('a', {
    ipv6Only: true,
    dns64: true,
    ipv6: '2600:1f18:1:1::/64',
    routes: { '64:ff9b::/96': 'nat-main' },
  });

const shut = { Groups: [{ GroupId: 'sg-shut' }], Ipv6Addresses: [{ Ipv6Address: '2600:1f18:1:1::9' }] };
const s3 = 's3.us-east-1.amazonaws.com';

describe('a client that sends to an address of DNS64', () => {
  /** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html */
  it('is held back by its own security groups', () => {
    const net = ipv6Only().interface('box', 'a', shut);
    net.sections.securityGroups.push({ GroupId: 'sg-shut', VpcId: 'vpc-main', IpPermissionsEgress: [] });

    expect(net.path('a', 's3', s3, 'ipv6')).toContain('unreachable (security-group)');
  });

  /** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html */
  it('is held back by the ACL of its subnet', () => {
    const net = ipv6Only();
    net.sections.networkAcls.push({
      NetworkAclId: 'acl-shut',
      VpcId: 'vpc-main',
      Associations: [{ SubnetId: 'subnet-a' }],
      Entries: [],
    });

    expect(net.path('a', 's3', s3, 'ipv6')).toContain('unreachable (network-acl)');
  });

  /** @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html */
  it('sends to that alone, also where a hosted zone tells the IPv4 address', () => {
    const net = ipv6Only().zone('sts.us-east-1.amazonaws.com', ['main'], ['sts.us-east-1.amazonaws.com A 52.94.1.1']);
    net.sections.routeTables.find(({ RouteTableId }) => RouteTableId === 'rtb-a')?.Routes?.pop();

    expect(net.path('a', 'sts', 'sts.us-east-1.amazonaws.com', 'ipv6')).toBe('unreachable (overriding-zone)');
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html */
it('a client whose groups let nothing out does not leave for an endpoint beyond a virtual private gateway', () => {
  const name = 'ec2.us-east-1.amazonaws.com';
  const net = world()
    .vpc('hub', '10.1.0.0/16')
    .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24' })
    .subnet('a', { routes: { '10.1.0.0/16': 'vgw-1' } })
    .interface('box', 'a', { Groups: [{ GroupId: 'sg-shut' }] })
    .endpoint('vpce-hub', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
    .zone(name, ['main'], [`${name} ALIAS vpce-hub-x1.ec2.us-east-1.vpce.amazonaws.com`]);
  net.sections.securityGroups.push({ GroupId: 'sg-shut', VpcId: 'vpc-main', IpPermissionsEgress: [] });
  net.sections.vpnGateways.push({
    VpnGatewayId: 'vgw-1',
    State: 'available',
    VpcAttachments: [{ VpcId: 'vpc-main', State: 'attached' }],
  });

  expect(net.path('a', 'ec2')).toContain('unreachable (security-group)');
});
