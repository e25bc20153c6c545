import { expect, it } from 'vitest';
import { world } from '../../support/world.ts';

const rule = (RuleNumber: number, Egress: boolean, RuleAction: string, extra: object) => ({
  RuleNumber,
  Protocol: '-1',
  RuleAction,
  Egress,
  ...extra,
});
const everything = [{ CidrBlock: '0.0.0.0/0' }, { Ipv6CidrBlock: '::/0' }];

/** https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html */
it.each([
  ['lets IPv6 in', [], 'public nat-main (no-endpoint) ~'],
  ['denies IPv6', [rule(90, false, 'deny', { Ipv6CidrBlock: '::/0' })], 'unreachable (network-acl) ~'],
  [
    'denies the clients’ own IPv6',
    [rule(90, false, 'deny', { Ipv6CidrBlock: '2600:1f18:1:1::/64' })],
    'unreachable (network-acl) ~',
  ],
  [
    'denies IPv4 of the VPC only',
    [rule(90, false, 'deny', { CidrBlock: '10.0.0.0/16' })],
    'public nat-main (no-endpoint) ~',
  ],
])(
  'behind NAT64, packets of clients are IPv6 until the NAT gateway: an ACL of its subnet that %s',
  (_, entries, line) => {
    const net = world().subnet('a', {
      ipv6: '2600:1f18:1:1::/64',
      ipv6Only: true,
      dns64: true,
      routes: { '64:ff9b::/96': 'nat-main' },
    });
    net.sections.networkAcls.push({
      NetworkAclId: 'acl-nat',
      VpcId: 'vpc-main',
      Associations: [{ SubnetId: 'subnet-public' }],
      Entries: [
        ...entries,
        ...[true, false].flatMap((egress) => everything.map((cidr, at) => rule(100 + at, egress, 'allow', cidr))),
      ],
    });

    expect(net.path('a', 'ec2', 'ec2.us-east-1.amazonaws.com', 'ipv6')).toBe(line);
  },
);
