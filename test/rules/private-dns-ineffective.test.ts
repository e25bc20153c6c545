import { describe, expect, it } from 'vitest';
import { behindNat } from '../support/world.ts';

const rule = 'private-dns-ineffective';
const ec2Name = 'ec2.us-east-1.amazonaws.com';
const on = () => behindNat().endpoint('vpce-ec2', 'ec2');
/** Nothing comes out into the open once names are answered. */
const served = () => on().gateway('vpce-s3', 's3', ['a']).gateway('vpce-dynamodb', 'dynamodb', ['a']);

describe(rule, () => {
  it('fires where an attribute of the VPC takes the names out of use', () => {
    const net = on().attribute('EnableDnsHostnames', false);

    expect(net.findings(rule)).toEqual(['warning private-dns-ineffective vpce-ec2']);
    expect(net.says(rule, 'vpce-ec2')).toEqual([
      'vpce-ec2 has private DNS on for ec2.us-east-1.amazonaws.com, without effect in vpc-main: enableDnsHostnames is off',
      'Switch on enableDnsHostnames of vpc-main: aws ec2 modify-vpc-attribute --vpc-id vpc-main --enable-dns-hostnames --region us-east-1',
      'likely',
    ]);
  });

  it('gives each attribute a command of its own where both are off', () => {
    const net = served().attribute('EnableDnsHostnames', false).attribute('EnableDnsSupport', false);

    expect(net.says(rule, 'vpce-ec2')[1]).toBe(
      'Switch on enableDnsSupport of vpc-main, then switch on enableDnsHostnames of vpc-main: aws ec2 modify-vpc-attribute --vpc-id vpc-main --enable-dns-support --region us-east-1 && aws ec2 modify-vpc-attribute --vpc-id vpc-main --enable-dns-hostnames --region us-east-1',
    );
  });

  it('leaves the attribute alone that is on', () => {
    const net = served().attribute('EnableDnsSupport', false);

    expect(net.says(rule, 'vpce-ec2')).toEqual([
      'vpce-ec2 has private DNS on for ec2.us-east-1.amazonaws.com, without effect in vpc-main: enableDnsSupport is off',
      'Switch on enableDnsSupport of vpc-main: aws ec2 modify-vpc-attribute --vpc-id vpc-main --enable-dns-support --region us-east-1',
    ]);
  });

  it('is silent once both are on', () => {
    expect(on().findings(rule)).toEqual([]);
  });

  it('is silent where the attribute of another VPC is off', () => {
    const net = on().vpc('other', '10.9.0.0/16').attribute('EnableDnsHostnames', false, 'other');

    expect(net.findings(rule)).toEqual([]);
  });

  it.each([
    [
      'a rule for the very name',
      () => on().rule('rslvr-rr-1', ec2Name, 'FORWARD', ['192.168.0.2']),
      'a forwarding rule takes the names',
      'Take the rule that forwards the names of vpce-ec2 off vpc-main',
    ],
    [
      'DNS Firewall',
      () => on().firewall(`BLOCK ${ec2Name}`),
      'DNS Firewall blocks the names',
      'Allow the names of vpce-ec2 in the DNS Firewall rule group of vpc-main',
    ],
    [
      'a zone of that very name',
      () => on().zone(ec2Name, ['main'], [`${ec2Name} A 10.0.2.99`]),
      'a private hosted zone answers the names otherwise',
      'Remove what answers the names of vpce-ec2 in vpc-main in its place',
    ],
  ])('says what defeats it: %s', (_, build, by, remedy) => {
    expect(build().says(rule, 'vpce-ec2').slice(0, 2)).toEqual([
      `vpce-ec2 has private DNS on for ec2.us-east-1.amazonaws.com, without effect in vpc-main: ${by}`,
      remedy,
    ]);
  });

  it('is a note where S3 answers inbound Resolver endpoints alone', () => {
    const net = behindNat().gateway('vpce-gw', 's3', ['a']).endpoint('vpce-s3', 's3', { inboundOnly: true });

    expect(net.findings(rule)).toEqual(['note private-dns-ineffective vpce-s3']);
    expect(net.says(rule, 'vpce-s3')[1]).toBe(
      'Delete vpce-s3 unless other networks ask for it through an inbound Resolver endpoint, or dial its own name: aws ec2 delete-vpc-endpoints --vpc-endpoint-ids vpce-s3 --region us-east-1',
    );
  });

  it('asks that the endpoint answer everybody where no gateway endpoint would carry them', () => {
    const net = behindNat().endpoint('vpce-s3', 's3', { inboundOnly: true });

    expect(net.says(rule, 'vpce-s3')[1]).toBe(
      'Let vpce-s3 answer clients of vpc-main too: aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-s3 --dns-options PrivateDnsOnlyForInboundResolverEndpoint=false --region us-east-1',
    );
  });

  it('is a warning where more than that takes the names out of use, and begins with the VPC', () => {
    const net = behindNat()
      .gateway('vpce-gw', 's3', ['a'])
      .gateway('vpce-dynamodb', 'dynamodb', ['a'])
      .endpoint('vpce-s3', 's3', { inboundOnly: true })
      .attribute('EnableDnsHostnames', false);

    expect(net.findings(rule)).toEqual(['warning private-dns-ineffective vpce-s3']);
    expect(net.says(rule, 'vpce-s3')[1]).toContain('Switch on enableDnsHostnames of vpc-main');
  });

  it('is silent where private DNS is off, or nothing goes through the endpoint', () => {
    const net = behindNat().attribute('EnableDnsHostnames', false);
    net.endpoint('vpce-off', 'ec2', { privateDns: false }).endpoint('vpce-sts', 'sts', { state: 'failed' });

    expect(net.findings(rule)).toEqual([]);
  });

  it('is inconclusive where attributes were not read', () => {
    const net = on().unread('vpcAttributes', 'ec2:DescribeVpcAttribute');

    expect([net.findings(rule), net.outcome(rule)]).toEqual([[], 'inconclusive ec2:DescribeVpcAttribute']);
  });

  it('is silent in a VPC that another account owns', () => {
    expect(on().attribute('EnableDnsHostnames', false).shared().findings(rule)).toEqual([]);
  });
});
