import { describe, expect, it } from 'vitest';
import { clientsOf } from '../../src/analysis/client.ts';
import { destinationOf } from '../../src/analysis/destination.ts';
import { assume } from '../../src/analysis/doubt.ts';
import { type PublicRequest, toPublicAddresses } from '../../src/analysis/to-public.ts';
import { toCidrs } from '../../src/net/ranges.ts';
import { type Network, networkOf, type Subnet } from '../../src/network/network.ts';
import { isUnread } from '../../src/network/unread.ts';
import { serviceOf } from '../../src/services/service-of.ts';
import type { ScopeSnapshot } from '../../src/snapshot/schema.ts';
import { guard } from '../support/acl.ts';
import { group, https } from '../support/permissions.ts';
import { snapshotScope } from '../support/sections.ts';
import { networkFrom, subnetIn } from '../support/step.ts';
import { stranger } from '../support/world/sections.ts';
import { behindNat, world } from '../support/world.ts';

type World = ReturnType<typeof world>;

/** Where a service's public addresses go from subnet `a`, as its first client sends them. */
const outcomesFrom = (network: Network, subnet: Subnet, id = 's3', more: Partial<PublicRequest> = {}) => {
  const { routeTable: table } = subnet;
  if (isUnread(table)) throw new Error('no table');
  const family = more.family ?? 'ipv4';
  const service = serviceOf({ id, region: 'us-east-1', account: null, offered: undefined });
  const request: PublicRequest = {
    network,
    client: clientsOf(subnet)[0],
    service,
    port: { first: 443, last: 443 },
    nameDoubts: [],
    family,
    destination: destinationOf(network, subnet.vpc.scope, service, family),
    isTranslated: false,
    ...more,
  };

  return toPublicAddresses(request, table).map(({ disposition, ranges, hops, doubts, cause }) => ({
    end: [disposition.verdict, disposition.via?.id, disposition.reason].filter((word) => word != null).join(' '),
    to: toCidrs(ranges).slice(0, 2),
    last: hops.at(-1)?.because,
    doubts: [...new Set(doubts.map(({ text }) => text))],
    cause: cause?.reason ?? null,
  }));
};

const outcomesFor = (net: World, id = 's3', more: Partial<PublicRequest> = {}) => {
  const network = networkFrom(net);

  return outcomesFrom(network, subnetIn(network, 'a'), id, more);
};

const twoOfS3 = ['3.5.0.0/19', '16.15.176.0/20'];

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html */
describe('the public addresses of a service', () => {
  it('leave, and the cause says why they do not go a private way', () => {
    expect(outcomesFor(behindNat())).toEqual([
      {
        end: 'public nat-main no-endpoint',
        to: twoOfS3,
        last: 'to public AWS addresses',
        doubts: [],
        cause: 'no-endpoint',
      },
    ]);
  });

  it('stay private by an endpoint, for no further cause', () => {
    expect(outcomesFor(behindNat().gateway('vpce-s3', 's3', ['a']))).toMatchObject([
      { end: 'private vpce-s3', to: twoOfS3, cause: null },
    ]);
  });

  it('get nowhere for the reason that the way gives, whatever the cause', () => {
    expect(outcomesFor(world().subnet('a'))).toMatchObject([{ end: 'unreachable no-route', cause: 'no-endpoint' }]);
  });

  it('go nobody knows where, and no cause is told of that', () => {
    expect(outcomesFor(world().subnet('a', { routes: { '0.0.0.0/0': 'xyz-1' } }))).toMatchObject([
      { end: 'unknown unrecognised', cause: null },
    ]);
  });

  it('of a VPC that another account shares are for its owner to follow, but where they are private', () => {
    const shared = (net: World) => {
      for (const vpc of net.sections.vpcs) vpc.OwnerId = stranger;

      return outcomesFor(net);
    };

    expect([
      shared(behindNat()),
      shared(world().subnet('a')),
      shared(behindNat().gateway('vpce-s3', 's3', ['a'])),
    ]).toMatchObject([
      [{ end: 'unknown not-visible-to-participant', cause: null }],
      [{ end: 'unknown not-visible-to-participant', cause: null }],
      [{ end: 'private vpce-s3', cause: null }],
    ]);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html */
it('what a participant takes for private is unknown where the owner’s facts are here and do not tell of the VPC', () => {
  const net = behindNat().gateway('vpce-s3', 's3', ['a']).shared();
  const seen = (...owners: readonly ScopeSnapshot[]) => {
    const network = networkOf({ schemaVersion: 1, scopes: [...net.snapshot().scopes, ...owners] });
    const subnet = network.subnet('subnet-a', 'vpc-main');

    return subnet === undefined ? [] : outcomesFrom(network, subnet).map(({ end }) => end);
  };

  expect(seen()).toEqual(['private vpce-s3']);
  expect(seen(snapshotScope({ vpcs: [] }, { account: stranger, region: 'eu-west-1' }))).toEqual(['private vpce-s3']);
  expect(seen(snapshotScope({ vpcs: [] }, { account: stranger }))).toEqual(['unknown not-visible-to-participant']);
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
describe('a VPC whose own CIDR holds addresses of a service', () => {
  const overlapping = () => {
    const net = behindNat();
    for (const vpc of net.sections.vpcs)
      if (vpc.VpcId === 'vpc-main')
        vpc.CidrBlockAssociationSet = ['10.0.0.0/16', '52.216.0.0/16'].map((CidrBlock) => ({
          CidrBlock,
          CidrBlockState: { State: 'associated' },
        }));

    return net.route('a', '52.216.0.0/16', 'local');
  };

  it('keeps what is sent there, where the service has a list', () => {
    expect(outcomesFor(overlapping()).find(({ to }) => to.includes('52.216.0.0/16'))).toEqual({
      end: 'unreachable local-route',
      to: ['52.216.0.0/16'],
      last: '52.216.0.0/16 → local',
      doubts: [],
      cause: null,
    });
  });

  it('says nothing of a service that may be anywhere', () => {
    expect(outcomesFor(overlapping(), 'ec2')).toMatchObject([{ end: 'public nat-main no-endpoint' }]);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html */
describe('what the client’s own groups and network ACL hold back', () => {
  const client = (net: World, egress: Parameters<typeof group>[1]['egress']) => {
    net.interface('c', 'a', { Groups: [{ GroupId: 'sg-c' }] });
    net.sections.securityGroups.push(group('sg-c', { egress: egress ?? [] }));

    return net;
  };

  it('comes to an end of its own, and the rest goes on', () => {
    expect(outcomesFor(client(behindNat(), https('3.5.0.0/19')))).toEqual([
      {
        end: 'unreachable security-group',
        to: ['16.15.176.0/20', '52.216.0.0/15'],
        last: 'lets no HTTPS out to these addresses',
        doubts: [],
        cause: null,
      },
      {
        end: 'public nat-main no-endpoint',
        to: ['3.5.0.0/19'],
        last: 'to public AWS addresses',
        doubts: [],
        cause: 'no-endpoint',
      },
    ]);
  });

  it('is all of it where nothing is let out', () => {
    expect(outcomesFor(client(behindNat(), []))).toMatchObject([{ end: 'unreachable security-group', to: twoOfS3 }]);
  });

  it('is told once, by the groups first', () => {
    const net = guard(
      client(behindNat(), https('3.5.0.0/19', '52.216.0.0/15')),
      'a',
      'in allow 0.0.0.0/0',
      'out deny 16.15.176.0/20',
      'out deny 52.216.0.0/15',
      'out allow 0.0.0.0/0',
    );

    expect(outcomesFor(net).map(({ end, to }) => `${end}: ${to.join(' ')}`)).toEqual([
      'unreachable security-group: 16.15.176.0/20 54.231.0.0/16',
      'unreachable network-acl: 52.216.0.0/15',
      'public nat-main no-endpoint: 3.5.0.0/19',
    ]);
  });

  it('is nothing of what no route leads to anyhow', () => {
    expect(outcomesFor(client(world().subnet('a'), []))).toMatchObject([{ end: 'unreachable no-route', to: twoOfS3 }]);
  });

  it('may be anything where they were not read', () => {
    expect(outcomesFor(behindNat().unread('networkAcls', 'ec2:Acls'))).toMatchObject([
      {
        end: 'public nat-main no-endpoint',
        doubts: [
          'ec2:Acls was not read: the network ACL of the subnet of nat-main may block it',
          'ec2:Acls was not read: a network ACL may block the subnet',
        ],
      },
    ]);
  });

  it('depends on the port', () => {
    const net = guard(behindNat(), 'a', 'in allow 0.0.0.0/0', 'out allow 0.0.0.0/0 443');

    expect([outcomesFor(net), outcomesFor(net, 's3', { port: { first: 80, last: 80 } })]).toMatchObject([
      [{ end: 'public nat-main no-endpoint' }],
      [{ end: 'unreachable network-acl', last: 'lets no TCP 80 out to these addresses (no rule allows it)' }],
    ]);
  });
});

describe('what is less than certain of a service’s addresses', () => {
  const nameDoubts = [assume('global-host-in-list')];
  const halfPrivate = () => behindNat().gateway('vpce-s3', 's3', ['a']).route('a', '52.216.0.0/15', 'nat-main');

  it('is a matter of private ones, as far as the name goes', () => {
    expect(outcomesFor(halfPrivate(), 's3', { nameDoubts }).map(({ end, doubts }) => [end, ...doubts])).toEqual([
      ['private vpce-s3', nameDoubts[0]?.text],
      ['public nat-main overriding-route'],
    ]);
  });

  it('is which they are, where their list was not read and they do not fare alike', () => {
    const net = behindNat().unread('managedPrefixLists', 'ec2:Lists');
    const text = "ec2:Lists was not read: the service's address list is not known";

    expect(outcomesFor(net)).toMatchObject([{ end: 'public nat-main no-endpoint', doubts: [] }]);
    expect(outcomesFor(net.route('a', '52.0.0.0/8', 'vgw-1')).map(({ end, doubts }) => [end, ...doubts])).toEqual([
      ['public nat-main no-endpoint', text],
      ['transit vgw-1 no-endpoint', text],
    ]);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html */
describe('addresses that may go by several attachment subnets', () => {
  const hub = (second: Readonly<Record<string, string>>) =>
    world()
      .subnet('a', { cidr: '10.0.1.0/24', routes: { '0.0.0.0/0': 'tgw-1' } })
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '0.0.0.0/0': 'nat-hub' } })
      .subnet('i', { vpc: 'hub', cidr: '10.1.2.0/24', routes: second })
      .subnet('p', { vpc: 'hub', cidr: '10.1.3.0/24', routes: { '0.0.0.0/0': 'igw-hub', '10.0.0.0/16': 'tgw-1' } })
      .nat('hub', 'p')
      .transit({ main: ['a'], hub: ['h', 'i'] }, { '0.0.0.0/0': 'hub', '10.0.0.0/16': 'main' });

  it('have one outcome where the ways agree, and none that is known where they do not', () => {
    expect([outcomesFor(hub({ '0.0.0.0/0': 'nat-hub' })), outcomesFor(hub({}))]).toMatchObject([
      [{ end: 'public nat-hub no-endpoint', to: twoOfS3 }],
      [{ end: 'unknown ambiguous-route', to: twoOfS3 }],
    ]);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html */
describe('addresses that DNS64 answers', () => {
  const translated = (net: World) => outcomesFor(net, 's3', { isTranslated: true });
  const ipv6Only = () =>
    world().subnet('a', {
      ipv6: '2600:1f18:1:1::/64',
      ipv6Only: true,
      dns64: true,
      routes: { '64:ff9b::/96': 'nat-main' },
    });

  it('go by the NAT gateway as IPv4', () => {
    expect(translated(ipv6Only())).toMatchObject([
      { end: 'public nat-main no-endpoint', to: twoOfS3, doubts: [assume('nat64-route').text] },
    ]);
  });

  it('are held back by what the client may not send over IPv6', () => {
    const net = guard(
      ipv6Only(),
      'a',
      'in allow ::/0',
      'out deny 64:ff9b::304:0/112',
      'out deny 64:ff9b::34d8:0/111',
      'out allow ::/0',
    );

    expect(translated(net).map(({ end, to }) => `${end}: ${to.join(' ')}`)).toEqual([
      'unreachable network-acl: 52.216.0.0/15',
      'public nat-main no-endpoint: 3.5.0.0/19 16.15.176.0/20',
    ]);
  });
});
