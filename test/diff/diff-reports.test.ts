import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffReports } from '../../src/diff/diff-reports.ts';
import { auditedServices, networkSpec, worldOf } from '../support/network-spec.ts';
import { behindNat, world } from '../support/world.ts';

type Net = ReturnType<typeof world>;

const diff = (before: Net, after: Net, services: readonly string[] = []) =>
  diffReports(before.report(services), after.report(services), before.snapshot(), after.snapshot());

/** The primary names of subnet `a`: `s3: private → public because rtb-a: …; …`. */
const story = (before: Net, after: Net, services: readonly string[] = ['s3']) =>
  diff(before, after, services)
    .paths.filter(({ subnetId, primary }) => subnetId === 'subnet-a' && primary)
    .map(
      (path) =>
        `${path.service}: ${path.before?.verdict ?? 'absent'} → ${path.after?.verdict ?? 'absent'} because ${path.causes
          .map(({ resource, change }) => `${resource}: ${change}`)
          .join('; ')}`,
    );

describe('what made a verdict change', () => {
  it('is the prefix-list route that is gone', () => {
    const before = behindNat().gateway('vpce-s3', 's3', ['a']);
    const after = behindNat().gateway('vpce-s3', 's3', []);

    expect(story(before, after)).toEqual([
      's3: private → public because rtb-a: route pl-s3 → vpce-s3 removed; vpce-s3: route table rtb-a removed',
    ]);
  });

  it('is the endpoint that is new, with its route', () => {
    const after = behindNat().gateway('vpce-s3', 's3', ['a']);

    expect(story(behindNat(), after)).toEqual([
      's3: public → private because rtb-a: route pl-s3 → vpce-s3 added; vpce-s3: endpoint added',
    ]);
  });

  it('is a route that leads elsewhere now, and not the one beside it', () => {
    const before = world()
      .subnet('a', { routes: { '0.0.0.0/0': 'nat-main', '10.9.0.0/16': 'tgw-1' } })
      .interface('a1', 'a', { Association: { PublicIp: '198.51.100.1' } });
    const after = world()
      .subnet('a', { routes: { '0.0.0.0/0': 'igw-main' } })
      .interface('a1', 'a', { Association: { PublicIp: '198.51.100.1' } });

    expect(story(before, after)).toEqual([
      's3: public → public because rtb-a: route 0.0.0.0/0 → nat-main became → igw-main',
    ]);
  });

  it('is a route that became a blackhole', () => {
    const after = world().subnet('a', { routes: { '0.0.0.0/0': 'nat-main blackhole' } });

    expect(story(behindNat(), after)).toEqual([
      's3: public → unreachable because rtb-a: route 0.0.0.0/0 → nat-main became a blackhole',
    ]);
  });

  it('is the table that the subnet has now', () => {
    const before = behindNat();
    const after = behindNat();
    for (const table of after.sections.routeTables) if (table.RouteTableId === 'rtb-a') table.Associations = [];

    expect(story(before, after)).toEqual(['s3: public → unreachable because rtb-a: association of subnet-a removed']);
  });

  it('is private DNS that was switched off', () => {
    const before = behindNat().endpoint('vpce-ec2', 'ec2');
    const after = behindNat().endpoint('vpce-ec2', 'ec2', { privateDns: false });

    expect(story(before, after, ['ec2'])).toEqual([
      'ec2: private → public because vpce-ec2: PrivateDnsEnabled true → false',
    ]);
  });

  it('is an attribute of the VPC', () => {
    const before = behindNat().endpoint('vpce-ec2', 'ec2');
    const after = behindNat().endpoint('vpce-ec2', 'ec2').attribute('EnableDnsSupport', false);

    expect(story(before, after, ['ec2'])).toEqual([
      'ec2: private → unreachable because vpc-main: EnableDnsSupport true → false',
    ]);
  });

  it('is the DHCP option set of the VPC', () => {
    const after = behindNat().dns('main', '192.168.0.2');

    expect(story(behindNat(), after)).toEqual([
      's3: public → unknown because dopt-main: DhcpConfigurations domain-name-servers 192.168.0.2 added; dopt-main: DhcpConfigurations domain-name-servers AmazonProvidedDNS removed',
    ]);
  });

  it('is the security group of the endpoint', () => {
    const before = behindNat().endpoint('vpce-ec2', 'ec2');
    const after = behindNat().endpoint('vpce-ec2', 'ec2');
    for (const group of after.sections.securityGroups) group.IpPermissions = [];

    expect(story(before, after, ['ec2'])).toEqual([
      'ec2: private → unreachable because sg-main: inbound rule -1 0.0.0.0/0 ::/0 removed',
    ]);
  });

  it('is a hosted zone that was associated', () => {
    const after = behindNat().zone('s3.us-east-1.amazonaws.com', ['main'], []);

    expect(story(behindNat(), after)).toEqual([
      's3: public → unreachable because Z1: association with vpc-main added; Z1: records added',
    ]);
  });

  it('is a forwarding rule that was associated', () => {
    const after = behindNat().rule('rslvr-rr-1', 'amazonaws.com', 'FORWARD', ['192.168.0.9']);

    expect(story(behindNat(), after)).toEqual([
      's3: public → unknown because rslvr-rr-1: Resolver rule added; rslvr-rr-1: association with vpc-main added',
    ]);
  });

  it('is VPC Block Public Access', () => {
    const after = behindNat();
    after.sections.blockPublicAccessOptions = [{ InternetGatewayBlockMode: 'block-bidirectional' }];

    expect(story(behindNat(), after)).toEqual([
      's3: public → unreachable because VPC Block Public Access: InternetGatewayBlockMode off → block-bidirectional',
    ]);
  });

  it('is a list of facts that could not be read any more, which is no removal', () => {
    const after = behindNat().unread('natGateways', 'ec2:DescribeNatGateways');

    expect(story(behindNat(), after)).toEqual([
      's3: public → unknown because ec2:DescribeNatGateways: not read any more: denied (not allowed)',
    ]);
  });

  it('is the subnet itself where it is new, and what it has', () => {
    expect(story(world(), behindNat())).toEqual([
      's3: absent → public because subnet-a: subnet added; rtb-a: route table added',
    ]);
  });
});

describe('a difference', () => {
  it('lists the findings that came and went', () => {
    const { findings } = diff(
      behindNat().gateway('vpce-s3', 's3', ['a']),
      behindNat().gateway('vpce-dynamodb', 'dynamodb', ['a']),
    );
    const shown = (list: typeof findings.appeared) =>
      list.filter(({ rule }) => rule === 'public-path').map(({ resource, service }) => `${resource} ${service}`);

    expect(shown(findings.appeared)).toEqual(['subnet-a s3']);
    expect(shown(findings.disappeared)).toEqual(['subnet-a dynamodb']);
  });

  it('of names and tags is none', () => {
    const after = behindNat();
    for (const record of [...after.sections.subnets, ...after.sections.routeTables])
      record.Tags = [{ Key: 'Name', Value: 'new name' }];

    expect(diff(behindNat(), after)).toMatchObject({ paths: [], findings: { appeared: [], disappeared: [] } });
  });

  it('of one gateway for another of its kind is none', () => {
    const after = world()
      .subnet('a', { routes: { '0.0.0.0/0': 'nat-new' } })
      .nat('new', 'public');

    expect(diff(behindNat(), after).paths).toEqual([]);
  });

  it('between a snapshot and itself is none', () => {
    fc.assert(
      fc.property(networkSpec, (spec) => {
        const { paths, findings } = diff(worldOf(spec), worldOf(spec), auditedServices);

        expect([...paths, ...findings.appeared, ...findings.disappeared]).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('always says which change made a path of both sides come to another verdict', () => {
    fc.assert(
      fc.property(networkSpec, networkSpec, (one, other) => {
        const { paths } = diff(worldOf(one), worldOf(other), auditedServices);

        expect(paths.filter(({ causes }) => causes.length === 0)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('turned round swaps its sides', () => {
    fc.assert(
      fc.property(networkSpec, networkSpec, (one, other) => {
        const there = diff(worldOf(one), worldOf(other), auditedServices);
        const back = diff(worldOf(other), worldOf(one), auditedServices);

        expect(back.paths.map(({ name, subnetId, before, after }) => [name, subnetId, after, before])).toEqual(
          there.paths.map(({ name, subnetId, before, after }) => [name, subnetId, before, after]),
        );
        expect(back.findings.appeared).toEqual(there.findings.disappeared);
      }),
      { numRuns: 30 },
    );
  });
});
