import { describe, expect, it } from 'vitest';
import { behindNat } from '../support/world.ts';

const rule = 'dns-firewall-block';
const ec2Name = 'ec2.us-east-1.amazonaws.com';
const blocked = () => behindNat().firewall(`BLOCK ${ec2Name}`);

describe(rule, () => {
  it('fires where a rule blocks the name', () => {
    expect(blocked().findings(rule)).toEqual(['warning dns-firewall-block rslvr-frg-1 ec2']);
    expect(blocked().says(rule, 'rslvr-frg-1', 'ec2')).toEqual([
      'ec2.us-east-1.amazonaws.com of the EC2 API gets no answer in vpc-main: rule 1 of rslvr-frg-1: BLOCK ec2.us-east-1.amazonaws.com',
      'Allow the AWS names that vpc-main needs in rslvr-frg-1, before the rule that blocks them',
      'likely',
    ]);
  });

  it('tells the names of a service together, with each rule that blocks one', () => {
    const net = behindNat().firewall('BLOCK s3.us-east-1.amazonaws.com', 'BLOCK *.s3.us-east-1.amazonaws.com');

    expect(net.says(rule, 'rslvr-frg-1', 's3')[0]).toBe(
      's3.us-east-1.amazonaws.com and *.s3.us-east-1.amazonaws.com of S3 get no answer in vpc-main: rule 1 of rslvr-frg-1: BLOCK s3.us-east-1.amazonaws.com and rule 2 of rslvr-frg-1: BLOCK *.s3.us-east-1.amazonaws.com',
    );
  });

  it('is silent once a rule before it allows the name', () => {
    expect(behindNat().firewall('ALLOW *.amazonaws.com', 'BLOCK *').findings(rule)).toEqual([]);
  });

  it('fires on where what is allowed is another name', () => {
    const net = behindNat().firewall('ALLOW sts.us-east-1.amazonaws.com *.s3.us-east-1.amazonaws.com', 'BLOCK *');

    expect(net.findings(rule)).toContain('warning dns-firewall-block rslvr-frg-1 ec2');
  });

  it.each(['ALERT', 'ALLOW'])('is silent where the action is %s', (action) => {
    expect(behindNat().firewall(`${action} ${ec2Name}`).findings(rule)).toEqual([]);
  });

  it('is silent where the group is another VPC’s, or blocks sub-domains alone', () => {
    const elsewhere = blocked().vpc('other', '10.9.0.0/16');
    for (const association of elsewhere.sections.firewallRuleGroupAssociations) association.VpcId = 'vpc-other';

    expect(elsewhere.findings(rule)).toEqual([]);
    expect(behindNat().firewall(`BLOCK *.${ec2Name}`).findings(rule)).toEqual([]);
  });

  it('is inconclusive where the rules of groups were not read', () => {
    const net = blocked().unread('firewallRules', 'route53resolver:ListFirewallRules');

    expect([net.findings(rule), net.outcome(rule)]).toEqual([[], 'inconclusive route53resolver:ListFirewallRules']);
  });

  it('is silent in a VPC that another account owns', () => {
    expect(blocked().shared().findings(rule)).toEqual([]);
  });
});
