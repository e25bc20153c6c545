import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/audit.ts';
import { behindNat, world } from '../support/world.ts';

type World = ReturnType<typeof world>;

const proven = ({ changes }: Pick<Report, 'changes'>): readonly string[] =>
  changes.filter(({ kind }) => kind !== 'by-hand').map(({ words }) => words);

const byHand = ({ changes }: Report): readonly string[] =>
  changes.filter(({ kind }) => kind === 'by-hand').map(({ words }) => words);

const group = (GroupId: string, cidr: string) => ({
  GroupId,
  VpcId: 'vpc-main',
  IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: cidr }] }],
});

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html */
describe('what AWS would refuse', () => {
  it('is not proposed: a gateway endpoint beyond the quota of a Region', () => {
    const net = behindNat();
    for (let i = 0; i < 20; i += 1) net.gateway(`vpce-far-${i}`, 'dynamodb', [], 'available', 'far');
    const report = net.report(['s3']);

    expect(proven(report)).toEqual([]);
    expect(byHand(report)).toContain(
      'Create a gateway endpoint for S3 in vpc-main for rtb-a (it costs nothing) (AWS refuses it as things are: there are at most 20 gateway endpoints in a Region)',
    );
  });

  it('is met first: both DNS attributes are on before an endpoint has private DNS', () => {
    const { changes } = behindNat().attribute('EnableDnsHostnames', false).report(['ec2']);
    const attribute = changes.find(({ kind }) => kind === 'set-dns-attribute');
    const created = changes.find(({ kind }) => kind === 'create-interface-endpoint');

    expect(attribute?.words).toBe('Switch on enableDnsHostnames of vpc-main');
    expect(created?.needs).toContain(attribute?.id);
  });

  it('is told first: whoever goes down the list of changes is refused nothing', () => {
    const { changes } = behindNat().attribute('EnableDnsHostnames', false).report(['ec2']);

    expect(changes.map(({ kind }) => kind)).toEqual(['set-dns-attribute', 'create-interface-endpoint']);
  });

  it('is left to a person: a hosted zone of the same domain', () => {
    const report = behindNat().zone('ec2.us-east-1.amazonaws.com', ['main'], []).report(['ec2']);

    expect(proven(report)).toEqual([]);
  });

  it('is told, and what AWS takes of the same remedy is proposed', () => {
    const net = behindNat()
      .subnet('dual', { ipv6: '2600:1f18:1:1::/64', routes: { '0.0.0.0/0': 'nat-main', '::/0': 'igw-main' } })
      .gateway('vpce-s3', 's3', ['a']);
    const report = net.report(['s3']);

    expect(proven(report)).toEqual(['Associate rtb-dual, rtb-public with gateway endpoint vpce-s3']);
    expect(byHand(report)).toEqual([
      'Give vpce-s3 addresses of both families (AWS refuses it as things are: AWS lists IPv6 addresses of the service, for a gateway endpoint to have routes to)',
    ]);
  });

  it('is not proposed: a second endpoint for the service', () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2', { names: ['ec2-fips.us-east-1.amazonaws.com'] });

    expect(proven(net.report(['ec2']))).toEqual([]);
  });
});

describe('what helps nobody', () => {
  it('is not proposed: an endpoint where a hub answers, which gets one of its own that nobody comes to', () => {
    const net = world().subnet('a').interface('app', 'a').vpc('hub', '10.1.0.0/16');
    net.subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24' }).interface('tool', 'h').inbound('hub', '10.1.0.200');

    expect(proven(net.dns('main', '10.1.0.200').report(['ec2']))).toEqual([
      'Create an interface endpoint for the EC2 API in vpc-hub with private DNS, in subnet-h, behind sg-hub',
    ]);
  });
});

describe('where a new endpoint stands', () => {
  const placed = (net: World): string =>
    net.report(['ec2']).findings.find(({ rule }) => rule === 'public-path')?.command ?? '';

  it('is no subnet without a free address', () => {
    const net = behindNat().subnet('b', { routes: { '0.0.0.0/0': 'nat-main' } });
    for (const subnet of net.sections.subnets)
      subnet.AvailableIpAddressCount = subnet.SubnetId === 'subnet-a' ? 0 : 200;

    expect(placed(net)).toContain(' --subnet-ids subnet-b --security');
  });

  it('is where the other endpoints of the VPC stand, whatever else would do', () => {
    const net = behindNat()
      .interface('app', 'a')
      .subnet('endpoints')
      .endpoint('vpce-sts', 'sts', { subnets: ['endpoints'] });

    expect(placed(net)).toContain(' --subnet-ids subnet-endpoints --security');
  });

  it('is a private subnet rather than an isolated one, whichever comes first', () => {
    expect(placed(behindNat().subnet('0-database'))).toContain(' --subnet-ids subnet-a --security');
  });
});

describe('the policy of a new endpoint', () => {
  const allow = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
  const own = { Statement: [{ ...allow, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }] };
  const asked = (service: string, ...policies: readonly unknown[]): boolean => {
    const net = behindNat();
    for (const [at, policy] of policies.entries()) {
      net.endpoint(`vpce-${at}`, 'kinesis-streams', { privateDns: false });
      for (const endpoint of net.sections.vpcEndpoints)
        if (endpoint.VpcEndpointId === `vpce-${at}`) endpoint.PolicyDocument = JSON.stringify(policy);
    }
    const [finding] = net
      .report([service])
      .findings.filter((one) => one.rule === 'public-path' && one.service === service);

    return finding?.command?.includes('--policy-document') ?? false;
  };

  it('is that of the others, where it asks who calls and nothing else', () => {
    expect(asked('ec2', own)).toBe(true);
    expect(asked('ec2', own, own, { Statement: [allow] })).toBe(true);
  });

  it('is AWS’s default where the others’ name actions, resources or networks, or do not agree', () => {
    const [statement] = own.Statement;
    const other = { Statement: [{ ...allow, Condition: { StringEquals: { 'aws:PrincipalAccount': '1' } } }] };
    const network = { Statement: [{ ...allow, Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } }] };

    expect(asked('ec2', { Statement: [{ ...statement, Action: 'kinesis:*' }] })).toBe(false);
    expect(asked('ec2', { Statement: [{ ...statement, Resource: ['arn:aws:kinesis:::x'] }] })).toBe(false);
    expect(asked('ec2', network)).toBe(false);
    expect(asked('ec2', own, other)).toBe(false);
    expect(asked('ec2', { Statement: [allow] })).toBe(false);
  });

  it('is AWS’s default where calls that nobody signs are usual', () => {
    expect(asked('sts', own)).toBe(false);
  });
});

describe('who would be cut off', () => {
  it('is let in first, by the group of the endpoint', () => {
    const net = behindNat()
      .subnet('b', { routes: { '0.0.0.0/0': 'nat-main' } })
      .endpoint('vpce-ec2', 'ec2', { privateDns: false, groups: ['sg-part'] });
    net.sections.securityGroups.push(group('sg-part', '10.0.1.0/24'));
    const { changes } = net.report(['ec2']);
    const dns = changes.find(({ kind }) => kind === 'set-private-dns');

    expect(proven({ changes })).toEqual([
      'Let 10.0.0.0/16 in on TCP 443 by sg-part',
      'Switch on private DNS of vpce-ec2',
    ]);
    expect(dns?.needs).toEqual(['c1']);
  });

  it('keeps a command from being given, and is named', () => {
    const [finding] = world()
      .subnet('a')
      .gateway('vpce-free', 's3', ['a'])
      .endpoint('vpce-paid', 's3')
      .report(['s3'])
      .findings.filter(({ rule }) => rule === 'shadowed-gateway-endpoint');

    expect(finding?.command).toBeNull();
    expect(finding?.remedy).toMatch(/no command is given, as s3 would turn from private to \w+ in vpc-main/);
  });
});

describe('a VPC that asks the resolver of the hub', () => {
  it('is admitted to the new endpoint of the hub with the hub’s own clients', () => {
    const net = behindNat()
      .interface('app', 'a')
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '0.0.0.0/0': 'nat-hub' } })
      .subnet('hpublic', { vpc: 'hub', cidr: '10.1.2.0/24', routes: { '0.0.0.0/0': 'igw-hub' } })
      .nat('hub', 'hpublic')
      .interface('job', 'h')
      .peering('pcx-1', 'main', 'hub')
      .route('a', '10.1.0.0/16', 'pcx-1')
      .route('public', '10.1.0.0/16', 'pcx-1')
      .route('h', '10.0.0.0/16', 'pcx-1')
      .route('hpublic', '10.0.0.0/16', 'pcx-1')
      .inbound('hub', '10.1.1.9')
      .rule('rslvr-rr-1', 'amazonaws.com', 'FORWARD', ['10.1.1.9']);
    net.sections.internetGateways.push({
      InternetGatewayId: 'igw-hub',
      Attachments: [{ VpcId: 'vpc-hub', State: 'available' }],
    });
    for (const one of net.sections.securityGroups) if (one.GroupId === 'sg-hub') one.IpPermissions = [];

    expect(proven(net.report(['ec2'], { vpcs: ['vpc-hub'] }))).toEqual([
      'Create security group vpc-endpoints in vpc-hub',
      'Let 10.0.0.0/16 and 10.1.0.0/16 in on TCP 443 by the new security group',
      'Create an interface endpoint for the EC2 API in vpc-hub with private DNS, in subnet-h, behind the new security group',
    ]);
  });
});

describe('a VPC that asks the resolver of the hub and has no way to its endpoints', () => {
  const asking = (): World => {
    const net = behindNat()
      .interface('app', 'a')
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '0.0.0.0/0': 'nat-hub' } })
      .subnet('hpublic', { vpc: 'hub', cidr: '10.1.2.0/24', routes: { '0.0.0.0/0': 'igw-hub' } })
      .nat('hub', 'hpublic')
      .interface('job', 'h')
      .inbound('hub', '10.1.1.9')
      .dns('main', '10.1.1.9')
      .endpoint('vpce-s3', 's3', { subnets: ['h'], vpc: 'hub', privateDns: false });
    net.sections.internetGateways.push({
      InternetGatewayId: 'igw-hub',
      Attachments: [{ VpcId: 'vpc-hub', State: 'available' }],
    });

    return net;
  };

  it.each([
    ['and nothing else leads there', asking()],
    ['and there is a peering connection without routes', asking().peering('pcx-1', 'main', 'hub')],
  ])('keeps the hub from private DNS, and nobody else from anything, %s', (_, net) => {
    const report = net.report(['s3']);

    expect(proven(report)).toEqual([
      'Create a gateway endpoint for S3 in vpc-hub for rtb-h, rtb-hpublic (it costs nothing)',
      'Create a gateway endpoint for S3 in vpc-main for rtb-a, rtb-public (it costs nothing)',
    ]);
    expect(byHand(report)).toEqual([
      'Switch on private DNS of vpce-s3 (no command is given, as s3 would turn from public to unreachable in vpc-main (subnet-a))',
    ]);
  });
});

describe('who a network ACL would cut off', () => {
  it('is let through first, to where the endpoint stands, before the line that denies it', () => {
    const net = behindNat()
      .interface('app', 'a')
      .subnet('b', { routes: { '0.0.0.0/0': 'nat-main' } })
      .interface('job', 'b');
    const [open] = net.sections.networkAcls;
    net.sections.networkAcls.push({
      ...open,
      NetworkAclId: 'acl-b',
      IsDefault: false,
      Associations: [{ SubnetId: 'subnet-b' }],
      Entries: [
        { RuleNumber: 90, Protocol: '-1', RuleAction: 'deny', Egress: true, CidrBlock: '10.0.0.0/16' },
        ...(open?.Entries ?? []),
      ],
    });
    const { changes } = net.report(['ec2']);

    expect(proven({ changes })).toEqual([
      'Let acl-b allow TCP 443 out to 10.0.2.0/24, by rule 80',
      'Let acl-b allow TCP 1024-65535 in from 10.0.2.0/24, by rule 90',
      'Create an interface endpoint for the EC2 API in vpc-main with private DNS, in subnet-a, behind sg-main',
    ]);
    expect(changes[0]?.consequences).toEqual([
      'acl-b denies it today, and somebody may have meant that: the new line comes first',
    ]);
  });
});

describe('a subnet that would be cut off, and that nobody calls from', () => {
  const deny = { RuleNumber: 1, Protocol: '-1', RuleAction: 'deny', Egress: true, CidrBlock: '10.0.0.0/16' };
  const walled = () => {
    const net = behindNat()
      .interface('app', 'a')
      .subnet('b', { routes: { '0.0.0.0/0': 'nat-main' } });
    const [open] = net.sections.networkAcls;
    net.sections.networkAcls.push({
      ...open,
      NetworkAclId: 'acl-b',
      IsDefault: false,
      Associations: [{ SubnetId: 'subnet-b' }],
      Entries: [deny, ...(open?.Entries ?? [])],
    });

    return net;
  };

  it.each([
    ['is in the way while it is empty', walled(), []],
    ['is in the way where only endpoints stand in it', walled().endpoint('vpce-sts', 'sts', { subnets: ['b'] }), []],
    [
      'is in nobody’s way where equipment stands in it',
      walled().interface('nat', 'b', { InterfaceType: 'nat_gateway' }),
      ['Create an interface endpoint for the EC2 API in vpc-main with private DNS, in subnet-a, behind sg-main'],
    ],
  ])('%s', (_, net, changes) => {
    expect(proven(net.report(['ec2']))).toEqual(changes);
  });
});

it('private DNS of execute-api is never proposed: it hides the public APIs of the Region', () => {
  const net = behindNat();
  net.sections.vpcEndpointServices.push({
    ServiceName: 'com.amazonaws.us-east-1.execute-api',
    ServiceType: [{ ServiceType: 'Interface' }],
    PrivateDnsNames: [{ PrivateDnsName: '*.execute-api.us-east-1.amazonaws.com' }],
  });
  net.endpoint('vpce-api', 'execute-api', { privateDns: false });
  const report = net.report(['execute-api']);

  expect(report.changes.filter(({ kind }) => kind === 'set-private-dns')).toEqual([]);
  expect(byHand(report).some((words) => words.includes('answers 403'))).toBe(true);
});

it('one change stands for all findings that it mends, and tells what it turns', () => {
  const { changes, findings } = behindNat()
    .subnet('b', { routes: { '0.0.0.0/0': 'nat-main' } })
    .report(['dynamodb']);
  const [change] = changes;

  expect(change?.words).toBe(
    'Create a gateway endpoint for DynamoDB in vpc-main for rtb-a, rtb-b, rtb-public (it costs nothing)',
  );
  expect(change?.turns).toMatchObject({ 'public→private': 4 });
  expect(findings.filter(({ changes: ids }) => ids.includes(change?.id ?? '')).length).toBe(3);
  expect(change?.fixes.length).toBe(3);
});

describe('what many findings share', () => {
  it('is told in full once, however many route tables there are: no report grows with their square', () => {
    const net = behindNat();
    const tables = Array.from({ length: 240 }, (_, at) => `of-a-${'very-'.repeat(16)}long-name-${at}`);
    for (const name of tables) net.subnet(name, { routes: { '0.0.0.0/0': 'nat-main' } });
    const { changes, findings } = net.report(['s3']);
    const created = changes.find(({ kind }) => kind === 'create-gateway-endpoint');
    const finding = findings.find(({ rule }) => rule === 'public-path');

    expect(created?.commands[0]).toContain(`rtb-${tables.at(-1)}`);
    expect(finding?.changes).toEqual([created?.id]);
    expect(finding?.command).toBeNull();
    expect(finding?.remedy).toMatch(/^Create a gateway endpoint for S3 in vpc-main for rtb-.*, …$/);
    expect(finding?.remedy.length).toBeLessThan(2_060);
  });
});
