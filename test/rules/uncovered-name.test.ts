import { describe, expect, it } from 'vitest';
import { behindNat, world } from '../support/world.ts';

const rule = 'uncovered-name';
const fips = 'ec2-fips.us-east-1.amazonaws.com';
const covered = () => behindNat().endpoint('vpce-ec2', 'ec2');

describe(rule, () => {
  it('fires where FIPS clients pass the endpoint by', () => {
    expect(covered().findings(rule)).toEqual(['note uncovered-name vpc-main ec2']);
    expect(covered().says(rule, 'vpc-main', 'ec2')).toEqual([
      'ec2-fips.us-east-1.amazonaws.com of the EC2 API still resolves to public addresses in vpc-main, beside the endpoint that answers its regional name (clients set to use FIPS endpoints)',
      'Have clients in vpc-main dial the regional name of the EC2 API instead of ec2-fips.us-east-1.amazonaws.com',
    ]);
  });

  /** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_region-endpoints.html */
  it('names the global name of STS, which older SDKs dial', () => {
    const net = behindNat().endpoint('vpce-sts', 'sts');
    const report = net.report(['sts']);
    const messages = report.findings
      .filter((one) => one.rule === rule)
      .map(({ severity, message }) => `${severity} ${message}`);

    expect([net.path('a', 'sts'), net.path('a', 'sts', 'sts.amazonaws.com')]).toEqual([
      'private vpce-sts',
      'public nat-main (name-not-covered)',
    ]);
    expect(messages).toContainEqual(
      'note sts.amazonaws.com of sts still resolves to public addresses in vpc-main, beside the endpoint that answers its regional name (SDKs from before mid-2025 and those set to legacy STS endpoints)',
    );
  });

  /** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html */
  it('names the dual-stack name of S3, unless a gateway endpoint carries it', () => {
    const net = behindNat().endpoint('vpce-s3', 's3');
    const dualStack = (messages: readonly string[]) => messages.filter((one) => one.startsWith('s3.dualstack.'));

    expect(dualStack(net.says(rule, 'vpc-main', 's3'))).toHaveLength(1);
    expect(dualStack(net.gateway('vpce-gw', 's3', ['a', 'public']).says(rule, 'vpc-main', 's3'))).toEqual([]);
  });

  it('names the host by which old SDKs know SQS', () => {
    const net = behindNat().endpoint('vpce-sqs', 'sqs', { names: ['sqs.us-east-1.amazonaws.com'] });
    const messages = net
      .report(['sqs'])
      .findings.filter((one) => one.rule === rule)
      .map(({ message }) => message);

    expect(messages).toContainEqual(expect.stringMatching(/^queue\.amazonaws\.com of sqs still resolves/));
  });

  describe('of S3, beside an interface endpoint', () => {
    const host = 's3.us-east-1.amazonaws.com';
    const names = (net: ReturnType<typeof behindNat>) =>
      net
        .report(['s3'])
        .findings.filter((one) => one.rule === rule)
        .map(({ message }) => message.split(' ')[0]);
    const beside = ['s3-external-1.amazonaws.com', 's3-fips.us-east-1.amazonaws.com'];
    const dualStack = 's3.dualstack.us-east-1.amazonaws.com';

    it('leaves the names that SDKs dial on their own to the findings about paths', () => {
      expect(names(behindNat().endpoint('vpce-s3', 's3', { names: [host] }))).toEqual([...beside, dualStack]);
    });

    it('is silent where the endpoint answers for buckets alone and the regional name is public', () => {
      expect(names(behindNat().endpoint('vpce-s3', 's3', { names: [`*.${host}`] }))).toEqual([]);
    });

    it('tells a name that a gateway endpoint carries from one subnet and not from another', () => {
      const net = behindNat()
        .subnet('b', { routes: { '0.0.0.0/0': 'nat-main' } })
        .endpoint('vpce-s3', 's3');

      expect(names(net.gateway('vpce-gw', 's3', ['b']))).toEqual([...beside, dualStack]);
      expect(names(net.route('public', 'pl-s3', 'vpce-gw'))).toEqual(beside);
    });

    it('tells no name for the sake of IPv6, which needs endpoints of its own', () => {
      const net = world()
        .subnet('a', { ipv6: '2600:1f18:1:1::/64', routes: { '0.0.0.0/0': 'nat-main', '::/0': 'eigw-1' } })
        .endpoint('vpce-s3', 's3');

      expect(names(net.gateway('vpce-gw', 's3', ['a', 'public']))).toEqual(beside);
    });
  });

  it('tells each name once where subnets have both families', () => {
    const net = world()
      .subnet('a', { ipv6: '2600:1f18:1:1::/64', routes: { '0.0.0.0/0': 'nat-main', '::/0': 'eigw-1' } })
      .endpoint('vpce-ec2', 'ec2');

    expect(net.findings(rule)).toEqual(['note uncovered-name vpc-main ec2']);
  });

  it('is likely for a name whose way out could not be read, and certain for the others', () => {
    const net = behindNat().endpoint('vpce-sts', 'sts').unread('natGateways', 'ec2:DescribeNatGateways');
    const found = net.report(['sts']).findings.filter((one) => one.rule === rule);

    expect(found.map(({ message, confidence }) => `${message.split(' ')[0]} ${confidence}`).sort()).toEqual([
      'sts-fips.us-east-1.amazonaws.com certain',
      'sts.amazonaws.com likely',
    ]);
  });

  it('is silent where the groups of the endpoint let nobody in', () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2', { groups: ['sg-shut'] });
    net.sections.securityGroups.push({ GroupId: 'sg-shut', VpcId: 'vpc-main', IpPermissions: [] });

    expect(net.findings(rule)).toEqual([]);
  });

  it('is silent once a zone answers the name with the endpoint', () => {
    const net = covered().zone(fips, ['main'], [`${fips} ALIAS vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com`]);

    expect(net.findings(rule)).toEqual([]);
  });

  it('fires on where the zone is another VPC’s', () => {
    const net = covered().vpc('other', '10.9.0.0/16');
    net.zone(fips, ['other'], [`${fips} ALIAS vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com`]);

    expect(net.findings(rule)).toEqual(['note uncovered-name vpc-main ec2']);
  });

  it('is silent where the regional name is public as well', () => {
    expect(behindNat().findings(rule)).toEqual([]);
  });

  it('is silent where a gateway endpoint carries every name of the service', () => {
    expect(behindNat().gateway('vpce-s3', 's3', ['a']).findings(rule)).toEqual([]);
  });

  it('is silent in a VPC whose subnets the endpoint does not serve', () => {
    const net = behindNat().vpc('other', '10.9.0.0/16').subnet('o', { vpc: 'other', cidr: '10.9.1.0/24' });
    net.endpoint('vpce-ec2', 'ec2', { vpc: 'other', subnets: ['o'] });

    expect(net.says(rule, 'vpc-main', 'ec2')).toEqual([]);
    expect(net.says(rule, 'vpc-other', 'ec2')).toHaveLength(2);
  });

  it('is inconclusive where hosted zones were not read', () => {
    expect(covered().unread('hostedZones', 'route53:ListHostedZonesByVPC').outcome(rule)).toBe(
      'inconclusive route53:ListHostedZonesByVPC',
    );
  });
});
