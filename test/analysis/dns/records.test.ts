import { describe, expect, it } from 'vitest';
import { type Answer, answerText } from '../../../src/analysis/dns/answer.ts';
import { answerOfOwnName, endpointNamed, recordTargetsIn } from '../../../src/analysis/dns/records.ts';
import type { Family } from '../../../src/net/cidr.ts';
import type { RecordSet } from '../../../src/network/resolver.ts';
import { networkFrom } from '../../support/step.ts';
import { behindNat, world } from '../../support/world.ts';

const ec2Name = 'ec2.us-east-1.amazonaws.com';
const ownName = (id: string) => `${id}-x1.ec2.us-east-1.vpce.amazonaws.com`;
const two = () =>
  behindNat().endpoint('vpce-one', 'ec2', { privateDns: false }).endpoint('vpce-two', 'ec2', { privateDns: false });
const addressOf = (net: ReturnType<typeof world>, id: string) =>
  net.sections.networkInterfaces.find(({ NetworkInterfaceId }) => NetworkInterfaceId === id)?.PrivateIpAddresses?.[0]
    ?.PrivateIpAddress;

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html */
describe('a record with addresses', () => {
  it('of an endpoint leads to it', () => {
    const net = two();

    expect(net.zone(ec2Name, ['main'], [`${ec2Name} A ${addressOf(net, 'vpce-two-a')}`]).path('a', 'ec2')).toBe(
      'private vpce-two',
    );
  });

  it('of two endpoints leads to either', () => {
    const net = two();
    net.zone(ec2Name, ['main'], [`${ec2Name} A ${addressOf(net, 'vpce-one-a')}`]);
    for (const { ResourceRecordSets } of net.sections.resourceRecordSets)
      for (const { Type, ResourceRecords } of ResourceRecordSets)
        if (Type === 'A') ResourceRecords?.push({ Value: addressOf(net, 'vpce-two-a') ?? '' });

    expect(net.path('a', 'ec2')).toMatch(/^split \[private vpce-one: .*\] \[private vpce-two: .*\]$/);
  });

  it('of one endpoint, twice, leads to it', () => {
    const net = behindNat()
      .subnet('b')
      .endpoint('vpce-one', 'ec2', { privateDns: false, subnets: ['a', 'b'] });
    net.zone(ec2Name, ['main'], [`${ec2Name} A ${addressOf(net, 'vpce-one-a')}`]);
    for (const { ResourceRecordSets } of net.sections.resourceRecordSets)
      for (const { Type, ResourceRecords } of ResourceRecordSets)
        if (Type === 'A') ResourceRecords?.push({ Value: addressOf(net, 'vpce-one-b') ?? '' });

    expect(net.path('a', 'ec2')).toBe('private vpce-one');
  });

  it('of an endpoint and of a stranger is one with addresses', () => {
    const net = two();
    net.zone(ec2Name, ['main'], [`${ec2Name} A ${addressOf(net, 'vpce-one-a')}`]);
    for (const { ResourceRecordSets } of net.sections.resourceRecordSets)
      for (const { Type, ResourceRecords } of ResourceRecordSets)
        if (Type === 'A') ResourceRecords?.push({ Value: '10.0.9.9' });

    expect(net.path('a', 'ec2')).toMatch(/^(unknown|split \[unknown)/);
  });

  it('inside the VPC is that of the VPC’s own endpoint, and outside that of another’s', () => {
    const net = (address: string) =>
      behindNat()
        .subnet('x', { cidr: '10.0.7.0/24' })
        .endpoint('vpce-own', 'ec2', { privateDns: false, subnets: ['x'] })
        .vpc('twin', '10.0.0.0/16')
        .subnet('t', { vpc: 'twin', cidr: '10.0.7.0/24' })
        .endpoint('vpce-twin', 'ec2', { privateDns: false, vpc: 'twin', subnets: ['t'] })
        .zone(ec2Name, ['main'], [`${ec2Name} A ${address}`])
        .path('a', 'ec2');

    expect(net('10.0.7.50')).toBe('private vpce-own');
    expect(net('10.0.7.51')).toMatch(/^unknown/);
  });

  it('over IPv6 leads to the endpoint that has it', () => {
    const net = world()
      .subnet('a', { ipv6: '2600:1f18:1:1::/64' })
      .endpoint('vpce-one', 'ec2', { privateDns: false, ipAddressType: 'dualstack' })
      .zone('ec2.us-east-1.api.aws', ['main'], ['ec2.us-east-1.api.aws AAAA 2600:1f18:1:1::50']);

    for (const vpc of net.sections.vpcs)
      vpc.Ipv6CidrBlockAssociationSet = [
        { Ipv6CidrBlock: '2600:1f18:1::/56', Ipv6CidrBlockState: { State: 'associated' } },
      ];

    expect(net.path('a', 'ec2', 'ec2.us-east-1.api.aws', 'ipv6')).toBe('private vpce-one');
  });

  it('of the other family is none', () => {
    expect(
      behindNat()
        .zone(ec2Name, ['main'], [`${ec2Name} AAAA 2600:1f18:1:1::50`])
        .path('a', 'ec2'),
    ).toBe('unreachable (dns-no-answer) ~');
  });

  it('is nobody’s where interfaces were not read', () => {
    const net = two();
    net.zone(ec2Name, ['main'], [`${ec2Name} A ${addressOf(net, 'vpce-one-a')}`]).unread('networkInterfaces');

    expect(net.path('a', 'ec2')).toMatch(/^unknown/);
  });
});

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html */
describe('a record that leads to a name', () => {
  it.each(['ALIAS', 'CNAME'])('of an endpoint by %s leads to it', (type) => {
    expect(
      two()
        .zone(ec2Name, ['main'], [`${ec2Name} ${type} ${ownName('vpce-two')}`])
        .path('a', 'ec2'),
    ).toBe('private vpce-two');
  });

  it('of an endpoint that nobody lists leads nobody knows where', () => {
    expect(
      two()
        .zone(ec2Name, ['main'], [`${ec2Name} ALIAS ${ownName('vpce-gone')}`])
        .path('a', 'ec2'),
    ).toBe('unknown (endpoint-not-visible)');
  });

  it('with the id of an endpoint in it that is no name of an endpoint is a name like any', () => {
    expect(
      two()
        .zone(ec2Name, ['main'], [`${ec2Name} ALIAS vpce-two.example.com`])
        .path('a', 'ec2'),
    ).toBe('unknown (unrecognised)');
  });

  it('leads to a bucket below a wildcard name of an endpoint', () => {
    const net = behindNat().endpoint('vpce-s3', 's3', { privateDns: false });
    for (const one of net.sections.vpcEndpoints)
      one.DnsEntries = [{ DnsName: '*.vpce-s3-x1.s3.us-east-1.vpce.amazonaws.com' }];
    const s3 = 's3.us-east-1.amazonaws.com';
    net.zone(s3, ['main'], [`${s3} ALIAS bucket.vpce-s3-x1.s3.us-east-1.vpce.amazonaws.com`]);

    expect(net.path('a', 's3')).toBe('private vpce-s3');
  });

  it('leads to an endpoint of which no name is listed', () => {
    const net = two().zone(ec2Name, ['main'], [`${ec2Name} ALIAS ${ownName('vpce-two')}`]);
    for (const one of net.sections.vpcEndpoints) one.DnsEntries = [];

    expect(net.path('a', 'ec2')).toBe('private vpce-two');
  });

  it.each([
    ['pending', 'unknown (endpoint-not-available)'],
    ['failed', 'unreachable (endpoint-not-available)'],
  ])('of an endpoint that is %s', (state, line) => {
    const net = behindNat()
      .endpoint('vpce-two', 'ec2', { privateDns: false, state })
      .zone(ec2Name, ['main'], [`${ec2Name} ALIAS ${ownName('vpce-two')}`]);

    expect(net.path('a', 'ec2')).toBe(line);
  });

  it('that leads on to itself gets nobody anywhere', () => {
    const net = behindNat().zone(
      'us-east-1.amazonaws.com',
      ['main'],
      [`${ec2Name} CNAME sts.us-east-1.amazonaws.com`, `sts.us-east-1.amazonaws.com CNAME ${ec2Name}`],
    );
    const hops = net.paths(['ec2']).find(({ subnetId, primary }) => subnetId === 'subnet-a' && primary)?.hops;

    expect(net.path('a', 'ec2')).toBe('unknown (unrecognised)');
    expect(hops?.at(-1)?.because).toBe('names and forwarders lead in a circle');
    expect(hops?.filter(({ because }) => because.startsWith('CNAME or alias'))).toHaveLength(9);
  });
});

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-private.html */
describe('a zone that is cut', () => {
  const region = 'us-east-1.amazonaws.com';

  it.each([
    ['at the name', `${ec2Name} NS ns.example.com`, 'unknown (forwarded-dns)'],
    ['above the name', `${region} NS ns.example.com`, 'unknown (forwarded-dns)'],
    ['at its own apex, as every zone is', 'amazonaws.com NS ns.example.com', 'unreachable (dns-no-answer) ~'],
    ['elsewhere', `sts.${region} NS ns.example.com`, 'unreachable (dns-no-answer) ~'],
    ['at a name that ends alike', `c2.${region} NS ns.example.com`, 'unreachable (dns-no-answer) ~'],
  ])('%s', (_, record, line) => {
    expect(behindNat().zone('amazonaws.com', ['main'], [record]).path('a', 'ec2')).toBe(line);
  });
});

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html */
describe('where the records of a zone lead', () => {
  const record = (type: string, values: readonly string[], more: Partial<RecordSet> = {}): RecordSet => ({
    name: ec2Name,
    type,
    setIdentifier: null,
    values,
    aliasTarget: null,
    weight: null,
    isHealthChecked: false,
    isOfPlace: false,
    record: { Name: `${ec2Name}.` },
    ...more,
  });

  /** Endpoints `vpce-one` in subnets `a` and `b`, and `vpce-far` and `vpce-twin` at one address of two VPCs elsewhere. */
  const places = () => {
    const net = behindNat()
      .subnet('b')
      .endpoint('vpce-one', 'ec2', { privateDns: false, subnets: ['a', 'b'] });
    for (const name of ['far', 'twin'])
      net
        .vpc(name, '10.5.0.0/16')
        .subnet(name, { vpc: name, cidr: '10.5.1.0/24' })
        .endpoint(`vpce-${name}`, 'ec2', { vpc: name, subnets: [name], privateDns: false });
    for (const one of net.sections.networkInterfaces)
      if (one.VpcId !== 'vpc-main') one.PrivateIpAddresses = [{ PrivateIpAddress: '10.5.1.9' }];

    return net;
  };
  const textOf = (answer: Answer): string =>
    answer.kind === 'addresses' ? answer.addresses.join(' ') || 'no address' : answerText(answer);
  const leads = (records: readonly RecordSet[], { net = places(), name = ec2Name, family = 'ipv4' as Family } = {}) => {
    const network = networkFrom(net);
    const vpc = network.vpcs.get('vpc-main');
    if (vpc === undefined) throw new Error('no VPC');

    return recordTargetsIn(network, vpc, { records, domain: 'amazonaws.com' }, name, family).targets.map((target) =>
      target.kind === 'name' ? `to ${target.name}` : textOf(target.answer),
    );
  };
  const of = (id: string): string => addressOf(places(), id) ?? '';

  it.each<[string, readonly RecordSet[], string[]]>([
    ['to the endpoint of all of its addresses', [record('A', [of('vpce-one-a'), of('vpce-one-b')])], ['vpce-one']],
    ['to an address that several endpoints elsewhere have', [record('A', ['10.5.1.9'])], ['10.5.1.9']],
    ['to no address', [record('A', [])], ['no address']],
    ['to the name of a CNAME', [record('CNAME', ['www.example.com'])], ['to www.example.com']],
    ['to no name of an empty CNAME', [record('CNAME', [])], ['no address']],
    [
      'to an alias, whatever else the record holds',
      [record('CNAME', ['www.example.com'], { aliasTarget: 'alias.example.com' })],
      ['to alias.example.com'],
    ],
    ['to the endpoint that an alias names', [record('A', [], { aliasTarget: ownName('vpce-one') })], ['vpce-one']],
    ['nowhere by records of the other family', [record('AAAA', ['2600::1'])], []],
    ['nowhere by records of another name', [record('A', ['10.0.9.9'], { name: `x.${ec2Name}` })], []],
    [
      'nowhere for the rest of the earth',
      [record('A', ['10.0.9.9'], { isOfPlace: true })],
      ['10.0.9.9', '{"kind":"none","reason":"dns-no-answer"}'],
    ],
  ])('%s', (_, records, targets) => {
    expect(leads(records)).toEqual(targets);
  });

  it('to the one endpoint elsewhere at an address, and to none of a VPC or interface that is not listed', () => {
    const one = places();
    one.sections.vpcEndpoints = one.sections.vpcEndpoints.filter(({ VpcEndpointId }) => VpcEndpointId !== 'vpce-twin');
    const homeless = places();
    homeless.sections.vpcs = homeless.sections.vpcs.filter(({ VpcId }) => VpcId === 'vpc-main');
    const bare = places();
    bare.sections.networkInterfaces = [];
    const records = [record('A', ['10.5.1.9'])];

    expect([leads(records, { net: one }), leads(records, { net: homeless }), leads(records, { net: bare })]).toEqual([
      ['vpce-far'],
      ['10.5.1.9'],
      ['10.5.1.9'],
    ]);
  });

  it('away where a part of the zone is handed to other servers', () => {
    const cut = record('NS', ['ns.example.com'], { name: 'us-east-1.amazonaws.com' });
    const apex = record('NS', ['ns.example.com'], { name: 'amazonaws.com' });

    expect([leads([cut, record('A', ['10.0.9.9'])]), leads([apex, record('A', ['10.0.9.9'])])]).toEqual([
      ['{"kind":"unknown","reason":"forwarded-dns"}'],
      ['10.0.9.9'],
    ]);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html */
describe('an endpoint’s own name', () => {
  const network = () =>
    networkFrom(
      two()
        .subnet('d', { ipv6: '2600:1f18:1:9::/64' })
        .endpoint('vpce-dual', 'ec2', {
          subnets: ['d'],
          privateDns: false,
          ipAddressType: 'dualstack',
        }),
    );

  it.each<[string, string, string | null | undefined]>([
    ['is the one that it lists', ownName('vpce-one'), 'vpce-one'],
    ['is none below that', `x.${ownName('vpce-one')}`, null],
    ['is none with its id in it that it does not list', 'vpce-one-x9.ec2.us-east-1.vpce.amazonaws.com', null],
    ['is that of an endpoint that is not listed', ownName('vpce-gone'), null],
    ['has an id in it', 'x.ec2.us-east-1.vpce.amazonaws.com', undefined],
    ['is one of PrivateLink', 'vpce-one.example.com', undefined],
  ])('%s', (_, name, id) => {
    const named = endpointNamed(network(), name);

    expect(named === null ? undefined : (named.endpoint?.id ?? null)).toBe(id);
  });

  it('answers addresses of the families that the endpoint has', () => {
    const { endpoints } = network();
    const answer = (id: string, family: Family) => answerOfOwnName(endpoints.get(id) ?? null, family).kind;

    expect([
      answer('vpce-one', 'ipv4'),
      answer('vpce-one', 'ipv6'),
      answer('vpce-dual', 'ipv4'),
      answer('vpce-dual', 'ipv6'),
      answer('vpce-gone', 'ipv4'),
    ]).toEqual(['endpoints', 'none', 'endpoints', 'endpoints', 'unknown']);
  });
});
