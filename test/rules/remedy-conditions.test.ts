import { describe, expect, it } from 'vitest';
import { behindNat, world } from '../support/world.ts';

const ec2Name = 'ec2.us-east-1.amazonaws.com';
const create =
  'aws ec2 create-vpc-endpoint --vpc-endpoint-type Interface --vpc-id vpc-main --service-name com.amazonaws.us-east-1.ec2';
const group = (GroupId: string, cidr: string) => ({
  GroupId,
  VpcId: 'vpc-main',
  IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: cidr }] }],
});
const remedyFor = (net: ReturnType<typeof world>, service = 'ec2', rule = 'public-path') => {
  const found = net.report([service]).findings.find((one) => one.rule === rule && one.service !== null);

  return { words: found?.remedy, command: found?.command };
};
const shut = (net: ReturnType<typeof world>) => {
  for (const record of net.sections.securityGroups) record.IpPermissions = [];

  return net;
};

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html */
describe('before an interface endpoint is created', () => {
  it('both DNS attributes are switched on: AWS refuses private DNS without', () => {
    const { words, command } = remedyFor(behindNat().attribute('EnableDnsHostnames', false));

    expect(words).toMatch(
      /^Switch on enableDnsHostnames of vpc-main, then create an interface endpoint for the EC2 API/,
    );
    expect(command).toContain(
      `aws ec2 modify-vpc-attribute --vpc-id vpc-main --enable-dns-hostnames --region us-east-1 && ${create}`,
    );
  });

  it('a security group is made that lets the clients in, where none is there', () => {
    expect(remedyFor(shut(behindNat()))).toEqual({
      words:
        'Create security group vpc-endpoints in vpc-main, then let 10.0.0.0/16 in on TCP 443 by the new security group, then create an interface endpoint for the EC2 API in vpc-main with private DNS, in subnet-a, behind the new security group',
      command: [
        "sg_endpoints_vpc_main=$(aws ec2 create-security-group --group-name vpc-endpoints --description 'Clients of vpc-main to its VPC endpoints' --vpc-id vpc-main --region us-east-1 --query GroupId --output text)",
        `aws ec2 authorize-security-group-ingress --group-id "$sg_endpoints_vpc_main" --ip-permissions 'IpProtocol=tcp,FromPort=443,ToPort=443,IpRanges=[{CidrIp=10.0.0.0/16}]' --region us-east-1`,
        'aws ec2 create-vpc-endpoint --vpc-endpoint-type Interface --vpc-id vpc-main --service-name com.amazonaws.us-east-1.ec2 --subnet-ids subnet-a --security-group-ids "$sg_endpoints_vpc_main" --private-dns-enabled --region us-east-1',
      ].join(' && '),
    });
  });

  it('the groups of the VPC’s other endpoints are taken where they let everybody in', () => {
    const net = shut(behindNat()).endpoint('vpce-kms', 'kms', { groups: ['sg-endpoints'] });
    net.sections.securityGroups.push(group('sg-endpoints', '10.0.0.0/16'));

    expect(remedyFor(net).command).toContain(' --security-group-ids sg-endpoints ');
    net.sections.securityGroups.splice(-1, 1, group('sg-endpoints', '10.0.1.0/24'));
    expect(remedyFor(net).command).toContain(' --security-group-ids "$sg_endpoints_vpc_main" ');
  });

  it('a hosted zone of the same domain answers in its place: AWS refuses private DNS beside it', () => {
    const net = behindNat()
      .endpoint('vpce-ec2', 'ec2', { privateDns: false })
      .zone(ec2Name, ['main'], [`x.${ec2Name} A 52.94.1.1`]);
    const found = net.report(['ec2']).findings.find(({ rule }) => rule === 'private-dns-off');

    expect(found?.command).toMatch(/^aws route53 change-resource-record-sets --hosted-zone-id Z1 /);
  });

  it('private subnets come first, and isolated ones, which are often a database’s, last', () => {
    const net = world()
      .subnet('a-isolated', { zone: 'b' })
      .subnet('b-public', { zone: 'b', mapPublicIp: true, routes: { '0.0.0.0/0': 'igw-main' } })
      .subnet('c-private', { zone: 'b', routes: { '0.0.0.0/0': 'nat-main' } });

    expect(remedyFor(net).command).toContain(' subnet-c-private ');
    expect(remedyFor(net).command).not.toMatch(/a-isolated|b-public/);
  });
});

/** @see https://repost.aws/knowledge-center/api-gateway-vpc-connections */
describe('private DNS of execute-api', () => {
  const names = ['*.execute-api.us-east-1.amazonaws.com'];
  const offered = (net: ReturnType<typeof world>) => {
    net.sections.vpcEndpointServices.push({
      ServiceName: 'com.amazonaws.us-east-1.execute-api',
      ServiceType: [{ ServiceType: 'Interface' }],
      PrivateDnsNames: names.map((PrivateDnsName) => ({ PrivateDnsName })),
    });

    return net;
  };

  it('is never a command, and says what it hides', () => {
    const off = offered(behindNat()).endpoint('vpce-api', 'execute-api', { names, privateDns: false });
    const found = off.report().findings.find(({ rule }) => rule === 'private-dns-off');

    expect(found?.command).toBeNull();
    expect(found?.remedy).toBe(
      'Switch on private DNS of vpce-api only if its clients call no public API of API Gateway: each of them answers 403 from vpc-main then',
    );
    expect(remedyFor(offered(behindNat()), 'execute-api').command).toBeNull();
    expect(remedyFor(offered(behindNat()), 'execute-api').words).toContain('answers 403 from vpc-main');
  });
});

describe('before private DNS is switched on', () => {
  const off = (groups: readonly string[] = ['sg-part']) => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2', { privateDns: false, groups });
    net.sections.securityGroups.push(group('sg-part', '10.0.1.0/24'));

    return net;
  };

  it('the endpoint’s group lets the whole VPC in, or the others would lose the service', () => {
    const { words, command } = remedyFor(off());

    expect(words).toBe('Let 10.0.0.0/16 in on TCP 443 by sg-part, then switch on private DNS of vpce-ec2');
    expect(command).toBe(
      "aws ec2 authorize-security-group-ingress --group-id sg-part --ip-permissions 'IpProtocol=tcp,FromPort=443,ToPort=443,IpRanges=[{CidrIp=10.0.0.0/16}]' --region us-east-1 && aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-ec2 --private-dns-enabled --region us-east-1",
    );
  });

  it('the group lets in the IPv6 addresses of the VPC, too, where its clients have some', () => {
    const net = world()
      .subnet('a', { ipv6: '2600:1f18:1:1::/64', routes: { '0.0.0.0/0': 'nat-main' } })
      .endpoint('vpce-ec2', 'ec2', { privateDns: false, groups: ['sg-part'] });
    net.sections.securityGroups.push(group('sg-part', '10.0.0.0/16'));
    for (const record of net.sections.vpcs)
      record.Ipv6CidrBlockAssociationSet = [
        { Ipv6CidrBlock: '2600:1f18:1::/56', Ipv6CidrBlockState: { State: 'associated' } },
      ];
    const { words, command } = remedyFor(net);

    expect(words).toBe(
      'Let 2600:1f18:1::/56 in on TCP 443 by sg-part, then switch on private DNS of vpce-ec2; give vpce-ec2 addresses of both families',
    );
    expect(command).toContain('FromPort=443,ToPort=443,Ipv6Ranges=[{CidrIpv6=2600:1f18:1::/56}]');
  });

  it('the group opens each port that the service needs, a range of them as one', () => {
    const service = 'appstream.streaming';
    const names = [`${service}.us-east-1.amazonaws.com`];
    const net = behindNat().endpoint('vpce-stream', service, { names, privateDns: false, groups: ['sg-shut'] });
    net.sections.securityGroups.push({ GroupId: 'sg-shut', VpcId: 'vpc-main', IpPermissions: [] });
    net.sections.vpcEndpointServices.push({
      ServiceName: `com.amazonaws.us-east-1.${service}`,
      ServiceType: [{ ServiceType: 'Interface' }],
      PrivateDnsNames: names.map((PrivateDnsName) => ({ PrivateDnsName })),
    });
    const { words, command } = remedyFor(net, service);

    expect(words).toBe(
      'Let 10.0.0.0/16 in on TCP 443 and 1400-1499 by sg-shut, then switch on private DNS of vpce-stream',
    );
    expect(command).toContain('FromPort=443,ToPort=443,');
    expect(command).toContain('FromPort=1400,ToPort=1499,');
  });

  it('is a plain command where the group lets everybody in', () => {
    expect(remedyFor(off(['sg-main']))).toEqual({
      words: 'Switch on private DNS of vpce-ec2',
      command: 'aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-ec2 --private-dns-enabled --region us-east-1',
    });
  });

  it('is no command where nobody knows whom the group lets in', () => {
    expect(remedyFor(off(['sg-of-another-account']))).toEqual({
      words:
        'Check that the security groups of vpce-ec2 let vpc-main in on TCP 443, then switch on private DNS of vpce-ec2',
      command: null,
    });
  });

  it('another endpoint gives the names up', () => {
    const net = off(['sg-main']).endpoint('vpce-other', 'ec2', { state: 'pending' });
    const found = net
      .report()
      .findings.find(({ resource, rule }) => resource === 'vpce-ec2' && rule === 'private-dns-off');

    expect(found?.command ?? null).toBeNull();
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html */
it('an endpoint becomes dual-stack only where all its subnets have an IPv6 CIDR', () => {
  const net = world()
    .subnet('a', { ipv6: '2600:1f18:1:1::/64', routes: { '::/0': 'eigw-1' } })
    .subnet('c')
    .endpoint('vpce-ec2', 'ec2', { subnets: ['c'] });
  const found = net.report(['ec2']).findings.find(({ rule }) => rule === 'public-path');

  expect(found?.remedy).toMatch(
    /^Give subnet-c an IPv6 CIDR, or move vpce-ec2 to subnets that have one, then give vpce-ec2/,
  );
  expect(found?.command).toBeNull();
});

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html */
it('a route by the prefix list is removed before the table is associated: AWS refuses while it is there', () => {
  const net = behindNat().gateway('vpce-gw', 's3', ['public']).route('a', 'pl-s3', 'nat-main');
  const found = net.report(['s3']).findings.find(({ rule }) => rule === 'nat-toll');

  expect(found?.remedy).toBe(
    'Remove the route pl-s3 → nat-main from rtb-a, then associate rtb-a with gateway endpoint vpce-gw',
  );
  expect(found?.command).toBe(
    'aws ec2 delete-route --route-table-id rtb-a --destination-prefix-list-id pl-s3 --region us-east-1 && aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-gw --add-route-table-ids rtb-a --region us-east-1',
  );
});
