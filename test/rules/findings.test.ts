import { describe, expect, it } from 'vitest';
import { remedyText } from '../../src/report/remedy-text.ts';
import { rules } from '../../src/rules/all.ts';
import { behindNat, world } from '../support/world.ts';

type World = ReturnType<typeof world>;

const ec2Name = 'ec2.us-east-1.amazonaws.com';
const alias = 'vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com';
const covered = (): World =>
  world()
    .subnet('a')
    .gateway('vpce-s3', 's3', ['a'])
    .gateway('vpce-ddb', 'dynamodb', ['a'])
    .endpoint('vpce-ec2', 'ec2');

const policy = (Principal: unknown, Condition?: unknown): string =>
  JSON.stringify({
    Statement: [
      { Effect: 'Allow', Principal, Action: '*', Resource: '*', ...(Condition === undefined ? {} : { Condition }) },
    ],
  });

const withPolicy = (text: string): World => {
  const net = covered();
  for (const endpoint of net.sections.vpcEndpoints)
    if (endpoint.VpcEndpointId === 'vpce-ec2') endpoint.PolicyDocument = text;

  return net;
};

const hub = (): World =>
  world()
    .subnet('a', { routes: { '0.0.0.0/0': 'nat-main' } })
    .vpc('hub', '10.1.0.0/16')
    .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24' })
    .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false });

/** Per rule: a world in which it fires and what it says there, and one as like it as can be in which it is silent. */
const cases: Readonly<
  Record<string, { readonly fires: () => World; readonly says: readonly string[]; readonly silent: () => World }>
> = {
  'public-path': {
    fires: () => behindNat(),
    says: ['error public-path subnet-a dynamodb', 'error public-path subnet-a ec2', 'error public-path subnet-a s3'],
    silent: covered,
  },
  'split-path': {
    fires: () => covered().route('a', '52.216.0.0/18', 'tgw-1'),
    says: ['warning split-path subnet-a s3'],
    silent: () => covered().route('a', '52.0.0.0/8', 'tgw-1'),
  },
  'misnamed-zone': {
    fires: () => behindNat().zone('com.amazonaws.us-east-1.ec2', ['main'], []),
    says: ['warning misnamed-zone Z1 ec2'],
    silent: () => covered().zone('com.amazonaws.us-east-1.ec2', ['main'], []),
  },
  'unreachable-path': {
    fires: () =>
      world()
        .subnet('a')
        .interface('one', 'public', { Association: { PublicIp: '198.51.100.7' } }),
    says: [
      'note unreachable-path subnet-a dynamodb',
      'note unreachable-path subnet-a ec2',
      'note unreachable-path subnet-a s3',
    ],
    silent: covered,
  },
  'nat-toll': {
    fires: () => behindNat().gateway('vpce-s3', 's3', ['public']),
    says: ['warning nat-toll subnet-a s3'],
    silent: () => behindNat().gateway('vpce-s3', 's3', ['public', 'a']),
  },
  'private-dns-off': {
    fires: () => behindNat().endpoint('vpce-ec2', 'ec2', { privateDns: false }),
    says: ['warning private-dns-off vpce-ec2'],
    silent: () =>
      behindNat()
        .endpoint('vpce-ec2', 'ec2', { privateDns: false })
        .zone(ec2Name, ['main'], [`${ec2Name} ALIAS ${alias}`]),
  },
  'private-dns-ineffective': {
    fires: () => behindNat().endpoint('vpce-ec2', 'ec2').attribute('EnableDnsHostnames', false),
    says: ['warning private-dns-ineffective vpce-ec2'],
    silent: () => behindNat().endpoint('vpce-ec2', 'ec2'),
  },
  'endpoint-not-available': {
    fires: () => behindNat().endpoint('vpce-ec2', 'ec2', { state: 'rejected' }),
    says: ['warning endpoint-not-available vpce-ec2'],
    silent: () => behindNat().endpoint('vpce-ec2', 'ec2', { state: 'Available' }),
  },
  'endpoint-unreachable': {
    fires: () => {
      const net = behindNat().endpoint('vpce-ec2', 'ec2', { groups: ['sg-shut'] });
      net.sections.securityGroups.push({ GroupId: 'sg-shut', VpcId: 'vpc-main', IpPermissions: [] });

      return net;
    },
    says: ['error endpoint-unreachable subnet-a ec2', 'error endpoint-unreachable subnet-public ec2'],
    silent: covered,
  },
  'hub-unreachable': {
    fires: () => hub().zone(ec2Name, ['main'], [`${ec2Name} ALIAS ${alias}`]),
    says: ['error hub-unreachable subnet-a ec2', 'error hub-unreachable subnet-public ec2'],
    silent: hub,
  },
  'idle-gateway-endpoint': {
    fires: () => behindNat().gateway('vpce-s3', 's3', []),
    says: ['warning idle-gateway-endpoint vpce-s3'],
    silent: () => behindNat().gateway('vpce-s3', 's3', ['public']),
  },
  'shadowed-gateway-endpoint': {
    fires: () => covered().endpoint('vpce-s3i', 's3'),
    says: ['note shadowed-gateway-endpoint vpce-s3 s3'],
    silent: () => covered().endpoint('vpce-s3i', 's3', { inboundOnly: true }),
  },
  'duplicate-endpoint': {
    fires: () => covered().endpoint('vpce-two', 'ec2', { privateDns: false }),
    says: ['note duplicate-endpoint vpce-two'],
    silent: () => covered().endpoint('vpce-two', 'sts', { privateDns: false }),
  },
  'uncovered-name': {
    fires: covered,
    says: ['note uncovered-name vpc-main ec2'],
    silent: () => behindNat(),
  },
  'single-zone-endpoint': {
    fires: () => covered().subnet('b', { zone: 'b' }),
    says: ['note single-zone-endpoint vpce-ec2'],
    silent: covered,
  },
  'open-endpoint-policy': {
    fires: () => withPolicy(policy('*')),
    says: ['note open-endpoint-policy vpce-ec2'],
    silent: () => withPolicy(policy({ AWS: '*' }, { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } })),
  },
  'closed-endpoint-policy': {
    fires: () => withPolicy(JSON.stringify({ Statement: [] })),
    says: ['warning closed-endpoint-policy vpce-ec2'],
    silent: () => withPolicy(policy('*')),
  },
  'blackhole-route': {
    fires: () => covered().route('a', '10.9.0.0/16', 'nat-gone blackhole'),
    says: ['warning blackhole-route rtb-a'],
    silent: () => covered().route('main-main', '10.9.0.0/16', 'nat-gone blackhole'),
  },
  'attachment-zone-gap': {
    fires: () =>
      world()
        .subnet('t', { zone: 'b' })
        .subnet('a', { routes: { '0.0.0.0/0': 'tgw-1' } })
        .transit({ main: ['t'] }, {}),
    says: ['error attachment-zone-gap subnet-a'],
    silent: () =>
      world()
        .subnet('t', { zone: 'a' })
        .subnet('a', { routes: { '0.0.0.0/0': 'tgw-1' } })
        .transit({ main: ['t'] }, null),
  },
  'transit-path': {
    fires: () => world().subnet('a', { routes: { '0.0.0.0/0': 'vgw-1' } }),
    says: [
      'warning transit-path subnet-a dynamodb',
      'warning transit-path subnet-a ec2',
      'warning transit-path subnet-a s3',
    ],
    silent: () => covered().route('a', '0.0.0.0/0', 'vgw-1'),
  },
  'unknown-path': {
    fires: () => covered().dns('main', '10.0.9.10'),
    says: [],
    silent: () => covered().dns('main', '10.0.0.2'),
  },
  'dns-hole': {
    fires: () => covered().zone('s3.us-east-1.amazonaws.com', ['main'], ['s3.us-east-1.amazonaws.com A 10.0.2.51']),
    says: ['error dns-hole Z1 s3'],
    silent: () => covered().vpc('other', '10.9.0.0/16').zone('s3.us-east-1.amazonaws.com', ['other'], []),
  },
  'forwarded-name': {
    fires: () => covered().rule('rslvr-rr-1', 'dynamodb.us-east-1.amazonaws.com', 'FORWARD', ['192.168.0.2']),
    says: ['warning forwarded-name rslvr-rr-1 dynamodb'],
    silent: () => covered().rule('rslvr-rr-1', 'corp.example', 'FORWARD', ['192.168.0.2']),
  },
  'dns-firewall-block': {
    fires: () => covered().firewall(`BLOCK ${ec2Name}`),
    says: ['warning dns-firewall-block rslvr-frg-1 ec2'],
    silent: () => covered().firewall(`BLOCK sts.us-east-1.amazonaws.com`),
  },
  'stale-zone-record': {
    fires: () =>
      behindNat()
        .endpoint('vpce-ec2', 'ec2', { privateDns: false, state: 'deleted' })
        .zone(ec2Name, ['main'], [`${ec2Name} ALIAS ${alias}`]),
    says: ['warning stale-zone-record Z1 ec2'],
    silent: () =>
      behindNat()
        .endpoint('vpce-ec2', 'ec2', { privateDns: false })
        .zone(ec2Name, ['main'], [`${ec2Name} ALIAS ${alias}`]),
  },
};

/** Asks for a second Region: test/audit/selection.test.ts. */
const elsewhere = new Set(['unoffered-service']);

it('holds every rule', () => {
  expect(Object.keys(cases).sort()).toEqual(
    rules
      .map(({ id }) => id)
      .filter((id) => !elsewhere.has(id))
      .sort(),
  );
});

describe.each(Object.entries(cases))('%s', (id, { fires, says, silent }) => {
  it('fires', () => {
    const found = fires().findings(id);

    expect(found.length).toBeGreaterThan(0);
    if (says.length > 0) expect(found.sort()).toEqual([...says].sort());
  });

  it('is silent where it is as like as can be, and right', () => {
    expect(
      silent()
        .findings(id)
        .filter((line) => !line.includes('subnet-public')),
    ).toEqual([]);
  });

  it('says what to do with ids that exist', () => {
    for (const finding of fires()
      .report()
      .findings.filter(({ rule }) => rule === id)) {
      expect(finding.remedy).toMatch(/(vpc|vpce|subnet|rtb|sg|acl|rslvr|tgw-attach|Z|rp)-?[a-z0-9-]+/);
      expect(finding.fingerprint).toMatch(/^[0-9a-f]{16}:./);
    }
  });

  it('is inconclusive where a section that it cannot do without was not read', () => {
    const needs = rules.find((rule) => rule.id === id)?.needs ?? [];
    const section = needs.includes('subnets') ? 'subnets' : 'vpcEndpoints';
    const outcome = fires()
      .unread(section, 'ec2:DescribeIt')
      .report()
      .rules.find((rule) => rule.id === id);

    expect(outcome).toMatchObject({ outcome: 'inconclusive', gaps: ['ec2:DescribeIt'] });
  });
});

describe('public-path', () => {
  it('gives one remedy for all tables that one act would mend', () => {
    const net = behindNat()
      .subnet('b', { routes: { '0.0.0.0/0': 'nat-main' } })
      .gateway('vpce-s3', 's3', []);
    const remedies = new Set(
      net
        .report(['s3'])
        .findings.filter(({ rule, resource }) => rule === 'public-path' && resource !== 'subnet-public')
        .map(remedyText),
    );

    expect([...remedies]).toEqual([
      'Associate rtb-a, rtb-b, rtb-public with gateway endpoint vpce-s3: aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-s3 --add-route-table-ids rtb-a rtb-b rtb-public --region us-east-1',
    ]);
  });

  it('does not advise private DNS for a service that has none', () => {
    const net = behindNat().endpoint('vpce-ddb', 'dynamodb', { privateDns: false });
    const [finding] = net
      .report(['dynamodb'])
      .findings.filter(({ rule, resource }) => rule === 'public-path' && resource === 'subnet-a');

    expect([finding?.remedy, finding?.command]).toEqual([
      'Create a gateway endpoint for DynamoDB in vpc-main for rtb-a, rtb-public (it costs nothing)',
      'aws ec2 create-vpc-endpoint --vpc-id vpc-main --service-name com.amazonaws.us-east-1.dynamodb --route-table-ids rtb-a rtb-public --region us-east-1',
    ]);
  });

  it('is silent about what only the owner of a shared VPC can change', () => {
    const net = behindNat();
    for (const vpc of net.sections.vpcs) vpc.OwnerId = '999988887777';

    expect(net.findings()).toEqual([]);
    expect(net.report().summary.complete).toBe(false);
  });
});
