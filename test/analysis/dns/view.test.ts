import { describe, expect, it } from 'vitest';
import { inboundHost } from '../../../src/analysis/dns/inbound-host.ts';
import { clientResolverOf } from '../../../src/analysis/dns/view.ts';
import { assume } from '../../../src/analysis/doubt.ts';
import { networkOf } from '../../../src/network/network.ts';
import type { ScopeSnapshot } from '../../../src/snapshot/schema.ts';
import { behindNat, type world } from '../../support/world.ts';

type World = ReturnType<typeof world>;

/** VPC `main`, among those of `west` if that is said. */
const vpcOf = (net: World, ...west: readonly ScopeSnapshot[]) => {
  const snapshot = net.snapshot();
  const network = networkOf({ ...snapshot, scopes: [...snapshot.scopes, ...west] });
  const vpc = network.vpcs.get('vpc-main');
  if (vpc === undefined) throw new Error('no VPC');

  return { network, vpc };
};

const asked = (net: World) => {
  const { network, vpc } = vpcOf(net);
  const server = clientResolverOf(network, vpc);
  if (server.kind === 'nobody') return { kind: server.kind, because: server.because };
  const doubts = server.doubts.map(({ text }) => text);

  return server.kind === 'custom'
    ? { kind: server.kind, servers: server.servers, doubts }
    : { kind: server.kind, vpc: server.view.vpc.id, isInbound: server.view.isInbound, because: server.because, doubts };
};
const hub = () => behindNat().vpc('hub', '10.1.0.0/16').inbound('hub', '10.1.0.9');
const own = { kind: 'view', vpc: 'vpc-main', isInbound: false, doubts: [] };

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html */
describe('clients of a VPC ask', () => {
  it.each<[string, World, object]>([
    ['Amazon’s resolver', behindNat(), { ...own, because: 'DHCP options: AmazonProvidedDNS' }],
    ['it by its address', behindNat().dns('main', '10.0.0.2'), { ...own, because: 'DHCP options: 10.0.0.2' }],
    [
      'it by other addresses',
      behindNat().dns('main', '169.254.169.253', 'fd00:ec2::253'),
      { ...own, because: 'DHCP options: 169.254.169.253, fd00:ec2::253' },
    ],
    [
      'an inbound endpoint, and so the resolver of its VPC',
      hub().dns('main', '10.1.0.9').peering('pcx-1', 'main', 'hub').route('a', '10.1.0.0/16', 'pcx-1'),
      {
        kind: 'view',
        vpc: 'vpc-hub',
        isInbound: true,
        because: 'DHCP options: 10.1.0.9, the inbound Resolver endpoint of vpc-hub',
        doubts: [assume('inbound-resolver-view').text],
      },
    ],
    [
      'servers of which one is not known',
      hub().dns('main', '10.1.0.9', '10.9.0.9'),
      { kind: 'custom', servers: ['10.1.0.9', '10.9.0.9'], doubts: [] },
    ],
    ['another server', behindNat().dns('main', '10.0.0.3'), { kind: 'custom', servers: ['10.0.0.3'], doubts: [] }],
    ['nobody', behindNat().dns('main'), { kind: 'nobody', because: 'the DHCP options name no DNS server' }],
    [
      'Amazon’s resolver, as far as anybody read',
      behindNat().unread('dhcpOptions', 'd:List'),
      {
        ...own,
        because: "assumed: Amazon's resolver of vpc-main",
        doubts: [expect.stringMatching(/^d:List.* was not read: clients may ask other DNS servers$/)],
      },
    ],
    [
      'servers that may be inbound endpoints',
      behindNat().dns('main', '10.1.0.9').unread('resolverEndpoints', 'r:List'),
      {
        kind: 'custom',
        servers: ['10.1.0.9'],
        doubts: [expect.stringMatching(/^r:List.* was not read: the servers may be inbound Resolver endpoints$/)],
      },
    ],
  ])('%s', (_, net, what) => {
    expect(asked(net)).toEqual(what);
  });
});

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries.html */
describe('the VPC behind the addresses of inbound endpoints', () => {
  const hostOf = (net: World, ...servers: readonly string[]) => {
    const { network, vpc } = vpcOf(net);

    return inboundHost(network, vpc, servers)?.vpc.id ?? null;
  };

  it('is one that all of them are of', () => {
    const two = () => {
      const net = hub().vpc('two', '10.3.0.0/16').inbound('two', '10.3.0.9');
      net.sections.resolverEndpointIpAddresses[0]?.IpAddresses.push({ Ip: '10.1.0.8' });

      return net;
    };

    expect([
      hostOf(two(), '10.1.0.9', '10.1.0.8'),
      hostOf(two(), '10.1.0.9', '10.3.0.9'),
      hostOf(two(), '10.1.0.9', '10.9.0.9'),
      hostOf(two()),
    ]).toEqual(['vpc-hub', null, null, null]);
  });

  it('is the client’s own for an address of its own, whoever else has it', () => {
    const twin = () => behindNat().vpc('twin', '10.0.0.0/16').inbound('twin', '10.0.0.9');

    expect([hostOf(twin(), '10.0.0.9'), hostOf(twin().inbound('main', '10.0.0.9'), '10.0.0.9')]).toEqual([
      null,
      'vpc-main',
    ]);
  });

  it('is none of another Region', () => {
    const west = (region: string) =>
      behindNat()
        .vpc('west', '10.2.0.0/16')
        .inbound('west', '10.2.0.9')
        .snapshot()
        .scopes.map((scope) => ({ ...scope, account: '222233334444', region }));
    const host = (region: string) => {
      const { network, vpc } = vpcOf(behindNat(), ...west(region));

      return inboundHost(network, vpc, ['10.2.0.9'])?.vpc.id ?? null;
    };

    expect([host('us-east-1'), host('us-west-2')]).toEqual(['vpc-west', null]);
  });
});
