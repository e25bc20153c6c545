import { describe, expect, it } from 'vitest';
import { askingTheSame, isParticular, isShareable, subnetClassesOf } from '../../src/analysis/equivalence.ts';
import { lookupsIn } from '../../src/analysis/names.ts';
import { type Network, networkOf, type Subnet } from '../../src/network/network.ts';
import { serviceOf } from '../../src/services/service-of.ts';
import { group, https, members, type Permissions } from '../support/permissions.ts';
import { world } from '../support/world.ts';

type World = ReturnType<typeof world>;

/** Subnets `a` and `b` on the main table. */
const twins = (a: object = {}, b: object = {}) =>
  world()
    .route('main-main', '0.0.0.0/0', 'nat-main')
    .subnet('a', { routes: null, ...a })
    .subnet('b', { routes: null, ...b });

const subnetOf = (network: Network, name: string): Subnet => {
  const found = network.subnet(`subnet-${name}`, 'vpc-main');
  if (found === undefined) throw new Error(`no subnet ${name}`);

  return found;
};

const areAlike = (net: World, family: 'ipv4' | 'ipv6' = 'ipv4'): boolean => {
  const network = networkOf(net.snapshot());
  const [a, b] = ['a', 'b'].map((name) => subnetClassesOf(network, subnetOf(network, name))[family]);

  return a !== null && a === b;
};

describe('two subnets are alike', () => {
  const publicIp = { Association: { PublicIp: '198.51.100.7' } };
  const guarded = (net: World) => {
    net.sections.networkAcls.push({
      NetworkAclId: 'acl-nat',
      VpcId: 'vpc-main',
      Associations: [{ SubnetId: 'subnet-public' }],
      Entries: [],
    });

    return net;
  };
  const shut = (net: World) => {
    net.sections.securityGroups.push(group('sg-shut', {}));

    return net.interface('b', 'b', { Groups: [{ GroupId: 'sg-shut' }] });
  };

  it.each<[string, World]>([
    ['on one route table', twins()],
    ['in two zones, where no gateway asks for it', twins({ zone: 'a' }, { zone: 'b' })],
    ['in one zone outside the Region', twins({ zone: '-bos-1a' }, { zone: '-bos-1a' })],
    ['with clients of one kind', twins().interface('a', 'a').interface('b', 'b')],
    ['with one client and with two', twins().interface('a', 'a').interface('b', 'b').interface('c', 'b')],
    [
      'where an ACL that is not open guards no gateway',
      (() => {
        const net = twins().subnet('c');
        net.sections.networkAcls.push({ NetworkAclId: 'acl-c', Associations: [{ SubnetId: 'subnet-c' }], Entries: [] });

        return net;
      })(),
    ],
    ['without a client', twins()],
    [
      'with Block Public Access that excludes neither',
      (() => {
        const net = twins();
        net.sections.blockPublicAccessExclusions.push({
          ResourceArn: 'arn:aws:ec2:us-east-1:1:subnet/subnet-x',
          InternetGatewayExclusionMode: 'allow-egress',
          State: 'create-complete',
        });

        return net;
      })(),
    ],
  ])('%s', (_, net) => {
    expect(areAlike(net)).toBe(true);
  });

  it.each<[string, World]>([
    ['on two route tables', twins({}, { routes: { '0.0.0.0/0': 'nat-main' } })],
    ['where the clients of one have a public address', twins().interface('a', 'a', publicIp).interface('b', 'b')],
    ['where what launches into one gets a public address', twins({ mapPublicIp: true })],
    ['where one holds clients without a public address, and the other nobody', twins().interface('b', 'b')],
    ['where one is in a zone outside the Region', twins({ zone: '-bos-1a' }, { zone: 'a' })],
    ['in two zones outside the Region', twins({ zone: '-bos-1a' }, { zone: '-chi-1a' })],
    [
      'where one is on an Outpost',
      (() => {
        const net = twins();
        for (const one of net.sections.subnets) if (one.SubnetId === 'subnet-a') one.OutpostArn = 'arn:aws:outposts';

        return net;
      })(),
    ],
    ['in two zones, with a transit gateway', twins({ zone: 'a' }, { zone: 'b' }).transit({ main: ['a'] }, {})],
    [
      'in two zones, with a regional NAT gateway in manual mode',
      twins({ zone: 'a' }, { zone: 'b' }).nat('regional', null, {
        AvailabilityMode: 'regional',
        AutoProvisionZones: 'disabled',
      }),
    ],
    ['where routes lead to carrier gateways', twins().route('main-main', '1.0.0.0/8', 'cagw-1')],
    ['where routes lead to interfaces', twins().route('main-main', '1.0.0.0/8', 'eni-1')],
    ['where the ACL of a NAT gateway is not open', guarded(twins())],
    ['where a group of one holds its clients back', shut(twins())],
    [
      'where only one is excluded from Block Public Access',
      (() => {
        const net = twins();
        net.sections.blockPublicAccessExclusions.push({
          ResourceArn: 'arn:aws:ec2:us-east-1:1:subnet/subnet-a',
          InternetGatewayExclusionMode: 'allow-egress',
          State: 'create-complete',
        });

        return net;
      })(),
    ],
  ])('not %s', (_, net) => {
    expect(areAlike(net)).toBe(false);
  });

  it('not where interfaces or their ACL keep them apart from any other', () => {
    const noAcl = twins();
    noAcl.sections.networkAcls = [];

    expect([areAlike(noAcl), areAlike(twins().unread('routeTables'))]).toEqual([true, false]);
  });

  it('over IPv6 where both have it', () => {
    const both = twins({ ipv6: '2600:1f18:1:1::/64' }, { ipv6: '2600:1f18:1:2::/64' });

    expect([areAlike(both, 'ipv6'), areAlike(twins(), 'ipv6')]).toEqual([true, false]);
  });
});

describe('clients in two subnets ask for the same names', () => {
  const ipv6 = '2600:1f18:1:1::/64';

  it.each<[string, object, object, boolean]>([
    ['of IPv4', {}, {}, true],
    ['of both families', { ipv6 }, { ipv6: '2600:1f18:1:2::/64' }, true],
    ['where only one has IPv6', { ipv6 }, {}, false],
    ['where only one has no IPv4', { ipv6, ipv6Only: true }, { ipv6 }, false],
    ['where only one has DNS64', { ipv6, dns64: true }, { ipv6 }, false],
  ])('%s', (_, a, b, same) => {
    const network = networkOf(twins(a, b).snapshot());
    const all = { traits: [] };

    expect(askingTheSame(all, subnetOf(network, 'a')) === askingTheSame(all, subnetOf(network, 'b'))).toBe(same);
  });
});

/** What becomes of a name may be shared between subnets that are alike. */
describe('a name', () => {
  const judged = (net: World, service: string, subnet = 'a') => {
    const network = networkOf(net.snapshot());
    const found = subnetOf(network, subnet);
    const [lookup] = lookupsIn(
      network,
      found.vpc,
      serviceOf({ id: service, region: 'us-east-1', account: null, offered: undefined }),
    );
    if (lookup === undefined) throw new Error('no name');

    return { isParticular: isParticular(lookup), isShareable: isShareable(found, lookup) };
  };
  const withEndpoint = (ingress: Permissions = https('10.0.0.0/16'), subnets: readonly string[] = ['b']) => {
    const net = twins().endpoint('vpce-ec2', 'ec2', { subnets, groups: ['sg-endpoint'] });
    net.sections.securityGroups.push(group('sg-endpoint', { ingress }));

    return net;
  };
  const guarded = (ids: readonly string[]) => {
    const net = withEndpoint();
    net.sections.networkAcls.push({
      NetworkAclId: 'acl-x',
      VpcId: 'vpc-main',
      Associations: ids.map((SubnetId) => ({ SubnetId })),
      Entries: [],
    });

    return net;
  };
  const shared = () => {
    const net = withEndpoint();
    for (const vpc of net.sections.vpcs) vpc.OwnerId = '999988887777';

    return net;
  };

  it.each<[string, World, string, boolean, boolean]>([
    ['of public addresses is', twins(), 'ec2', false, true],
    ['on another port than HTTPS is not', twins(), 'cassandra', true, false],
    ['on further ports is not', twins(), 'athena', true, false],
    ['of an endpoint that lets every address in is', withEndpoint(), 'ec2', true, true],
    [
      'of an endpoint without groups is',
      twins().endpoint('vpce-ec2', 'ec2', { subnets: ['b'], groups: [] }),
      'ec2',
      true,
      true,
    ],
    ['of an endpoint in the subnet itself is not', withEndpoint(https('10.0.0.0/16'), ['a']), 'ec2', true, false],
    ['of an endpoint that lets some addresses in is not', withEndpoint(https('10.0.2.0/28')), 'ec2', true, false],
    ['of an endpoint that lets members in is not', withEndpoint(members('sg-app')), 'ec2', true, false],
    ['of an endpoint behind an ACL is not', guarded(['subnet-b']), 'ec2', true, false],
    ['of an endpoint beside an ACL is', guarded(['subnet-public']), 'ec2', true, true],
    ['of an endpoint in a shared VPC is not', shared(), 'ec2', true, false],
    [
      'of an address is not',
      twins().zone('ec2.us-east-1.amazonaws.com', ['main'], ['ec2.us-east-1.amazonaws.com A 10.0.9.9']),
      'ec2',
      true,
      false,
    ],
  ])('%s shared', (_, net, service, particular, shareable) => {
    expect(judged(net, service)).toEqual({ isParticular: particular, isShareable: shareable });
  });
});

describe('a guarded gateway sets subnets apart by the family that its ACL may shut out', () => {
  const ipv6 = (n: number) => ({ ipv6: `2600:1f18:1:${n}::/64` });
  const natAcl = (net: World, ...open: readonly object[]) => {
    net.sections.networkAcls.push({
      NetworkAclId: 'acl-nat',
      VpcId: 'vpc-main',
      Associations: [{ SubnetId: 'subnet-public' }, { SubnetId: 'subnet-of-nobody' }],
      Entries: [true, false].flatMap((Egress) =>
        open.map((to, n) => ({ RuleNumber: 100 + n, Protocol: '-1', RuleAction: 'allow', Egress, ...to })),
      ),
    });

    return net.nat('main', 'public');
  };
  const anyIpv4 = { CidrBlock: '0.0.0.0/0' };
  const anyIpv6 = { Ipv6CidrBlock: '::/0' };

  it.each<[string, World, boolean]>([
    ['IPv4 subnets, by an ACL that is open to IPv4', natAcl(twins(), anyIpv4), true],
    ['IPv4 subnets, by an ACL that is open to IPv6 alone', natAcl(twins(), anyIpv6), false],
    ['dual-stack subnets, by an ACL that is open to IPv4', natAcl(twins(ipv6(1), ipv6(2)), anyIpv4), false],
    ['dual-stack subnets, by an ACL that is open to both', natAcl(twins(ipv6(1), ipv6(2)), anyIpv4, anyIpv6), true],
  ])('%s', (_, net, alike) => {
    expect(areAlike(net)).toBe(alike);
  });

  it('also where it guards in another scope', () => {
    const guard = natAcl(twins(), anyIpv6)
      .snapshot()
      .scopes.map((scope) => ({ ...scope, region: 'us-west-2' }));
    const network = networkOf({ schemaVersion: 1, scopes: [...twins().snapshot().scopes, ...guard] });
    const of = (name: string) => subnetClassesOf(network, subnetOf(network, name)).ipv4;

    expect(of('a')).not.toBe(of('b'));
  });
});

it('classes of several traits are told apart by each of them', () => {
  const exposed = { Association: { PublicIp: '198.51.100.7' } };
  const net = twins({ zone: '-bos-1a' }, { zone: '-bos-1b' }).interface('a', 'a', exposed).interface('b', 'b', exposed);

  expect(areAlike(net)).toBe(false);
});
