import { describe, expect, it } from 'vitest';
import { behindNat, world } from '../support/world.ts';

const rule = 'unreachable-path';
const ec2 = 'ec2.us-east-1.amazonaws.com';
const shut = (net: ReturnType<typeof world>, GroupId: string) => {
  const all = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];
  net.sections.securityGroups.push({ GroupId, VpcId: 'vpc-main', IpPermissions: all, IpPermissionsEgress: [] });

  return net;
};

describe('what lets a path arrive', () => {
  it('is a group that lets out to the addresses, where the lists of them could not be read', () => {
    const net = shut(behindNat().interface('app', 'a', { Groups: [{ GroupId: 'sg-app' }] }), 'sg-app');

    expect(net.unread('managedPrefixLists').says(rule, 'subnet-a', 's3').slice(0, 2)).toEqual([
      'subnet-a cannot reach S3: sg-app lets no HTTPS out to these addresses (TCP 443)',
      'Let TCP 443 out of sg-app to the addresses of S3',
    ]);
  });

  it('is the endpoint that goes past a NAT instance whose group, not the clients’ own, lets nothing through', () => {
    const net = world()
      .interface('nat', 'public', {
        SourceDestCheck: false,
        Groups: [{ GroupId: 'sg-nat' }],
        PrivateIpAddresses: [{ PrivateIpAddress: '10.0.255.9' }],
        Association: { PublicIp: '3.3.3.3' },
      })
      .subnet('a', { routes: { '0.0.0.0/0': 'eni-nat' } });

    expect(shut(net, 'sg-nat').says(rule, 'subnet-a', 's3')).toEqual([
      'subnet-a cannot reach S3: sg-nat lets no HTTPS through eni-nat (TCP 443 to pl-s3)',
      expect.stringMatching(/create a gateway endpoint for S3 in vpc-main for rtb-a, rtb-public/),
    ]);
  });

  it('is an interface endpoint where the VPC took the addresses of the service for its own', () => {
    const net = behindNat();
    const cidrs = ['3.5.0.0/19', '16.15.176.0/20', '52.216.0.0/15', '54.231.0.0/16'];
    for (const cidr of cidrs) net.route('a', cidr, 'local');

    expect(net.says(rule, 'subnet-a', 's3')[1]).toBe(
      'Reach S3 through an interface endpoint, or take the CIDR that holds its addresses off vpc-main',
    );
  });

  it('is an endpoint where a zone answers with a private address that nothing leads to', () => {
    const net = behindNat().zone(ec2, ['main'], [`${ec2} A 10.9.9.9`]);

    expect(net.says(rule, 'subnet-a', 'ec2')[1]).toBe(
      `Take hosted zone Z1 (${ec2}) off vpc-main, as AWS refuses private DNS beside it, then create an interface endpoint for the EC2 API in vpc-main with private DNS, in subnet-a, behind sg-main`,
    );
  });
});
