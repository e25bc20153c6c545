import { describe, expect, it } from 'vitest';
import { hub } from '../../support/hub.ts';
import type { world } from '../../support/world.ts';

type World = ReturnType<typeof world>;

const ec2Name = 'ec2.us-east-1.amazonaws.com';
const arrives = 'private vpce-ec2 <tgw-1 ~';
const strays = 'unknown (unrecognised) ~';

const central = () =>
  hub()
    .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'] })
    .inbound('hub', '10.1.1.9');

const asking = () => central().dns('main', '10.1.1.9');

/** By an outbound endpoint in `vpc`. */
const forwarding = (vpc: string) => {
  const net = central().rule('rslvr-rr-1', ec2Name, 'FORWARD', ['10.1.1.9']);
  net.sections.resolverEndpoints.push({ Id: 'rslvr-out-1', Direction: 'OUTBOUND', HostVPCId: `vpc-${vpc}` });
  for (const one of net.sections.resolverRules) one.ResolverEndpointId = 'rslvr-out-1';

  return net;
};

type Permissions = World['sections']['securityGroups'][number]['IpPermissions'];

const udp = (CidrIp: string, port = 53): Permissions => [
  { IpProtocol: 'udp', FromPort: port, ToPort: port, IpRanges: [{ CidrIp }] },
];
const any: Permissions = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];

/** Puts a Resolver endpoint in a group of its own. */
const inGroup = (net: World, id: string, there: { readonly in?: Permissions; readonly out?: Permissions }): World => {
  const GroupId = `sg-${id}`;
  net.sections.securityGroups.push({ GroupId, IpPermissions: there.in, IpPermissionsEgress: there.out });
  for (const one of net.sections.resolverEndpoints) if (one.Id === id) one.SecurityGroupIds = [GroupId];

  return net;
};

const doubtsOf = (net: World) =>
  net.paths(['ec2']).find(({ subnetId, primary }) => subnetId === 'subnet-a' && primary)?.doubts;

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries-values.html */
describe('the security groups of an inbound Resolver endpoint', () => {
  const admitting = (net: World, permissions: Permissions) =>
    inGroup(net, 'rslvr-in-hub', { in: permissions }).path('a', 'ec2');

  it.each<[string, Permissions]>([
    ['from the whole VPC', udp('10.0.0.0/16')],
    ['from part of it', udp('10.0.1.0/24')],
    ['from everywhere', any],
    [
      'from members of a group',
      [{ IpProtocol: 'udp', FromPort: 53, ToPort: 53, UserIdGroupPairs: [{ GroupId: 'sg' }] }],
    ],
  ])('let queries in %s', (_, permissions) => {
    expect(admitting(asking(), permissions)).toBe(arrives);
    expect(admitting(forwarding('main'), permissions)).toBe(arrives);
  });

  it.each<[string, Permissions]>([
    ['let none in', []],
    ['let those of another VPC in', udp('10.9.0.0/16')],
    ['let another port in', udp('10.0.0.0/16', 443)],
    ['let TCP in', [{ IpProtocol: 'tcp', FromPort: 53, ToPort: 53, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }]],
  ])('make nothing private where they %s', (_, permissions) => {
    expect(admitting(asking(), permissions)).toBe(strays);
    expect(admitting(forwarding('main'), permissions)).toBe(strays);
  });

  it('are named', () => {
    const net = inGroup(asking(), 'rslvr-in-hub', { in: [] });

    expect(doubtsOf(net)).toContainEqual(expect.stringContaining('sg-rslvr-in-hub let no UDP 53 in from there'));
  });

  it('of one address are enough', () => {
    const net = inGroup(asking(), 'rslvr-in-hub', { in: [] });
    net.sections.resolverEndpoints.push({ Id: 'rslvr-in-2', Direction: 'INBOUND', HostVPCId: 'vpc-hub' });
    net.sections.resolverEndpointIpAddresses.push({
      ResolverEndpointId: 'rslvr-in-2',
      IpAddresses: [{ Ip: '10.1.1.10' }],
    });

    expect(net.dns('main', '10.1.1.9', '10.1.1.10').path('a', 'ec2')).toBe(arrives);
  });

  it('of which one is not listed, or whose lists are not, may let none in', () => {
    const listed = inGroup(asking(), 'rslvr-in-hub', {
      in: [{ IpProtocol: 'udp', FromPort: 53, ToPort: 53, PrefixListIds: [{ PrefixListId: 'pl-gone' }] }],
    });
    const gone = inGroup(asking(), 'rslvr-in-hub', { in: any });
    gone.sections.securityGroups = gone.sections.securityGroups.filter(({ GroupId }) => GroupId !== 'sg-rslvr-in-hub');

    expect([listed.path('a', 'ec2'), gone.path('a', 'ec2')]).toEqual([
      'unknown (unread-facts) ~',
      'unknown (unread-facts) ~',
    ]);
  });

  it('may let none in where groups were not read', () => {
    const net = inGroup(asking(), 'rslvr-in-hub', { in: any }).unread('securityGroups');

    expect(doubtsOf(net)).toContain('ec2:securityGroups was not read: DNS queries may not get through');
  });

  it('are asked of whoever forwards from where nobody knows', () => {
    const net = (permissions: Permissions) => {
      const one = inGroup(forwarding('main'), 'rslvr-in-hub', { in: permissions });
      one.sections.resolverEndpoints = one.sections.resolverEndpoints.filter(({ Id }) => Id !== 'rslvr-out-1');

      return one.path('a', 'ec2');
    };

    expect([net(udp('10.9.0.0/16')), net([])]).toEqual([arrives, strays]);
  });

  it('are asked by clients of its own VPC, too', () => {
    const own = (permissions: Permissions) =>
      inGroup(central().dns('hub', '10.1.1.9'), 'rslvr-in-hub', { in: permissions }).path('h', 'ec2');

    expect([own(udp('10.1.0.0/16')), own(udp('10.0.0.0/16'))]).toEqual(['private vpce-ec2 ~', strays]);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html */
describe('the network ACL of the subnet of an inbound Resolver endpoint', () => {
  const entry = (Egress: boolean, CidrBlock: string, Protocol: string, From: number, To = From) => ({
    ...{ RuleNumber: Egress ? 1 : 2, RuleAction: 'allow', Egress, CidrBlock, Protocol },
    PortRange: { From, To },
  });
  const https = [entry(false, '0.0.0.0/0', '6', 443), entry(true, '0.0.0.0/0', '6', 1024, 65_535)];
  const behind = (net: World, ...entries: readonly ReturnType<typeof entry>[]): World => {
    net.subnet('r', { vpc: 'hub', cidr: '10.1.9.0/24' });
    net.sections.networkAcls.push({
      NetworkAclId: 'acl-r',
      VpcId: 'vpc-hub',
      Associations: [{ SubnetId: 'subnet-r' }],
      Entries: [...https, ...entries],
    });
    for (const one of net.sections.resolverEndpointIpAddresses)
      for (const address of one.IpAddresses) address.SubnetId = 'subnet-r';

    return net;
  };
  const query = entry(false, '10.0.0.0/16', '17', 53);
  const answer = entry(true, '10.0.0.0/16', '17', 1024, 65_535);

  it('lets queries in and answers out, or makes nothing private', () => {
    const lines = [[query, answer], [query], [answer], []].map((entries) =>
      behind(asking(), ...entries).path('a', 'ec2'),
    );

    expect(lines).toEqual([arrives, strays, strays, strays]);
    expect(doubtsOf(behind(asking()))).toContainEqual(
      expect.stringContaining('acl-r lets no UDP 53 in from there, or no answers out'),
    );
    expect(behind(asking(), entry(false, '10.9.0.0/16', '17', 53), answer).path('a', 'ec2')).toBe(strays);
  });

  it('is asked of what is forwarded from another VPC, and not inside its own', () => {
    expect([behind(forwarding('main')).path('a', 'ec2'), behind(forwarding('hub')).path('a', 'ec2')]).toEqual([
      strays,
      arrives,
    ]);
  });

  it('may let none in where ACLs were not read', () => {
    expect(doubtsOf(behind(asking(), query, answer).unread('networkAcls'))).toContain(
      'ec2:networkAcls was not read: DNS queries may not get through',
    );
  });
});

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-outbound-queries-endpoint-values.html */
describe('the outbound Resolver endpoint of a forwarding rule', () => {
  it('lets queries out to its targets by its security groups', () => {
    const leaving = (out: Permissions) => inGroup(forwarding('main'), 'rslvr-out-1', { out }).path('a', 'ec2');

    expect([any, udp('10.1.0.0/16'), udp('10.0.0.0/16'), []].map(leaving)).toEqual([arrives, arrives, strays, strays]);
    expect(doubtsOf(inGroup(forwarding('main'), 'rslvr-out-1', { out: [] }))).toContainEqual(
      expect.stringContaining('sg-rslvr-out-1 let no UDP 53 out to there'),
    );
  });

  it('needs a route of its VPC to one of them, unless they are in it', () => {
    const island = forwarding('island')
      .vpc('island', '10.7.0.0/16')
      .subnet('i', { vpc: 'island', cidr: '10.7.1.0/24' });

    expect(forwarding('hub').path('a', 'ec2')).toBe(arrives);
    expect(island.path('a', 'ec2')).toBe(strays);
    expect(doubtsOf(island)).toContainEqual(expect.stringContaining('no route of vpc-island leads to 10.1.1.9'));
    expect(island.route('i', '10.1.0.0/16', 'tgw-1').path('a', 'ec2')).toBe(arrives);
  });
});

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries-values.html */
describe('an inbound Resolver endpoint of several addresses', () => {
  /** No group lets queries in to the first address; to the second a route leads, or none. */
  const island = (destination: string) => {
    const net = forwarding('island')
      .inbound('hub', '10.1.2.9')
      .vpc('island', '10.7.0.0/16')
      .subnet('i', { vpc: 'island', cidr: '10.7.1.0/24', routes: { [destination]: 'tgw-1' } });
    const [second] = net.sections.resolverEndpoints.splice(-1);
    const [addresses] = net.sections.resolverEndpointIpAddresses.slice(-1);
    net.sections.resolverEndpoints.push({ ...second, Id: 'rslvr-in-two' });
    if (addresses !== undefined) addresses.ResolverEndpointId = 'rslvr-in-two';
    for (const { TargetIps = [] } of net.sections.resolverRules) TargetIps.push({ ...TargetIps[0], Ip: '10.1.2.9' });

    return inGroup(net, 'rslvr-in-hub', { in: [] });
  };

  it('answers where queries get all the way to one of them', () => {
    expect(island('10.1.0.0/16').path('a', 'ec2')).toBe(arrives);
    expect(island('10.1.2.0/24').path('a', 'ec2')).toBe(arrives);
    expect(island('10.1.1.0/24').path('a', 'ec2')).toBe(strays);
  });
});

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries-values.html */
describe('an inbound Resolver endpoint for DNS over HTTPS alone', () => {
  const speaking = (net: World, ...Protocols: readonly string[]) => {
    for (const one of net.sections.resolverEndpoints) if (one.Id === 'rslvr-in-hub') one.Protocols = [...Protocols];

    return net.path('a', 'ec2');
  };

  it('answers no client, and no rule for port 53', () => {
    expect([speaking(asking(), 'DoH'), speaking(asking(), 'DoH', 'Do53')]).toEqual([
      'unknown (custom-dns-server)',
      arrives,
    ]);
    expect(speaking(forwarding('main'), 'DoH')).toBe('unknown (forwarded-dns)');
  });

  it('answers a rule for port 443, past groups that let UDP out to none', () => {
    const net = () => {
      const one = inGroup(forwarding('main'), 'rslvr-out-1', { out: [] });
      for (const { TargetIps = [] } of one.sections.resolverRules) for (const target of TargetIps) target.Port = 443;

      return one;
    };

    expect([speaking(net(), 'DoH'), speaking(net(), 'Do53')]).toEqual([arrives, 'unknown (forwarded-dns)']);
  });
});
