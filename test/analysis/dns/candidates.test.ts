import { describe, expect, it } from 'vitest';
import { candidatesOf } from '../../../src/analysis/dns/candidates.ts';
import { networkFrom } from '../../support/step.ts';
import { behindNat, type world } from '../../support/world.ts';

type World = ReturnType<typeof world>;

const ec2 = 'ec2.us-east-1.amazonaws.com';

/** What may answer in VPC `main`, by domain. */
const found = (net: World, isInbound = false) => {
  const network = networkFrom(net);
  const vpc = network.vpcs.get('vpc-main');
  if (vpc === undefined) throw new Error('no VPC');
  const { byDomain, doubts, shadows } = candidatesOf(network, { vpc, isInbound });

  return {
    byDomain: Object.fromEntries(
      [...byDomain].map(([domain, all]) => [
        domain,
        all.map(({ source }) =>
          source.kind === 'rule' ? source.rule.id : source.kind === 'zone' ? source.zone.id : source.endpoint.id,
        ),
      ]),
    ),
    doubts: doubts.map(({ text }) => text),
    shadows: shadows.map(({ domain, endpoint }) => `${domain} ${endpoint.id}`),
  };
};

const nothing = { byDomain: {}, doubts: [], shadows: [] };
const unread = (action: string, could: string) =>
  expect.stringMatching(new RegExp(`^${action}.* was not read: ${could}$`));

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver.html */
describe('what may answer a name', () => {
  it('is nothing at first', () => {
    expect(found(behindNat())).toEqual(nothing);
  });

  it('is each rule, zone and endpoint of the VPC', () => {
    const net = behindNat()
      .rule('rslvr-rr-1', 'corp.example', 'FORWARD', ['192.168.0.2'])
      .zone(ec2, ['main'], [])
      .endpoint('vpce-ec2', 'ec2');

    expect(found(net)).toEqual({
      ...nothing,
      byDomain: { 'corp.example': ['rslvr-rr-1'], [ec2]: ['Z1', 'vpce-ec2'] },
    });
  });

  it.each([
    ['COMPLETE', true],
    ['OVERRIDDEN', true],
    ['DELETING', false],
    ['FAILED', false],
  ])('is a rule whose association is %s: %s', (status, isCandidate) => {
    const net = behindNat().rule('rslvr-rr-1', 'corp.example', 'FORWARD', ['192.168.0.2'], 'main', status);

    expect(Object.keys(found(net).byDomain)).toEqual(isCandidate ? ['corp.example'] : []);
  });

  it('is no rule of another VPC, and one that is not listed in doubt', () => {
    const other = behindNat().vpc('other', '10.9.0.0/16').rule('rslvr-rr-1', 'corp.example', 'FORWARD', [], 'other');
    const gone = behindNat().rule('rslvr-rr-1', 'corp.example', 'FORWARD', []);
    gone.sections.resolverRules = [];

    expect([found(other), found(gone)]).toEqual([
      nothing,
      { ...nothing, doubts: [expect.stringContaining('it may take this name')] },
    ]);
  });

  it.each<[string, World, string, string]>([
    [
      'associations of rules',
      behindNat().unread('resolverRuleAssociations', 'a'),
      'a',
      'a forwarding rule may take this name',
    ],
    [
      'rules',
      behindNat().rule('rslvr-rr-1', 'corp.example', 'FORWARD', []).unread('resolverRules', 'b'),
      'b',
      'a forwarding rule may take this name',
    ],
    ['zones', behindNat().unread('hostedZones', 'c'), 'c', 'a private hosted zone may answer this name'],
    [
      'endpoints',
      behindNat().endpoint('vpce-ec2', 'ec2').unread('vpcEndpoints', 'd'),
      'd',
      'an interface endpoint.s private DNS may answer this name',
    ],
    [
      'the names of an endpoint',
      behindNat().endpoint('vpce-ec2', 'ec2', { names: [] }).unread('vpcEndpointServices', 'e'),
      'e',
      'which names vpce-ec2 answers is not known',
    ],
    ['Profiles', behindNat().unread('profileAssociations', 'f'), 'f', 'a Route 53 Profile may answer this name'],
  ])('is not known where these were not read: %s', (_, net, action, could) => {
    expect(found(net)).toEqual({ ...nothing, doubts: [unread(action, could)] });
  });

  it('is no rule that nobody asks for, though rules were not read', () => {
    expect(found(behindNat().unread('resolverRules', 'b'))).toEqual(nothing);
  });

  it.each<[string, Parameters<World['endpoint']>[2], boolean, boolean]>([
    ['is switched on', {}, false, true],
    ['is switched off', { privateDns: false }, false, false],
    ['is not available', { state: 'failed' }, false, false],
    ['is on its way', { state: 'pending' }, false, true],
    ['is a service’s own', { requesterManaged: true }, false, false],
    ['answers inbound queries alone', { inboundOnly: true }, false, false],
    ['answers inbound queries alone, asked by one', { inboundOnly: true }, true, true],
  ])('is an endpoint that %s', (_, spec, isInbound, isCandidate) => {
    const { byDomain } = found(behindNat().endpoint('vpce-ec2', 'ec2', spec), isInbound);

    expect(byDomain).toEqual(isCandidate ? { [ec2]: ['vpce-ec2'] } : {});
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html */
describe('a hosted zone that a service owns', () => {
  const owned = (domain: string, spec: Parameters<World['endpoint']>[2] = {}, isRead = true) => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2', spec).zone(domain, ['main'], null);
    for (const { HostedZoneSummaries } of net.sections.hostedZones)
      for (const zone of HostedZoneSummaries) zone.Owner = { OwningService: 'vpce' };

    return found(isRead ? net : net.unread('vpcEndpoints')).byDomain;
  };

  it('is told by the endpoint whose names it holds', () => {
    expect(owned(ec2)).toEqual({ [ec2]: ['vpce-ec2'] });
  });

  it('is nobody’s to read otherwise', () => {
    expect([
      owned('efs.us-east-1.amazonaws.com'),
      owned(ec2, { privateDns: false }),
      owned(ec2, { type: 'Tunnel' }),
      owned(ec2, {}, false),
    ]).toMatchObject([
      { 'efs.us-east-1.amazonaws.com': ['Z1'] },
      { [ec2]: ['Z1'] },
      { [ec2]: ['Z1'] },
      { [ec2]: ['Z1'] },
    ]);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-resources.html */
describe('an endpoint of another kind', () => {
  const shadowing = (spec: Parameters<World['endpoint']>[2]) =>
    found(behindNat().endpoint('vpce-x', 'ec2', spec)).shadows;

  it('may answer the names that it lists, unless it is not available', () => {
    expect([
      shadowing({ type: 'Resource' }),
      shadowing({ type: 'Resource', names: ['*'] }),
      shadowing({ type: 'ServiceNetwork', state: 'failed' }),
      shadowing({ requesterManaged: true }),
      shadowing({}),
      shadowing({ type: 'Gateway' }),
    ]).toEqual([[`${ec2} vpce-x`], ['. vpce-x'], [], [`${ec2} vpce-x`], [], []]);
  });

  it('may answer the names that are associated with it', () => {
    const net = behindNat().endpoint('vpce-x', 'ec2', { type: 'Resource', names: [] });
    net.sections.vpcEndpointAssociations = [
      { VpcEndpointId: 'vpce-x', PrivateDnsEntry: { DnsName: '*.db.example' } },
      { VpcEndpointId: 'vpce-y', PrivateDnsEntry: { DnsName: 'other.example' } },
    ];

    expect(found(net).shadows).toEqual(['db.example vpce-x']);
    expect(found(behindNat().unread('vpcEndpoints')).shadows).toEqual([]);
  });

  it('may answer any name where its associations were not read, unless it lists its domains or is not available', () => {
    const path = (type: string, state = 'available', PrivateDnsPreference?: string) => {
      const net = behindNat().gateway('vpce-s3', 's3', ['a']).endpoint('vpce-x', 'ec2', { type, names: [], state });
      for (const one of net.sections.vpcEndpoints)
        if (one.VpcEndpointId === 'vpce-x' && PrivateDnsPreference !== undefined)
          one.DnsOptions = { PrivateDnsPreference };
      const read = net.path('a', 's3');

      return [read, net.unread('vpcEndpointAssociations').path('a', 's3')];
    };
    const known = 'private vpce-s3';

    expect([
      path('ServiceNetwork'),
      path('Resource', 'available', 'ALL_DOMAINS'),
      path('Resource', 'available', 'VERIFIED_DOMAINS_ONLY'),
      path('Resource', 'failed'),
      path('Interface'),
    ]).toEqual([
      [known, 'unknown (unread-facts) ~'],
      [known, 'unknown (unread-facts) ~'],
      [known, known],
      [known, known],
      [known, known],
    ]);
  });
});
