import { describe, expect, it } from 'vitest';
import { behindNat, world } from '../support/world.ts';

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html */
describe('a gateway endpoint', () => {
  it('on the main table says nothing about a subnet with a table of its own', () => {
    expect(behindNat().gateway('vpce-s3', 's3', ['main-main']).path('a', 's3')).toBe(
      'public nat-main (route-table-not-associated)',
    );
  });

  it('on the main table serves a subnet without a table of its own', () => {
    const net = world().route('main-main', '0.0.0.0/0', 'nat-main').subnet('a', { routes: null });

    expect(net.gateway('vpce-s3', 's3', ['main-main']).path('a', 's3')).toBe('private vpce-s3');
  });

  it("is not another VPC's main table", () => {
    const net = behindNat().vpc('other', '10.9.0.0/16').subnet('b', { routes: null });

    expect(net.gateway('vpce-s3', 's3', ['other-main']).path('b', 's3')).toBe('unreachable (no-route)');
  });

  it('loses the addresses that a more specific route takes', () => {
    const net = behindNat().gateway('vpce-s3', 's3', ['a']).route('a', '52.216.0.0/18', 'tgw-1');

    expect(net.path('a', 's3')).toBe(
      'split [transit tgw-1: 52.216.0.0/18] [private vpce-s3: 3.5.0.0/19 16.15.176.0/20 …]',
    );
  });

  it('keeps its addresses from a shorter route', () => {
    expect(behindNat().gateway('vpce-s3', 's3', ['a']).route('a', '52.0.0.0/8', 'tgw-1').path('a', 's3')).toBe(
      'private vpce-s3',
    );
  });

  it('loses to a static route of the same destination', () => {
    const net = behindNat().gateway('vpce-s3', 's3', ['a']).route('a', '52.216.0.0/15', 'nat-main');

    expect(net.path('a', 's3')).toBe(
      'split [public nat-main: 52.216.0.0/15] [private vpce-s3: 3.5.0.0/19 16.15.176.0/20 …]',
    );
  });

  it('whose route is a blackhole drops, and nothing falls through to NAT', () => {
    expect(behindNat().gateway('vpce-s3', 's3', []).route('a', 'pl-s3', 'vpce-s3 blackhole').path('a', 's3')).toBe(
      'unreachable vpce-s3 (blackhole) ~',
    );
  });

  it('is not what another kind of endpoint is, whatever routes lead there', () => {
    const net = behindNat()
      .endpoint('vpce-x', 's3', { type: 'Tunnel', privateDns: false })
      .route('a', 'pl-s3', 'vpce-x');

    expect(net.path('a', 's3')).toBe('unknown (unrecognised)');
  });

  it('behind the NAT gateway is private, with a toll', () => {
    expect(behindNat().gateway('vpce-s3', 's3', ['public']).path('a', 's3')).toBe('private vpce-s3 <nat-main ~');
  });

  it('is told by the name of its list: one id is S3 here and DynamoDB there', () => {
    const net = behindNat().gateway('vpce-dynamodb', 'dynamodb', ['a']);
    for (const list of net.sections.managedPrefixLists)
      list.PrefixListId = list.PrefixListId === 'pl-s3' ? 'pl-0' : 'pl-s3';
    for (const list of net.sections.prefixListEntries)
      list.PrefixListId = list.PrefixListId === 'pl-s3' ? 'pl-0' : 'pl-s3';
    net.route('a', 'pl-s3', 'vpce-dynamodb');

    expect([net.path('a', 'dynamodb'), net.path('a', 's3')]).toEqual([
      'private vpce-dynamodb',
      'public nat-main (no-endpoint)',
    ]);
  });

  it('for DynamoDB does not carry DynamoDB Streams', () => {
    const net = behindNat().gateway('vpce-dynamodb', 'dynamodb', ['a']);

    expect([net.path('a', 'dynamodb'), net.path('a', 'dynamodb-streams')]).toEqual([
      'private vpce-dynamodb',
      'public nat-main (no-endpoint)',
    ]);
  });

  it('leaves the EC2 API alone', () => {
    expect(behindNat().gateway('vpce-s3', 's3', ['a']).path('a', 'ec2')).toBe('public nat-main (no-endpoint)');
  });

  it('that is not available takes nothing', () => {
    expect(behindNat().gateway('vpce-s3', 's3', ['a'], 'failed').path('a', 's3')).toBe(
      'unreachable vpce-s3 (endpoint-not-available)',
    );
  });

  it('and a customer list over the same addresses are decided by AWS at random', () => {
    const net = behindNat()
      .gateway('vpce-s3', 's3', ['a'])
      .list('pl-own', '3.5.0.0/19', '16.15.176.0/20', '52.216.0.0/15', '54.231.0.0/16')
      .route('a', 'pl-own', 'tgw-1');

    expect(net.path('a', 's3')).toBe('unknown (ambiguous-route)');
  });

  it('is not in the presence of its list: the target decides', () => {
    expect(
      world()
        .subnet('a', { routes: { 'pl-s3': 'nat-main' } })
        .path('a', 's3'),
    ).toBe('public nat-main (no-endpoint)');
  });

  it('in a VPC of another account is known by its route', () => {
    const net = behindNat().route('a', 'pl-s3', 'vpce-s3');
    for (const vpc of net.sections.vpcs) vpc.OwnerId = '999988887777';

    expect([net.path('a', 's3'), net.path('a', 'ec2')]).toEqual([
      'private vpce-s3',
      'unknown (not-visible-to-participant)',
    ]);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html */
describe('an internet gateway', () => {
  it('passes nothing from a subnet without a public address', () => {
    const net = world()
      .subnet('a', { routes: { '0.0.0.0/0': 'igw-main' } })
      .interface('a', 'a');

    expect(net.path('a', 's3')).toBe('unreachable (no-public-address)');
    expect(net.gateway('vpce-s3', 's3', ['a']).path('a', 's3')).toBe('private vpce-s3');
  });

  it('passes what has one', () => {
    const net = world()
      .subnet('a', { routes: { '0.0.0.0/0': 'igw-main' } })
      .interface('a', 'a', { Association: { PublicIp: '198.51.100.7' } });

    expect(net.path('a', 's3')).toBe('public igw-main (no-endpoint)');
  });

  it('would pass what an empty subnet launches with a public address', () => {
    const net = world().subnet('a', { mapPublicIp: true, routes: { '0.0.0.0/0': 'igw-main' } });

    expect(net.path('a', 's3')).toBe('public igw-main (no-endpoint)');
  });

  it('counts unread interfaces as having one, with a doubt', () => {
    const net = world()
      .subnet('a', { routes: { '0.0.0.0/0': 'igw-main' } })
      .unread('networkInterfaces');

    expect(net.path('a', 's3')).toBe('public igw-main (no-endpoint) ~');
  });

  it('splits the public space for a service without a list', () => {
    const net = behindNat().route('a', '52.0.0.0/8', 'tgw-1');

    expect(net.path('a', 'ec2')).toMatch(/^split \[public nat-main: .*\] \[transit tgw-1: .*\]$/);
    expect(
      world()
        .subnet('a', { routes: { '0.0.0.0/1': 'nat-main', '128.0.0.0/1': 'nat-main' } })
        .path('a', 'ec2'),
    ).toBe('public nat-main (no-endpoint)');
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html */
describe('a NAT gateway', () => {
  const regional = (extra = {}) =>
    world()
      .nat('regional', null, { AvailabilityMode: 'regional', RouteTableId: 'rtb-nat', ...extra })
      .subnet('a', { routes: { '0.0.0.0/0': 'nat-regional' } })
      .subnet('nat', { routes: { '0.0.0.0/0': 'igw-main' } });

  it('that is regional goes by its own table', () => {
    expect(regional().path('a', 's3')).toBe('public nat-regional (no-endpoint)');
  });

  it('that is regional and manual serves only its zones', () => {
    const manual = (zone: string) => ({
      AutoProvisionZones: 'disabled',
      NatGatewayAddresses: [{ AvailabilityZone: `us-east-1${zone}`, Status: 'succeeded' }],
    });

    expect(regional(manual('b')).path('a', 's3')).toBe('unreachable nat-regional (nat-dead-end)');
    expect(regional(manual('a')).path('a', 's3')).toBe('public nat-regional (no-endpoint)');
  });

  it('that is private gets no further than the internet gateway', () => {
    const net = world()
      .nat('private', 'public', { ConnectivityType: 'private' })
      .subnet('a', { routes: { '0.0.0.0/0': 'nat-private' } });

    expect(net.path('a', 's3')).toBe('unreachable (nat-dead-end)');
  });

  it('in a subnet that routes back to it loops to an end', () => {
    const net = world()
      .subnet('a', { routes: { '0.0.0.0/0': 'nat-own' } })
      .nat('own', 'a');

    expect(net.path('a', 's3')).toBe('unreachable nat-own (nat-dead-end)');
  });

  it.each(['failed', 'deleted', 'pending'])('that is %s carries nothing', (State) => {
    expect(
      world()
        .nat('dead', 'public', { State })
        .subnet('a', { routes: { '0.0.0.0/0': 'nat-dead' } })
        .path('a', 's3'),
    ).toBe('unreachable nat-dead (nat-dead-end)');
  });

  it('whose subnet routes to a transit gateway is crossed on the way', () => {
    const net = world()
      .subnet('n', { routes: { '0.0.0.0/0': 'tgw-1' } })
      .nat('n', 'n')
      .subnet('a', { routes: { '0.0.0.0/0': 'nat-n' } });

    expect(net.path('a', 's3')).toBe('transit tgw-1 <nat-n (no-endpoint)');
  });

  it('behind a network ACL that lets nothing out is a dead end', () => {
    const net = behindNat();
    for (const acl of net.sections.networkAcls) acl.Associations = [{ SubnetId: 'subnet-a' }];
    net.sections.networkAcls.push({
      NetworkAclId: 'acl-nat',
      VpcId: 'vpc-main',
      Associations: [{ SubnetId: 'subnet-public' }],
      Entries: [{ RuleNumber: 1, Protocol: '-1', RuleAction: 'allow', Egress: false, CidrBlock: '0.0.0.0/0' }],
    });

    expect(net.path('a', 's3')).toBe('unreachable (network-acl)');
  });

  it('instance forwards where its source/destination check is off', () => {
    const net = (SourceDestCheck: boolean) =>
      world()
        .interface('nat', 'public', { SourceDestCheck, Association: { PublicIp: '198.51.100.7' } })
        .subnet('a', { routes: { '0.0.0.0/0': 'eni-nat' } });

    expect(net(false).path('a', 's3')).toBe('public eni-nat (no-endpoint) ~');
    expect(net(true).path('a', 's3')).toBe('unreachable eni-nat (source-dest-check)');
  });

  it('behind a firewall endpoint is reached through it', () => {
    const net = world()
      .subnet('fw', { routes: { '0.0.0.0/0': 'nat-main' } })
      .endpoint('vpce-fw', 'fw', { type: 'GatewayLoadBalancer', subnets: ['fw'], privateDns: false })
      .subnet('a', { routes: { '0.0.0.0/0': 'vpce-fw' } });

    expect(net.path('a', 's3')).toBe('public nat-main <vpce-fw (no-endpoint) ~');
  });

  it('in a state that AWS has added since is not to be guessed', () => {
    const net = world()
      .nat('odd', 'public', { State: 'hibernating' })
      .subnet('a', { routes: { '0.0.0.0/0': 'nat-odd' } });

    expect(net.path('a', 's3')).toBe('unknown (unrecognised)');
  });

  it('of a hub needs an ACL that lets the spokes in, not the hub', () => {
    const net = world()
      .subnet('a', { routes: { '0.0.0.0/0': 'tgw-1' } })
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '0.0.0.0/0': 'nat-hub' } })
      .subnet('p', { vpc: 'hub', cidr: '10.1.2.0/24', routes: { '0.0.0.0/0': 'igw-hub', '10.0.0.0/16': 'tgw-1' } })
      .nat('hub', 'p')
      .transit({ main: ['a'], hub: ['h'] }, { '0.0.0.0/0': 'hub' });
    net.sections.networkAcls.push({
      NetworkAclId: 'acl-p',
      VpcId: 'vpc-hub',
      Associations: [{ SubnetId: 'subnet-p' }],
      Entries: [
        { RuleNumber: 1, Protocol: '6', RuleAction: 'deny', Egress: false, CidrBlock: '10.1.0.0/16' },
        ...[true, false].map((Egress) => ({
          RuleNumber: 2,
          Protocol: '-1',
          RuleAction: 'allow',
          Egress,
          CidrBlock: '0.0.0.0/0',
        })),
      ],
    });

    expect(net.path('a', 's3')).toBe('public nat-hub <tgw-1 (no-endpoint)');
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html */
describe('a transit gateway', () => {
  const spoke = () => world().subnet('t1', { zone: 'a' }).subnet('t2', { zone: 'b' });

  it('has no way in from a zone without an attachment subnet', () => {
    const net = spoke()
      .subnet('c', { zone: 'c', routes: { '0.0.0.0/0': 'tgw-1' } })
      .transit({ main: ['t1', 't2'] }, {});

    expect(net.path('c', 's3')).toBe('unreachable tgw-1 (attachment-zone-gap)');
  });

  it('of another account leads to where nobody here can see', () => {
    const net = spoke()
      .subnet('a', { routes: { '0.0.0.0/0': 'tgw-1' } })
      .transit({ main: ['t1', 't2'] }, null);

    expect(net.path('a', 's3')).toBe('transit tgw-1 (no-endpoint)');
  });

  const hub = (hubRoutes: Record<string, string>) =>
    spoke()
      .subnet('a', { routes: { '0.0.0.0/0': 'tgw-1' } })
      .vpc('hub', '10.1.0.0/16')
      .subnet('hub-public', { vpc: 'hub', cidr: '10.1.0.0/24', routes: { '0.0.0.0/0': 'igw-hub' } })
      .nat('hub', 'hub-public')
      .subnet('hub-tgw', { vpc: 'hub', cidr: '10.1.1.0/24', routes: hubRoutes })
      .transit({ main: ['t1', 't2'], hub: ['hub-tgw'] }, { '0.0.0.0/0': 'hub' });

  it('to central egress is public, with the gateways it crosses', () => {
    expect(hub({ '0.0.0.0/0': 'nat-hub' }).path('a', 's3')).toBe('public nat-hub <tgw-1 (no-endpoint)');
  });

  it("cannot use a hub's gateway endpoint", () => {
    const net = hub({ '0.0.0.0/0': 'nat-hub', 'pl-s3': 'vpce-hub' });
    net.sections.vpcEndpoints.push({
      VpcEndpointId: 'vpce-hub',
      VpcEndpointType: 'Gateway',
      VpcId: 'vpc-hub',
      ServiceName: 'com.amazonaws.us-east-1.s3',
      State: 'available',
    });

    expect(net.path('a', 's3')).toBe('unreachable vpce-hub <tgw-1 (gateway-endpoint-not-transitive)');
  });

  it("uses a gateway endpoint in the subnet of the hub's NAT gateway", () => {
    const net = hub({ '0.0.0.0/0': 'nat-hub' }).route('hub-public', 'pl-s3', 'vpce-hub');
    net.sections.vpcEndpoints.push({
      VpcEndpointId: 'vpce-hub',
      VpcEndpointType: 'Gateway',
      VpcId: 'vpc-hub',
      ServiceName: 'com.amazonaws.us-east-1.s3',
      State: 'available',
    });

    expect(net.path('a', 's3')).toBe('private vpce-hub <tgw-1 <nat-hub ~');
  });

  it('without a public address gets nothing past an internet gateway', () => {
    expect(hub({ '0.0.0.0/0': 'igw-hub' }).path('a', 's3')).toBe('unreachable <tgw-1 (no-public-address)');
  });

  it('drops what its table calls a blackhole', () => {
    const net = spoke()
      .subnet('a', { routes: { '0.0.0.0/0': 'tgw-1' } })
      .transit({ main: ['t1', 't2'] }, { '0.0.0.0/0': 'blackhole' });

    expect(net.path('a', 's3')).toBe('unreachable tgw-1 (blackhole)');
  });

  it('is left by the attachment that there is, not by one that is gone and still listed', () => {
    const net = world()
      .subnet('a', { routes: { '0.0.0.0/0': 'tgw-1' } })
      .transit({ main: ['a'] }, { '0.0.0.0/0': 'blackhole' });
    net.sections.transitGatewayAttachments.push({
      TransitGatewayAttachmentId: 'tgw-attach-old',
      TransitGatewayId: 'tgw-1',
      ResourceType: 'vpc',
      ResourceId: 'vpc-main',
      State: 'deleted',
    });

    expect(net.path('a', 's3')).toBe('unreachable tgw-1 (blackhole)');
  });

  /** @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html */
  it('is reached from a Local Zone by way of its parent zone', () => {
    const net = world()
      .subnet('t', {})
      .subnet('a', { zone: '-lax-1a', routes: { '0.0.0.0/0': 'tgw-1' } })
      .transit({ main: ['t'] }, null);

    expect(net.path('a', 's3')).toBe('transit tgw-1 (no-endpoint) ~');
  });
});

describe('other targets', () => {
  it.each([
    ['vgw-1', 'transit vgw-1 (no-endpoint)'],
    ['lgw-1', 'transit lgw-1 (no-endpoint)'],
    ['pcx-1', 'unreachable pcx-1 (peering-not-transitive)'],
    ['xyz-1', 'unknown (unrecognised)'],
  ])('%s: %s', (target, expected) => {
    expect(
      world()
        .subnet('a', { routes: { '0.0.0.0/0': target } })
        .path('a', 's3'),
    ).toBe(expected);
  });

  it('lead nowhere where there is no route', () => {
    expect(world().subnet('a').path('a', 's3')).toBe('unreachable (no-route)');
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html */
describe('VPC Block Public Access', () => {
  const blocked = (InternetGatewayBlockMode: string, exclusion?: { mode: string; of: string }) => {
    const net = behindNat()
      .subnet('pub', { routes: { '0.0.0.0/0': 'igw-main' } })
      .interface('pub', 'pub', { Association: { PublicIp: '198.51.100.7' } });
    net.sections.blockPublicAccessOptions = [{ InternetGatewayBlockMode }];
    if (exclusion !== undefined)
      net.sections.blockPublicAccessExclusions = [
        {
          InternetGatewayExclusionMode: exclusion.mode,
          ResourceArn: `arn:aws:ec2:us-east-1:111122223333:subnet/${exclusion.of}`,
          State: 'create-complete',
        },
      ];

    return net;
  };

  it('in both directions stops NAT and internet gateways, not gateway endpoints', () => {
    expect(blocked('block-bidirectional').path('a', 's3')).toBe('unreachable nat-main (block-public-access)');
    expect(blocked('block-bidirectional').path('pub', 's3')).toBe('unreachable igw-main (block-public-access)');
    expect(blocked('block-bidirectional').gateway('vpce-s3', 's3', ['a']).path('a', 's3')).toBe('private vpce-s3 ~');
  });

  it("lets NAT through where the NAT gateway's subnet is excluded for egress", () => {
    expect(blocked('block-bidirectional', { mode: 'allow-egress', of: 'subnet-public' }).path('a', 's3')).toBe(
      'public nat-main (no-endpoint) ~',
    );
  });

  it('for ingress lets NAT through and stops what leaves by itself, also with an egress exclusion', () => {
    expect(blocked('block-ingress').path('a', 's3')).toBe('public nat-main (no-endpoint)');
    expect(blocked('block-ingress').path('pub', 's3')).toBe('unreachable igw-main (block-public-access)');
    expect(blocked('block-ingress', { mode: 'allow-egress', of: 'subnet-pub' }).path('pub', 's3')).toBe(
      'unreachable igw-main (block-public-access)',
    );
  });

  it('that was not read leaves a doubt and an incomplete audit', () => {
    const net = behindNat().unread('blockPublicAccessOptions', 'ec2:DescribeVpcBlockPublicAccessOptions');

    expect(net.path('a', 's3')).toBe('public nat-main (no-endpoint) ~');
    expect(net.report().summary.complete).toBe(false);
    expect(net.report().gaps.map(({ action }) => action)).toEqual(['ec2:DescribeVpcBlockPublicAccessOptions']);
  });

  it('in mode block-ingress lets NAT gateways pass, not NAT instances', () => {
    const net = blocked('block-ingress')
      .interface('nat', 'public', { SourceDestCheck: false, Association: { PublicIp: '198.51.100.8' } })
      .subnet('b', { routes: { '0.0.0.0/0': 'eni-nat' } });

    expect(net.path('b', 's3')).toBe('unreachable eni-nat (block-public-access) ~');
  });

  it('in a mode or with an exclusion that AWS has added since is not to be guessed', () => {
    expect(blocked('block-some').path('a', 's3')).toBe('unknown (unrecognised)');
    expect(blocked('block-some').gateway('vpce-s3', 's3', ['a']).path('a', 's3')).toBe('private vpce-s3 ~');
    expect(blocked('block-bidirectional', { mode: 'allow-some', of: 'subnet-public' }).path('a', 's3')).toBe(
      'unknown (unrecognised)',
    );
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html */
/** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-encryption-controls.html */
describe('VPC encryption controls', () => {
  const controlled = (Mode: string, ...excluded: readonly string[]) => {
    const net = behindNat();
    for (const vpc of net.sections.vpcs)
      vpc.EncryptionControl = {
        Mode,
        State: 'available',
        ResourceExclusions: Object.fromEntries(excluded.map((kind) => [kind, { State: 'enabled' }])),
      };

    return net;
  };
  const first = (net: ReturnType<typeof controlled>, subnet = 'a') =>
    net.report(['s3']).paths.find(({ subnetId, primary }) => subnetId === `subnet-${subnet}` && primary);

  it('that monitor refuse nothing', () => {
    expect(controlled('monitor').path('a', 's3')).toBe('public nat-main (no-endpoint)');
    expect(first(controlled('monitor'))?.doubts).toEqual([]);
  });

  it('that enforce leave a doubt about a gateway that they do not exclude', () => {
    expect(controlled('enforce').path('a', 's3')).toBe('public nat-main (no-endpoint) ~');
    expect(controlled('enforce', 'NatGateway').path('a', 's3')).toBe('public nat-main (no-endpoint) ~');
    expect(first(controlled('enforce'))?.doubts).toEqual([
      expect.stringContaining('not verified: a gateway, peering connection or firewall endpoint that VPC encryption'),
    ]);
  });

  it('that enforce let pass what they exclude, as the path tells', () => {
    const net = controlled('enforce', 'NatGateway', 'InternetGateway');

    expect(net.path('a', 's3')).toBe('public nat-main (no-endpoint)');
    expect(first(net)?.hops).toEqual(
      expect.arrayContaining(
        ['NatGateway', 'InternetGateway'].map((kind) => ({
          at: 'vpc-main',
          does: 'permits',
          because: `encryption controls enforce; ${kind} is excluded`,
        })),
      ),
    );
  });

  it('take an exclusion that is being switched on or off for none', () => {
    const net = controlled('enforce', 'InternetGateway');
    for (const { EncryptionControl } of net.sections.vpcs)
      Object.assign(EncryptionControl?.ResourceExclusions ?? {}, { NatGateway: { State: 'enabling' } });

    expect(net.path('a', 's3')).toBe('public nat-main (no-endpoint) ~');
  });

  it('leave endpoints alone, as HTTPS is encrypted already, and transit gateways', () => {
    const net = controlled('enforce').gateway('vpce-s3', 's3', ['a']).endpoint('vpce-ec2', 'ec2');

    expect(net.path('a', 's3')).toBe('private vpce-s3');
    expect(net.path('a', 'ec2')).toBe('private vpce-ec2');
    expect(
      controlled('enforce')
        .subnet('t', { routes: { '0.0.0.0/0': 'tgw-far' } })
        .path('t', 's3'),
    ).toBe('transit tgw-far (no-endpoint)');
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html */
describe('IPv6', () => {
  it('of an IPv4-only name goes by NAT64, past the IPv4 route of the subnet', () => {
    const net = world()
      .subnet('a', { ipv6Only: true, dns64: true, ipv6: '2600:1f18::/64', routes: { '64:ff9b::/96': 'nat-main' } })
      .gateway('vpce-s3', 's3', ['a']);

    expect(net.path('a', 's3', 's3.us-east-1.amazonaws.com', 'ipv6')).toBe('public nat-main (ipv4-only-endpoint) ~');
    expect(net.path('a', 's3', 's3.us-east-1.amazonaws.com', 'ipv4')).toBe('no such path');
  });

  it('is no business of an IPv4-only endpoint', () => {
    const net = world()
      .subnet('a', { ipv6Only: true, ipv6: '2600:1f18::/64', routes: { '::/0': 'eigw-1' } })
      .subnet('b')
      .endpoint('vpce-ec2', 'ec2', { subnets: ['b'] });

    expect(net.path('a', 'ec2', undefined, 'ipv6')).toBe('public eigw-1 (ipv4-only-endpoint)');
  });

  it('and IPv4 never influence one another', () => {
    const net = world()
      .subnet('a', { ipv6: '2600:1f18::/64', routes: { '0.0.0.0/0': 'nat-main', '::/0': 'eigw-1' } })
      .gateway('vpce-s3', 's3', ['a']);

    expect([net.path('a', 's3'), net.path('a', 's3', undefined, 'ipv6')]).toEqual([
      'private vpce-s3',
      'public eigw-1 (ipv4-only-endpoint)',
    ]);
  });

  it('to a NAT gateway outside 64:ff9b::/96 is a dead end', () => {
    const net = world().subnet('a', { ipv6: '2600:1f18::/64', routes: { '::/0': 'nat-main' } });

    expect(net.path('a', 'ec2', undefined, 'ipv6')).toBe('unreachable nat-main (nat-dead-end)');
  });

  it('by DNS64 may go by a list that was not read', () => {
    const net = world()
      .list('pl-six', '2001:db8::/32')
      .subnet('a', {
        ipv6Only: true,
        ipv6: '2600:1f18:1:1::/64',
        dns64: true,
        routes: { '64:ff9b::/96': 'nat-main', 'pl-six': 'tgw-1' },
      });
    net.sections.prefixListEntries.pop();

    expect(net.path('a', 's3', 's3.us-east-1.amazonaws.com', 'ipv6')).toBe('unknown (unread-facts) ~');
  });
});
