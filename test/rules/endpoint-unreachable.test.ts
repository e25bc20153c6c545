import { describe, expect, it } from 'vitest';
import { world } from '../support/world.ts';

const rule = 'endpoint-unreachable';

const guarded = (cidr: string | null) => {
  const net = world()
    .subnet('a')
    .subnet('b')
    .endpoint('vpce-ec2', 'ec2', { groups: ['sg-door'] });
  net.sections.securityGroups.push({
    GroupId: 'sg-door',
    VpcId: 'vpc-main',
    IpPermissions:
      cidr === null ? [] : [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: cidr }] }],
  });

  return net;
};

describe(rule, () => {
  it('fires where the security group of the endpoint lets nobody in', () => {
    const net = guarded(null);

    expect(net.findings(rule)).toEqual([
      'error endpoint-unreachable subnet-a ec2',
      'error endpoint-unreachable subnet-b ec2',
      'error endpoint-unreachable subnet-public ec2',
    ]);
    expect(net.says(rule, 'subnet-a', 'ec2')).toEqual([
      'the EC2 API resolves to vpce-ec2, which subnet-a cannot call: sg-door lets no HTTPS in from the subnet',
      "Let 10.0.0.0/16 in on TCP 443 by sg-door: aws ec2 authorize-security-group-ingress --group-id sg-door --ip-permissions 'IpProtocol=tcp,FromPort=443,ToPort=443,IpRanges=[{CidrIp=10.0.0.0/16}]' --region us-east-1",
    ]);
  });

  it('is silent once it lets the VPC in', () => {
    expect(guarded('10.0.0.0/16').findings(rule)).toEqual([]);
  });

  it('fires on for those that it does not let in', () => {
    expect(guarded('10.0.2.0/24').findings(rule)).toEqual([
      'error endpoint-unreachable subnet-b ec2',
      'error endpoint-unreachable subnet-public ec2',
    ]);
  });

  it('is silent where the name does not resolve to the endpoint', () => {
    const net = guarded(null);
    for (const endpoint of net.sections.vpcEndpoints) {
      endpoint.PrivateDnsEnabled = false;
      endpoint.DnsEntries = [];
    }

    expect(net.findings(rule)).toEqual([]);
  });

  it('is silent where a subnet’s own ACL shuts out public addresses: no endpoint’s fault', () => {
    const net = world().subnet('a', { routes: { '0.0.0.0/0': 'nat-main' } });
    net.sections.networkAcls.push({
      NetworkAclId: 'acl-a',
      VpcId: 'vpc-main',
      Associations: [{ SubnetId: 'subnet-a' }],
      Entries: [],
    });

    expect([net.path('a', 'ec2'), net.findings(rule)]).toEqual(['unreachable (network-acl)', []]);
  });

  it('fires where the ACL of the endpoint’s subnet lets no call in', () => {
    const net = world().subnet('a').subnet('b').endpoint('vpce-ec2', 'ec2');
    net.sections.networkAcls.push({
      NetworkAclId: 'acl-a',
      VpcId: 'vpc-main',
      Associations: [{ SubnetId: 'subnet-a' }],
      Entries: [],
    });

    expect(net.says(rule, 'subnet-b', 'ec2').slice(0, 2)).toEqual([
      'the EC2 API resolves to vpce-ec2, which subnet-b cannot call: acl-a lets no HTTPS through to the endpoint (no rule allows it)',
      'Let acl-a allow TCP 1024-65535 out to 10.0.0.0/16, by rule 90, then let acl-a allow TCP 443 in from 10.0.0.0/16, by rule 90: aws ec2 create-network-acl-entry --network-acl-id acl-a --egress --rule-number 90 --protocol 6 --rule-action allow --cidr-block 10.0.0.0/16 --port-range From=1024,To=65535 --region us-east-1 && aws ec2 create-network-acl-entry --network-acl-id acl-a --ingress --rule-number 90 --protocol 6 --rule-action allow --cidr-block 10.0.0.0/16 --port-range From=443,To=443 --region us-east-1',
    ]);
    expect(net.findings(rule)).not.toContain('error endpoint-unreachable subnet-a ec2');
  });

  it('is silent about an endpoint of another VPC, which has a rule of its own', () => {
    const ec2Name = 'ec2.us-east-1.amazonaws.com';
    const net = world()
      .subnet('a', { routes: { '10.1.0.0/16': 'pcx-1' } })
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '10.0.0.0/16': 'pcx-1' } })
      .peering('pcx-1', 'main', 'hub')
      .endpoint('vpce-hub', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false, groups: ['sg-shut'] })
      .zone(ec2Name, ['main'], [`${ec2Name} ALIAS vpce-hub-x1.ec2.us-east-1.vpce.amazonaws.com`]);
    net.sections.securityGroups.push({ GroupId: 'sg-shut', VpcId: 'vpc-hub', IpPermissions: [] });

    expect([net.path('a', 'ec2').split(' ').at(-1), net.findings(rule)]).toEqual(['(security-group)', []]);
    expect(net.findings('hub-unreachable')).toContain('error hub-unreachable subnet-a ec2');
  });

  it('names the paths that are meant where they are not IPv4’s primary one', () => {
    const net = guarded(null);
    net.subnet('six', { ipv6: '2600:1f18:1:1::/64' });
    for (const endpoint of net.sections.vpcEndpoints) endpoint.IpAddressType = 'dualstack';

    expect(net.says(rule, 'subnet-six', 'ec2')[0]).toBe(
      'the EC2 API resolves to vpce-ec2, which subnet-six cannot call: sg-door lets no HTTPS in from the subnet',
    );
  });

  it('is inconclusive where security groups were not read', () => {
    const net = guarded(null).unread('securityGroups', 'ec2:DescribeSecurityGroups');

    expect([net.findings(rule), net.outcome(rule)]).toEqual([[], 'inconclusive ec2:DescribeSecurityGroups']);
  });

  it('is silent in a VPC that another account owns', () => {
    expect(guarded(null).shared().findings(rule)).toEqual([]);
  });
});
