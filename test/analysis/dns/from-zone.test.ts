import { describe, expect, it } from 'vitest';
import { stranger } from '../../support/world/sections.ts';
import { behindNat } from '../../support/world.ts';

type World = ReturnType<typeof behindNat>;

const ec2Name = 'ec2.us-east-1.amazonaws.com';
const own = 'vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com';
const hopsOf = (net: World) =>
  net
    .paths(['ec2'])
    .find(({ subnetId, primary }) => subnetId === 'subnet-a' && primary)
    ?.hops.map(({ at, does, because }) => `${at} ${does}: ${because}`) ?? [];
const ownedBy = (Owner: { OwningAccount?: string; OwningService?: string }) => {
  const net = behindNat();
  for (const { HostedZoneSummaries } of net.sections.hostedZones)
    HostedZoneSummaries.push({ HostedZoneId: 'Z1', Name: `${ec2Name}.`, Owner });

  return net;
};

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-private.html */
describe('a path tells of a hosted zone', () => {
  it.each<[string, World, string[]]>([
    [
      'whose records are another account’s',
      ownedBy({ OwningAccount: stranger }),
      [`Z1 answers: its records are not readable here (owner ${stranger})`],
    ],
    [
      'whose records are a service’s',
      ownedBy({ OwningService: 'efs.amazonaws.com' }),
      ['Z1 answers: its records are not readable here (owner efs.amazonaws.com)'],
    ],
    [
      'whose records are nobody knows whose',
      ownedBy({}),
      ['Z1 answers: its records are not readable here (owner unknown)'],
    ],
    [
      'that has no record',
      behindNat().zone(ec2Name, ['main'], []),
      [`Z1 drops: it owns ${ec2Name} and has no record for it`],
    ],
    [
      'that leads on to another name',
      behindNat().zone(ec2Name, ['main'], [`${ec2Name} CNAME www.example.com.`]),
      ['Z1 answers: CNAME or alias to www.example.com'],
    ],
  ])('%s', (_, net, told) => {
    expect(hopsOf(net)).toEqual([`Z1 answers: hosted zone Z1 ${ec2Name}`, ...told]);
  });

  it('and of the rest of the way', () => {
    const net = behindNat()
      .endpoint('vpce-ec2', 'ec2', { privateDns: false })
      .zone(ec2Name, ['main'], [`${ec2Name} CNAME ${own}.`]);

    expect(hopsOf(net).slice(0, 2)).toEqual([
      `Z1 answers: hosted zone Z1 ${ec2Name}`,
      `Z1 answers: CNAME or alias to ${own}`,
    ]);
    expect(hopsOf(net).at(-1)).toMatch(/^vpce-ec2 delivers: interface endpoint at /);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html */
it('a path tells that the resolver is off', () => {
  expect(hopsOf(behindNat().attribute('EnableDnsSupport', false))).toEqual([
    'vpc-main drops: enableDnsSupport is off: the resolver does not answer',
  ]);
});

it('a path tells that no DNS server is named', () => {
  const net = behindNat();
  for (const vpc of net.sections.vpcs) vpc.DhcpOptionsId = 'default';

  expect(hopsOf(net)).toEqual(['vpc-main answers: the DHCP options name no DNS server']);
});

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/use-resource-endpoint.html */
describe('an endpoint of another kind that may answer a name', () => {
  const shadowing = (type: string, name: string, { state = 'available', requesterManaged = false } = {}) =>
    behindNat().endpoint('vpce-x', 'x', { type, state, requesterManaged, names: [name] });
  const doubtsOf = (net: World) =>
    net.paths(['ec2']).find(({ subnetId, primary }) => subnetId === 'subnet-a' && primary)?.doubts ?? [];

  it.each<[string, World, boolean]>([
    ['is in doubt for its very name', shadowing('Resource', ec2Name), true],
    ['is in doubt for names below', shadowing('ServiceNetwork', 'amazonaws.com'), true],
    ['is in doubt for names below a wildcard', shadowing('Resource', '*.us-east-1.amazonaws.com'), true],
    ['is in doubt for everything', shadowing('Resource', '*'), true],
    [
      'is in doubt where a service made it for itself',
      shadowing('Interface', ec2Name, { requesterManaged: true }),
      true,
    ],
    ['is in no doubt for another name', shadowing('Resource', 'sts.us-east-1.amazonaws.com'), false],
    ['is in no doubt where it is not available', shadowing('Resource', ec2Name, { state: 'failed' }), false],
    ['is in no doubt where it is a gateway', shadowing('Gateway', ec2Name), false],
  ])('%s', (_, net, isInDoubt) => {
    expect(doubtsOf(net).some((doubt) => doubt.endsWith('(vpce-x)'))).toBe(isInDoubt);
  });
});

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall.html */
describe('a wildcard, and names below it that are spoken of,', () => {
  const registries = 'dkr.ecr.us-east-1.amazonaws.com';
  const net = () => behindNat().endpoint('vpce-dkr', 'ecr.dkr');
  const verdict = (world: World) => world.path('a', 'ecr.dkr');

  it.each<[string, World, RegExp]>([
    ['in a zone whose records nobody read', net().zone(`1.${registries}`, ['main'], null), /^split \[unknown/],
    [
      'in a list that nobody read',
      (() => {
        const world = net().firewall(`BLOCK 1.${registries}`);
        world.sections.firewallDomains = [];

        return world;
      })(),
      /^private vpce-dkr ~$/,
    ],
    [
      'by rules that nobody read',
      net().firewall(`BLOCK 1.${registries}`).unread('firewallRules'),
      /^unknown \(unread-facts\)/,
    ],
    ['by rule groups that nobody read', net().unread('firewallRuleGroupAssociations'), /^unknown \(unread-facts\)/],
    ['by a rule that lets them pass', net().firewall(`ALLOW 1.${registries}`), /^private vpce-dkr$/],
  ])('%s', (_, world, line) => {
    expect(verdict(world)).toMatch(line);
  });
});

describe('what may answer is not known', () => {
  it.each<[string, World]>([
    ['where hosted zones were not read', behindNat().endpoint('vpce-ec2', 'ec2').unread('hostedZones')],
    [
      'where associations of rules were not read',
      behindNat().endpoint('vpce-ec2', 'ec2').unread('resolverRuleAssociations'),
    ],
    [
      'where names of the service were not read',
      behindNat().endpoint('vpce-ec2', 'ec2', { names: [] }).unread('vpcEndpointServices'),
    ],
    ['where endpoints were not read', behindNat().endpoint('vpce-ec2', 'ec2').unread('vpcEndpoints')],
  ])('%s', (_, net) => {
    expect(net.path('a', 'ec2')).toMatch(/ ~$/);
    expect(net.path('a', 'ec2')).not.toMatch(/^private/);
  });
});
