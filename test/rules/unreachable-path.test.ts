import { describe, expect, it } from 'vitest';
import type { RecordOf } from '../../src/snapshot/schema.ts';
import { behindNat, world } from '../support/world.ts';

const rule = 'unreachable-path';

type World = ReturnType<typeof world>;
type Permission = NonNullable<RecordOf<'securityGroups'>['IpPermissionsEgress']>[number];

const found = (net: World, services: readonly string[], subnet = 'subnet-a') =>
  net.report(services).findings.filter((one) => one.rule === rule && one.resource === subnet);

const severities = (net: World, services: readonly string[] = []) =>
  found(net, services).map(({ severity, service }) => `${severity} ${service}`);

const anywhere = { CidrIp: '0.0.0.0/0' };
const port = (at: number) => ({ IpProtocol: 'tcp', FromPort: at, ToPort: at });

/** A group of the clients in `subnet-a` that lets out as little as said. */
const closed = (net: World, egress: readonly Permission[] = [], id = 'sg-app') => {
  net.interface('app', 'a', { Groups: [{ GroupId: id }] });
  net.sections.securityGroups.push({
    GroupId: id,
    VpcId: 'vpc-main',
    IpPermissions: [],
    IpPermissionsEgress: [...egress],
  });

  return net;
};

const acl = (...entries: readonly (readonly [egress: boolean, number: number, action: string, cidr: string])[]) => ({
  NetworkAclId: 'acl-a',
  VpcId: 'vpc-main',
  Associations: [{ SubnetId: 'subnet-a' }],
  Entries: entries.map(([Egress, RuleNumber, RuleAction, CidrBlock]) => ({
    ...{ Egress, RuleNumber, RuleAction, CidrBlock },
    Protocol: '-1',
  })),
});

describe(rule, () => {
  it('is a note where nothing leads there and nobody asked', () => {
    expect(severities(world().subnet('a'))).toEqual(['note dynamodb', 'note ec2', 'note s3']);
  });

  it('is a warning for a service that was asked for by name or in a set, and not for all', () => {
    const net = world().subnet('a');

    expect(severities(net, ['s3'])).toEqual(['warning s3']);
    expect(severities(net, ['@eks'])).toContain('warning sts');
    expect(severities(net, ['all'])).toEqual(['note dynamodb', 'note ec2', 'note s3']);
  });

  it('names the service that a set lacks an endpoint for, and says to create it', () => {
    expect(world().subnet('a').says(rule, 'subnet-a', 'ec2')).toEqual([
      'subnet-a cannot reach the EC2 API: the route table has no route there (rtb-a: no route matches), and vpc-main has no endpoint for it',
      'Create an interface endpoint for the EC2 API in vpc-main with private DNS, in subnet-public, behind sg-main',
    ]);
  });

  it('is silent where an endpoint or a NAT gateway leads there', () => {
    const net = behindNat().gateway('vpce-s3', 's3', ['a']);

    expect(severities(net, ['s3', 'ec2'])).toEqual([]);
  });

  it('is silent about another subnet than the one without a way', () => {
    expect(severities(behindNat().subnet('b'), ['s3'])).toEqual([]);
  });

  it('uses the endpoint that is there: its table is not associated, or its private DNS is off', () => {
    const net = world()
      .subnet('a')
      .gateway('vpce-s3', 's3', ['public'])
      .endpoint('vpce-ec2', 'ec2', { privateDns: false });

    expect(net.says(rule, 'subnet-a', 's3')[1]).toMatch(/^Associate rtb-a with gateway endpoint vpce-s3$/);
    expect(net.says(rule, 'subnet-a', 'ec2')[1]).toMatch(
      /^Switch on private DNS of vpce-ec2: aws ec2 modify-vpc-endpoint /,
    );
  });

  it('creates nothing where endpoints could not be read', () => {
    for (const { command, remedy } of found(world().subnet('a').unread('vpcEndpoints'), ['s3', 'ec2']))
      expect([command, remedy.includes('Create')]).toEqual([null, false]);
  });

  it('names the group of the clients, the port and the list, and lets it out to the list alone', () => {
    const net = closed(behindNat().gateway('vpce-s3', 's3', ['a']), [
      { ...port(443), UserIdGroupPairs: [{ GroupId: 'sg-main' }] },
    ]);

    expect(severities(net)).toContain('warning s3');
    expect(net.says(rule, 'subnet-a', 's3')).toEqual([
      'subnet-a cannot reach S3: sg-app lets no HTTPS out to these addresses (TCP 443 to pl-s3)',
      "Let TCP 443 out of sg-app to pl-dynamodb and pl-s3: aws ec2 authorize-security-group-egress --group-id sg-app --ip-permissions 'IpProtocol=tcp,FromPort=443,ToPort=443,PrefixListIds=[{PrefixListId=pl-dynamodb}]' 'IpProtocol=tcp,FromPort=443,ToPort=443,PrefixListIds=[{PrefixListId=pl-s3}]' --region us-east-1",
    ]);
    expect(severities(closed(behindNat(), [{ ...port(443), IpRanges: [anywhere] }], 'sg-open'))).toEqual([]);
  });

  it('has words alone for a group that would have to let out to all of the internet', () => {
    const net = closed(behindNat(), [port(9142)]);

    expect(found(net, ['ec2'])[0]).toMatchObject({
      severity: 'warning',
      remedy: 'Let TCP 443 out of sg-app to the addresses of the EC2 API',
      command: null,
    });
  });

  it('does not call a group the fault where no route leads there anyhow', () => {
    expect(severities(closed(world().subnet('a')), [])).toEqual(['note dynamodb', 'note ec2', 'note s3']);
    expect(closed(world().subnet('a')).path('a', 's3')).toBe('unreachable (no-route)');
  });

  it('names the network ACL, its rule and the port, and has words alone for it', () => {
    const net = behindNat();
    net.sections.networkAcls.push(
      acl([true, 90, 'deny', '0.0.0.0/0'], [true, 100, 'allow', '0.0.0.0/0'], [false, 100, 'allow', '0.0.0.0/0']),
    );

    expect(found(net, [])).toHaveLength(3);
    expect(net.says(rule, 'subnet-a', 's3')).toEqual([
      'subnet-a cannot reach S3: acl-a lets no HTTPS out to these addresses (rule 90 denies 0.0.0.0/0) (TCP 443 to pl-s3)',
      'Let TCP 443 to the addresses of S3 out through acl-a, and their replies (TCP 1024-65535) back in, by rules before those that deny it',
    ]);
    expect(severities(net)).toContain('warning s3');
  });

  it('says that replies are held back where the network ACL lets only the call out', () => {
    const net = behindNat();
    net.sections.networkAcls.push(acl([true, 100, 'allow', '0.0.0.0/0']));

    expect(net.says(rule, 'subnet-a', 's3')[0]).toContain(
      'acl-a lets no replies of these addresses back in (no rule allows it)',
    );
  });

  it('is a warning where clients have no public address, and a note where there are none', () => {
    const net = () => world().subnet('a', { routes: { '0.0.0.0/0': 'igw-main' } });

    expect(severities(net())).toEqual(['note dynamodb', 'note ec2', 'note s3']);
    expect(severities(net().interface('one', 'a'))).toEqual(['warning dynamodb', 'warning ec2', 'warning s3']);
  });

  it('is a warning where a route is there that ends early', () => {
    const net = behindNat();
    for (const nat of net.sections.natGateways) nat.ConnectivityType = 'private';

    expect(severities(net)).toContain('warning s3');
  });

  it('switches on DNS support where that is off', () => {
    const net = behindNat().attribute('EnableDnsSupport', false);

    expect(net.says(rule, 'subnet-a', 's3')[1]).toMatch(/^Switch on enableDnsSupport of vpc-main/);
  });

  describe('for want of a way back', () => {
    const ec2 = 'ec2.us-east-1.amazonaws.com';
    const hubWith = (onward: Readonly<Record<string, string>>, transit: Readonly<Record<string, string>>) =>
      world()
        .subnet('a', { cidr: '10.0.1.0/24', routes: { '10.1.0.0/16': 'tgw-1' } })
        .interface('app', 'a')
        .vpc('hub', '10.1.0.0/16')
        .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: onward })
        .transit({ main: ['a'], hub: ['h'] }, { '10.1.0.0/16': 'hub', ...transit })
        .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'] })
        .zone(ec2, ['main'], [`${ec2} ALIAS vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com`]);
    const told = (net: World) => [severities(net, ['ec2']), ...net.says(rule, 'subnet-a', 'ec2')];

    it('names the table of the transit gateway, which nobody but a person changes', () => {
      expect(told(hubWith({ '10.0.0.0/16': 'tgw-1' }, {}))).toEqual([
        ['warning ec2'],
        'subnet-a cannot reach the EC2 API: replies do not find their way back to the client: tgw-rtb-1 has no route back to 10.0.0.0/16',
        'Add a route for 10.0.0.0/16 to tgw-rtb-1 that leads to tgw-attach-main, or have that attachment propagate there',
      ]);
      expect(told(hubWith({ '10.0.0.0/16': 'tgw-1' }, { '10.0.0.0/16': 'blackhole' }))[2]).toBe(
        'Replace the blackhole 10.0.0.0/16 in tgw-rtb-1 by a route that leads to tgw-attach-main',
      );
    });

    it('adds the route to the table of the endpoint, by which the path turns private', () => {
      const net = hubWith({ '0.0.0.0/0': 'igw-hub' }, { '10.0.0.0/16': 'main' });
      const report = net.report(['ec2']);

      expect(told(net)[1]).toContain('rtb-h has no route back to 10.0.0.0/16: replies end at igw-hub');
      expect(report.changes.map(({ words, turns }) => [words, turns])).toContainEqual([
        'Add the route 10.0.0.0/16 → tgw-1 to rtb-h',
        expect.objectContaining({ 'unreachable→private': 1 }),
      ]);
    });

    /** @see https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html#route-tables-appliance-routing */
    it.each(['10.0.1.0/24', 'pl-a'])('names the route %s to the middlebox that takes replies inside a VPC', (to) => {
      const net = world()
        .list('pl-a', '10.0.1.0/24')
        .subnet('a', { cidr: '10.0.1.0/24' })
        .interface('app', 'a')
        .subnet('e', {
          cidr: '10.0.2.0/24',
          routes: { '0.0.0.0/0': 'nat-main', '10.0.9.0/24': 'eni-x', [to]: 'eni-checked' },
        })
        .subnet('fw', { cidr: '10.0.3.0/24' })
        .interface('checked', 'fw', { SourceDestCheck: true })
        .endpoint('vpce-ec2', 'ec2', { subnets: ['e'] });

      expect(told(net)[2]).toMatch(
        to === 'pl-a'
          ? /^Give subnet-a a way to vpce-ec2/
          : /^Point 10\.0\.1\.0\/24 → eni-checked of rtb-e at what passes replies from vpce-ec2 on to 10\.0\.1\.0\/24, or delete it/,
      );
    });

    it('points a route that drops the right way', () => {
      const net = hubWith({ '10.0.0.0/16': 'pcx-gone blackhole' }, { '10.0.0.0/16': 'main' });

      expect(told(net)[2]).toBe('Point the route 10.0.0.0/16 of rtb-h at tgw-1');
    });

    it('is told with where the path would have led, where a hub has the way out', () => {
      const net = hubWith({}, { '0.0.0.0/0': 'hub' })
        .subnet('n', { vpc: 'hub', cidr: '10.1.2.0/24', routes: { '0.0.0.0/0': 'igw-hub' } })
        .nat('hub', 'n')
        .route('h', '0.0.0.0/0', 'nat-hub')
        .route('a', '0.0.0.0/0', 'tgw-1');

      expect(net.says(rule, 'subnet-a', 's3')).toEqual([
        expect.stringContaining('rtb-n has no route back to 10.0.0.0/16'),
        expect.stringContaining('Create a gateway endpoint for S3 in vpc-main'),
      ]);
    });
  });

  it('leaves to other rules what they report', () => {
    const ec2 = 'ec2.us-east-1.amazonaws.com';
    const shut = behindNat().endpoint('vpce-ec2', 'ec2', { groups: ['sg-shut'] });
    shut.sections.securityGroups.push({ GroupId: 'sg-shut', VpcId: 'vpc-main', IpPermissions: [] });
    const hub = behindNat()
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24' })
      .endpoint('vpce-hub', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
      .zone(ec2, ['main'], [`${ec2} ALIAS vpce-hub-x1.ec2.us-east-1.vpce.amazonaws.com`]);
    const others = {
      'endpoint-unreachable': shut,
      'hub-unreachable': hub,
      'dns-hole': behindNat().zone('amazonaws.com', ['main'], []),
      'dns-firewall-block': behindNat().firewall(`BLOCK ${ec2}`),
      'blackhole-route': world().subnet('a', { routes: { '0.0.0.0/0': 'nat-gone blackhole' } }),
    };

    for (const [other, net] of Object.entries(others)) {
      expect([other, net.findings(other).length > 0]).toEqual([other, true]);
      expect([other, found(net, ['ec2'])]).toEqual([other, []]);
    }
  });

  it('tells the end of each family where they end differently, and is a warning where one of them has a route', () => {
    const net = world()
      .subnet('a', { ipv6: '2600:1f18:1:1::/64', routes: { '0.0.0.0/0': 'nat-closed' } })
      .nat('closed', 'public', { ConnectivityType: 'private' });

    expect(severities(net)).toContain('warning ec2');
    expect(net.says(rule, 'subnet-a', 'ec2')[0]).toBe(
      'subnet-a cannot reach the EC2 API: the NAT gateway has no way out (igw-main: nat-closed is private: its packets have no public address), and vpc-main has no endpoint for it (ec2.us-east-1.amazonaws.com over IPv4); the route table has no route there (rtb-a: no route matches), and vpc-main has no endpoint for it (ec2.us-east-1.api.aws over IPv6)',
    );
  });

  it('names both families where they end alike, and the one that a subnet has', () => {
    const net = world().subnet('a', { ipv6: '2600:1f18:1:1::/64' });
    const end = 'the route table has no route there (rtb-a: no route matches), and vpc-main has no endpoint for it';

    expect(net.says(rule, 'subnet-a', 'ec2')[0]).toBe(
      `subnet-a cannot reach the EC2 API: ${end} (ec2.us-east-1.amazonaws.com over IPv4, ec2.us-east-1.api.aws over IPv6)`,
    );
  });

  it('tells each of several alike subnets once, whether clients are in it or not', () => {
    const net = world()
      .subnet('a')
      .subnet('b', { routes: { '0.0.0.0/0': 'igw-main' } })
      .subnet('c', { routes: { '0.0.0.0/0': 'igw-main' } })
      .subnet('d');
    net.interface('one', 'c').interface('two', 'a');
    const told = net.report(['ec2']).findings.filter((one) => one.rule === rule);

    expect(told.map(({ resource }) => resource).sort()).toEqual([
      'subnet-a',
      'subnet-b',
      'subnet-c',
      'subnet-d',
      'subnet-public',
    ]);
  });

  it('tells of a blackhole in the table of a transit gateway, which no other rule does', () => {
    const net = world()
      .subnet('a', { routes: { '0.0.0.0/0': 'tgw-1' } })
      .transit({ main: ['a'] }, { '0.0.0.0/0': 'blackhole' });

    expect(net.says(rule, 'subnet-a', 's3')[0]).toBe(
      'subnet-a cannot reach S3: the route leads to something that is gone (tgw-rtb-1: 0.0.0.0/0 is a blackhole), and vpc-main has no endpoint for it',
    );
  });

  it('tells of an endpoint of the VPC itself to which no route leads: its doors are not the fault', () => {
    const net = world()
      .subnet('a', { routes: { '10.0.255.0/24': 'igw-main' } })
      .endpoint('vpce-ec2', 'ec2', { subnets: ['public'] });

    expect(net.says(rule, 'subnet-a', 'ec2').slice(0, 2)).toEqual([
      'subnet-a cannot reach the EC2 API: there is no route to where the endpoint stands (vpce-ec2: no route leads to its private address)',
      'Give subnet-a a way to vpce-ec2 (no route leads to its private address)',
    ]);
  });

  it('leaves a record that leads to an endpoint that takes no traffic to stale-zone-record', () => {
    const ec2 = 'ec2.us-east-1.amazonaws.com';
    const net = world()
      .subnet('a')
      .endpoint('vpce-ec2', 'ec2', { state: 'rejected', privateDns: false })
      .zone(ec2, ['main'], [`${ec2} ALIAS vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com`]);

    expect(net.findings('stale-zone-record')).toEqual(['warning stale-zone-record Z1 ec2']);
    expect(severities(net, ['ec2'])).toEqual([]);
  });

  it('says by which of its states an endpoint of the VPC takes no traffic', () => {
    const net = world().subnet('a').endpoint('vpce-ec2', 'ec2', { state: 'rejected' });

    expect(net.says(rule, 'subnet-a', 'ec2').slice(0, 2)).toEqual([
      'subnet-a cannot reach the EC2 API: the route table has no route there (rtb-a: no route matches), and vpce-ec2 takes no traffic (the endpoint is rejected)',
      'Delete vpce-ec2, or have the owner of the service accept it',
    ]);
  });

  it('is silent in a VPC that another account owns', () => {
    expect(severities(world().subnet('a').shared(), ['s3'])).toEqual([]);
  });

  it('is inconclusive where route tables were not read', () => {
    expect(world().subnet('a').unread('routeTables', 'ec2:DescribeRouteTables').outcome(rule)).toBe(
      'inconclusive ec2:DescribeRouteTables',
    );
  });
});
