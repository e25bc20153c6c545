import { describe, expect, it } from 'vitest';
import { concerns, lookupsIn } from '../../src/analysis/names.ts';
import { networkOf, type Subnet } from '../../src/network/network.ts';
import { serviceOf } from '../../src/services/service-of.ts';
import { world } from '../support/world.ts';

type World = ReturnType<typeof world>;

const asked = (net: World, id = 's3') => {
  const network = networkOf(net.snapshot());
  const vpc = network.vpcs.get('vpc-main');
  if (vpc === undefined) throw new Error('no VPC');
  const subnet = vpc.subnetsById.get('subnet-a');
  if (subnet === undefined) throw new Error('no subnet');
  const service = serviceOf({ id, region: 'us-east-1', account: '111122223333', offered: undefined });

  return { subnet, lookups: lookupsIn(network, vpc, service) };
};

const ipv6 = '2600:1f18:1:1::/64';
const host = 'ec2.us-east-1.amazonaws.com';
const dns64 = () => world().subnet('a', { ipv6, ipv6Only: true, dns64: true });

/** The world has an IPv4 subnet, `public`, beside `a`. */
describe('the names that a VPC asks for', () => {
  const familiesOf = (net: World) => [
    ...new Set(asked(net).lookups.map(({ name, isTranslated }) => `${name.family}${isTranslated ? ' by DNS64' : ''}`)),
  ];

  it.each<[string, World, string[]]>([
    ['of IPv4 alone', world().subnet('a'), ['ipv4']],
    ['of both families', world().subnet('a', { ipv6 }), ['ipv4', 'ipv6']],
    ['of IPv6 with DNS64', dns64(), ['ipv4', 'ipv6', 'ipv6 by DNS64']],
    ['of IPv6 without DNS64', world().subnet('a', { ipv6, ipv6Only: true }), ['ipv4', 'ipv6']],
    ['of both with DNS64', world().subnet('a', { ipv6, dns64: true }), ['ipv4', 'ipv6', 'ipv6 by DNS64']],
    ['of IPv4 alone, for which DNS64 is no use', world().subnet('a', { dns64: true }), ['ipv4']],
  ])('are those %s', (_, net, families) => {
    expect(familiesOf(net)).toEqual(families);
  });

  it('are none of IPv4 where no subnet has it', () => {
    const net = dns64();
    net.sections.subnets = net.sections.subnets.filter(({ SubnetId }) => SubnetId === 'subnet-a');

    expect(familiesOf(net)).toEqual(['ipv6', 'ipv6 by DNS64']);
  });

  it('are asked for through DNS64 where SDKs dial them by default, never as primary ones', () => {
    const translated = asked(dns64()).lookups.filter(({ isTranslated }) => isTranslated);

    expect(translated.map(({ name }) => name.name)).toContain('s3.us-east-1.amazonaws.com');
    expect(translated.every(({ name }) => !name.primary && name.dialedByDefault && name.family === 'ipv6')).toBe(true);
    expect(translated.every(({ resolution }) => resolution.family === 'ipv4')).toBe(true);
    expect(translated.map(({ name }) => name.name)).not.toContain('s3.dualstack.us-east-1.amazonaws.com');
  });

  describe('in a subnet of both families with DNS64', () => {
    const dual = () => world().subnet('a', { ipv6, dns64: true });
    const dualStackEndpoint = (privateDns: boolean) =>
      dual()
        .subnet('e', { cidr: '10.0.8.0/24', ipv6: '2600:1f18:1:2::/64' })
        .endpoint('vpce-ec2', 'ec2', { subnets: ['e'], ipAddressType: 'dualstack', privateDns });
    const lines = (id: string, net: World) =>
      asked(net, id).lookups.map(
        ({ name: { name, family, primary, dialedByDefault }, isTranslated }) =>
          `${name} ${family}${isTranslated ? ' by DNS64' : ''}${primary ? ' primary' : ''}${dialedByDefault ? ' dialed' : ''}`,
      );

    it.each<[string, string, World, string[]]>([
      [
        'of S3: no bucket is dialed by a name that has an IPv6 record',
        's3',
        dual(),
        [
          's3.us-east-1.amazonaws.com ipv4 primary dialed',
          's3.dualstack.us-east-1.amazonaws.com ipv6 primary dialed',
          '*.s3.us-east-1.amazonaws.com ipv4 dialed',
          's3.dualstack.us-east-1.amazonaws.com ipv4',
          '*.s3.dualstack.us-east-1.amazonaws.com ipv6 dialed',
          's3.amazonaws.com ipv4 dialed',
          '*.s3.amazonaws.com ipv4 dialed',
          's3.us-east-1.amazonaws.com ipv6 by DNS64 dialed',
          '*.s3.us-east-1.amazonaws.com ipv6 by DNS64 dialed',
          's3.amazonaws.com ipv6 by DNS64 dialed',
          '*.s3.amazonaws.com ipv6 by DNS64 dialed',
        ],
      ],
      [
        'of STS: its global name is not dialed by default',
        'sts',
        dual(),
        [
          'sts.us-east-1.amazonaws.com ipv4 primary dialed',
          'sts.us-east-1.api.aws ipv6 primary dialed',
          'sts.amazonaws.com ipv4',
          'sts.us-east-1.amazonaws.com ipv6 by DNS64 dialed',
        ],
      ],
      [
        'of EC2 with an endpoint that answers over IPv6: nothing is made up',
        'ec2',
        dualStackEndpoint(true),
        [
          'ec2.us-east-1.amazonaws.com ipv4 primary dialed',
          'ec2.us-east-1.api.aws ipv6 primary dialed',
          'ec2.us-east-1.amazonaws.com ipv6',
        ],
      ],
      [
        'of EC2 with an endpoint that answers nothing',
        'ec2',
        dualStackEndpoint(false),
        [
          'ec2.us-east-1.amazonaws.com ipv4 primary dialed',
          'ec2.us-east-1.api.aws ipv6 primary dialed',
          'ec2.us-east-1.amazonaws.com ipv6 by DNS64 dialed',
        ],
      ],
      [
        'of EC2 with a zone that has an IPv4 record alone, before the endpoint: it is translated',
        'ec2',
        dualStackEndpoint(true).zone(host, ['main'], [`${host} A 10.0.8.9`]),
        [
          'ec2.us-east-1.amazonaws.com ipv4 primary dialed',
          'ec2.us-east-1.api.aws ipv6 primary dialed',
          'ec2.us-east-1.amazonaws.com ipv6',
          'ec2.us-east-1.amazonaws.com ipv6 by DNS64',
        ],
      ],
      [
        'of EC2 with a zone for its IPv6 name that has an IPv4 record alone',
        'ec2',
        dual().zone('ec2.us-east-1.api.aws', ['main'], ['ec2.us-east-1.api.aws A 10.0.8.9']),
        [
          'ec2.us-east-1.amazonaws.com ipv4 primary dialed',
          'ec2.us-east-1.api.aws ipv6 primary dialed',
          'ec2.us-east-1.amazonaws.com ipv6 by DNS64 dialed',
          'ec2.us-east-1.api.aws ipv6 by DNS64 primary dialed',
        ],
      ],
      [
        'of EC2 with a zone that has an IPv6 record',
        'ec2',
        dual().zone(host, ['main'], [`${host} AAAA 2600:1f18:1:2::9`]),
        [
          'ec2.us-east-1.amazonaws.com ipv4 primary dialed',
          'ec2.us-east-1.api.aws ipv6 primary dialed',
          'ec2.us-east-1.amazonaws.com ipv6 dialed',
        ],
      ],
    ])('are those %s', (_, id, net, expected) => {
      expect(lines(id, net)).toEqual(expected);
    });
  });

  it('are asked for over IPv6 where a zone has such a record, also without DNS64', () => {
    const recorded = (...records: readonly string[]) =>
      asked(world().subnet('a', { ipv6 }).zone(host, ['main'], records), 'ec2').lookups.filter(
        ({ name: { name, family } }) => name === host && family === 'ipv6',
      );

    expect(recorded(`${host} AAAA 2600:1f18:1:2::9`)).toMatchObject([
      { isTranslated: false, name: { primary: false, dialedByDefault: true } },
    ]);
    expect(recorded(`${host} A 10.0.8.9`)).toEqual([]);
    expect(recorded()).toEqual([]);
  });

  it('concern a subnet with DNS64 translated alone, where nobody has an IPv6 record', () => {
    const net = world()
      .subnet('a', { ipv6, dns64: true })
      .subnet('e', { cidr: '10.0.8.0/24', ipv6: '2600:1f18:1:2::/64' })
      .endpoint('vpce-ec2', 'ec2', { subnets: ['e'], ipAddressType: 'dualstack' })
      .zone(host, ['main'], [`${host} A 10.0.8.9`]);
    const { subnet, lookups } = asked(net, 'ec2');
    const overIpv6 = (dns64: boolean) =>
      lookups
        .filter((one) => one.name.name === host && one.name.family === 'ipv6' && concerns(one, { ...subnet, dns64 }))
        .map(({ isTranslated }) => isTranslated);

    expect([overIpv6(true), overIpv6(false)]).toEqual([[true], [false]]);
  });

  describe('of buckets, of which somebody answers one by its own name', () => {
    const bucket = 'b1.s3.us-east-1.amazonaws.com';
    const subnet = (dns64: boolean) =>
      world()
        .subnet('a', { ipv6, dns64 })
        .subnet('e', { cidr: '10.0.8.0/24', ipv6: '2600:1f18:1:2::/64' })
        .endpoint('vpce-s3', 's3', { subnets: ['e'], ipAddressType: 'dualstack', privateDns: false });
    const overIpv6 = (net: World) => {
      const { subnet, lookups } = asked(net);

      return lookups
        .filter((one) => one.name.name === '*.s3.us-east-1.amazonaws.com' && one.name.family === 'ipv6')
        .filter((one) => concerns(one, subnet))
        .map(({ isTranslated, resolution: { answer } }) => `${isTranslated ? 'by DNS64 ' : ''}${answer.kind}`);
    };

    // https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html
    it.each<[string, (net: World) => World, string[], string[]]>([
      ['over IPv4', (net) => net.zone(bucket, ['main'], [`${bucket} A 10.0.8.9`]), [], ['by DNS64 several']],
      ['with a refusal of DNS Firewall', (net) => net.firewall(`BLOCK ${bucket}`), [], ['by DNS64 several']],
      [
        'over IPv6',
        (net) => net.zone(bucket, ['main'], [`${bucket} CNAME vpce-s3-x1.s3.us-east-1.vpce.amazonaws.com`]),
        ['endpoints'],
        ['by DNS64 several'],
      ],
    ])('are asked for %s', (_, answered, plain, withDns64) => {
      expect([overIpv6(answered(subnet(false))), overIpv6(answered(subnet(true)))]).toEqual([plain, withDns64]);
    });
  });

  it('are not asked for over IPv6 where everybody has another reason to have no record', () => {
    const net = world().subnet('a', { ipv6 }).endpoint('vpce-s3', 's3').firewall('BLOCK b1.s3.us-east-1.amazonaws.com');

    expect(
      asked(net)
        .lookups.filter(({ name }) => name.family === 'ipv6')
        .map(({ name }) => name.name),
    ).toEqual(['s3.dualstack.us-east-1.amazonaws.com', '*.s3.dualstack.us-east-1.amazonaws.com']);
  });

  it('are not made up by DNS64 where DNS Firewall stops the question for an IPv6 record', () => {
    const net = (type: string | undefined) => {
      const one = world().subnet('a', { ipv6, dns64: true }).firewall('BLOCK *.amazonaws.com');
      for (const { FirewallRules = [] } of one.sections.firewallRules)
        for (const rule of FirewallRules) rule.Qtype = type;

      return one;
    };
    const translated = (type: string | undefined) =>
      asked(net(type), 'ec2').lookups.some(({ isTranslated }) => isTranslated);

    // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-rule-settings.html
    expect([translated('AAAA'), translated('A'), translated(undefined)]).toEqual([false, true, true]);
  });

  it('are none of what only an endpoint of another type lists', () => {
    const net = world()
      .subnet('a')
      .endpoint('vpce-r', 'ec2', { type: 'Resource', subnets: ['a'], names: ['other.us-east-1.amazonaws.com'] });

    expect(asked(net, 'ec2').lookups.map(({ name }) => name.name)).not.toContain('other.us-east-1.amazonaws.com');
  });

  it('are what an endpoint lists besides, which nobody dials by default', () => {
    const net = world()
      .subnet('a')
      .endpoint('vpce-i', 'ec2', { subnets: ['a'], names: ['other.us-east-1.amazonaws.com'] });
    const [other] = asked(net, 'ec2').lookups.filter(({ name }) => name.name === 'other.us-east-1.amazonaws.com');

    expect(other?.name).toMatchObject({ primary: false, dialedByDefault: false, dialedBy: null, family: 'ipv4' });
  });

  it('concern a subnet by its families', () => {
    const concernedIn = (net: World, other: Partial<Subnet> = {}) => {
      const { subnet, lookups } = asked(net);

      return [
        ...new Set(
          lookups
            .filter((one) => concerns(one, { ...subnet, ...other }))
            .map(({ name, isTranslated }) => `${name.family}${isTranslated ? ' by DNS64' : ''}`),
        ),
      ];
    };

    expect([
      concernedIn(dns64()),
      concernedIn(dns64(), { dns64: false }),
      concernedIn(dns64(), { isIpv6Only: false }),
      concernedIn(dns64(), { isIpv6Only: false, ipv6Cidrs: [] }),
    ]).toEqual([['ipv6', 'ipv6 by DNS64'], ['ipv6'], ['ipv4', 'ipv6', 'ipv6 by DNS64'], ['ipv4']]);
  });

  it('are of one class where what becomes of them can be told apart by nothing', () => {
    const { lookups } = asked(world().subnet('a').zone('s3.us-east-1.amazonaws.com', ['main'], []));
    const classOf = (name: string) => lookups.find((one) => one.name.name === name)?.nameClass;

    expect(classOf('s3.amazonaws.com')).not.toBe(classOf('s3.us-east-1.amazonaws.com'));
    expect(classOf('s3.us-east-1.amazonaws.com')).toBeDefined();
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html */
describe('whether a name stays inside the list of its service', () => {
  const doubts = (net: World, id: string) =>
    new Map(
      asked(net, id).lookups.map(({ name, nameDoubts }) => [
        name.name,
        nameDoubts.map((one) => (one.kind === 'assumed' ? one.assumption : one.text)),
      ]),
    );

  it.each([
    ['s3', 's3.us-east-1.amazonaws.com', []],
    ['s3', '*.s3.us-east-1.amazonaws.com', []],
    ['s3', 's3.amazonaws.com', ['global-host-in-list']],
    ['s3', '*.s3.amazonaws.com', ['global-host-in-list']],
    ['s3', '*.s3-control.us-east-1.amazonaws.com', ['other-s3-hosts-in-list']],
    ['s3', '*.s3-accesspoint.us-east-1.amazonaws.com', ['other-s3-hosts-in-list']],
    ['dynamodb', 'dynamodb.us-east-1.amazonaws.com', []],
    ['dynamodb', '111122223333.ddb.us-east-1.amazonaws.com', ['account-host-in-list']],
    ['ec2', 'ec2.us-east-1.amazonaws.com', []],
    ['s3', 's3.dualstack.us-east-1.amazonaws.com', []],
  ])('%s: %s', (id, name, assumptions) => {
    const net = world().subnet('a').endpoint('vpce-s3', 's3', { inboundOnly: true });

    expect(doubts(net, id).get(name)).toEqual(assumptions);
  });

  it('is no question without a list', () => {
    const net = world().subnet('a');
    net.sections.managedPrefixLists = [];

    expect(doubts(net, 's3').get('s3.amazonaws.com')).toEqual([]);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html */
describe('DNS64', () => {
  const name = 'ec2.us-east-1.amazonaws.com';
  const pathBy = (...records: readonly string[]) =>
    world()
      .subnet('e')
      .subnet('a', {
        ipv6,
        ipv6Only: true,
        dns64: true,
        routes: { '64:ff9b::/96': 'nat-main', '::/0': 'eigw-1' },
      })
      .endpoint('vpce-ec2', 'ec2', { subnets: ['e'], privateDns: false })
      .zone(name, ['main'], records)
      .path('a', 'ec2', name, 'ipv6');

  it('translates the IPv4 answer of a zone without an IPv6 record', () => {
    expect(pathBy(`${name} ALIAS vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com`)).toMatch(/^private vpce-ec2/);
  });

  it('leaves the IPv6 record of a zone alone, whatever its IPv4 record leads to', () => {
    expect(
      pathBy(`${name} ALIAS vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com`, `${name} AAAA 2600:1f70::1`),
    ).not.toContain('private');
  });
});
