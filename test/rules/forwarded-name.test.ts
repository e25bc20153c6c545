import { describe, expect, it } from 'vitest';
import { behindNat } from '../support/world.ts';

const rule = 'forwarded-name';
const ddbName = 'dynamodb.us-east-1.amazonaws.com';
const forwarded = () => behindNat().rule('rslvr-rr-1', ddbName, 'FORWARD', ['192.168.0.2']);

describe(rule, () => {
  it('fires where a rule sends the name elsewhere', () => {
    expect(forwarded().findings(rule)).toEqual(['warning forwarded-name rslvr-rr-1 dynamodb']);
    expect(forwarded().says(rule, 'rslvr-rr-1', 'dynamodb')).toEqual([
      'dynamodb.us-east-1.amazonaws.com of DynamoDB is forwarded by rslvr-rr-1 (dynamodb.us-east-1.amazonaws.com) in vpc-main: what clients get is up to those servers',
      'Take rslvr-rr-1 off vpc-main, so that dynamodb.us-east-1.amazonaws.com is resolved locally: aws route53resolver disassociate-resolver-rule --resolver-rule-id rslvr-rr-1 --vpc-id vpc-main --region us-east-1',
    ]);
  });

  it('tells the names of a service together, and advises a SYSTEM rule where it would win', () => {
    const net = behindNat().rule('rslvr-rr-1', '.', 'FORWARD', ['192.168.0.2']);

    expect(net.says(rule, 'rslvr-rr-1', 's3')).toEqual([
      's3.us-east-1.amazonaws.com, *.s3.us-east-1.amazonaws.com, s3.amazonaws.com and 2 more of S3 are forwarded by rslvr-rr-1 (.) in vpc-main: what clients get is up to those servers',
      'Create a SYSTEM rule for amazonaws.com, so that it is resolved locally, then associate the new Resolver rule for amazonaws.com with vpc-main: rslvr_rr_amazonaws_com_vpc_main=$(aws route53resolver create-resolver-rule --rule-type SYSTEM --domain-name amazonaws.com --creator-request-id vpce-audit-amazonaws.com-vpc-main --region us-east-1 --query ResolverRule.Id --output text) && aws route53resolver associate-resolver-rule --resolver-rule-id "$rslvr_rr_amazonaws_com_vpc_main" --vpc-id vpc-main --region us-east-1',
    ]);
  });

  it('is a note where SDKs do not dial the name on their own', () => {
    const net = behindNat().rule('rslvr-rr-1', 's3.dualstack.us-east-1.amazonaws.com', 'FORWARD', ['192.168.0.2']);

    expect(net.findings(rule)).toEqual(['note forwarded-name rslvr-rr-1 s3']);
  });

  it('is silent once a SYSTEM rule of as many labels keeps AWS’s names at home', () => {
    const net = behindNat().rule('rslvr-rr-1', 'com', 'FORWARD', ['192.168.0.2']);
    expect(net.findings(rule)).toContain('warning forwarded-name rslvr-rr-1 dynamodb');

    net.rule('rslvr-rr-2', 'amazonaws.com', 'SYSTEM', []);
    expect(net.findings(rule)).toEqual([]);
  });

  it('fires on where the SYSTEM rule is for another name', () => {
    const net = forwarded().rule('rslvr-rr-2', 's3.us-east-1.amazonaws.com', 'SYSTEM', []);

    expect(net.findings(rule)).toEqual(['warning forwarded-name rslvr-rr-1 dynamodb']);
  });

  it('is silent where the rule is another VPC’s, or of no AWS name', () => {
    const net = behindNat()
      .vpc('other', '10.9.0.0/16')
      .rule('rslvr-rr-1', '.', 'FORWARD', ['192.168.0.2'], 'other')
      .rule('rslvr-rr-2', 'corp.example', 'FORWARD', ['192.168.0.2']);

    expect(net.findings(rule)).toEqual([]);
  });

  it('is silent where it leads to the inbound Resolver endpoint of a VPC that can be seen', () => {
    const net = behindNat().vpc('hub', '10.1.0.0/16').inbound('hub', '10.1.1.9');

    expect(net.rule('rslvr-rr-1', ddbName, 'FORWARD', ['10.1.1.9']).findings(rule)).toEqual([]);
  });

  it('is silent where an endpoint has the more specific name', () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2').rule('rslvr-rr-1', 'com', 'FORWARD', ['192.168.0.2']);

    expect(net.findings(rule)).not.toContain('warning forwarded-name rslvr-rr-1 ec2');
  });

  it('is inconclusive where rules were not read', () => {
    const net = forwarded().unread('resolverRules', 'route53resolver:ListResolverRules');

    expect([net.findings(rule), net.outcome(rule)]).toEqual([[], 'inconclusive route53resolver:ListResolverRules']);
  });

  it('is silent in a VPC that another account owns', () => {
    expect(forwarded().shared().findings(rule)).toEqual([]);
  });
});
