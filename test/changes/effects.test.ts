import { describe, expect, it } from 'vitest';
import { apply } from '../../src/changes/apply.ts';
import type { Change } from '../../src/changes/change.ts';
import type { Sections } from '../../src/snapshot/schema.ts';
import { region } from '../support/world/sections.ts';
import { ready } from './one-of-each.ts';
import { one } from './refused.ts';

type Net = ReturnType<typeof ready>;

const sectionsAfter = (changes: readonly Change[], prepare: (net: Net) => unknown = () => {}): Sections => {
  const net = ready();
  prepare(net);

  return apply(net.snapshot(), changes).scopes[0]?.sections ?? {};
};

const routesOf = ({ routeTables = [] }: Sections, id: string): readonly string[] =>
  (routeTables.find(({ RouteTableId }) => RouteTableId === id)?.Routes ?? []).map((route) =>
    [
      route.DestinationPrefixListId ?? route.DestinationCidrBlock,
      route.NatGatewayId ?? route.GatewayId,
      route.State,
    ].join(' '),
  );

/** AWS makes one route for each of the service's lists. @see https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html */
describe('a gateway endpoint has a route to each list of its families', () => {
  const create = (ipAddressType: 'ipv4' | 'ipv6' | 'dualstack') =>
    one('create-gateway-endpoint', {
      id: 'vpce-new',
      serviceName: `com.amazonaws.${region}.s3`,
      routeTableIds: ['rtb-b'],
      ipAddressType,
    });
  const listsOf = (sections: Sections): readonly string[] =>
    routesOf(sections, 'rtb-b').filter((text) => text.includes('vpce-new'));

  it.each([
    ['ipv4', ['pl-s3 vpce-new active']],
    ['ipv6', ['pl-s3-6 vpce-new active']],
    ['dualstack', ['pl-s3 vpce-new active', 'pl-s3-6 vpce-new active']],
  ] as const)('%s', (type, routes) => {
    expect(listsOf(sectionsAfter([create(type)]))).toEqual(routes);
  });

  it('and to none that a customer called alike', () => {
    const sections = sectionsAfter([create('ipv4')], (net) =>
      net.sections.managedPrefixLists.push({
        PrefixListId: 'pl-mine',
        PrefixListName: `com.amazonaws.${region}.s3`,
        AddressFamily: 'IPv4',
        OwnerId: '111122223333',
      }),
    );

    expect(listsOf(sections)).toEqual(['pl-s3 vpce-new active']);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
describe('an interface endpoint takes the first free address of each subnet', () => {
  const addressOf = (prepare?: (net: Net) => unknown) => {
    const { networkInterfaces = [] } = sectionsAfter([one('add-endpoint-subnets')], prepare);
    const added = networkInterfaces.find(
      ({ SubnetId, InterfaceType }) => SubnetId === 'subnet-c' && InterfaceType === 'vpc_endpoint',
    );

    return added?.PrivateIpAddress;
  };
  const sized = ({ sections }: Net, CidrBlock: string): void => {
    for (const subnet of sections.subnets) if (subnet.SubnetId === 'subnet-c') subnet.CidrBlock = CidrBlock;
  };
  const taken = (net: Net, ...addresses: readonly string[]): void => {
    for (const address of addresses)
      net.interface(address, 'c', { PrivateIpAddresses: [{ PrivateIpAddress: address, Primary: true }] });
  };

  it('after the four that AWS keeps', () => {
    expect(addressOf((net) => sized(net, '10.0.9.0/28'))).toBe('10.0.9.4');
  });

  it('after those in use', () => {
    const found = addressOf((net) => {
      sized(net, '10.0.9.0/28');
      taken(net, '10.0.9.4', '10.0.9.5', '10.0.9.7');
    });

    expect(found).toBe('10.0.9.6');
  });

  it('but not the last one, which AWS keeps as well', () => {
    const all = Array.from({ length: 11 }, (_, i) => `10.0.9.${4 + i}`);
    const last = addressOf((net) => {
      sized(net, '10.0.9.0/28');
      taken(net, ...all.slice(0, -1));
    });
    const none = addressOf((net) => {
      sized(net, '10.0.9.0/28');
      taken(net, ...all);
    });

    expect([last, none]).toEqual(['10.0.9.14', undefined]);
  });

  it('and gives it back', () => {
    const counts = (...changes: readonly Change[]) =>
      sectionsAfter(changes, ({ sections }) => {
        for (const subnet of sections.subnets) subnet.AvailableIpAddressCount = 100;
      }).subnets?.map(({ SubnetId, AvailableIpAddressCount }) => `${SubnetId} ${AvailableIpAddressCount}`);
    const kept = counts(one('set-inbound-only'))?.filter((text) => !/subnet-[bc] /.test(text)) ?? [];

    expect(counts(one('add-endpoint-subnets'))).toEqual(
      expect.arrayContaining([...kept, 'subnet-b 100', 'subnet-c 99']),
    );
    expect(counts(one('remove-endpoint-subnets'))).toEqual(
      expect.arrayContaining([...kept, 'subnet-b 101', 'subnet-c 100']),
    );
  });
});

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RevokeSecurityGroupIngress.html */
describe('what is taken out of a security group', () => {
  const https = { first: 443, last: 443 };
  const permissions = (change: Change) =>
    sectionsAfter([change], ({ sections }) => {
      for (const group of sections.securityGroups)
        if (group.GroupId === 'sg-narrow')
          group.IpPermissions?.push(
            { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '10.0.2.0/24' }] },
            {
              IpProtocol: 'tcp',
              FromPort: 443,
              ToPort: 444,
              Ipv6Ranges: [{ CidrIpv6: '2001:db8::/56' }],
              PrefixListIds: [{ PrefixListId: 'pl-s3' }],
            },
          );
    })
      .securityGroups?.find(({ GroupId }) => GroupId === 'sg-narrow')
      ?.IpPermissions?.map(({ FromPort, ToPort, IpRanges = [], Ipv6Ranges = [], PrefixListIds = [] }) =>
        [
          `${FromPort}-${ToPort}`,
          ...IpRanges.map(({ CidrIp }) => CidrIp),
          ...Ipv6Ranges.map(({ CidrIpv6 }) => CidrIpv6),
          ...PrefixListIds.map(({ PrefixListId }) => PrefixListId),
        ].join(' '),
      );
  const remove = (port: { first: number; last: number }, ...peers: readonly string[]) =>
    permissions(
      one('remove-group-rules', {
        rules: peers.map((peer) => ({ port, peer: peer.startsWith('pl-') ? { prefixListId: peer } : { cidr: peer } })),
      }),
    );
  const rest = ['443-443 10.0.1.0/24 10.0.2.0/24', '80-80 10.0.2.0/24', '443-444 2001:db8::/56 pl-s3'];

  it.each([
    ['one peer of several', https, ['10.0.2.0/24'], ['443-443 10.0.1.0/24', rest[1], rest[2]]],
    ['all peers of some ports', https, ['10.0.1.0/24', '10.0.2.0/24'], [rest[1], rest[2]]],
    ['an IPv6 CIDR', { first: 443, last: 444 }, ['2001:db8::/56'], [rest[0], rest[1], '443-444 pl-s3']],
    ['a prefix list', { first: 443, last: 444 }, ['pl-s3'], [rest[0], rest[1], '443-444 2001:db8::/56']],
    ['other ports', { first: 443, last: 445 }, ['pl-s3', '10.0.1.0/24'], rest],
  ])('is %s, and nothing else', (_, port, peers, left) => {
    expect(remove(port, ...peers)).toEqual(left);
  });

  it('is of the ports that each rule names', () => {
    const left = permissions(
      one('remove-group-rules', {
        rules: [
          { port: https, peer: { cidr: '10.0.1.0/24' } },
          { port: { first: 80, last: 80 }, peer: { cidr: '10.0.2.0/24' } },
        ],
      }),
    );

    expect(left).toEqual(['443-443 10.0.2.0/24', rest[2]]);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-working-with.html */
it('the routes to a NAT gateway that is deleted stay, and lead nowhere; its interface goes', () => {
  const sections = sectionsAfter([one('delete-nat-gateway')], (net) =>
    net
      .nat('other', 'a')
      .route('c', '0.0.0.0/0', 'nat-other')
      .interface('nat', 'a', { InterfaceType: 'nat_gateway', Description: 'Interface for NAT Gateway nat-main' })
      .interface('other', 'a', { InterfaceType: 'nat_gateway', Description: 'Interface for NAT Gateway nat-other' })
      .interface('named', 'a', { Description: 'talks to nat-main' }),
  );
  const ids = sections.networkInterfaces?.map(({ NetworkInterfaceId }) => NetworkInterfaceId);

  expect(sections.natGateways?.map(({ NatGatewayId }) => NatGatewayId)).toEqual(['nat-other']);
  expect(routesOf(sections, 'rtb-a')).toEqual(
    expect.arrayContaining(['0.0.0.0/0 nat-main blackhole', '52.0.0.0/8 nat-main blackhole']),
  );
  expect(routesOf(sections, 'rtb-c')).toContain('0.0.0.0/0 nat-other active');
  expect(ids).toEqual(expect.arrayContaining(['eni-other', 'eni-named']));
  expect(ids).not.toContain('eni-nat');
});

it('a line of a network ACL goes by number and direction', () => {
  const { line } = one('remove-acl-entry');
  const sections = sectionsAfter([one('remove-acl-entry')], (net) => {
    for (const acl of net.sections.networkAcls)
      if (acl.NetworkAclId === 'acl-own')
        acl.Entries?.push({ RuleNumber: line.number, Protocol: '6', RuleAction: 'allow', Egress: false });
  });
  const left = sections.networkAcls?.find(({ NetworkAclId }) => NetworkAclId === 'acl-own')?.Entries;

  expect(left?.map(({ RuleNumber, Egress }) => [RuleNumber, Egress])).toEqual([[50, false]]);
});
