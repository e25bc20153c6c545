import { describe, expect, it } from 'vitest';
import type { RecordOf } from '../../src/snapshot/schema.ts';
import { behindNat, world } from '../support/world.ts';

type Permissions = NonNullable<RecordOf<'securityGroups'>['IpPermissions']>;

const https = (...cidrs: readonly string[]): Permissions => [
  { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: cidrs.map((CidrIp) => ({ CidrIp })) },
];
const members = (...groups: readonly string[]): Permissions => [
  { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, UserIdGroupPairs: groups.map((GroupId) => ({ GroupId })) },
];

const withEndpoint = (ingress: Permissions) => {
  const net = behindNat()
    .subnet('e')
    .endpoint('vpce-ec2', 'ec2', { subnets: ['e'], groups: ['sg-endpoint'] });
  net.sections.securityGroups.push({
    GroupId: 'sg-endpoint',
    VpcId: 'vpc-main',
    IpPermissions: ingress,
    IpPermissionsEgress: [],
  });

  return net;
};

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html */
describe('the security group of an endpoint', () => {
  it('lets in the subnet’s addresses', () => {
    expect(withEndpoint(https('10.0.0.0/16')).path('a', 'ec2')).toBe('private vpce-ec2');
  });

  it('keeps out the subnet’s addresses', () => {
    expect(withEndpoint(https('10.9.0.0/16')).path('a', 'ec2')).toBe('unreachable (security-group)');
    expect(withEndpoint([]).path('a', 'ec2')).toBe('unreachable (security-group)');
  });

  it('on another port lets nobody in', () => {
    const net = withEndpoint([{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }]);

    expect(net.path('a', 'ec2')).toBe('unreachable (security-group)');
  });

  it('for UDP lets nobody in', () => {
    const net = withEndpoint([{ IpProtocol: 'udp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }]);

    expect(net.path('a', 'ec2')).toBe('unreachable (security-group)');
  });

  it('lets in members of a group, where the clients are some', () => {
    const net = (group: string) =>
      withEndpoint(members('sg-app')).interface('app', 'a', { Groups: [{ GroupId: group }] });
    const group = { GroupId: 'sg-app', VpcId: 'vpc-main', IpPermissionsEgress: https('0.0.0.0/0') };
    const inside = net('sg-app');
    inside.sections.securityGroups.push(group);

    expect(inside.path('a', 'ec2')).toBe('private vpce-ec2');
    expect(net('sg-main').path('a', 'ec2')).toBe('unreachable (security-group)');
  });

  it('lets in members of a group, for all that an empty subnet tells', () => {
    expect(withEndpoint(members('sg-app')).path('a', 'ec2')).toBe('private vpce-ec2 ~');
  });

  it('lets in part of a subnet', () => {
    expect(withEndpoint(https('10.0.2.0/28')).path('a', 'ec2')).toBe('private vpce-ec2 ~');
  });

  it('is not known to let in a prefix list that was not read', () => {
    const net = withEndpoint([
      { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, PrefixListIds: [{ PrefixListId: 'pl-own' }] },
    ]);

    expect(net.path('a', 'ec2')).toBe('unknown (unread-facts) ~');
  });

  it('lets in a prefix list of the customer', () => {
    const net = withEndpoint([
      { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, PrefixListIds: [{ PrefixListId: 'pl-own' }] },
    ]).list('pl-own', '10.0.0.0/8');

    expect(net.path('a', 'ec2')).toBe('private vpce-ec2');
  });

  it('that is not listed is not known to let anybody in', () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2', { groups: ['sg-elsewhere'] });

    expect(net.path('a', 'ec2')).toBe('unknown (unread-facts) ~');
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html */
describe('a network ACL', () => {
  const entry = (
    RuleNumber: number,
    Egress: boolean,
    RuleAction: string,
    CidrBlock: string,
    From = 0,
    To = 65_535,
  ) => ({
    RuleNumber,
    Egress,
    RuleAction,
    CidrBlock,
    Protocol: '6',
    PortRange: { From, To },
  });
  const acl = (subnet: string, ...Entries: readonly ReturnType<typeof entry>[]): RecordOf<'networkAcls'> => ({
    NetworkAclId: `acl-${subnet}`,
    VpcId: 'vpc-main',
    Associations: [{ SubnetId: `subnet-${subnet}` }],
    Entries: [...Entries],
  });
  const everything = [entry(100, true, 'allow', '0.0.0.0/0'), entry(100, false, 'allow', '0.0.0.0/0')];

  /** @see https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html */
  it.each([
    ['a denial', entry(90, true, 'deny', '0.0.0.0/0', 443, 443), 'unreachable (network-acl)'],
    ['a permission', entry(110, true, 'deny', '0.0.0.0/0', 443, 443), 'private vpce-s3'],
  ])('applies the lowest rule number first, whatever order AWS lists them in: %s', (_, denial, path) => {
    for (const entries of [
      [denial, ...everything],
      [...everything, denial],
    ]) {
      const net = behindNat().gateway('vpce-s3', 's3', ['a']);
      net.sections.networkAcls.push(acl('a', ...entries));

      expect(net.path('a', 's3')).toBe(path);
    }
  });

  it('that denies some addresses splits the path', () => {
    const net = behindNat().gateway('vpce-s3', 's3', ['a']);
    net.sections.networkAcls.push(acl('a', entry(90, true, 'deny', '52.216.0.0/15'), ...everything));

    expect(net.path('a', 's3')).toBe(
      'split [unreachable: 52.216.0.0/15] [private vpce-s3: 3.5.0.0/19 16.15.176.0/20 …]',
    );
  });

  it('is stateless: replies need a rule of their own', () => {
    const net = behindNat().gateway('vpce-s3', 's3', ['a']);
    net.sections.networkAcls.push(
      acl('a', entry(100, true, 'allow', '0.0.0.0/0'), entry(100, false, 'allow', '0.0.0.0/0', 443, 443)),
    );

    expect(net.path('a', 's3')).toBe('unreachable (network-acl)');
  });

  it('with some ephemeral ports open leaves a doubt', () => {
    const net = behindNat().gateway('vpce-s3', 's3', ['a']);
    net.sections.networkAcls.push(
      acl('a', entry(100, true, 'allow', '0.0.0.0/0'), entry(100, false, 'allow', '0.0.0.0/0', 32_768, 50_000)),
    );

    expect(net.path('a', 's3')).toBe('private vpce-s3 ~');
  });

  it.each([
    ['lets no call in', entry(100, true, 'allow', '0.0.0.0/0'), entry(100, false, 'allow', '10.9.0.0/16')],
    ['lets no reply out', entry(100, true, 'allow', '10.9.0.0/16'), entry(100, false, 'allow', '0.0.0.0/0')],
  ])('of the endpoint’s subnet that %s blocks other subnets, not its own', (_, ...entries) => {
    const net = withEndpoint(https('0.0.0.0/0'));
    net.sections.networkAcls.push(acl('e', ...entries));

    expect([net.path('a', 'ec2'), net.path('e', 'ec2')]).toEqual(['unreachable (network-acl)', 'private vpce-ec2']);
  });

  it('of a subnet that no ACL lists is the default one of the VPC', () => {
    const net = behindNat().gateway('vpce-s3', 's3', ['a']);
    for (const one of net.sections.networkAcls) one.Entries = [];

    expect(net.path('a', 's3')).toBe('unreachable (network-acl)');
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html */
describe('the security groups of clients', () => {
  const client = (egress: Permissions, ...others: readonly Permissions[]) => {
    const net = behindNat().gateway('vpce-s3', 's3', ['a']);
    for (const [i, rules] of [egress, ...others].entries()) {
      net.sections.securityGroups.push({ GroupId: `sg-${i}`, VpcId: 'vpc-main', IpPermissionsEgress: rules });
      net.interface(`client-${i}`, 'a', { Groups: [{ GroupId: `sg-${i}` }] });
    }

    return net;
  };

  it('block a path only where they block every interface of the subnet', () => {
    expect(client([]).path('a', 's3')).toBe('unreachable (security-group)');
    expect(client([], https('0.0.0.0/0')).path('a', 's3')).toBe('private vpce-s3');
  });

  it('may let out to the prefix list of the service alone', () => {
    const toList: Permissions = [
      { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, PrefixListIds: [{ PrefixListId: 'pl-s3' }] },
    ];

    expect(client(toList).path('a', 's3')).toBe('private vpce-s3');
    expect(client(toList).path('a', 'dynamodb')).toBe('unreachable (security-group)');
    expect(client(toList).path('a', 'ec2')).toBe('unreachable (security-group)');
  });

  it('are not known to let out to a list, or by a group, that was not read', () => {
    const toList: Permissions = [
      { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, PrefixListIds: [{ PrefixListId: 'pl-own' }] },
    ];
    const unlisted = client([]);
    unlisted.sections.securityGroups = unlisted.sections.securityGroups.filter(({ GroupId }) => GroupId !== 'sg-0');

    expect(client(toList).path('a', 's3')).toBe('unknown (unread-facts) ~');
    expect(unlisted.path('a', 's3')).toBe('unknown (unread-facts) ~');
    expect(client(toList, https('0.0.0.0/0')).path('a', 's3')).toBe('private vpce-s3');
  });

  it('may let out to the group of the endpoint', () => {
    const net = client(members('sg-main')).endpoint('vpce-ec2', 'ec2');

    expect(net.path('a', 'ec2')).toBe('private vpce-ec2');
  });

  it('are not judged by the interfaces of endpoints', () => {
    const net = behindNat()
      .gateway('vpce-s3', 's3', ['a'])
      .endpoint('vpce-ec2', 'ec2', { groups: ['sg-endpoint'] });
    net.sections.securityGroups.push({
      GroupId: 'sg-endpoint',
      VpcId: 'vpc-main',
      IpPermissions: https('0.0.0.0/0'),
      IpPermissionsEgress: [],
    });

    expect(net.path('a', 's3')).toBe('private vpce-s3');
  });

  it('are not judged where only some interfaces were asked for', () => {
    const net = client([]);
    for (const subnet of net.sections.subnets) subnet.AvailableIpAddressCount = 100;
    const snapshot = net.snapshot();
    const filtered = { ...snapshot, scopes: snapshot.scopes.map((scope) => ({ ...scope, interfacesFiltered: true })) };
    net.snapshot = () => filtered;

    expect(net.path('a', 's3')).toBe('private vpce-s3');
  });
});

describe('a route more specific than the local one', () => {
  it('leads through an appliance to the endpoint', () => {
    const net = withEndpoint(https('0.0.0.0/0')).subnet('m').interface('mid', 'm', { SourceDestCheck: false });
    const address = net.sections.networkInterfaces.find(({ NetworkInterfaceId }) => NetworkInterfaceId === 'vpce-ec2-e')
      ?.PrivateIpAddresses?.[0]?.PrivateIpAddress;
    net.route('a', `${address}/32`, 'eni-mid');

    expect(net.path('a', 'ec2')).toBe('private vpce-ec2 <eni-mid ~');
  });
});

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
