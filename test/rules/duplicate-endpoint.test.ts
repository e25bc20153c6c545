import { describe, expect, it } from 'vitest';
import { world } from '../support/world.ts';

const rule = 'duplicate-endpoint';
const first = () => world().subnet('a').endpoint('vpce-one', 'ec2');

describe(rule, () => {
  it('fires for the endpoint that did not get the name', () => {
    const net = first().endpoint('vpce-two', 'ec2', { privateDns: false });

    expect(net.findings(rule)).toEqual(['note duplicate-endpoint vpce-two']);
    expect(net.says(rule, 'vpce-two')).toEqual([
      'vpce-two stands beside vpce-one for the same com.amazonaws.us-east-1.ec2, which has the name: only its own vpce name, or a record that leads there, finds it',
      'Delete vpce-two unless clients dial it by its own name, or a hosted zone or Profile leads to it: aws ec2 delete-vpc-endpoints --vpc-endpoint-ids vpce-two --region us-east-1',
    ]);
  });

  it('is silent once there is one', () => {
    expect(first().findings(rule)).toEqual([]);
  });

  it('is silent where the second is for another service, VPC or Region', () => {
    const net = first().vpc('other', '10.9.0.0/16').subnet('o', { vpc: 'other', cidr: '10.9.1.0/24' });
    net.endpoint('vpce-sts', 'sts', { privateDns: false });
    net.endpoint('vpce-other', 'ec2', { vpc: 'other', subnets: ['o'], privateDns: false });
    net.endpoint('vpce-west', 'ec2', { serviceRegion: 'us-west-2', privateDns: false });

    expect(net.findings(rule)).toEqual([]);
  });

  it('is silent where nobody has the name, or who has it takes no traffic', () => {
    const none = world().subnet('a').endpoint('vpce-one', 'ec2', { privateDns: false });
    const dead = world().subnet('a').endpoint('vpce-one', 'ec2', { state: 'rejected' });

    expect(none.endpoint('vpce-two', 'ec2', { privateDns: false }).findings(rule)).toEqual([]);
    expect(dead.endpoint('vpce-two', 'ec2', { privateDns: false }).findings(rule)).toEqual([]);
  });

  it('is silent about an endpoint that a service of AWS manages', () => {
    const net = first().endpoint('vpce-two', 'ec2', { privateDns: false, requesterManaged: true });

    expect(net.findings(rule)).toEqual([]);
  });

  it('compares Regions as AWS means them: its own where none is given', () => {
    const net = first().endpoint('vpce-west', 'ec2', { serviceRegion: 'us-west-2' });
    net.endpoint('vpce-two', 'ec2', { serviceRegion: 'us-west-2', privateDns: false });

    expect(net.says(rule, 'vpce-two')[0]).toContain('vpce-two stands beside vpce-west for');
  });

  it('is inconclusive where endpoints were not read', () => {
    const net = first().endpoint('vpce-two', 'ec2', { privateDns: false });
    net.unread('vpcEndpoints', 'ec2:DescribeVpcEndpoints');

    expect([net.findings(rule), net.outcome(rule)]).toEqual([[], 'inconclusive ec2:DescribeVpcEndpoints']);
  });

  it('is silent in a VPC that another account owns', () => {
    expect(first().endpoint('vpce-two', 'ec2', { privateDns: false }).shared().findings(rule)).toEqual([]);
  });
});
