import { describe, expect, it } from 'vitest';
import { guard } from '../support/acl.ts';
import { behindNat, world } from '../support/world.ts';

const rule = 'split-path';
const withGateway = () => behindNat().gateway('vpce-s3', 's3', ['a']);

describe(rule, () => {
  it('fires where some addresses of S3 leave publicly', () => {
    const net = withGateway().route('a', '52.216.0.0/18', 'nat-main');

    expect(net.findings(rule)).toEqual(['error split-path subnet-a s3']);
    expect(net.says(rule, 'subnet-a', 's3')).toEqual([
      'From subnet-a, S3 is public through nat-main for 52.216.0.0/18 and private through vpce-s3 for 3.5.0.0/19, 16.15.176.0/20, 52.216.64.0/18 and 3 more',
      'Remove the route 52.216.0.0/18 → nat-main from rtb-a: aws ec2 delete-route --route-table-id rtb-a --destination-cidr-block 52.216.0.0/18 --region us-east-1',
    ]);
  });

  it('is a warning where none of them is public', () => {
    const net = withGateway().route('a', '52.216.0.0/18', 'vgw-1');

    expect(net.findings(rule)).toEqual(['warning split-path subnet-a s3']);
  });

  it('is silent once the route is gone', () => {
    expect(withGateway().findings(rule)).toEqual([]);
  });

  it('is silent where a shorter route loses to the endpoint’s', () => {
    expect(withGateway().route('a', '52.0.0.0/8', 'vgw-1').findings(rule)).not.toContain(
      'warning split-path subnet-a s3',
    );
  });

  it('is silent where the longer route takes addresses of nobody’s list', () => {
    expect(withGateway().route('a', '99.77.0.0/16', 'nat-main').findings(rule)).toEqual([]);
  });

  it('fires for the subnet whose table has the route, not for the other', () => {
    const net = withGateway()
      .subnet('b', { routes: { 'pl-s3': 'vpce-s3' } })
      .route('a', '52.216.0.0/18', 'nat-main');

    expect(net.findings(rule)).toEqual(['error split-path subnet-a s3']);
  });

  it('says one route for all where no endpoint is in the way', () => {
    const net = behindNat().subnet('b', { routes: { '52.216.0.0/16': 'vpce-gone blackhole' } });

    expect(net.says(rule, 'subnet-b', 's3').at(1)).toBe('Give rtb-b one route for all addresses of S3');
  });

  it('names the network ACL where that is what splits it, and says to let through what it holds back', () => {
    const net = behindNat().gateway('vpce-s3', 's3', ['a']);
    net.sections.networkAcls.push({
      NetworkAclId: 'acl-a',
      VpcId: 'vpc-main',
      Associations: [{ SubnetId: 'subnet-a' }],
      Entries: [
        { RuleNumber: 90, Protocol: '-1', RuleAction: 'deny', Egress: true, CidrBlock: '52.216.0.0/15' },
        { RuleNumber: 100, Protocol: '-1', RuleAction: 'allow', Egress: true, CidrBlock: '0.0.0.0/0' },
        { RuleNumber: 100, Protocol: '-1', RuleAction: 'allow', Egress: false, CidrBlock: '0.0.0.0/0' },
      ],
    });

    expect(net.says(rule, 'subnet-a', 's3')).toEqual([
      'From subnet-a, S3 is unreachable for 52.216.0.0/15 and private through vpce-s3 for 3.5.0.0/19, 16.15.176.0/20, 54.231.0.0/16: acl-a lets no HTTPS out to these addresses (rule 90 denies 52.216.0.0/15)',
      'Let TCP 443 to the addresses of S3 out through acl-a, and their replies (TCP 1024-65535) back in, by rules before those that deny it',
    ]);
  });

  it('names the group of the clients where that lets out to some addresses only, and opens it to all', () => {
    const net = withGateway().interface('app', 'a', { Groups: [{ GroupId: 'sg-app' }] });
    net.sections.securityGroups.push({
      GroupId: 'sg-app',
      VpcId: 'vpc-main',
      IpPermissions: [],
      IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '52.216.0.0/15' }] }],
    });
    const [message, remedy] = net.says(rule, 'subnet-a', 's3');

    expect(message).toBe(
      'From subnet-a, S3 is unreachable for 3.5.0.0/19, 16.15.176.0/20, 54.231.0.0/16 and private through vpce-s3 for 52.216.0.0/15: sg-app lets no HTTPS out to these addresses',
    );
    expect(remedy).toMatch(/^Let TCP 443 out of sg-app to pl-s3 .*: aws ec2 authorize-security-group-egress /);
  });

  const opened =
    'Let TCP 443 to the addresses of S3 out through acl-a, and their replies (TCP 1024-65535) back in, by rules before those that deny it';
  const besides = `; ${opened.replace('Let', 'let')}`;

  it.each([
    ['nothing else', withGateway(), opened],
    [
      'a route past the endpoint',
      withGateway().route('a', '54.231.0.0/16', 'nat-main'),
      `Remove the route 54.231.0.0/16 → nat-main from rtb-a${besides}`,
    ],
    [
      'a route that leads nowhere',
      withGateway().route('a', '54.231.0.0/16', 'vpce-gone blackhole'),
      `Give rtb-a one route for all addresses of S3${besides}`,
    ],
    [
      'the want of an endpoint',
      behindNat(),
      `Create a gateway endpoint for S3 in vpc-main for rtb-a, rtb-public (it costs nothing)${besides}`,
    ],
  ])('mends, beside the network ACL that splits it, %s', (_, net, remedy) => {
    guard(net, 'a', 'out deny 52.216.0.0/15', 'out allow 0.0.0.0/0', 'in allow 0.0.0.0/0');
    const found = net.report(['s3']).findings.filter((one) => one.rule === rule && one.resource === 'subnet-a');

    expect(found.map((one) => one.remedy)).toEqual([remedy]);
    expect(found[0]?.message).toMatch(
      /: acl-a lets no HTTPS out to these addresses \(rule 1 denies 52\.216\.0\.0\/15\)$/,
    );
  });

  it.each([
    ['has no route back', {}, 'rtb-i has no route back to 10.0.0.0/16', 'Add the route 10.0.0.0/16 → pcx-1 to rtb-i'],
    [
      'drops them',
      { '10.0.0.0/16': 'nat-gone blackhole' },
      'rtb-i drops replies to 10.0.0.0/16: 10.0.0.0/16 → nat-gone is a blackhole',
      'Point the route 10.0.0.0/16 of rtb-i at pcx-1',
    ],
  ])('names the table of the hub that loses the replies of some addresses, as it %s', (_, back, why, remedy) => {
    const name = 'ec2.us-east-1.amazonaws.com';
    const net = world()
      .subnet('a', { routes: { '10.1.0.0/16': 'pcx-1' } })
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '10.0.0.0/16': 'pcx-1' } })
      .subnet('i', { vpc: 'hub', cidr: '10.1.2.0/24', routes: back })
      .peering('pcx-1', 'main', 'hub')
      .endpoint('vpce-hub', 'ec2', { vpc: 'hub', subnets: ['h', 'i'], privateDns: false })
      .zone(name, ['main'], [`${name} ALIAS vpce-hub-x1.ec2.us-east-1.vpce.amazonaws.com`]);
    const [found] = net.report(['ec2']).findings.filter((one) => one.rule === rule && one.resource === 'subnet-a');

    expect(found).toMatchObject({
      message: `From subnet-a, the EC2 API is unreachable for 10.1.2.51/32 and private through vpce-hub for 10.1.1.50/32: ${why}`,
      remedy,
    });
  });

  it('says nothing of a way back where it is the way there that is gone', () => {
    const net = behindNat()
      .subnet('b')
      .gateway('vpce-s3', 's3', ['b'])
      .route('a', '52.216.0.0/18', 'nat-gone blackhole');

    expect(net.says(rule, 'subnet-a', 's3')[0]).toMatch(/ and unreachable through nat-gone for 52\.216\.0\.0\/18$/);
  });

  it('speaks of an endpoint that only some addresses of a name reach', () => {
    const partly = (service: string) => {
      const name = `${service}.us-east-1.amazonaws.com`;

      return world()
        .subnet('a', { routes: { '10.1.1.0/24': 'pcx-1' } })
        .vpc('hub', '10.1.0.0/16')
        .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '10.0.0.0/16': 'pcx-1' } })
        .subnet('i', { vpc: 'hub', cidr: '10.1.2.0/24', routes: { '10.0.0.0/16': 'pcx-1' } })
        .peering('pcx-1', 'main', 'hub')
        .endpoint('vpce-hub', service, { vpc: 'hub', subnets: ['h', 'i'], privateDns: false })
        .zone(name, ['main'], [`${name} ALIAS vpce-hub-x1.${service}.us-east-1.vpce.amazonaws.com`]);
    };

    expect(partly('ec2').says(rule, 'subnet-a', 'ec2')).toEqual([
      'From subnet-a, the EC2 API is unreachable for 10.1.2.51/32 and private through vpce-hub for 10.1.1.50/32',
      'Give subnet-a a way to 10.1.2.51/32 of vpce-hub',
    ]);
    expect(partly('s3').gateway('vpce-free', 's3').says(rule, 'subnet-a', 's3')).toEqual([
      'From subnet-a, S3 is unreachable for 10.1.2.51/32 and private through vpce-hub for 10.1.1.50/32',
      'Give subnet-a a way to 10.1.2.51/32 of vpce-hub',
    ]);
  });

  /** @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html */
  it('opens what holds some addresses of an endpoint back, whoever’s network ACL or group it is', () => {
    const endpoint = () =>
      behindNat()
        .interface('app', 'a', { Groups: [{ GroupId: 'sg-app' }] })
        .subnet('e', { zone: 'a' })
        .subnet('f', { zone: 'b' })
        .endpoint('vpce-ec2', 'ec2', { subnets: ['e', 'f'] });
    const group = (net: ReturnType<typeof world>, CidrIp: string) => {
      net.sections.securityGroups.push({
        GroupId: 'sg-app',
        VpcId: 'vpc-main',
        IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp }] }],
      });

      return net;
    };
    const open = () => group(endpoint(), '0.0.0.0/0');
    const remedies = (net: ReturnType<typeof world>) => net.says(rule, 'subnet-a', 'ec2').at(1);

    expect(remedies(guard(open(), 'f', 'in deny 10.0.0.0/16 443', 'in allow 0.0.0.0/0', 'out allow 0.0.0.0/0'))).toBe(
      'Let TCP 443 from the clients of vpc-main through acl-f to vpce-ec2',
    );
    const below = guard(open(), 'f', 'in deny 10.0.0.0/16 443', 'in allow 0.0.0.0/0', 'out allow 0.0.0.0/0');
    for (const acl of below.sections.networkAcls)
      for (const entry of acl.Entries ?? []) entry.RuleNumber = (entry.RuleNumber ?? 0) + 99;
    expect(remedies(below)).toMatch(
      /^Let acl-f allow TCP 1024-65535 out to 10\.0\.0\.0\/16, by rule \d+, then let acl-f allow TCP 443 in from 10\.0\.0\.0\/16, by rule 90: aws ec2 create-network-acl-entry /,
    );
    expect(remedies(group(endpoint(), '10.0.3.0/24'))).toMatch(
      /^Let TCP 443 out of sg-app to 10\.0\.0\.0\/16.*: aws ec2 authorize-security-group-egress /,
    );
  });

  it('says why some names get no address, and advises no route for them', () => {
    const net = withGateway().firewall('BLOCK b1.s3.us-east-1.amazonaws.com');

    expect(net.says(rule, 'subnet-a', 's3').slice(0, 2)).toEqual([
      'From subnet-a, S3 is unreachable for some names (DNS Firewall blocks the name) and private through vpce-s3 for 3.5.0.0/19, 16.15.176.0/20, 52.216.0.0/15 and 1 more (*.s3.us-east-1.amazonaws.com over IPv4)',
      'Have DNS in vpc-main answer all names of S3 alike',
    ]);
  });

  it('is inconclusive where the entries of prefix lists were not read', () => {
    const net = withGateway().route('a', '52.216.0.0/18', 'nat-main');
    net.unread('prefixListEntries', 'ec2:GetManagedPrefixListEntries');

    expect(net.outcome(rule)).toBe('inconclusive ec2:GetManagedPrefixListEntries');
  });

  it('leaves an audit incomplete where what becomes of some addresses is unknown', () => {
    const net = withGateway().route('a', '52.216.0.0/18', 'eni-gone');

    expect(net.path('a', 's3')).toMatch(/^split \[unknown/);
    expect(net.report(['s3'], { subnets: ['subnet-a'] }).summary).toMatchObject({ complete: false });
  });

  it('is silent in a VPC that another account owns', () => {
    const net = withGateway().route('a', '52.216.0.0/18', 'nat-main').shared();

    expect([net.path('a', 's3').split(' ')[0], net.findings(rule)]).toEqual(['split', []]);
  });
});
