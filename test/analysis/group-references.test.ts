import { describe, expect, it } from 'vitest';
import { world } from '../support/world.ts';

type World = ReturnType<typeof world>;

const name = 'ec2.us-east-1.amazonaws.com';
const everything = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];
const members = (of: string) => [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: of }] }];

/** One client in `sg-app`; the endpoint is in `sg-ep`. What lets them in and out is told by the groups' members alone. */
const withGroups = (net: World, vpc: string, by: 'ingress' | 'egress'): World => {
  net.sections.securityGroups.push(
    {
      GroupId: 'sg-app',
      VpcId: 'vpc-main',
      IpPermissions: [],
      IpPermissionsEgress: by === 'egress' ? members('sg-ep') : everything,
    },
    {
      GroupId: 'sg-ep',
      VpcId: `vpc-${vpc}`,
      IpPermissions: by === 'ingress' ? members('sg-app') : everything,
      IpPermissionsEgress: [],
    },
  );

  return net.interface('app', 'a', { Groups: [{ GroupId: 'sg-app' }] });
};

/** Client and endpoint in two subnets; their routes to each other lead past `target`. */
const inVpc = (target: string): World =>
  world()
    .subnet('a', { cidr: '10.0.1.0/24', routes: target === 'local' ? {} : { '10.0.9.0/24': target } })
    .subnet('e', { cidr: '10.0.9.0/24', routes: target === 'local' ? {} : { '10.0.1.0/24': target } })
    .subnet('fw', { cidr: '10.0.7.0/24' })
    .interface('fw', 'fw', { SourceDestCheck: false })
    .endpoint('vpce-fw', 'fw', { subnets: ['fw'], type: 'GatewayLoadBalancer', privateDns: false })
    .endpoint('vpce-ec2', 'ec2', { subnets: ['e'], groups: ['sg-ep'] });

const inHub = (target: string): World =>
  world()
    .vpc('hub', '10.1.0.0/16')
    .subnet('a', { cidr: '10.0.1.0/24', routes: { '10.1.0.0/16': target } })
    .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '10.0.0.0/16': target } })
    .peering('pcx-1', 'main', 'hub')
    .transit({ main: ['a'], hub: ['h'] }, { '10.0.0.0/16': 'main', '10.1.0.0/16': 'hub' })
    .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'], groups: ['sg-ep'], privateDns: false })
    .zone(name, ['main'], [`${name} ALIAS vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com`]);

describe('a rule that refers to a security group', () => {
  const lines = (net: () => World, vpc = 'main') => [
    withGroups(net(), vpc, 'ingress').path('a', 'ec2'),
    withGroups(net(), vpc, 'egress').path('a', 'ec2'),
  ];

  /** @see https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html#security-group-referencing */
  it('tells members within a VPC and in peers', () => {
    expect(lines(() => inVpc('local'))).toEqual(['private vpce-ec2', 'private vpce-ec2']);
    expect(lines(() => inHub('pcx-1'), 'hub')).toEqual(['private vpce-ec2 <pcx-1', 'private vpce-ec2 <pcx-1']);
  });

  /** @see https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html#security-group-referencing */
  it.each(['eni-fw', 'vpce-fw'])('lets nothing flow through a middlebox: %s', (target) => {
    const line = `unreachable <${target} (security-group) ~`;

    expect(lines(() => inVpc(target))).toEqual([line, line]);
  });

  /** @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html#vpc-attachment-security */
  it('supports no endpoint behind a transit gateway', () => {
    const line = 'unreachable <tgw-1 (security-group)';

    expect(lines(() => inHub('tgw-1'), 'hub')).toEqual([line, line]);
  });

  it('tells no members to an appliance behind another one', () => {
    const net = (target: string) => {
      const one = inVpc('eni-fw')
        .subnet('w', { cidr: '10.0.8.0/24' })
        .interface('w', 'w', { SourceDestCheck: false, Groups: [{ GroupId: 'sg-w' }] })
        .route('fw', '10.0.9.0/24', 'eni-w');
      one.sections.securityGroups.push(
        { GroupId: 'sg-w', VpcId: 'vpc-main', IpPermissions: members('sg-app'), IpPermissionsEgress: everything },
        { GroupId: 'sg-app', VpcId: 'vpc-main', IpPermissions: [], IpPermissionsEgress: everything },
        { GroupId: 'sg-ep', VpcId: 'vpc-main', IpPermissions: everything, IpPermissionsEgress: [] },
      );
      for (const { RouteTableId, Routes = [] } of one.sections.routeTables)
        if (RouteTableId === 'rtb-a' || RouteTableId === 'rtb-e')
          for (const route of Routes) if (route.NetworkInterfaceId !== undefined) route.NetworkInterfaceId = target;

      return one.interface('app', 'a', { Groups: [{ GroupId: 'sg-app' }] }).path('a', 'ec2');
    };

    expect([net('eni-w'), net('eni-fw')]).toEqual([
      'private vpce-ec2 <eni-w ~',
      'unreachable <eni-fw (security-group) ~',
    ]);
  });

  /** @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html */
  it('tells a NAT instance, of which what it translates is the own traffic, unless another appliance follows', () => {
    const net = (next: 'local' | 'vpce-fw') => {
      const one = world()
        .subnet('a', { cidr: '10.0.1.0/24', routes: { '10.0.9.0/24': 'eni-n' } })
        .subnet('e', { cidr: '10.0.9.0/24' })
        .subnet('fw', { cidr: '10.0.7.0/24' })
        .endpoint('vpce-fw', 'fw', { subnets: ['fw'], type: 'GatewayLoadBalancer', privateDns: false })
        .subnet('n', { cidr: '10.0.8.0/24', routes: next === 'local' ? {} : { '10.0.9.0/24': next } })
        .interface('n', 'n', {
          SourceDestCheck: false,
          Groups: [{ GroupId: 'sg-app' }],
          Association: { PublicIp: '198.51.100.7' },
        })
        .endpoint('vpce-ec2', 'ec2', { subnets: ['e'], groups: ['sg-ep'] });
      const open = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '10.0.1.0/24' }] }];
      one.sections.securityGroups.push(
        { GroupId: 'sg-app', VpcId: 'vpc-main', IpPermissions: open, IpPermissionsEgress: everything },
        { GroupId: 'sg-ep', VpcId: 'vpc-main', IpPermissions: members('sg-app'), IpPermissionsEgress: [] },
      );

      return one;
    };

    expect([net('local').path('a', 'ec2'), net('vpce-fw').path('a', 'ec2')]).toEqual([
      'private vpce-ec2 <eni-n ~',
      'unreachable <vpce-fw (security-group) ~',
    ]);
    expect(net('local').unread('networkInterfaces').path('a', 'ec2')).toMatch(/^unknown /);
  });
});
