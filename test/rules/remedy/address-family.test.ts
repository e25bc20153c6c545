import { describe, expect, it } from 'vitest';
import { analyse } from '../../../src/analysis/analyse.ts';
import { changesOf, remedyWords } from '../../../src/changes/remedy.ts';
import { networkOf } from '../../../src/network/network.ts';
import { giveBothFamilies } from '../../../src/rules/remedy/address-family.ts';
import type { Service, ServiceName } from '../../../src/services/service.ts';
import { serviceOf } from '../../../src/services/service-of.ts';
import type { SubnetSpec } from '../../support/world/vpc.ts';
import { world } from '../../support/world.ts';

const s3 = serviceOf({ id: 's3', region: 'us-east-1', account: '111122223333', offered: undefined });

const remedyFor = (net: ReturnType<typeof world>, endpointId: string) => {
  const network = networkOf(net.snapshot());
  const vpc = network.vpcs.get('vpc-main');
  if (vpc === undefined) throw new Error('no VPC');
  const [group] = analyse(network, { vpcs: [vpc], subnets: vpc.subnets, services: [s3] }).paths;
  const [subnet] = vpc.subnets;
  const path = group?.paths[0];
  if (path === undefined || subnet === undefined) throw new Error('no path');

  return giveBothFamilies({ ...path, subnet }, endpointId);
};

it('gives a gateway endpoint the other family', () => {
  const [change] = changesOf(remedyFor(world().subnet('a').gateway('vpce-s3', 's3', ['a']), 'vpce-s3'));

  expect(change).toMatchObject({ endpointType: 'gateway', before: 'ipv4', ipAddressType: 'dualstack' });
});

it('knows which family an endpoint has today', () => {
  const net = world().subnet('a', { ipv6: '2600:1f18:1:1::/64' }).endpoint('vpce-s3i', 's3', { ipAddressType: 'ipv6' });

  expect(changesOf(remedyFor(net, 'vpce-s3i'))[0]).toMatchObject({ endpointType: 'interface', before: 'ipv6' });
});

it('is in words for an endpoint of another VPC, and where endpoints were not read', () => {
  const words = 'Give vpce-hub addresses of both families';

  expect(remedyWords(remedyFor(world().subnet('a'), 'vpce-hub'))).toBe(words);
  expect(remedyWords(remedyFor(world().subnet('a').unread('vpcEndpoints'), 'vpce-hub'))).toBe(words);
});

it.each([
  [['a'], 'Give vpce-s3i addresses of both families'],
  [
    ['a', 'b'],
    'Give subnet-b an IPv6 CIDR, or move vpce-s3i to subnets that have one, then give vpce-s3i addresses of both families',
  ],
  [
    ['b', 'c'],
    'Give subnet-b and subnet-c an IPv6 CIDR, or move vpce-s3i to subnets that have one, then give vpce-s3i addresses of both families',
  ],
])('needs IPv6 in each subnet of an interface endpoint first: %j', (subnets, words) => {
  const net = world().subnet('a', { ipv6: '2600:1f18:1:1::/64' }).subnet('b').subnet('c');

  expect(remedyWords(remedyFor(net.endpoint('vpce-s3i', 's3', { subnets }), 'vpce-s3i'))).toBe(words);
});

describe('an answer that DNS64 makes up', () => {
  const host = 's3.us-east-1.amazonaws.com';
  const six = '2600:1f18:1:1::/64';
  const both = 'Give vpce-s3 addresses of both families';
  const dial = 'have clients dial s3.dualstack.us-east-1.amazonaws.com';
  const off = 'switch off DNS64 of subnet-a, whose clients have IPv4 as well';
  const asked = (name: Partial<ServiceName>, spec: SubnetSpec = {}, service: Service = s3) => {
    const net = world()
      .subnet('a', { ipv6: six, ...spec })
      .gateway('vpce-other', 'dynamodb')
      .gateway('vpce-s3', 's3');
    const vpc = networkOf(net.snapshot()).vpcs.get('vpc-main');
    const subnet = vpc?.subnets.find(({ id }) => id === 'subnet-a');
    const [first] = analyse(networkOf(net.snapshot()), {
      vpcs: vpc === undefined ? [] : [vpc],
      subnets: vpc?.subnets ?? [],
      services: [s3],
    }).paths;
    const path = first?.paths[0];
    if (path === undefined || subnet === undefined) throw new Error('no path');
    const { family = 'ipv6' } = name;

    return remedyWords(
      giveBothFamilies(
        {
          ...path,
          subnet,
          service,
          family,
          name: { ...path.name, name: host, family, primary: false, dialedByDefault: true, ...name },
        },
        'vpce-s3',
      ),
    );
  };

  it('needs none of it where clients dial the dual-stack name, or have no DNS64', () => {
    expect(asked({})).toBe(`${both}; ${dial}; ${off}`);
  });

  it('stays where clients have nothing but IPv6', () => {
    expect(asked({}, { ipv6Only: true })).toBe(`${both}; ${dial}`);
  });

  it('names no dual-stack name where the service has none', () => {
    const plain = { ...s3, names: s3.names.filter(({ family }) => family === 'ipv4') };

    expect(asked({}, {}, plain)).toBe(`${both}; ${off}`);
  });

  it.each<[string, Partial<ServiceName>]>([
    ['of IPv4 clients', { family: 'ipv4' }],
    ['of the name that has IPv6 records', { name: 's3.dualstack.us-east-1.amazonaws.com', primary: true }],
    ['of a name that the service does not have', { name: 'bucket.example.com' }],
    ['of a name that no SDK dials over IPv4 on its own', { name: 's3.dualstack.us-east-1.amazonaws.com' }],
  ])('is not the answer %s', (_, name) => {
    expect(asked(name)).toBe(both);
  });
});
