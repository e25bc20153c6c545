import { describe, expect, it } from 'vitest';
import { changesOf, remedyWords } from '../../../src/changes/remedy.ts';
import { networkOf } from '../../../src/network/network.ts';
import { addZones, offeredZones, useInterface } from '../../../src/rules/remedy/interface-endpoint.ts';
import { serviceOf } from '../../../src/services/service-of.ts';
import type { RecordOf } from '../../../src/snapshot/schema.ts';
import type { SubnetSpec } from '../../support/world/vpc.ts';
import { world } from '../../support/world.ts';

type Net = ReturnType<typeof world>;

const ec2 = 'com.amazonaws.us-east-1.ec2';

const remedyFor = (net: Net, id = 'ec2', vpcId = 'vpc-main') => {
  const network = networkOf(net.snapshot());
  const vpc = network.vpcs.get(vpcId);
  if (vpc === undefined) throw new Error('no VPC');

  return useInterface(
    network,
    vpc,
    serviceOf({ id, region: 'us-east-1', account: '111122223333', offered: undefined }),
  );
};

/** The endpoint that is created. */
const made = (net: Net, id?: string, vpcId?: string) => {
  const found = changesOf(remedyFor(net, id, vpcId)).find(({ kind }) => kind === 'create-interface-endpoint');
  if (found?.kind !== 'create-interface-endpoint') throw new Error('no endpoint is created');

  return found;
};

const offer = (net: Net, extra: Partial<RecordOf<'vpcEndpointServices'>>): Net => {
  for (const record of net.sections.vpcEndpointServices) if (record.ServiceName === ec2) Object.assign(record, extra);

  return net;
};

const withRecord = (net: Net, subnet: string, extra: Partial<RecordOf<'subnets'>>): Net => {
  for (const record of net.sections.subnets) if (record.SubnetId === `subnet-${subnet}`) Object.assign(record, extra);

  return net;
};

const ipv6 = (n: number): string => `2600:1f18:1:${n}::/64`;
const behindNat = { '0.0.0.0/0': 'nat-main' };
const inTheOpen = { '0.0.0.0/0': 'igw-main' };

/** A subnet that an endpoint may stand in. */
interface Candidate extends SubnetSpec {
  readonly hasClients?: boolean;
  /** Free addresses. */
  readonly free?: number;
  /** What is special about an endpoint that stands there. */
  readonly beside?: Partial<RecordOf<'vpcEndpoints'>>;
}

const addCandidate = (net: Net, name: string, { hasClients, free, beside, ...spec }: Candidate): void => {
  net.subnet(name, { zone: 'b', ...spec });
  if (hasClients) net.interface(`job-${name}`, name);
  if (free !== undefined) withRecord(net, name, { AvailableIpAddressCount: free });
  if (beside === undefined) return;
  net.endpoint(`vpce-in-${name}`, 'kms', { subnets: [name], privateDns: false });
  Object.assign(net.sections.vpcEndpoints.at(-1) ?? {}, beside);
};

describe('of two subnets of a zone, a new endpoint stands in', () => {
  const privately = { routes: behindNat, hasClients: true };

  it.each<[string, Candidate, Candidate]>([
    ['a private one rather than a public one', { routes: behindNat }, { routes: inTheOpen }],
    [
      'one behind a transit gateway rather than a public one',
      { routes: { '0.0.0.0/0': 'tgw-1' } },
      { routes: inTheOpen },
    ],
    ['a public one rather than an isolated one', { routes: inTheOpen }, {}],
    [
      'a public one rather than one whose only way leads to another network',
      { routes: inTheOpen },
      { routes: { '10.9.0.0/16': 'tgw-1' } },
    ],
    ['one that has clients', privately, { routes: behindNat }],
    ['one that has both families', { ...privately, ipv6: ipv6(1) }, privately],
    ['one that has clients rather than both families', privately, { routes: behindNat, ipv6: ipv6(1) }],
    [
      'a private one without clients rather than a public one with all else',
      { routes: behindNat },
      { routes: inTheOpen, hasClients: true, ipv6: ipv6(1) },
    ],
    ['one that has addresses left', { free: 5 }, { ...privately, ipv6: ipv6(1), free: 0 }],
    ['one that has IPv4 addresses', {}, { ...privately, ipv6: ipv6(1), ipv6Only: true }],
    ['one in which another endpoint stands', { beside: {} }, { ...privately, ipv6: ipv6(1) }],
    [
      'one in which another endpoint stands, and that has both families',
      { beside: {}, ipv6: ipv6(1) },
      { ...privately, beside: {} },
    ],
    [
      'one that has both families and another endpoint, rather than any without',
      { beside: {}, ipv6: ipv6(1) },
      { ...privately, ipv6: ipv6(2) },
    ],
    ['any rather than one in which an endpoint failed', privately, { routes: behindNat, beside: { State: 'failed' } }],
    [
      'any rather than one in which a service of AWS has an endpoint',
      privately,
      { routes: behindNat, beside: { RequesterManaged: true } },
    ],
    [
      'any rather than one in which a firewall has an endpoint',
      privately,
      { routes: behindNat, beside: { VpcEndpointType: 'GatewayLoadBalancer' } },
    ],
  ])('%s', (_, better, worse) => {
    for (const [first, second] of [
      ['x', 'y'],
      ['y', 'x'],
    ] as const) {
      const net = world();
      addCandidate(net, first, better);
      addCandidate(net, second, worse);

      expect(made(net).subnetIds.filter((id) => id !== 'subnet-public')).toEqual([`subnet-${first}`]);
    }
  });
});

describe('a new endpoint stands', () => {
  const twoZones = () => world().subnet('b', { zone: 'b' });

  it('in every zone of the VPC where AWS does not say which zones take one', () => {
    expect(made(twoZones()).subnetIds).toEqual(['subnet-b', 'subnet-public']);
    expect(made(twoZones().unread('vpcEndpointServices')).subnetIds).toEqual(['subnet-b', 'subnet-public']);
  });

  it('only in the zones that take one', () => {
    expect(made(offer(twoZones(), { AvailabilityZones: ['us-east-1b'] })).subnetIds).toEqual(['subnet-b']);
  });

  it.each<[string, (net: Net) => Net, readonly string[]]>([
    ['that take one', (net) => offer(net, { AvailabilityZones: ['us-east-1b'] }), ['subnet-b', 'subnet-c']],
    ['of the VPC where AWS does not say', (net) => net, ['subnet-b', 'subnet-c', 'subnet-public']],
    [
      'of the VPC where AWS was not heard',
      (net) => net.unread('vpcEndpointServices'),
      ['subnet-b', 'subnet-c', 'subnet-public'],
    ],
  ])('in a subnet whose zone is not known as well as in the zones %s', (_, told, expected) => {
    const net = told(twoZones().subnet('c', { zone: 'c' }));
    for (const record of net.sections.subnets)
      if (record.SubnetId === 'subnet-c') Reflect.deleteProperty(record, 'AvailabilityZone');

    expect(made(net).subnetIds).toEqual(expected);
  });

  it('in all zones where none of them takes one, for AWS to say so', () => {
    expect(made(offer(twoZones(), { AvailabilityZones: ['us-east-1f'] })).subnetIds).toEqual([
      'subnet-b',
      'subnet-public',
    ]);
  });

  it('in no Local Zone, where none can', () => {
    expect(made(world().subnet('chi', { zone: '-chi-1a' })).subnetIds).toEqual(['subnet-public']);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html */
describe('the addresses of a new endpoint', () => {
  const both = ['ipv4', 'ipv6'];
  const net = (types: readonly string[], ...subnets: readonly SubnetSpec[]): Net => {
    const made = offer(world().vpc('new', '10.7.0.0/16'), { SupportedIpAddressTypes: [...types] });
    subnets.forEach((spec, at) => {
      made.subnet(`n${at}`, { vpc: 'new', cidr: `10.7.${at}.0/24`, zone: at === 0 ? 'a' : 'b', ...spec });
    });

    return made;
  };

  it.each<[string, string, Net]>([
    ['dualstack', 'all its subnets have both families', net(both, { ipv6: ipv6(1) }, { ipv6: ipv6(2) })],
    ['ipv4', 'one of its subnets has IPv4 alone', net(both, { ipv6: ipv6(1) }, {})],
    ['ipv4', 'no subnet has IPv6', net(both, {})],
    ['ipv4', 'the service offers nothing else', net(['ipv4'], { ipv6: ipv6(1) })],
    ['ipv4', 'AWS does not say what the service offers', net([], { ipv6: ipv6(1) })],
    ['ipv4', 'the VPC has no subnet yet', net(both)],
    ['ipv6', 'all its subnets have IPv6 alone', net(both, { ipv6: ipv6(1), ipv6Only: true })],
    [
      'dualstack',
      'one subnet has IPv6 alone, and all others are full',
      (() => {
        const full = net(both, { ipv6: ipv6(1), ipv6Only: true }, { ipv6: ipv6(2) });

        return withRecord(full, 'n1', { AvailableIpAddressCount: 0 });
      })(),
    ],
  ])('are %s where %s', (expected, _, of) => {
    expect(made(of, 'ec2', 'vpc-new').ipAddressType).toBe(expected);
  });
});

describe('private DNS of a new endpoint', () => {
  it('is on, for the names that its service offers', () => {
    expect(made(world())).toMatchObject({ privateDns: true, privateNames: ['ec2.us-east-1.amazonaws.com'] });
  });

  it('is on where what the Region offers was not read', () => {
    expect(made(world().unread('vpcEndpointServices')).privateDns).toBe(true);
  });

  it('is off where its service has no private name, which AWS would refuse', () => {
    expect(made(offer(world(), { PrivateDnsNames: [] }))).toMatchObject({ privateDns: false, privateNames: [] });
  });

  it('asks for DNS attributes first, and only where it is on', () => {
    const words = (net: Net) => remedyWords(remedyFor(net.attribute('EnableDnsHostnames', false)));

    expect(words(world())).toMatch(/^Switch on enableDnsHostnames of vpc-main, then create/);
    expect(words(offer(world(), { PrivateDnsNames: [] }))).toMatch(/^Create an interface endpoint/);
  });

  it('is on for S3: that its gateway endpoints have no names says nothing of the others', () => {
    expect(made(world(), 's3').privateDns).toBe(true);
  });
});

describe('the policy of a new endpoint', () => {
  const policy = JSON.stringify({
    Statement: [
      {
        Effect: 'Allow',
        Principal: '*',
        Action: '*',
        Resource: '*',
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-ours' } },
      },
    ],
  });
  const beside = (): Net => {
    const net = world().subnet('a');
    addCandidate(net, 'b', { beside: { PolicyDocument: policy } });

    return net;
  };

  it.each<[string, boolean | undefined, string | null]>([
    ['is that of the others', true, policy],
    ['is that of the others where AWS does not say whether it takes one', undefined, policy],
    ['is none where its service takes none', false, null],
  ])('%s', (_, takes, expected) => {
    const net = takes === undefined ? beside() : offer(beside(), { VpcEndpointPolicySupported: takes });

    expect(made(net).policy).toBe(expected);
  });
});

describe('an endpoint of the service that is there already', () => {
  const present = (extra: Partial<RecordOf<'vpcEndpoints'>> = {}): string => {
    const net = world().subnet('a').endpoint('vpce-old', 'ec2', { privateDns: false });
    Object.assign(net.sections.vpcEndpoints.at(-1) ?? {}, extra);

    return remedyWords(remedyFor(net));
  };

  it('has its private DNS switched on', () => {
    expect(present()).toBe('Switch on private DNS of vpce-old');
  });

  it('is left to whoever dials a name that it does not answer, where its private DNS is on', () => {
    expect(present({ PrivateDnsEnabled: true })).toBe(
      'Have clients in vpc-main dial a name of the EC2 API that vpce-old answers',
    );
  });

  it.each<[string, Partial<RecordOf<'vpcEndpoints'>>]>([
    ['it failed', { State: 'failed' }],
    ['it is a firewall’s', { VpcEndpointType: 'GatewayLoadBalancer' }],
    ['it is of another service', { ServiceName: 'com.amazonaws.us-east-1.kms' }],
  ])('is of no use where %s', (_, extra) => {
    expect(present(extra)).toMatch(/^Create an interface endpoint for the EC2 API/);
  });
});

describe('more zones for an endpoint', () => {
  it('are those that take one, where AWS says', () => {
    const zones = (net: Net) => {
      const vpc = networkOf(net.snapshot()).vpcs.get('vpc-main');

      return vpc && offeredZones(vpc, ec2);
    };

    expect(zones(offer(world(), { AvailabilityZones: ['us-east-1b'] }))).toEqual(['us-east-1b']);
    expect(zones(world())).toEqual([]);
    expect(zones(world().unread('vpcEndpointServices'))).toEqual([]);
  });

  it('are given by the best subnet of each', () => {
    const net = world().subnet('b', { zone: 'b' }).subnet('b2', { zone: 'b', routes: behindNat });
    net.subnet('c', { zone: 'c' }).endpoint('vpce-ec2', 'ec2', { subnets: ['public'] });
    const network = networkOf(net.snapshot());
    const vpc = network.vpcs.get('vpc-main');
    const endpoint = network.endpoints.get('vpce-ec2');
    if (vpc === undefined || endpoint === undefined) throw new Error('no endpoint');

    expect(remedyWords(addZones(vpc, endpoint, ['us-east-1b']))).toBe('Add subnet-b2 to vpce-ec2');
  });
});
