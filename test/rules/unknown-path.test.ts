import { describe, expect, it } from 'vitest';
import { behindNat, world } from '../support/world.ts';

const rule = 'unknown-path';
const ec2Name = 'ec2.us-east-1.amazonaws.com';
const covered = () => world().subnet('a').endpoint('vpce-ec2', 'ec2');

describe(rule, () => {
  it('fires where clients ask DNS servers of their own', () => {
    const net = covered().dns('main', '192.168.0.2');

    expect(net.findings(rule)).toContain('warning unknown-path subnet-a ec2');
    expect(net.says(rule, 'subnet-a', 'ec2')).toEqual([
      'How subnet-a reaches the EC2 API is not known: its clients ask DNS servers whose answers these facts do not show',
      'Look the name up on an instance of vpc-main; its DNS servers must forward AWS names to the resolver of the VPC',
    ]);
  });

  it('is silent once they ask the resolver of the VPC', () => {
    expect(covered().dns('main', '10.0.0.2').findings(rule)).toEqual([]);
  });

  it('is silent where the other servers are another VPC’s', () => {
    const net = covered().vpc('other', '10.9.0.0/16').dns('other', '192.168.0.2');

    expect(net.findings(rule)).toEqual([]);
  });

  it.each([
    [
      'a rule forwards the name',
      () => covered().rule('rslvr-rr-1', ec2Name, 'FORWARD', ['192.168.0.2']),
      'the name is forwarded to servers whose answers these facts do not show',
      'Take rslvr-rr-1 off vpc-main, so that ec2.us-east-1.amazonaws.com is resolved locally: aws route53resolver disassociate-resolver-rule --resolver-rule-id rslvr-rr-1 --vpc-id vpc-main --region us-east-1',
    ],
    [
      'the rule of another account’s VPC forwards the name, which is not ours to take off',
      () => covered().shared().rule('rslvr-rr-1', ec2Name, 'FORWARD', ['192.168.0.2']),
      'the name is forwarded to servers whose answers these facts do not show',
      'Keep AWS names from being forwarded in vpc-main, or look this one up on an instance there',
    ],
    [
      'another account’s zone answers',
      () => covered().zone(ec2Name, ['main'], null),
      'a private hosted zone whose records are not readable answers the name; Z1 is of account 999988887777, whose facts of this Region are not among these: collect there too, or add a snapshot of it with --context',
      'Look at Z1 in the console; vpce-audit explain says what the verdict rests on',
    ],
    [
      'a zone answers with an address that is nobody’s here',
      () => behindNat().zone(ec2Name, ['main'], [`${ec2Name} A 10.0.2.99`]),
      'Z1 answers with what these facts cannot place (hosted zone Z1 ec2.us-east-1.amazonaws.com)',
      'Look at Z1 in the console; vpce-audit explain says what the verdict rests on',
    ],
    [
      'a zone leads to another name',
      () => covered().zone(ec2Name, ['main'], [`${ec2Name} CNAME ec2.corp.example`]),
      'Z1 answers with what these facts cannot place (CNAME or alias to ec2.corp.example)',
      'Look at Z1 in the console; vpce-audit explain says what the verdict rests on',
    ],
    [
      'a zone leads to an endpoint that is not to be seen',
      () => covered().zone(ec2Name, ['main'], [`${ec2Name} ALIAS vpce-far-x1.ec2.us-east-1.vpce.amazonaws.com`]),
      'Z1 answers with an endpoint that is not among these facts',
      'Look at Z1 in the console; vpce-audit explain says what the verdict rests on',
    ],
    [
      'an endpoint is being changed',
      () => world().subnet('a').endpoint('vpce-ec2', 'ec2', { state: 'pending' }),
      'vpce-ec2 is being made or changed: it may take traffic or not',
      'Look at vpce-ec2 in the console; vpce-audit explain says what the verdict rests on',
    ],
    [
      'a fact was refused',
      () => behindNat().unread('natGateways', 'ec2:DescribeNatGateways'),
      'ec2:DescribeNatGateways was not read: where the NAT gateway leads is not known',
      'Allow ec2:DescribeNatGateways and audit again',
    ],
    [
      'DHCP names no server',
      () => covered().dns('main'),
      'DHCP gives its clients no DNS server',
      "Give vpc-main DHCP options with domain-name-servers = AmazonProvidedDNS (moto's default VPCs have none)",
    ],
  ])('says why where %s', (_, build, why, remedy) => {
    expect(build().says(rule, 'subnet-a', 'ec2').slice(0, 2)).toEqual([
      `How subnet-a reaches the EC2 API is not known: ${why}`,
      remedy,
    ]);
  });

  it('says why where two lists claim the same addresses', () => {
    const net = behindNat()
      .gateway('vpce-s3', 's3', ['a'])
      .list('pl-own', '3.5.0.0/19', '16.15.176.0/20', '52.216.0.0/15', '54.231.0.0/16')
      .route('a', 'pl-own', 'tgw-1');

    expect(net.says(rule, 'subnet-a', 's3')).toEqual([
      'How subnet-a reaches S3 is not known: AWS does not say which way its packets take (rtb-a: prefix lists overlap: pl-own → tgw-1, pl-s3 → vpce-s3)',
      'Look at rtb-a in the console; vpce-audit explain says what the verdict rests on',
    ]);
  });

  it('says why where any subnet of an attachment may take the packets, and they fare differently', () => {
    const net = world()
      .subnet('a', { zone: 'c', routes: { '0.0.0.0/0': 'tgw-1' } })
      .vpc('hub', '10.1.0.0/16');
    for (const [i, zone] of ['a', 'b'].entries())
      net
        .subnet(`p-${zone}`, {
          vpc: 'hub',
          zone,
          cidr: `10.1.${i}.0/24`,
          routes: { '0.0.0.0/0': 'igw-hub', '10.0.0.0/16': 'tgw-1' },
        })
        .nat(zone, `p-${zone}`)
        .subnet(`h-${zone}`, {
          vpc: 'hub',
          zone,
          cidr: `10.1.1${i}.0/24`,
          routes: { '0.0.0.0/0': `nat-${zone}`, '10.0.0.0/16': 'tgw-1' },
        });
    net
      .gateway('vpce-s3', 's3', ['p-a'], 'available', 'hub')
      .transit({ main: ['a'], hub: ['h-a', 'h-b'] }, { '0.0.0.0/0': 'hub', '10.0.0.0/16': 'main' });

    expect(net.says(rule, 'subnet-a', 's3')).toEqual([
      'How subnet-a reaches S3 is not known: AWS does not say which way its packets take (tgw-attach-hub: into vpc-hub by any of subnet-h-a, subnet-h-b)',
      expect.stringMatching(/^Create a gateway endpoint for S3 in vpc-main for rtb-a/),
    ]);
  });

  it('says where the way is lost in something that it does not know', () => {
    const net = world()
      .nat('odd', 'public', { State: 'hibernating' })
      .subnet('a', { routes: { '0.0.0.0/0': 'nat-odd' } });

    expect(net.says(rule, 'subnet-a', 's3').slice(0, 2)).toEqual([
      'How subnet-a reaches S3 is not known: nat-odd: the NAT gateway is hibernating',
      'Look at nat-odd in the console; vpce-audit explain says what the verdict rests on',
    ]);
  });

  describe('beside what is only likely', () => {
    /** That such an endpoint answers at all is likely. */
    const unlisted = () => world().subnet('a').endpoint('vpce-ec2', 'ec2', { names: [] });

    it.each([
      [
        'says what nobody vouches for',
        unlisted().endpoint('vpce-r', 'ec2', { type: 'Resource' }),
        'not verified: a resource, service-network, tunnel or requester-managed endpoint of the VPC does not answer the name of the service (vpce-r)',
        'Look at vpce-ec2 in the console; vpce-audit explain says what the verdict rests on',
      ],
      [
        'says what was not read',
        unlisted().unread('hostedZones', 'route53:ListHostedZonesByVPC'),
        'route53:ListHostedZonesByVPC was not read: a private hosted zone may answer this name',
        'Allow route53:ListHostedZonesByVPC and audit again',
      ],
    ])('%s', (_, net, why, remedy) => {
      expect(net.says(rule, 'subnet-a', 'ec2').slice(0, 2)).toEqual([
        `How subnet-a reaches the EC2 API is not known: ${why}`,
        remedy,
      ]);
    });
  });

  it('is inconclusive, and fires, where a fact that it needs was refused', () => {
    const net = covered().unread('hostedZones', 'route53:ListHostedZonesByVPC');

    expect(net.outcome(rule)).toBe('inconclusive route53:ListHostedZonesByVPC');
    expect(net.findings(rule)).toContain('warning unknown-path subnet-a ec2');
  });

  it('is silent about what the owner of a shared VPC alone can see, and speaks of what was refused', () => {
    const net = behindNat().shared();
    expect([net.findings(rule), net.report().summary.complete]).toEqual([[], false]);

    net.unread('routeTables', 'ec2:DescribeRouteTables');
    expect(net.findings(rule)).toContain('warning unknown-path subnet-a s3');
  });
});
