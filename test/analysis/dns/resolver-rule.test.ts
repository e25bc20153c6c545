import { describe, expect, it } from 'vitest';
import { behindNat } from '../../support/world.ts';

const ec2Name = 'ec2.us-east-1.amazonaws.com';

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-forward-vpc-to-network-domain-name-matches.html */
describe('a Resolver rule', () => {
  it('for everything loses to an endpoint’s own name and takes the rest', () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2').rule('rslvr-rr-1', '.', 'FORWARD', ['192.168.0.2']);

    expect([net.path('a', 'ec2'), net.path('a', 'sts')]).toEqual(['private vpce-ec2 ~', 'unknown (forwarded-dns)']);
  });

  it('for the very name wins over the endpoint', () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2').rule('rslvr-rr-1', ec2Name, 'FORWARD', ['192.168.0.2']);

    expect([net.path('a', 'ec2'), net.privateDns('vpce-ec2')]).toEqual([
      'unknown (forwarded-dns) ~',
      'ineffective forwarding-rule',
    ]);
  });

  it('of type SYSTEM keeps AWS’s names at home', () => {
    const net = behindNat()
      .rule('rslvr-rr-1', '.', 'FORWARD', ['192.168.0.2'])
      .rule('rslvr-rr-2', 'amazonaws.com', 'SYSTEM', []);

    expect(net.path('a', 'ec2')).toBe('public nat-main (no-endpoint)');
  });

  it('that is not associated changes nothing', () => {
    expect(
      behindNat()
        .vpc('other', '10.9.0.0/16')
        .rule('rslvr-rr-1', '.', 'FORWARD', ['192.168.0.2'], 'other')
        .path('a', 'ec2'),
    ).toBe('public nat-main (no-endpoint)');
  });

  it('of AWS’s own changes nothing', () => {
    const net = behindNat().rule('rslvr-autodefined-rr-internet-resolver', '.', 'RECURSIVE', []);

    expect(net.path('a', 'ec2')).toBe('public nat-main (no-endpoint)');
  });

  it('whose association is overridden is anybody’s guess', () => {
    expect(behindNat().rule('rslvr-rr-1', '.', 'FORWARD', ['192.168.0.2'], 'main', 'PAUSED').path('a', 'ec2')).toBe(
      'unknown (unrecognised)',
    );
    expect(behindNat().rule('rslvr-rr-1', '.', 'FORWARD', ['192.168.0.2'], 'main', 'OVERRIDDEN').path('a', 'ec2')).toBe(
      'unknown (unrecognised)',
    );
  });
});

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-rules-managing.html */
describe('what a Resolver rule leads to', () => {
  const detailOf = (net: ReturnType<typeof behindNat>) => {
    const path = net.paths(['ec2']).find(({ subnetId, primary }) => subnetId === 'subnet-a' && primary);

    return { hops: path?.hops.map(({ at, because }) => `${at}: ${because}`) ?? [], doubts: path?.doubts ?? [] };
  };

  it.each<[string, string[], string]>([
    ['its targets', ['192.168.0.3', '192.168.0.2'], '192.168.0.2, 192.168.0.3'],
    ['nobody knows whom', [], 'other servers'],
  ])('is %s, whose answer the facts do not show', (_, targets, named) => {
    const net = behindNat().rule('rslvr-rr-1', '.', 'FORWARD', targets);

    expect(net.path('a', 'ec2')).toBe('unknown (forwarded-dns)');
    expect(detailOf(net).hops).toEqual([
      'rslvr-rr-1: FORWARD rule rslvr-rr-1 for .',
      `rslvr-rr-1: forwarded to ${named}, whose answer the facts do not show`,
    ]);
  });

  it('may be an inbound endpoint where those were not read', () => {
    const net = behindNat().rule('rslvr-rr-1', '.', 'FORWARD', ['192.168.0.2']).unread('resolverEndpoints');

    expect(detailOf(net).doubts).toContain(
      'ec2:resolverEndpoints was not read: the targets may be inbound Resolver endpoints',
    );
  });

  it('is other servers for a type that AWS has added since, even of a known address', () => {
    const net = (type: string) =>
      behindNat()
        .vpc('hub', '10.1.0.0/16')
        .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24' })
        .inbound('hub', '10.1.1.9')
        .rule('rslvr-rr-1', '.', type, ['10.1.1.9'])
        .path('a', 'ec2');

    expect([net('FORWARD'), net('DELEGATE'), net('NOVEL')]).toEqual([
      'public nat-main (no-endpoint) ~',
      'unknown (forwarded-dns)',
      'unknown (forwarded-dns)',
    ]);
  });

  it('is not known where the rule is not listed, or no rule was read', () => {
    const unlisted = behindNat().endpoint('vpce-ec2', 'ec2').rule('rslvr-rr-1', '.', 'FORWARD', ['192.168.0.2']);
    unlisted.sections.resolverRules = [];
    const unread = behindNat()
      .endpoint('vpce-ec2', 'ec2')
      .rule('rslvr-rr-1', '.', 'FORWARD', ['192.168.0.2'])
      .unread('resolverRules');
    const unused = behindNat().endpoint('vpce-ec2', 'ec2').unread('resolverRules');

    expect([unlisted.path('a', 'ec2'), unread.path('a', 'ec2'), unused.path('a', 'ec2')]).toEqual([
      'unknown (unread-facts) ~',
      'unknown (unread-facts) ~',
      'private vpce-ec2',
    ]);
    expect(detailOf(unlisted).doubts).toContainEqual(expect.stringContaining('it may take this name'));
    expect(detailOf(unread).doubts).toContain('ec2:resolverRules was not read: a forwarding rule may take this name');
  });

  it.each([
    ['COMPLETE', 'unknown (forwarded-dns)'],
    ['FAILED', 'public nat-main (no-endpoint)'],
    ['DELETING', 'public nat-main (no-endpoint)'],
  ])('is in force by the state of the association: %s', (status, line) => {
    expect(behindNat().rule('rslvr-rr-1', '.', 'FORWARD', ['192.168.0.2'], 'main', status).path('a', 'ec2')).toBe(line);
  });

  it('names those that it wins over', () => {
    const net = behindNat()
      .endpoint('vpce-ec2', 'ec2')
      .zone(ec2Name, ['main'], [])
      .rule('rslvr-rr-1', ec2Name, 'FORWARD', ['192.168.0.2']);

    expect(detailOf(net).hops[0]).toBe(
      `rslvr-rr-1: FORWARD rule rslvr-rr-1 for ${ec2Name} wins over hosted zone Z1 ${ec2Name}, private DNS of vpce-ec2 for ${ec2Name}`,
    );
  });

  it('of type SYSTEM is the zones of the VPC, in doubt, and without one public DNS', () => {
    const system = () => behindNat().rule('rslvr-rr-1', ec2Name, 'SYSTEM', []);

    expect([
      system().path('a', 'ec2'),
      system().endpoint('vpce-ec2', 'ec2').path('a', 'ec2'),
      system().zone('amazonaws.com', ['main'], []).path('a', 'ec2'),
      system().rule('rslvr-rr-2', '.', 'FORWARD', ['192.168.0.2']).path('a', 'ec2'),
    ]).toEqual([
      'public nat-main (no-endpoint)',
      'private vpce-ec2 ~',
      'unreachable (dns-no-answer) ~',
      'public nat-main (no-endpoint)',
    ]);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html */
describe('the DNS attributes of a VPC', () => {
  it('leave rules in force where enableDnsHostnames is off', () => {
    const net = behindNat()
      .zone(ec2Name, ['main'], [])
      .rule('rslvr-rr-1', '.', 'FORWARD', ['192.168.0.2'])
      .attribute('EnableDnsHostnames', false);

    expect(net.path('a', 'ec2')).toMatch(/^unknown \(forwarded-dns\)/);
  });

  it('matter to zones alone where they were not read', () => {
    const without = (net: ReturnType<typeof behindNat>) => {
      net.sections.vpcAttributes = net.sections.vpcAttributes.filter((one) => one.EnableDnsHostnames === undefined);

      return net.path('a', 'ec2');
    };

    expect([without(behindNat()), without(behindNat().endpoint('vpce-ec2', 'ec2'))]).toEqual([
      'public nat-main (no-endpoint)',
      'unknown (unread-facts) ~',
    ]);
  });

  it('may switch the resolver off where enableDnsSupport was not read', () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2');
    net.sections.vpcAttributes = net.sections.vpcAttributes.filter((one) => one.EnableDnsSupport === undefined);

    expect(net.path('a', 'ec2')).toBe('unknown (unread-facts) ~');
    expect(net.paths(['ec2']).find(({ subnetId }) => subnetId === 'subnet-a')?.doubts).toContainEqual(
      expect.stringContaining('the resolver may be switched off'),
    );
  });
});

it('a path tells whose inbound Resolver endpoint a rule forwards to, and whose state of a rule nobody knows', () => {
  const hops = (net: ReturnType<typeof behindNat>) =>
    net
      .paths(['ec2'])
      .find(({ subnetId, primary }) => subnetId === 'subnet-a' && primary)
      ?.hops.map(({ because }) => because);
  const forwarded = behindNat()
    .vpc('hub', '10.1.0.0/16')
    .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24' })
    .inbound('hub', '10.1.1.9')
    .rule('rslvr-rr-1', '.', 'FORWARD', ['10.1.1.9']);
  const paused = behindNat().rule('rslvr-rr-1', '.', 'FORWARD', ['192.168.0.2'], 'main', 'PAUSED');

  expect(hops(forwarded)).toContain('forwarded to 10.1.1.9, the inbound Resolver endpoint of vpc-hub');
  expect(hops(paused)).toContain('the association is PAUSED; AWS does not say what that does');
});
