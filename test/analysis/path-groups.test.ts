import { describe, expect, it } from 'vitest';
import { lookupsIn } from '../../src/analysis/names.ts';
import { pathGroups } from '../../src/analysis/path-groups.ts';
import { serviceOf } from '../../src/services/service-of.ts';
import { guard } from '../support/acl.ts';
import { group, https } from '../support/permissions.ts';
import { networkFrom, subnetIn } from '../support/step.ts';
import { world } from '../support/world.ts';

type World = ReturnType<typeof world>;

/** Subnets `a`, `b` and `c` on the main table. */
const triplets = (...specs: readonly Parameters<World['subnet']>[1][]): World => {
  const net = world().route('main-main', '0.0.0.0/0', 'nat-main');
  for (const [i, name] of ['a', 'b', 'c'].entries())
    net.subnet(name, { routes: null, cidr: `10.0.${i + 1}.0/24`, ...specs[i] });

  return net;
};

const groupsOf = (net: World, services: readonly string[] = ['s3']) => {
  const network = networkFrom(net);
  const { vpc } = subnetIn(network, 'a');
  const lookups = services.flatMap((id) =>
    lookupsIn(network, vpc, serviceOf({ id, region: 'us-east-1', account: null, offered: undefined })),
  );

  return pathGroups(
    network,
    lookups,
    ['a', 'b', 'c'].map((name) => subnetIn(network, name)),
  );
};
const together = (net: World, services?: readonly string[]): string[] =>
  groupsOf(net, services).map(({ subnets }) => subnets.map(({ id }) => id.slice('subnet-'.length)).join(''));

/** An endpoint of EC2 in subnet `a`, whose group lets these addresses in. */
const withEndpoint = (...cidrs: readonly string[]): World => {
  const net = triplets().endpoint('vpce-ec2', 'ec2', { subnets: ['a'], groups: ['sg-endpoint'] });
  net.sections.securityGroups.push(group('sg-endpoint', { ingress: https(...cidrs) }));

  return net;
};
const ipv6 = (i: number) => ({ ipv6: `2600:1f18:1:${i}::/64` });

/** An ACL of IPv4 alone, as subnets have that had no IPv6 at first. */
const ipv4Only = (net: World): World => {
  for (const acl of net.sections.networkAcls)
    acl.Entries = acl.Entries?.filter(({ Ipv6CidrBlock }) => Ipv6CidrBlock === undefined) ?? [];

  return net;
};
const shut = (net: World, ...subnets: readonly string[]): World => {
  for (const subnet of subnets) guard(net, subnet, 'in allow 0.0.0.0/0', 'out allow 52.0.0.0/8');

  return net;
};

describe('subnets that come to the same by every name', () => {
  it.each<[string, World, string[]]>([
    ['are one group', triplets(), ['abc']],
    ['are on one table', triplets({}, { routes: { '0.0.0.0/0': 'nat-main' } }), ['ac', 'b']],
    ['are held back by nothing of their own', shut(triplets(), 'b', 'c'), ['a', 'b', 'c']],
    ['have the same families', triplets(ipv6(1), {}, ipv6(3)), ['ac', 'b']],
    ['are held back by nothing over IPv6', ipv4Only(triplets(ipv6(1), ipv6(2))), ['a', 'b', 'c']],
    ['need no IPv6 that they do not have', ipv4Only(triplets()), ['abc']],
  ])('%s', (_, net, groups) => {
    expect(together(net)).toEqual(groups);
  });

  it.each<[string, World, readonly string[], string[]]>([
    ['but for those that it stands in', withEndpoint('10.0.0.0/16'), ['ec2'], ['a', 'bc']],
    ['but for those whose addresses it keeps out', withEndpoint('10.0.2.0/24'), ['ec2'], ['a', 'b', 'c']],
    ['where nobody asks for it', withEndpoint('10.0.2.0/24'), ['s3'], ['abc']],
    ['also where others are asked for', withEndpoint('10.0.2.0/24'), ['s3', 'ec2'], ['a', 'b', 'c']],
  ])('are those that an endpoint lets in, %s', (_, net, services, groups) => {
    expect(together(net, services)).toEqual(groups);
  });
});

describe('groups of subnets', () => {
  it('share what a name comes to that sets them not apart', () => {
    const [a, b] = groupsOf(withEndpoint('10.0.0.0/16'), ['s3', 'ec2']).map(({ paths }) => paths);
    const outcome = (paths: typeof a, service: string) =>
      paths?.find((path) => path.service.id === service && path.name.primary)?.outcome;

    expect(outcome(a, 's3')).toBe(outcome(b, 's3'));
    expect(outcome(a, 'ec2')).not.toBe(outcome(b, 'ec2'));
  });

  it('share nothing where one is held back', () => {
    const [ac, b] = groupsOf(shut(triplets(), 'b')).map(({ paths }) => paths[0]?.outcome.verdict);

    expect([ac, b]).toEqual(['public', 'split']);
  });

  it('ask for names of the families that they have', () => {
    const [a, b] = groupsOf(triplets(ipv6(1))).map(({ paths }) =>
      [...new Set(paths.map(({ family }) => family))].sort(),
    );

    expect([a, b]).toEqual([['ipv4', 'ipv6'], ['ipv4']]);
  });
});
