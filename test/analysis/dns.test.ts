import { describe, expect, it } from 'vitest';
import { behindNat, world } from '../support/world.ts';

const ec2Name = 'ec2.us-east-1.amazonaws.com';
const own = 'vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com';

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html */
describe('private DNS of an interface endpoint', () => {
  it('answers from every zone of the VPC', () => {
    const net = behindNat()
      .subnet('b', { zone: 'b', routes: { '0.0.0.0/0': 'nat-main' } })
      .endpoint('vpce-ec2', 'ec2');

    expect([net.path('a', 'ec2'), net.path('b', 'ec2'), net.privateDns('vpce-ec2')]).toEqual([
      'private vpce-ec2',
      'private vpce-ec2',
      'effective',
    ]);
  });

  it('that is off leaves the name public', () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2', { privateDns: false });

    expect([net.path('a', 'ec2'), net.privateDns('vpce-ec2')]).toEqual(['public nat-main (private-dns-off)', 'off']);
  });

  it('that is off on an S3 endpoint leaves S3 public', () => {
    expect(behindNat().endpoint('vpce-s3', 's3', { privateDns: false }).path('a', 's3')).toBe(
      'public nat-main (private-dns-off)',
    );
  });

  it('cannot be missing where the service has none', () => {
    const net = behindNat().endpoint('vpce-ddb', 'dynamodb', { privateDns: false });

    expect([net.path('a', 'dynamodb'), net.privateDns('vpce-ddb')]).toEqual([
      'public nat-main (name-not-covered)',
      'not-offered',
    ]);
    expect(net.findings('private-dns-off')).toEqual([]);
  });

  it('needs enableDnsHostnames', () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2').attribute('EnableDnsHostnames', false);

    expect([net.path('a', 'ec2'), net.privateDns('vpce-ec2')]).toEqual([
      'public nat-main (dns-attributes-off) ~',
      'ineffective dns-hostnames-off',
    ]);
  });

  it('needs enableDnsSupport, and without it there is no answer at all', () => {
    const net = behindNat()
      .endpoint('vpce-ec2', 'ec2')
      .gateway('vpce-s3', 's3', ['a'])
      .attribute('EnableDnsSupport', false);

    expect([net.path('a', 'ec2'), net.path('a', 's3'), net.privateDns('vpce-ec2')]).toEqual([
      'unreachable (dns-disabled)',
      'unreachable (dns-disabled)',
      'ineffective dns-support-off',
    ]);
  });

  it.each(['pendingAcceptance', 'rejected', 'failed', 'expired', 'deleting'])(
    'of an endpoint that is %s answers nothing',
    (state) => {
      const net = behindNat().endpoint('vpce-ec2', 'ec2', { state });

      expect([net.path('a', 'ec2'), net.privateDns('vpce-ec2')]).toEqual([
        'public nat-main (endpoint-not-available)',
        'ineffective endpoint-not-available',
      ]);
    },
  );

  it.each(['Available', 'available', 'AVAILABLE'])('of an endpoint that is %s works, whatever the casing', (state) => {
    expect(behindNat().endpoint('vpce-ec2', 'ec2', { state }).path('a', 'ec2')).toBe('private vpce-ec2');
  });

  it.each(['pending', 'partial', 'Hibernating'])('of an endpoint that is %s is anybody’s guess', (state) => {
    expect(behindNat().endpoint('vpce-ec2', 'ec2', { state }).path('a', 'ec2')).toBe(
      'unknown (endpoint-not-available)',
    );
  });

  it('for inbound Resolver endpoints only leaves S3 to the gateway endpoint', () => {
    const net = behindNat().gateway('vpce-gw', 's3', ['a']).endpoint('vpce-s3', 's3', { inboundOnly: true });

    expect([net.path('a', 's3'), net.privateDns('vpce-s3')]).toEqual([
      'private vpce-gw',
      'ineffective inbound-resolver-only',
    ]);
  });

  it('for everybody takes S3 from the free gateway endpoint', () => {
    const net = behindNat().gateway('vpce-gw', 's3', ['a']).endpoint('vpce-s3', 's3');

    expect(net.path('a', 's3')).toBe('private vpce-s3');
    expect(net.findings('shadowed-gateway-endpoint')).toEqual(['note shadowed-gateway-endpoint vpce-gw s3']);
  });

  it('answers the names that the endpoint lists, and no other', () => {
    const net = behindNat().endpoint('vpce-mon', 'monitoring');
    const names = net
      .report(['monitoring'])
      .paths.filter(({ subnetId }) => subnetId === 'subnet-a')
      .map(({ name, verdict }) => `${name} ${verdict}`);

    expect(names.sort()).toEqual([
      'monitoring-fips.us-east-1.amazonaws.com private',
      'monitoring-fips.us-east-1.api.aws private',
      'monitoring.us-east-1.amazonaws.com private',
      'monitoring.us-east-1.api.aws private',
    ]);
  });

  it('of an IPv4 endpoint does not answer the dual-stack name of S3', () => {
    expect(behindNat().endpoint('vpce-s3', 's3').path('a', 's3', 's3.dualstack.us-east-1.amazonaws.com')).toBe(
      'public nat-main (name-not-covered)',
    );
  });

  it('of one ECR endpoint does not answer for the other', () => {
    const net = behindNat().endpoint('vpce-api', 'ecr.api');

    expect([net.path('a', 'ecr.api'), net.path('a', 'ecr.dkr')]).toEqual([
      'private vpce-api',
      'public nat-main (no-endpoint)',
    ]);
  });

  it('of ec2 is not that of a service whose name begins like it', () => {
    const net = behindNat().endpoint('vpce-msg', 'ec2messages', { names: ['ec2messages.us-east-1.amazonaws.com'] });

    expect(net.path('a', 'ec2')).toBe('public nat-main (no-endpoint)');
  });

  it('does not travel over peering', () => {
    const net = behindNat()
      .vpc('peer', '10.2.0.0/16')
      .subnet('p', { vpc: 'peer', cidr: '10.2.1.0/24' })
      .endpoint('vpce-ec2', 'ec2', { vpc: 'peer', subnets: ['p'] })
      .peering('pcx-1', 'main', 'peer')
      .route('a', '10.2.0.0/16', 'pcx-1');

    expect(net.path('a', 'ec2')).toBe('public nat-main (no-endpoint)');
  });

  it('of an endpoint for another Region answers that Region’s names only', () => {
    const net = behindNat().endpoint('vpce-west', 's3', {
      serviceName: 'com.amazonaws.us-west-2.s3',
      serviceRegion: 'us-west-2',
      names: ['s3.us-west-2.amazonaws.com', '*.s3.us-west-2.amazonaws.com'],
    });

    expect([net.path('a', 's3'), net.privateDns('vpce-west')]).toEqual([
      'public nat-main (other-region-endpoint)',
      'effective',
    ]);
  });

  it.each(['Resource', 'ServiceNetwork', 'GatewayLoadBalancer', 'Tunnel', 'Novel'])(
    'is not that of a %s endpoint, however it is named',
    (type) => {
      expect(behindNat().endpoint('vpce-ec2', 'ec2', { type }).path('a', 'ec2')).toMatch(/^public nat-main/);
    },
  );

  it('of an endpoint that a service made for itself is no coverage, and raises a doubt', () => {
    expect(behindNat().endpoint('vpce-ec2', 'ec2', { requesterManaged: true }).path('a', 'ec2')).toBe(
      'public nat-main (no-endpoint) ~',
    );
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html */
describe('the DNS servers that DHCP names', () => {
  it.each([['AmazonProvidedDNS'], ['169.254.169.253'], ['fd00:ec2::253'], ['10.0.0.2'], ['amazonprovideddns']])(
    '%s are Amazon’s',
    (server) => {
      expect(behindNat().endpoint('vpce-ec2', 'ec2').dns('main', server).path('a', 'ec2')).toBe('private vpce-ec2');
    },
  );

  it('of their own leave the answer open, with both branches explained', () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2').dns('main', '10.0.9.10');
    const hops =
      net
        .report(['ec2'])
        .paths.find(({ subnetId, primary }) => subnetId === 'subnet-a' && primary)
        ?.hops.map(({ because }) => because) ?? [];

    expect([net.path('a', 'ec2'), net.privateDns('vpce-ec2')]).toEqual([
      'unknown (custom-dns-server)',
      'unknown custom-dns-server',
    ]);
    expect(hops.filter((hop) => hop.startsWith('if 10.0.9.10 '))).toHaveLength(2);
  });

  it('that are not one of a kind leave it open too', () => {
    expect(behindNat().dns('main', 'AmazonProvidedDNS', '10.0.9.10').path('a', 'ec2')).toBe(
      'unknown (custom-dns-server)',
    );
  });

  it('may be none', () => {
    const net = behindNat();
    for (const vpc of net.sections.vpcs) vpc.DhcpOptionsId = 'default';

    expect(net.path('a', 'ec2')).toBe('unknown (no-dns-server)');
  });
});

const hub = (routes: Readonly<Record<string, string>> = { '0.0.0.0/0': 'nat-main', '10.1.0.0/16': 'tgw-1' }) =>
  world()
    .subnet('a', { routes })
    .subnet('t', {})
    .vpc('hub', '10.1.0.0/16')
    .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '10.0.0.0/8': 'tgw-1' } })
    .transit({ main: ['t'], hub: ['h'] }, { '10.1.0.0/16': 'hub', '10.0.0.0/16': 'main' });

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

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profiles-vpc-update-priority.html */
describe('several Profiles of one VPC', () => {
  const parent = 'us-east-1.amazonaws.com';
  const toOne = `${ec2Name} ALIAS vpce-one-x1.ec2.us-east-1.vpce.amazonaws.com`;
  const toTwo = `${ec2Name} ALIAS vpce-two-x1.ec2.us-east-1.vpce.amazonaws.com`;
  const zone = (id: string) => `arn:aws:route53:::hostedzone/${id}`;
  const rule = 'arn:aws:route53resolver:us-east-1:111122223333:resolver-rule/rslvr-rr-1';
  const two = () =>
    behindNat().endpoint('vpce-one', 'ec2', { privateDns: false }).endpoint('vpce-two', 'ec2', { privateDns: false });
  /** Z1 says vpce-one and Z2 vpce-two; only Profiles bring them. */
  const zones = (one = ec2Name, other = ec2Name) => two().zone(one, [], [toOne]).zone(other, [], [toTwo]);

  it('answer by the lower priority for one domain, as AWS documents', () => {
    const net = (a: number, b: number) =>
      zones()
        .profile('rp-a', [zone('Z1')], 'main', a)
        .profile('rp-b', [zone('Z2')], 'main', b);

    expect([net(100, 200).path('a', 'ec2'), net(200, 100).path('a', 'ec2')]).toEqual([
      'private vpce-one',
      'private vpce-two',
    ]);
  });

  it('answer by priority before a rule of one beats a zone of another', () => {
    const net = (a: number, b: number) =>
      zones()
        .rule('rslvr-rr-1', ec2Name, 'FORWARD', ['192.168.0.2'], 'other')
        .profile('rp-a', [zone('Z1')], 'main', a)
        .profile('rp-b', [rule], 'main', b);

    expect([net(100, 200).path('a', 'ec2'), net(200, 100).path('a', 'ec2')]).toEqual([
      'private vpce-one',
      'unknown (forwarded-dns)',
    ]);
  });

  it('answer by the rule where one Profile has a zone of the same domain too', () => {
    const net = zones()
      .rule('rslvr-rr-1', ec2Name, 'FORWARD', ['192.168.0.2'], 'other')
      .profile('rp-a', [zone('Z1'), rule], 'main', 100);

    expect(net.path('a', 'ec2')).toBe('unknown (forwarded-dns)');
  });

  it('are beaten by a zone or rule that the VPC has itself for the domain, with whatever priority', () => {
    const net = () =>
      zones()
        .rule('rslvr-rr-1', ec2Name, 'FORWARD', ['192.168.0.2'], 'other')
        .profile('rp-a', [zone('Z1')], 'main', 100)
        .profile('rp-b', [rule], 'main', 200);

    expect(net().zone(ec2Name, ['main'], [toTwo]).path('a', 'ec2')).toBe('private vpce-two ~');
    expect(net().rule('rslvr-rr-2', ec2Name, 'FORWARD', ['192.168.0.2']).path('a', 'ec2')).toBe(
      'unknown (forwarded-dns) ~',
    );
  });

  it('beat what the VPC has itself for a less specific domain', () => {
    const net = two()
      .zone(ec2Name, [], [toOne])
      .zone(parent, ['main'], [toTwo])
      .profile('rp-a', [zone('Z1')], 'main', 900);

    expect(net.path('a', 'ec2')).toBe('private vpce-one');
  });

  it('answer by the more specific domain, less than certain where its Profile is asked later', () => {
    const net = (a: number, b: number) =>
      zones(parent)
        .profile('rp-a', [zone('Z1')], 'main', a)
        .profile('rp-b', [zone('Z2')], 'main', b);

    expect([net(100, 200).path('a', 'ec2'), net(200, 100).path('a', 'ec2')]).toEqual([
      'private vpce-two ~',
      'private vpce-two',
    ]);
  });

  it('answer less than certainly where a priority is not told or is being changed', () => {
    const net = zones()
      .profile('rp-a', [zone('Z1')], 'main', 100)
      .profile('rp-b', [zone('Z2')], 'main', 200);
    const changing = zones()
      .profile('rp-a', [zone('Z1')], 'main', 100)
      .profile('rp-b', [zone('Z2')], 'main', 200);
    for (const record of net.sections.profileAssociations) Reflect.deleteProperty(record, 'Priority');
    for (const record of changing.sections.profileAssociations) record.Status = 'UPDATING';

    expect([net.path('a', 'ec2'), changing.path('a', 'ec2')]).toEqual(['private vpce-one ~', 'private vpce-one ~']);
  });
});

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html */
describe('a private hosted zone', () => {
  it('that owns the Region hides every name it has no record for', () => {
    const net = behindNat()
      .gateway('vpce-s3', 's3', ['a'])
      .endpoint('vpce-ec2', 'ec2', { privateDns: false })
      .zone('us-east-1.amazonaws.com', ['main'], [`${ec2Name} ALIAS ${own}`]);

    expect([net.path('a', 'ec2'), net.path('a', 's3'), net.path('a', 'dynamodb')]).toEqual([
      'private vpce-ec2',
      'unreachable (dns-no-answer) ~',
      'unreachable (dns-no-answer) ~',
    ]);
    expect(net.findings('dns-hole').length).toBeGreaterThan(0);
  });

  it('with an apex record only has nothing for buckets', () => {
    const net = behindNat()
      .endpoint('vpce-s3', 's3', { privateDns: false })
      .zone(
        's3.us-east-1.amazonaws.com',
        ['main'],
        ['s3.us-east-1.amazonaws.com ALIAS vpce-s3-x1.s3.us-east-1.vpce.amazonaws.com'],
      );

    expect([net.path('a', 's3'), net.path('a', 's3', '*.s3.us-east-1.amazonaws.com')]).toEqual([
      'private vpce-s3',
      'unreachable (dns-no-answer) ~',
    ]);
  });

  /** @see https://www.rfc-editor.org/rfc/rfc4592#section-2.2.2 */
  it('has no wildcard for a name that others lie below', () => {
    const net = behindNat()
      .endpoint('vpce-ec2', 'ec2', { privateDns: false })
      .zone('us-east-1.amazonaws.com', ['main'], [`*.us-east-1.amazonaws.com ALIAS ${own}`]);
    const below = behindNat()
      .endpoint('vpce-ec2', 'ec2', { privateDns: false })
      .zone(
        'us-east-1.amazonaws.com',
        ['main'],
        [`*.us-east-1.amazonaws.com ALIAS ${own}`, `www.${ec2Name} A 10.0.9.9`],
      );

    expect([net.path('a', 'ec2'), below.path('a', 'ec2')]).toEqual([
      'private vpce-ec2',
      'unreachable (dns-no-answer) ~',
    ]);
  });

  /** @see https://docs.aws.amazon.com/vpc/latest/privatelink/resource-configuration.html */
  it('of a service is nobody’s to read, also where an endpoint with private DNS off offers the name', () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2', { privateDns: false });
    for (const { HostedZoneSummaries } of net.sections.hostedZones)
      HostedZoneSummaries.push({
        HostedZoneId: 'ZL',
        Name: `${ec2Name}.`,
        Owner: { OwningService: 'vpc-lattice.amazonaws.com' },
      });

    expect([net.path('a', 'ec2'), net.privateDns('vpce-ec2')]).toEqual([
      'unknown (zone-unreadable)',
      'unknown zone-unreadable',
    ]);
  });

  it('that leads a name to an endpoint of another service leaves open who serves it', () => {
    const net = behindNat()
      .endpoint('vpce-ec2', 'ec2', { privateDns: false })
      .endpoint('vpce-sts', 'sts', { privateDns: false })
      .zone('us-east-1.amazonaws.com', ['main'], [`*.us-east-1.amazonaws.com ALIAS ${own}`]);

    expect([net.path('a', 'ec2'), net.path('a', 'sts')]).toEqual(['private vpce-ec2', 'unknown (unrecognised)']);
    expect([net.privateDns('vpce-ec2'), net.privateDns('vpce-sts')]).toEqual([
      'covered-elsewhere',
      'unknown unrecognised',
    ]);
  });

  it('of another account is not to be guessed', () => {
    expect(behindNat().zone(ec2Name, ['main'], null).path('a', 'ec2')).toBe('unknown (zone-unreadable)');
  });

  it('that is not associated changes nothing', () => {
    const net = behindNat().vpc('other', '10.9.0.0/16').zone(ec2Name, ['other'], []);

    expect(net.path('a', 'ec2')).toBe('public nat-main (no-endpoint)');
  });

  it('may name several answers, of which some are lost', () => {
    const net = behindNat()
      .endpoint('vpce-one', 'ec2', { privateDns: false })
      .zone(ec2Name, ['main'], [`${ec2Name} ALIAS vpce-one-x1.ec2.us-east-1.vpce.amazonaws.com`]);
    for (const zone of net.sections.resourceRecordSets) {
      for (const record of zone.ResourceRecordSets) if (record.Type === 'A') record.SetIdentifier = 'one';
      zone.ResourceRecordSets.push({
        Name: `${ec2Name}.`,
        Type: 'A',
        SetIdentifier: 'two',
        AliasTarget: { DNSName: 'vpce-gone-x1.ec2.us-east-1.vpce.amazonaws.com.' },
      });
    }

    expect(net.path('a', 'ec2')).toMatch(/^split .*\[unknown/);
  });

  /** @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html */
  it('with a CNAME to an endpoint without IPv6 has no IPv6 answer', () => {
    const net = world()
      .subnet('a', { ipv6: '2600:1f18:1:1::/64', routes: { '::/0': 'eigw-1' } })
      .endpoint('vpce-ec2', 'ec2', { privateDns: false })
      .zone('ec2.us-east-1.api.aws', ['main'], [`ec2.us-east-1.api.aws CNAME ${own}.`]);

    expect(net.path('a', 'ec2', undefined, 'ipv6')).toBe('unreachable (dns-no-answer)');
  });

  it('with addresses of strangers, in the VPC and elsewhere, tells of each', () => {
    const net = behindNat().zone(ec2Name, ['main'], [`${ec2Name} A 10.0.9.9`]);
    for (const { ResourceRecordSets } of net.sections.resourceRecordSets)
      for (const { ResourceRecords } of ResourceRecordSets) ResourceRecords?.push({ Value: '192.168.1.1' });

    expect(net.path('a', 'ec2')).toBe('split [unknown: 10.0.9.9/32] [unreachable: 192.168.1.1/32]');
  });

  it('with a CNAME leads on to whatever answers that name', () => {
    const net = () =>
      behindNat()
        .endpoint('vpce-ec2', 'ec2', { privateDns: false })
        .zone(ec2Name, ['main'], [`${ec2Name} CNAME ${own}.`]);

    expect(net().path('a', 'ec2')).toBe('private vpce-ec2');
    expect(net().zone('amazonaws.com', ['main'], []).path('a', 'ec2')).toBe('unreachable (dns-no-answer) ~');
    expect(net().rule('rslvr-rr-1', '.', 'FORWARD', ['192.168.0.2']).path('a', 'ec2')).toBe('unknown (forwarded-dns)');
  });

  it('that points at an endpoint that is gone gets nobody anywhere', () => {
    const net = behindNat()
      .endpoint('vpce-ec2', 'ec2', { privateDns: false, state: 'deleting' })
      .zone(ec2Name, ['main'], [`${ec2Name} ALIAS ${own}`]);

    expect(net.path('a', 'ec2')).toBe('unreachable (endpoint-not-available)');
    expect(net.findings('stale-zone-record')).toEqual(['warning stale-zone-record Z1 ec2']);
  });
});

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

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall.html */
describe('DNS Firewall', () => {
  it('that blocks all but its own domains blocks the endpoint’s name', () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2').firewall('ALLOW *.corp', 'BLOCK *');

    expect([net.path('a', 'ec2'), net.privateDns('vpce-ec2')]).toEqual([
      'unreachable (dns-blocked) ~',
      'ineffective dns-firewall',
    ]);
  });

  it('ends at the first rule that matches', () => {
    expect(behindNat().endpoint('vpce-ec2', 'ec2').firewall('ALLOW *.amazonaws.com', 'BLOCK *').path('a', 'ec2')).toBe(
      'private vpce-ec2',
    );
    expect(behindNat().endpoint('vpce-ec2', 'ec2').firewall('BLOCK amazonaws.com').path('a', 'ec2')).toBe(
      'private vpce-ec2',
    );
  });

  /** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-rule-settings.html */
  it('looks at every name of a chain of CNAMEs, unless a rule trusts the rest', () => {
    const net = (type: string) =>
      behindNat()
        .endpoint('vpce-ec2', 'ec2', { privateDns: false })
        .zone(ec2Name, ['main'], [`${ec2Name} ${type} ${own}`])
        .firewall(`ALLOW ${ec2Name}`, 'BLOCK *');
    const trusting = net('CNAME');
    for (const { FirewallRules } of trusting.sections.firewallRules)
      for (const rule of FirewallRules) rule.FirewallDomainRedirectionAction = 'TRUST_REDIRECTION_DOMAIN';

    expect(net('CNAME').path('a', 'ec2')).toBe('unreachable (dns-blocked) ~');
    expect(net('CNAME').findings('dns-firewall-block')).toContain('warning dns-firewall-block rslvr-frg-1 ec2');
    expect(trusting.path('a', 'ec2')).toBe('private vpce-ec2');
    expect(net('ALIAS').path('a', 'ec2')).toBe('private vpce-ec2');
  });

  it('that does what AWS has added since is not to be guessed', () => {
    expect(behindNat().endpoint('vpce-ec2', 'ec2').firewall('QUARANTINE *').path('a', 'ec2')).toBe(
      'unknown (unrecognised) ~',
    );
  });
});
