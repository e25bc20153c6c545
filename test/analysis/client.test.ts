import { describe, expect, it } from 'vitest';
import { addressesOfClient, clientsOf, rangesOfSubnet } from '../../src/analysis/client.ts';
import { toCidrs } from '../../src/net/ranges.ts';
import { networkOf } from '../../src/network/network.ts';
import type { RecordOf } from '../../src/snapshot/schema.ts';
import { behindNat, world } from '../support/world.ts';

type Permissions = NonNullable<RecordOf<'securityGroups'>['IpPermissions']>;

const port = (first: number, last = first) => ({ IpProtocol: 'tcp', FromPort: first, ToPort: last });
const from = (first: number, ...cidrs: readonly string[]) => ({
  ...port(first),
  IpRanges: cidrs.map((CidrIp) => ({ CidrIp })),
});

const publicSubnet = (mapPublicIp: boolean) =>
  world().subnet('p', { mapPublicIp, routes: { '0.0.0.0/0': 'igw-main' } });

const group = (GroupId: string, egress: Permissions, ingress: Permissions = []): RecordOf<'securityGroups'> => ({
  GroupId,
  VpcId: 'vpc-main',
  IpPermissions: ingress,
  IpPermissionsEgress: egress,
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html */
describe('the way by an internet gateway', () => {
  it.each([
    [true, 'public igw-main (no-endpoint)'],
    [false, 'unreachable (no-public-address)'],
  ])('without an interface follows MapPublicIpOnLaunch %s', (mapPublicIp, line) => {
    expect(publicSubnet(mapPublicIp).path('p', 's3')).toBe(line);
  });

  it.each(['nat_gateway', 'vpc_endpoint', 'network_load_balancer'])('takes a %s for no client', (InterfaceType) => {
    const equipment = { InterfaceType, Association: { PublicIp: '198.51.100.7' } };

    expect(publicSubnet(false).interface('x', 'p', equipment).path('p', 's3')).toBe('unreachable (no-public-address)');
    expect(publicSubnet(true).interface('x', 'p', { InterfaceType }).path('p', 's3')).toBe(
      'public igw-main (no-endpoint)',
    );
  });

  it('asks for one client with a public address', () => {
    const net = publicSubnet(true).interface('a', 'p');

    expect(net.path('p', 's3')).toBe('unreachable (no-public-address)');
    expect(net.interface('b', 'p', { Association: { PublicIp: '198.51.100.7' } }).path('p', 's3')).toBe(
      'public igw-main (no-endpoint)',
    );
  });

  /** @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html */
  it.each([
    ['running', true, 'unreachable (no-public-address)'],
    ['pending', true, 'unreachable (no-public-address)'],
    ['stopped', true, 'public igw-main (no-endpoint) ~'],
    ['stopping', true, 'public igw-main (no-endpoint) ~'],
    ['stopped', false, 'unreachable (no-public-address)'],
  ])(
    'counts an instance that is %s, with MapPublicIpOnLaunch %s, as what its next start gives it',
    (Name, map, line) => {
      const net = publicSubnet(map).interface('a', 'p', { Attachment: { InstanceId: 'i-a' } });
      net.sections.instances.push({ InstanceId: 'i-a', State: { Name } });

      expect(net.path('p', 's3')).toBe(line);
    },
  );

  it('is in doubt where nobody knows whether the instance is stopped', () => {
    const net = publicSubnet(true)
      .interface('a', 'p', { Attachment: { InstanceId: 'i-a' } })
      .unread('instances');

    expect(net.path('p', 's3')).toBe('public igw-main (no-endpoint) ~');
  });

  it('is closed where the client with the address is another one than the client with the open group', () => {
    const net = publicSubnet(false)
      .interface('a', 'p', { Association: { PublicIp: '198.51.100.7' }, Groups: [{ GroupId: 'sg-shut' }] })
      .interface('b', 'p', { Groups: [{ GroupId: 'sg-main' }] });
    net.sections.securityGroups.push(group('sg-shut', []));

    expect(net.path('p', 's3')).toBe('unreachable (security-group)');
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html */
describe('one client has to pass every gate', () => {
  const net = (webMayLeave: boolean) => {
    const world = behindNat()
      .subnet('e')
      .endpoint('vpce-ec2', 'ec2', { subnets: ['e'], groups: ['sg-endpoint'] })
      .interface('web', 'a', { Groups: [{ GroupId: 'sg-web' }] })
      .interface('app', 'a', { Groups: [{ GroupId: 'sg-app' }] });
    world.sections.securityGroups.push(
      group('sg-endpoint', [], [{ ...port(443), UserIdGroupPairs: [{ GroupId: 'sg-app' }] }]),
      group('sg-web', [from(443, '0.0.0.0/0')]),
      group('sg-app', webMayLeave ? [from(443, '10.0.0.0/16')] : []),
    );

    return world;
  };

  it('of its own groups and of those of an endpoint', () => {
    expect(net(false).path('a', 'ec2')).toBe('unreachable (security-group)');
    expect(net(true).path('a', 'ec2')).toBe('private vpce-ec2');
  });

  it('with one and the same address', () => {
    const world = behindNat()
      .subnet('e')
      .endpoint('vpce-ec2', 'ec2', { subnets: ['e'], groups: ['sg-endpoint'] })
      .interface('one', 'a', { PrivateIpAddresses: [{ PrivateIpAddress: '10.0.2.10' }] })
      .interface('two', 'a', { PrivateIpAddresses: [{ PrivateIpAddress: '10.0.2.20' }] });
    world.sections.securityGroups.push(group('sg-endpoint', [], [from(443, '10.0.2.10/32')]));
    const acl = (source: string) => ({
      NetworkAclId: 'acl-e',
      VpcId: 'vpc-main',
      Associations: [{ SubnetId: 'subnet-e' }],
      Entries: [
        { RuleNumber: 100, Protocol: '-1', RuleAction: 'allow', Egress: true, CidrBlock: '0.0.0.0/0' },
        { RuleNumber: 100, Protocol: '-1', RuleAction: 'allow', Egress: false, CidrBlock: source },
      ],
    });
    world.sections.networkAcls.push(acl('10.0.2.20/32'));

    expect(world.path('a', 'ec2')).toBe('unreachable (network-acl)');
    world.sections.networkAcls.splice(-1, 1, acl('10.0.2.0/24'));
    expect(world.path('a', 'ec2')).toBe('private vpce-ec2 ~');
  });
});

describe('the ports that a service is dialed on', () => {
  const endpoint = (service: string, ...ports: readonly number[]) => {
    const net = behindNat()
      .subnet('e')
      .endpoint('vpce-x', service, {
        subnets: ['e'],
        groups: ['sg-endpoint'],
        names: [`${service}.us-east-1.amazonaws.com`],
      });
    net.sections.securityGroups.push(
      group(
        'sg-endpoint',
        [],
        ports.map((one) => from(one, '10.0.0.0/16')),
      ),
    );

    return net;
  };

  /** @see https://docs.aws.amazon.com/keyspaces/latest/devguide/vpc-endpoints.html */
  it.each([
    ['cassandra', [443], 'unreachable (security-group)'],
    ['cassandra', [9142], 'private vpce-x'],
    ['ec2', [9142], 'unreachable (security-group)'],
    ['email-smtp', [443], 'unreachable (security-group)'],
    ['email-smtp', [2587], 'private vpce-x'],
    ['storagegateway', [443, 1026, 1027, 1028, 1031], 'unreachable (security-group)'],
    ['storagegateway', [443, 1026, 1027, 1028, 1031, 2222], 'private vpce-x'],
    ['athena', [443, 444], 'private vpce-x'],
    ['athena', [443], 'private vpce-x ~'],
    ['athena', [444], 'unreachable (security-group)'],
  ])('%s by an endpoint that admits %j', (service, ports, line) => {
    expect(endpoint(service, ...ports).path('a', service)).toBe(line);
  });

  it('are named where they are held back', () => {
    const [path] = endpoint('cassandra', 443)
      .paths(['cassandra'])
      .filter(({ subnetId }) => subnetId === 'subnet-a');

    expect(path?.hops.at(-1)?.because).toBe('lets no TCP 9142 in from the subnet');
    const [streaming] = endpoint('athena', 443)
      .paths(['athena'])
      .filter(({ subnetId }) => subnetId === 'subnet-a');
    expect(streaming?.doubts).toEqual([
      'TCP 444 is held back, which JDBC and ODBC drivers that stream query results dial',
    ]);
  });

  it('are judged at the clients’ own groups and network ACL too', () => {
    const net = endpoint('cassandra', 9142).interface('c', 'a', { Groups: [{ GroupId: 'sg-c' }] });
    net.sections.securityGroups.push(group('sg-c', [from(443, '0.0.0.0/0')]));

    expect(net.path('a', 'cassandra')).toBe('unreachable (security-group)');
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html */
describe('an instance that forwards packets', () => {
  const forwarder = { SourceDestCheck: false, Attachment: { InstanceId: 'i-fw' } };
  const outside = { ...forwarder, Association: { PublicIp: '198.51.100.9' } };
  const instance = (extra: object = {}) => {
    const net = world()
      .subnet('a', { routes: { '0.0.0.0/0': 'eni-in' } })
      .subnet('in')
      .subnet('out', { routes: { '0.0.0.0/0': 'igw-main' } })
      .interface('in', 'in', { ...forwarder, ...extra });
    net.sections.instances.push({ InstanceId: 'i-fw', State: { Name: 'running' } });

    return net;
  };

  it('sends on by any of its interfaces, and the most public of the ways counts', () => {
    expect(instance().path('a', 's3')).toBe('unreachable <eni-in (no-route) ~');
    expect(instance().interface('out', 'out', outside).path('a', 's3')).toBe('public eni-out <eni-in (no-endpoint) ~');
  });

  it('is stopped by its own security group, on either side', () => {
    const net = (ingress: Permissions, egress: Permissions) => {
      const made = instance({ Groups: [{ GroupId: 'sg-fw' }] }).interface('out', 'out', {
        ...outside,
        Groups: [{ GroupId: 'sg-fw' }],
      });
      made.sections.securityGroups.push(group('sg-fw', egress, ingress));

      return made.path('a', 's3');
    };
    const all = [from(443, '0.0.0.0/0')];

    expect(net([], all)).toBe('unreachable (security-group) ~');
    expect(net(all, [])).toBe('unreachable (security-group) ~');
    expect(net([from(443, '10.0.9.0/24')], all)).toBe('unreachable (security-group) ~');
    expect(net([from(443, '10.0.0.0/16')], all)).toMatch(/^public eni-out/);
  });

  it('is stopped by the network ACL of its subnet', () => {
    const net = instance().interface('out', 'out', outside);
    net.sections.networkAcls.push({
      NetworkAclId: 'acl-in',
      VpcId: 'vpc-main',
      Associations: [{ SubnetId: 'subnet-in' }],
      Entries: [{ RuleNumber: 100, Protocol: '-1', RuleAction: 'allow', Egress: true, CidrBlock: '0.0.0.0/0' }],
    });

    expect(net.path('a', 's3')).toBe('unreachable (network-acl) ~');
  });
});

/** Who calls from subnet `p`: exposure, groups and interfaces of each client. */
describe('the clients of a subnet', () => {
  const publicIp = { Association: { PublicIp: '198.51.100.7' } };
  const clientsIn = (net: ReturnType<typeof world>) => {
    const subnet = networkOf(net.snapshot()).subnet('subnet-p', 'vpc-main');
    if (subnet === undefined) throw new Error('no subnet');

    return clientsOf(subnet);
  };
  const said = (net: ReturnType<typeof world>) =>
    clientsIn(net).map(
      ({ exposure, securityGroupIds, hasCarrierAddress, members }) =>
        `${exposure} ${securityGroupIds?.join('+') ?? '?'} ${hasCarrierAddress ?? '?'} ${members.map(({ id }) => id).join('+')}`,
    );
  const groups = (...ids: readonly string[]) => ({ Groups: ids.map((GroupId) => ({ GroupId })) });
  const stopped = (net: ReturnType<typeof world>) => {
    net.sections.instances.push({ InstanceId: 'i-1', State: { Name: 'stopped' } });

    return net.interface('s', 'p', { Attachment: { InstanceId: 'i-1' } });
  };

  it.each<[string, ReturnType<typeof world>, string[]]>([
    ['stand for anybody where there is none', publicSubnet(false), ['none ? ? ']],
    ['stand for anybody with a public address where launches get one', publicSubnet(true), ['public ? ? ']],
    ['are interfaces', publicSubnet(false).interface('a', 'p'), ['none sg-main false eni-a']],
    [
      'are one where groups and exposure are the same',
      publicSubnet(false).interface('a', 'p', groups('sg-1', 'sg-2')).interface('b', 'p', groups('sg-2', 'sg-1')),
      ['none sg-1+sg-2 false eni-a+eni-b'],
    ],
    [
      'are two where groups differ',
      publicSubnet(false).interface('a', 'p', groups('sg-2')).interface('b', 'p', groups('sg-1')),
      ['none sg-1 false eni-b', 'none sg-2 false eni-a'],
    ],
    [
      'are two where one has an address of a carrier',
      publicSubnet(false)
        .interface('a', 'p')
        .interface('b', 'p', { Association: { CarrierIp: '198.51.100.7' } }),
      ['none sg-main true eni-b', 'none sg-main false eni-a'],
    ],
    [
      'begin with those that have a public address',
      publicSubnet(true)
        .interface('a', 'p', groups('sg-1'))
        .interface('b', 'p', { ...groups('sg-2'), ...publicIp }),
      ['public sg-2 false eni-b', 'none sg-1 false eni-a'],
    ],
    [
      'may have one once they are started',
      stopped(publicSubnet(true).interface('b', 'p', publicIp).interface('a', 'p')),
      ['public sg-main false eni-b', 'doubtful sg-main false eni-s', 'none sg-main false eni-a'],
    ],
    [
      'have none where their instance is not listed',
      publicSubnet(true).interface('a', 'p', { Attachment: { InstanceId: 'i-gone' } }),
      ['none sg-main false eni-a'],
    ],
    [
      'have none where they belong to no instance, whatever was not read',
      publicSubnet(true).interface('a', 'p').unread('instances'),
      ['none sg-main false eni-a'],
    ],
    ['get none by a start where the subnet gives none', stopped(publicSubnet(false)), ['none sg-main false eni-s']],
    ['without a group are judged by none', publicSubnet(false).interface('a', 'p', groups()), ['none ? false eni-a']],
    [
      'are not known where interfaces were not read',
      publicSubnet(false).unread('networkInterfaces'),
      ['doubtful ? ? '],
    ],
  ])('%s', (_, net, clients) => {
    expect(said(net)).toEqual(clients);
  });

  it.each([
    [publicIp, 'public ? ? '],
    [{}, 'none ? ? '],
  ])('are some of all where interfaces were asked for by filter: with %j', (extra, client) => {
    const net = publicSubnet(true).interface('a', 'p', extra);
    for (const subnet of net.sections.subnets) subnet.AvailableIpAddressCount = 100;
    const snapshot = net.snapshot();
    const filtered = { ...snapshot, scopes: snapshot.scopes.map((scope) => ({ ...scope, interfacesFiltered: true })) };
    net.snapshot = () => filtered;

    expect(said(net)).toEqual([client]);
  });

  it.each<[string, object, 'ipv4' | 'ipv6', string[]]>([
    ['their own', { PrivateIpAddresses: [{ PrivateIpAddress: '10.0.8.9' }] }, 'ipv4', ['10.0.8.9/32']],
    [
      'all of their own',
      { PrivateIpAddresses: [{ PrivateIpAddress: '10.0.8.9' }, { PrivateIpAddress: '10.0.8.11' }] },
      'ipv4',
      ['10.0.8.9/32', '10.0.8.11/32'],
    ],
    ['any of the subnet where theirs are not known', {}, 'ipv4', ['10.0.8.0/24']],
    [
      'any of the subnet where theirs are none',
      { PrivateIpAddresses: [{ PrivateIpAddress: '10.0.8' }] },
      'ipv4',
      ['10.0.8.0/24'],
    ],
    [
      'any of the subnet where theirs lie outside it, as an emulator has it',
      { PrivateIpAddresses: [{ PrivateIpAddress: '10.32.90.52' }] },
      'ipv4',
      ['10.0.8.0/24'],
    ],
    ['none of IPv6 where the subnet has none', {}, 'ipv6', []],
    ['their own of IPv6', { Ipv6Addresses: [{ Ipv6Address: '2600:1f18::9' }] }, 'ipv6', ['2600:1f18::9/128']],
  ])('call from %s', (_, extra, family, cidrs) => {
    const net = world().subnet('p', { cidr: '10.0.8.0/24' }).interface('a', 'p', extra);

    expect(toCidrs(addressesOfClient(clientsIn(net)[0], family))).toEqual(cidrs);
  });

  it.each<[string[], string[]]>([
    [['2600:1f18:1:2::/64'], ['2600:1f18:1:2::/64']],
    [['2600:1f18:1:3::/64', '2600:1f18:1:2::/64'], ['2600:1f18:1:2::/63']],
  ])('call from any IPv6 address of %j', (blocks, cidrs) => {
    const net = world().subnet('p');
    for (const one of net.sections.subnets)
      one.Ipv6CidrBlockAssociationSet = blocks.map((Ipv6CidrBlock) => ({
        Ipv6CidrBlock,
        Ipv6CidrBlockState: { State: 'associated' },
      }));

    expect(toCidrs(rangesOfSubnet(clientsIn(net)[0].subnet, 'ipv6'))).toEqual(cidrs);
  });

  it('are told apart by what is in doubt about them', () => {
    const net = publicSubnet(true)
      .interface('a', 'p', { Attachment: { InstanceId: 'i-1' } })
      .interface('b', 'p', { Attachment: { InstanceId: 'i-2' } })
      .unread('instances');

    expect(clientsIn(net).map(({ exposureDoubts }) => exposureDoubts.map(({ text }) => text))).toEqual([
      ['ec2:instances was not read: i-1 may be stopped, and get a public address'],
      ['ec2:instances was not read: i-2 may be stopped, and get a public address'],
    ]);
  });
});
