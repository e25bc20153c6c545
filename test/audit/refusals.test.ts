import { describe, expect, it } from 'vitest';
import { region, stranger } from '../support/world/sections.ts';
import { behindNat, world } from '../support/world.ts';

type World = ReturnType<typeof world>;

const ec2Name = `ec2.${region}.amazonaws.com`;

/** What is proposed for a service, in the order that is safe to follow. */
const proposed = (net: World, service: string): readonly string[] =>
  net
    .report([service])
    .changes.filter(({ kind }) => kind !== 'by-hand')
    .map(({ kind }) => kind);

const commandsOf = (net: World, service: string): string =>
  net
    .report([service])
    .changes.flatMap(({ commands }) => commands)
    .join('\n');

const twoZones = (): World => behindNat().subnet('b', { zone: 'b', routes: { '0.0.0.0/0': 'nat-main' } });

/** Where the endpoints of the service can stand, and of which families they are. */
const offer = (net: World, id: string, extra: { readonly zones?: string[]; readonly types?: string[] }): World => {
  for (const service of net.sections.vpcEndpointServices)
    if (service.ServiceName === `com.amazonaws.${region}.${id}` && service.PrivateDnsNames) {
      if (extra.zones) service.AvailabilityZones = extra.zones;
      if (extra.types) service.SupportedIpAddressTypes = extra.types;
    }

  return net;
};

const shut = (net: World): World => {
  for (const group of net.sections.securityGroups) group.IpPermissions = [];

  return net;
};

/** One account owns the endpoint, or a service of AWS made it. */
const foreign = (net: World, by: object): World => {
  for (const endpoint of net.sections.vpcEndpoints) Object.assign(endpoint, by);

  return net;
};

const executeApi = (net: World): World => {
  net.sections.vpcEndpointServices.push({
    ServiceName: `com.amazonaws.${region}.execute-api`,
    ServiceType: [{ ServiceType: 'Interface' }],
    PrivateDnsNames: [{ PrivateDnsName: `*.execute-api.${region}.amazonaws.com` }],
  });

  return net;
};

const full = (net: World, id: string, count: number): World => {
  for (let i = 0; i < count; i += 1)
    if (id === 'gateway') net.gateway(`vpce-far-${i}`, 'dynamodb', [], 'available', 'far');
    else net.endpoint(`vpce-${i}`, 'kinesis-streams', { privateDns: false, names: [] });

  return net;
};

/**
 * Each refusal of AWS's that advice runs into, with all that is proposed in spite of it: what it asks for is done first, or
 * nothing is proposed that it would refuse.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
 */
const refusals: readonly (readonly [string, () => World, string, readonly string[]])[] = [
  [
    'private DNS while a DNS attribute is off',
    () => behindNat().attribute('EnableDnsHostnames', false),
    'ec2',
    ['set-dns-attribute', 'create-interface-endpoint'],
  ],
  [
    'DNS hostnames while DNS support is off, and private DNS while either is',
    () => behindNat().attribute('EnableDnsSupport', false).attribute('EnableDnsHostnames', false),
    'ec2',
    ['set-dns-attribute', 'set-dns-attribute', 'create-interface-endpoint'],
  ],
  ['private DNS beside a hosted zone of its name', () => behindNat().zone(ec2Name, ['main'], []), 'ec2', []],
  [
    'private DNS beside another endpoint of its name',
    () => behindNat().endpoint('vpce-old', 'ec2', { names: [`ec2-fips.${region}.amazonaws.com`] }),
    'ec2',
    [],
  ],
  [
    'a zone that the service does not offer',
    () => offer(twoZones(), 'ec2', { zones: [`${region}b`] }),
    'ec2',
    ['create-interface-endpoint'],
  ],
  ['zones of which the service offers none', () => offer(behindNat(), 'ec2', { zones: [`${region}f`] }), 'ec2', []],
  [
    'a route to something else by the list of the service',
    () => behindNat().gateway('vpce-s3', 's3', ['public']).route('a', 'pl-s3', 'nat-main'),
    's3',
    ['delete-route', 'associate-route-tables'],
  ],
  ['a gateway endpoint beyond the 20 of a Region', () => full(behindNat(), 'gateway', 20), 's3', []],
  ['an interface endpoint beyond the 50 of a VPC', () => full(behindNat(), 'interface', 50), 'ec2', []],
  ['a gateway endpoint in a VPC of another account', () => behindNat().shared(), 's3', []],
  ['an interface endpoint in a VPC of another account', () => behindNat().shared(), 'ec2', []],
  [
    'a table for a gateway endpoint of another account',
    () => foreign(behindNat().gateway('vpce-s3', 's3', ['public']), { OwnerId: stranger }),
    's3',
    [],
  ],
  [
    'private DNS of an endpoint that an AWS service made',
    () => foreign(behindNat().endpoint('vpce-ec2', 'ec2', { privateDns: false }), { RequesterManaged: true }),
    'ec2',
    [],
  ],
  ['private DNS of execute-api, that hides public APIs', () => executeApi(behindNat()), 'execute-api', []],
];

describe('what AWS would refuse', () => {
  it.each(refusals)('has what it asks for done first, or is not proposed: %s', (_, net, service, expected) => {
    expect(proposed(net(), service)).toEqual(expected);
  });

  it.each(refusals)('leaves no finding without advice: %s', (_, net, service) => {
    for (const { remedy } of net().report([service]).findings) expect(remedy).not.toBe('');
  });
});

describe('what AWS would take, and nobody would want', () => {
  it('is the default group, which lets nobody in: one is made that lets the clients in', () => {
    expect(proposed(shut(behindNat()), 'ec2')).toEqual([
      'create-security-group',
      'add-group-rules',
      'create-interface-endpoint',
    ]);
    expect(commandsOf(shut(behindNat()), 'ec2')).toContain('--security-group-ids "$sg_endpoints_vpc_main"');
  });

  it('is no zone that the service lacks', () => {
    expect(commandsOf(offer(twoZones(), 'ec2', { zones: [`${region}b`] }), 'ec2')).toContain(
      '--subnet-ids subnet-b --',
    );
  });

  it('is the isolated tier where a private subnet will do', () => {
    expect(commandsOf(behindNat().subnet('0-database'), 'ec2')).toContain('--subnet-ids subnet-a --');
  });

  it('is both families in subnets that have one', () => {
    const both = offer(behindNat(), 'ec2', { types: ['ipv4', 'ipv6'] });

    expect(commandsOf(both, 'ec2')).toContain('create-vpc-endpoint');
    expect(commandsOf(both, 'ec2')).not.toContain('dualstack');
  });

  it('is both families of a gateway endpoint, where AWS lists IPv4 addresses alone', () => {
    const routes = { '0.0.0.0/0': 'nat-main', '::/0': 'eigw-1' };
    const net = world().subnet('dual', { ipv6: '2600:1f18:1:1::/64', routes });

    expect(commandsOf(net, 's3')).toContain('create-vpc-endpoint');
    expect(commandsOf(net, 's3')).not.toContain('dualstack');
  });
});
