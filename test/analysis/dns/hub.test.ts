import { describe, expect, it } from 'vitest';
import { hub } from '../../support/hub.ts';
import { behindNat, world } from '../../support/world.ts';

const ec2Name = 'ec2.us-east-1.amazonaws.com';
const own = 'vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com';

/** @see https://docs.aws.amazon.com/whitepapers/latest/building-scalable-secure-multi-vpc-network-infrastructure/centralized-access-to-vpc-private-endpoints.html */
describe('a hub with central endpoints', () => {
  it('answers spokes that ask its inbound Resolver endpoint', () => {
    const asking = (routes?: Readonly<Record<string, string>>) =>
      hub(routes)
        .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'] })
        .inbound('hub', '10.1.1.9')
        .dns('main', '10.1.1.9');

    expect(asking().path('a', 'ec2')).toBe('private vpce-ec2 <tgw-1 ~');
    expect(asking({ '0.0.0.0/0': 'nat-main' }).path('a', 'ec2')).toBe('unreachable (no-route-to-endpoint) ~');
  });

  it('answers a name that is forwarded to it', () => {
    const net = hub()
      .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'] })
      .inbound('hub', '10.1.1.9')
      .rule('rslvr-rr-1', ec2Name, 'FORWARD', ['10.1.1.9']);

    expect(net.path('a', 'ec2')).toBe('private vpce-ec2 <tgw-1 ~');
  });

  /** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-DSN-queries-to-vpc.html */
  it('answers for delegated zones alone where its endpoint is for delegation', () => {
    const delegating = (net: ReturnType<typeof world>) => {
      for (const one of net.sections.resolverEndpoints)
        if (one.Id === 'rslvr-in-hub') one.Direction = 'INBOUND_DELEGATION';

      return net.path('a', 'ec2');
    };
    const central = () =>
      hub()
        .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'] })
        .inbound('hub', '10.1.1.9');
    const forwarding = central().rule('rslvr-rr-1', ec2Name, 'FORWARD', ['10.1.1.9']);
    const twin = central().vpc('twin', '10.1.0.0/16').inbound('twin', '10.1.1.9').dns('main', '10.1.1.9');

    expect(delegating(forwarding)).toBe('unknown (forwarded-dns)');
    expect(delegating(central().dns('main', '10.1.1.9'))).toBe('unknown (custom-dns-server)');
    expect(delegating(twin)).toBe('unknown (custom-dns-server)');
  });

  it('answers by a hosted zone, and its private DNS is no fault', () => {
    const net = hub()
      .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
      .zone(ec2Name, ['main', 'hub'], [`${ec2Name} ALIAS ${own}`]);

    expect([net.path('a', 'ec2'), net.privateDns('vpce-ec2')]).toEqual([
      'private vpce-ec2 <tgw-1',
      'covered-elsewhere',
    ]);
    expect(net.findings('private-dns-off')).toEqual([]);
  });

  it('that no route leads to is an outage, never a public path', () => {
    const net = hub({ '0.0.0.0/0': 'nat-main' })
      .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
      .zone(ec2Name, ['main'], [`${ec2Name} ALIAS ${own}`]);

    expect(net.path('a', 'ec2')).toMatch(/^unreachable.*\(no-route-to-endpoint\)/);
    expect(net.findings('hub-unreachable')).toContain('error hub-unreachable subnet-a ec2');
  });

  it('is reached over peering too', () => {
    const net = world()
      .subnet('a', { routes: { '10.1.0.0/16': 'pcx-1' } })
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '10.0.0.0/16': 'pcx-1' } })
      .peering('pcx-1', 'main', 'hub')
      .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'] })
      .zone(ec2Name, ['main'], [`${ec2Name} A 10.1.1.51`]);
    const address =
      net.sections.networkInterfaces.find(({ InterfaceType }) => InterfaceType === 'vpc_endpoint')
        ?.PrivateIpAddresses?.[0]?.PrivateIpAddress ?? '';
    for (const zone of net.sections.resourceRecordSets)
      for (const record of zone.ResourceRecordSets)
        if (record.Type === 'A') record.ResourceRecords = [{ Value: address }];

    expect(net.path('a', 'ec2')).toBe('private vpce-ec2 <pcx-1');
  });

  it('whose security group keeps spokes out is unreachable', () => {
    const net = hub()
      .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'], groups: ['sg-strict'] })
      .zone(ec2Name, ['main'], [`${ec2Name} ALIAS ${own}`]);
    net.sections.securityGroups.push({
      GroupId: 'sg-strict',
      VpcId: 'vpc-hub',
      IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '10.1.0.0/16' }] }],
    });

    expect(net.path('a', 'ec2')).toBe('unreachable <tgw-1 (security-group)');
  });

  it('answers by a hosted zone only as far as was read', () => {
    const net = hub()
      .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
      .zone(ec2Name, ['main', 'hub'], [`${ec2Name} ALIAS ${own}`])
      .unread('resolverRuleAssociations');

    expect([net.path('a', 'ec2'), net.privateDns('vpce-ec2')]).toEqual([
      'unknown (unread-facts) ~',
      'unknown unread-facts',
    ]);
  });

  it('is no DNS server while its inbound endpoint may not answer', () => {
    const net = hub()
      .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'] })
      .inbound('hub', '10.1.1.9')
      .dns('main', '10.1.1.9');
    for (const endpoint of net.sections.resolverEndpoints) endpoint.Status = 'DELETING';

    expect(net.path('a', 'ec2')).toBe('unknown (custom-dns-server)');
  });

  it('is not reached by a name that its endpoint does not have', () => {
    const net = hub()
      .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
      .zone(ec2Name, ['main'], [`${ec2Name} ALIAS ${own.replace('-x1', '-x2')}`]);

    expect(net.path('a', 'ec2')).toBe('unknown (endpoint-not-visible)');
  });

  it('is not known to be reached where its interfaces are not listed', () => {
    const net = hub()
      .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
      .zone(ec2Name, ['main'], [`${ec2Name} ALIAS ${own}`]);
    net.sections.networkInterfaces = net.sections.networkInterfaces.filter(
      ({ InterfaceType }) => InterfaceType !== 'vpc_endpoint',
    );

    expect(net.path('a', 'ec2')).toBe('unknown (unread-facts) ~');
  });

  it('is not known to be reached where only some of its interfaces are listed', () => {
    const net = hub()
      .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
      .zone(ec2Name, ['main'], [`${ec2Name} ALIAS ${own}`]);
    for (const endpoint of net.sections.vpcEndpoints) endpoint.NetworkInterfaceIds?.push('eni-elsewhere');

    expect(net.path('a', 'ec2')).toBe('unknown (unread-facts) ~');
  });

  it('is not the DNS server of a VPC that has the address itself, nor one of two that do', () => {
    const twin = behindNat()
      .vpc('twin', '10.0.0.0/16')
      .subnet('t', { vpc: 'twin', cidr: '10.0.9.0/24' })
      .inbound('twin', '10.0.9.10')
      .dns('main', '10.0.9.10');
    const two = hub()
      .inbound('hub', '10.1.1.9')
      .vpc('other', '10.1.0.0/16')
      .inbound('other', '10.1.1.9')
      .dns('main', '10.1.1.9');

    expect([twin.path('a', 'ec2'), two.path('a', 'ec2')]).toEqual([
      'unknown (custom-dns-server)',
      'unknown (custom-dns-server)',
    ]);
  });

  it('answers by a Profile, after the VPC’s own endpoint', () => {
    const arn = 'arn:aws:ec2:us-east-1:111122223333:vpc-endpoint/vpce-hub';
    const net = () =>
      hub()
        .endpoint('vpce-hub', 'ec2', { vpc: 'hub', subnets: ['h'] })
        .profile('rp-1', [arn]);

    expect(net().path('a', 'ec2')).toBe('private vpce-hub <tgw-1');
    expect(net().endpoint('vpce-own', 'ec2').path('a', 'ec2')).toBe('private vpce-own ~');
  });

  it('whose endpoint answers only inbound queries is as much a guess in a Profile', () => {
    const net = hub()
      .endpoint('vpce-hub', 's3', { vpc: 'hub', subnets: ['h'], inboundOnly: true })
      .profile('rp-1', ['arn:aws:ec2:us-east-1:111122223333:vpc-endpoint/vpce-hub']);

    expect(net.path('a', 's3')).toBe('unknown (unrecognised)');
  });

  it('whose Profile is in a state that nobody knows makes nothing private, nor public', () => {
    const arn = 'arn:aws:ec2:us-east-1:111122223333:vpc-endpoint/vpce-hub';
    const inState = (change: (net: ReturnType<typeof hub>) => void) => {
      const net = hub()
        .endpoint('vpce-hub', 'ec2', { vpc: 'hub', subnets: ['h'] })
        .endpoint('vpce-own', 'ec2')
        .profile('rp-1', [arn]);
      change(net);

      return net.path('a', 'ec2');
    };
    const association = (Status: string) =>
      inState(({ sections }) => Object.assign(sections.profileAssociations[0] ?? {}, { Status }));
    const resource = (Status: string) =>
      inState(({ sections }) =>
        Object.assign(sections.profileResourceAssociations[0]?.ProfileResourceAssociations[0] ?? {}, { Status }),
      );

    expect([association('PAUSED'), resource('PAUSED')]).toEqual([
      'unknown (unread-facts) ~',
      'unknown (unread-facts) ~',
    ]);
    expect([association('DELETED'), resource('DELETED')]).toEqual(['private vpce-own', 'private vpce-own']);
  });

  it('whose endpoint is off in a Profile is anybody’s guess', () => {
    const net = hub()
      .endpoint('vpce-hub', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
      .profile('rp-1', ['arn:aws:ec2:us-east-1:111122223333:vpc-endpoint/vpce-hub']);

    expect(net.path('a', 'ec2')).toBe('unknown (unrecognised)');
  });
});
