import { describe, expect, it } from 'vitest';
import type { SubnetSpec } from '../support/world/vpc.ts';
import { behindNat, world } from '../support/world.ts';

const rule = 'public-path';
const https6 = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, Ipv6Ranges: [{ CidrIpv6: '::/0' }] };

describe(rule, () => {
  it('fires where S3 leaves through a NAT gateway', () => {
    const net = behindNat().gateway('vpce-ddb', 'dynamodb', ['a']).endpoint('vpce-ec2', 'ec2');

    expect(net.findings(rule)).toEqual(['error public-path subnet-a s3']);
    expect(net.says(rule, 'subnet-a', 's3')).toEqual([
      'subnet-a reaches S3 publicly through nat-main: vpc-main has no endpoint for it',
      'Create a gateway endpoint for S3 in vpc-main for rtb-a (it costs nothing): aws ec2 create-vpc-endpoint --vpc-id vpc-main --service-name com.amazonaws.us-east-1.s3 --route-table-ids rtb-a --region us-east-1',
    ]);
  });

  it('is silent once each service has its endpoint', () => {
    const net = behindNat()
      .gateway('vpce-s3', 's3', ['a'])
      .gateway('vpce-ddb', 'dynamodb', ['a'])
      .endpoint('vpce-ec2', 'ec2');

    expect(net.findings(rule)).toEqual([]);
  });

  it('is silent where no packet leaves the VPC', () => {
    expect(world().subnet('a').findings(rule)).toEqual([]);
  });

  it('fires on where only the table of another subnet is associated', () => {
    const net = behindNat()
      .subnet('b', { routes: { '0.0.0.0/0': 'nat-main' } })
      .gateway('vpce-s3', 's3', ['a']);

    expect(net.findings(rule).filter((line) => line.endsWith(' s3'))).toEqual(['error public-path subnet-b s3']);
    expect(net.says(rule, 'subnet-b', 's3')).toEqual([
      'subnet-b reaches S3 publicly through nat-main: rtb-b is not associated with gateway endpoint vpce-s3',
      'Associate rtb-b with gateway endpoint vpce-s3: aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-s3 --add-route-table-ids rtb-b --region us-east-1',
    ]);
  });

  it('fires on where the endpoint is another VPC’s', () => {
    const net = behindNat().vpc('other', '10.9.0.0/16').subnet('o', { vpc: 'other', cidr: '10.9.1.0/24' });
    net.endpoint('vpce-ec2', 'ec2', { vpc: 'other', subnets: ['o'] });

    expect(net.findings(rule)).toContain('error public-path subnet-a ec2');
  });

  it('asks for an endpoint in each zone that takes one: no Local Zone, no IPv6-only subnet', () => {
    const net = world()
      .subnet('a', { routes: { '0.0.0.0/0': 'nat-main' } })
      .subnet('b', { zone: 'b' })
      .subnet('bb', { zone: 'b' })
      .subnet('chi', { zone: '-chi-1a' })
      .subnet('aa-six', { zone: 'b', ipv6: '2600:1f18:1:1::/64', ipv6Only: true });

    expect(net.says(rule, 'subnet-a', 'ec2')[1]).toBe(
      'Create an interface endpoint for the EC2 API in vpc-main with private DNS, in subnet-a and subnet-b, behind sg-main: aws ec2 create-vpc-endpoint --vpc-endpoint-type Interface --vpc-id vpc-main --service-name com.amazonaws.us-east-1.ec2 --subnet-ids subnet-a subnet-b --security-group-ids sg-main --private-dns-enabled --region us-east-1',
    );
  });

  it('names the family where only IPv6 is public, and asks for both in a VPC that speaks both', () => {
    const net = world().subnet('a', { ipv6: '2600:1f18:1:1::/64', routes: { '::/0': 'eigw-1' } });

    net.sections.managedPrefixLists.push({
      PrefixListId: 'pl-s3-6',
      PrefixListName: 'com.amazonaws.us-east-1.ipv6.s3',
      AddressFamily: 'IPv6',
      OwnerId: 'AWS',
    });
    net.sections.prefixListEntries.push({ PrefixListId: 'pl-s3-6', Entries: [{ Cidr: '2600:1fa0::/40' }] });

    expect(net.says(rule, 'subnet-a', 's3')).toEqual([
      'subnet-a reaches S3 publicly through eigw-1 (s3.dualstack.us-east-1.amazonaws.com over IPv6): vpc-main has no endpoint for it',
      'Create a gateway endpoint for S3 in vpc-main for rtb-a (it costs nothing): aws ec2 create-vpc-endpoint --vpc-id vpc-main --service-name com.amazonaws.us-east-1.s3 --route-table-ids rtb-a --ip-address-type dualstack --region us-east-1',
    ]);
  });

  it('names each exit with the names that take it', () => {
    const net = world().subnet('a', {
      ipv6: '2600:1f18:1:1::/64',
      routes: { '0.0.0.0/0': 'nat-main', '::/0': 'eigw-1' },
    });

    expect(net.says(rule, 'subnet-a', 'ec2')[0]).toBe(
      'subnet-a reaches the EC2 API publicly through nat-main (ec2.us-east-1.amazonaws.com over IPv4) and through eigw-1 (ec2.us-east-1.api.aws over IPv6): vpc-main has no endpoint for it',
    );
    expect(net.endpoint('vpce-s3', 's3').says(rule, 'subnet-a', 's3')[0]).toBe(
      'subnet-a reaches S3 publicly through eigw-1 (s3.dualstack.us-east-1.amazonaws.com over IPv6): vpce-s3 has no IPv6 addresses; through nat-main (s3.amazonaws.com over IPv4, *.s3.amazonaws.com over IPv4): vpce-s3 does not answer s3.amazonaws.com',
    );
  });

  it('mends each family where each has a cause of its own', () => {
    const net = world()
      .subnet('a', { ipv6: '2600:1f18:1:1::/64', routes: { '0.0.0.0/0': 'nat-main', '::/0': 'eigw-1' } })
      .subnet('b')
      .gateway('vpce-s3', 's3', ['b'])
      .ipv6ListOf('s3');

    expect(net.says(rule, 'subnet-a', 's3')[1]).toBe(
      'Associate rtb-a with gateway endpoint vpce-s3; give vpce-s3 addresses of both families: aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-s3 --add-route-table-ids rtb-a --region us-east-1 && aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-s3 --ip-address-type dualstack --region us-east-1',
    );
  });

  it('asks for an endpoint of both families where the service and all its subnets have both', () => {
    const remedyOf = (spec: SubnetSpec, types: readonly string[]) => {
      const net = world().subnet('a', { routes: { '0.0.0.0/0': 'nat-main' }, ...spec });
      for (const offered of net.sections.vpcEndpointServices) offered.SupportedIpAddressTypes = [...types];

      return net.says(rule, 'subnet-a', 'ec2')[1];
    };
    const dualStack = ' --ip-address-type dualstack --dns-options DnsRecordIpType=dualstack --private-dns-enabled ';

    expect(remedyOf({ ipv6: '2600:1f18:1:1::/64' }, ['ipv4', 'ipv6'])).toContain(dualStack);
    expect(remedyOf({ ipv6: '2600:1f18:1:1::/64' }, ['ipv4'])).not.toContain('dualstack');
    expect(remedyOf({}, ['ipv4', 'ipv6'])).not.toContain('dualstack');
  });

  it('asks for an endpoint of IPv6 where all subnets have nothing else', () => {
    const net = world().subnet('a', { ipv6: '2600:1f18:1:1::/64', ipv6Only: true, routes: { '::/0': 'eigw-1' } });
    net.sections.subnets = net.sections.subnets.filter(({ SubnetId }) => SubnetId === 'subnet-a');
    for (const offered of net.sections.vpcEndpointServices) offered.SupportedIpAddressTypes = ['ipv4', 'ipv6'];
    for (const group of net.sections.securityGroups) group.IpPermissions?.push(https6);
    const [finding] = net.report(['monitoring']).findings.filter((one) => one.rule === rule);

    expect(finding?.command).toContain(
      ' --subnet-ids subnet-a --security-group-ids sg-main --ip-address-type ipv6 --dns-options DnsRecordIpType=ipv6 --private-dns-enabled ',
    );
  });

  it('asks for private DNS only where the service has a name to switch on', () => {
    const [finding] = behindNat().report(['dynamodb-streams']).findings;

    expect([finding?.remedy, finding?.command]).toEqual([
      'Create an interface endpoint for DynamoDB Streams in vpc-main, and have clients dial its own name, in subnet-a, behind sg-main (no command is given, as it would not do by itself)',
      null,
    ]);
  });

  it('asks for an endpoint in the zones that the service takes one in', () => {
    const net = behindNat().subnet('b', { zone: 'b' }).subnet('c', { zone: 'c' });
    for (const offered of net.sections.vpcEndpointServices)
      offered.AvailabilityZones = ['us-east-1a', 'us-east-1c', 'us-east-1d'];

    expect(net.says(rule, 'subnet-a', 'ec2')[1]).toContain(
      ' --subnet-ids subnet-a subnet-c --security-group-ids sg-main --private-dns-enabled ',
    );
  });

  it('tells clients behind DNS64 to dial the name that IPv6 addresses of the endpoint answer', () => {
    const net = world()
      .subnet('a', {
        ipv6: '2600:1f18:1:1::/64',
        ipv6Only: true,
        dns64: true,
        routes: { '64:ff9b::/96': 'nat-main' },
      })
      .gateway('vpce-s3', 's3', ['a'])
      .ipv6ListOf('s3');

    expect(net.says(rule, 'subnet-a', 's3')[1]).toBe(
      'Give vpce-s3 addresses of both families; have clients dial s3.dualstack.us-east-1.amazonaws.com: aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-s3 --ip-address-type dualstack --region us-east-1',
    );
  });

  // https://docs.aws.amazon.com/whitepapers/latest/ipv6-on-aws/designing-dns-for-ipv6.html
  it('tells of clients with IPv4 that take what DNS64 made up, past the gateway endpoint', () => {
    const net = world()
      .nat('main', 'public')
      .subnet('a', {
        ipv6: '2600:1f18:1:1::/64',
        dns64: true,
        routes: { '0.0.0.0/0': 'nat-main', '64:ff9b::/96': 'nat-main' },
      })
      .interface('app', 'a')
      .gateway('vpce-s3', 's3', ['a']);
    const [message, remedy] = net.says(rule, 'subnet-a', 's3');

    expect(message).toContain('through nat-main (s3.us-east-1.amazonaws.com over IPv6');
    expect(remedy).toContain('switch off DNS64 of subnet-a, whose clients have IPv4 as well');
  });

  it('names all that the packets cross before they leave', () => {
    const net = world()
      .subnet('fw', { routes: { '0.0.0.0/0': 'nat-main' } })
      .endpoint('vpce-fw', 'fw', { type: 'GatewayLoadBalancer', subnets: ['fw'], privateDns: false })
      .subnet('a', { routes: { '0.0.0.0/0': 'vpce-fw' } });

    expect(net.says(rule, 'subnet-a', 's3')).toEqual([
      'subnet-a reaches S3 publicly through vpce-fw, then nat-main: vpc-main has no endpoint for it',
      'Create a gateway endpoint for S3 in vpc-main for rtb-a, rtb-fw (it costs nothing): aws ec2 create-vpc-endpoint --vpc-id vpc-main --service-name com.amazonaws.us-east-1.s3 --route-table-ids rtb-a rtb-fw --region us-east-1',
      'likely',
    ]);
  });

  it('calls resources by their names', () => {
    const net = behindNat().subnet('b', { routes: { '0.0.0.0/0': 'nat-main' } });
    for (const subnet of net.sections.subnets)
      subnet.Tags = [{ Key: 'Name', Value: subnet.SubnetId === 'subnet-a' ? 'App' : '' }];

    expect(net.says(rule, 'subnet-a', 'ec2')[0]).toBe(
      'App (subnet-a) reaches the EC2 API publicly through nat-main: vpc-main has no endpoint for it',
    );
    expect(net.says(rule, 'subnet-b', 'ec2')[0]).toMatch(/^subnet-b reaches/);
  });

  it.each([
    [
      'an endpoint lists other names',
      () => behindNat().endpoint('vpce-ec2', 'ec2', { names: ['ec2-fips.us-east-1.amazonaws.com'] }),
      'vpce-ec2 does not answer ec2.us-east-1.amazonaws.com',
      'Have clients dial a name that vpce-ec2 answers instead of ec2.us-east-1.amazonaws.com',
    ],
    [
      'an endpoint serves another Region',
      () =>
        behindNat().endpoint('vpce-west', 'ec2', {
          serviceName: 'com.amazonaws.us-west-2.ec2',
          serviceRegion: 'us-west-2',
          privateDns: false,
        }),
      'vpce-west serves another Region (it serves us-west-2)',
      'Create an interface endpoint for the EC2 API in vpc-main with private DNS, in subnet-a, behind sg-main: aws ec2 create-vpc-endpoint --vpc-endpoint-type Interface --vpc-id vpc-main --service-name com.amazonaws.us-east-1.ec2 --subnet-ids subnet-a --security-group-ids sg-main --private-dns-enabled --region us-east-1',
    ],
    [
      'private DNS is off',
      () => behindNat().endpoint('vpce-ec2', 'ec2', { privateDns: false }),
      'private DNS of vpce-ec2 is off',
      'Switch on private DNS of vpce-ec2: aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-ec2 --private-dns-enabled --region us-east-1',
    ],
    [
      'a DNS attribute is off',
      () => behindNat().endpoint('vpce-ec2', 'ec2').attribute('EnableDnsHostnames', false),
      'vpce-ec2 has private DNS, but enableDnsHostnames is off in vpc-main',
      'Switch on enableDnsHostnames of vpc-main: aws ec2 modify-vpc-attribute --vpc-id vpc-main --enable-dns-hostnames --region us-east-1',
    ],
    [
      'an endpoint was rejected',
      () => behindNat().endpoint('vpce-ec2', 'ec2', { state: 'rejected' }),
      'vpce-ec2 takes no traffic (the endpoint is rejected)',
      'Delete vpce-ec2, or have the owner of the service accept it',
    ],
  ])('says why and what to do where %s', (_, build, why, remedy) => {
    expect(build().says(rule, 'subnet-a', 'ec2').slice(0, 2)).toEqual([
      `subnet-a reaches the EC2 API publicly through nat-main: ${why}`,
      remedy,
    ]);
  });

  it.each([
    [
      'answers inbound Resolver endpoints alone',
      { inboundOnly: true },
      'private DNS of vpce-s3 answers only inbound Resolver endpoints',
    ],
    ['has no private DNS', { privateDns: false }, 'private DNS of vpce-s3 is off'],
    ['was rejected', { state: 'rejected' }, 'vpce-s3 takes no traffic (the endpoint is rejected)'],
  ])('advises the free gateway endpoint where S3’s interface endpoint %s', (_, spec, why) => {
    const [message, remedy] = behindNat().endpoint('vpce-s3', 's3', spec).says(rule, 'subnet-a', 's3');

    expect(message).toContain(`subnet-a reaches S3 publicly through nat-main: ${why}`);
    expect(remedy).toBe(
      'Create a gateway endpoint for S3 in vpc-main for rtb-a (it costs nothing): aws ec2 create-vpc-endpoint --vpc-id vpc-main --service-name com.amazonaws.us-east-1.s3 --route-table-ids rtb-a --region us-east-1',
    );
  });

  it('asks for an endpoint with private DNS where the Region does not say what the service offers', () => {
    const net = behindNat();
    net.sections.vpcEndpointServices = [];

    expect(net.says(rule, 'subnet-a', 'ec2')[1]).toContain(
      ' --subnet-ids subnet-a --security-group-ids sg-main --private-dns-enabled --region ',
    );
  });

  it('has routes taken away that beat the endpoint’s for every address', () => {
    const net = behindNat().gateway('vpce-ddb', 'dynamodb', ['a']);
    for (const cidr of ['3.218.180.0/23', '3.218.182.0/23', '52.94.0.0/23', '52.94.2.0/23'])
      net.route('a', cidr, 'nat-main');

    expect(net.says(rule, 'subnet-a', 'dynamodb')).toEqual([
      'subnet-a reaches DynamoDB publicly through nat-main: a better route takes these addresses before pl-dynamodb → vpce-ddb in rtb-a',
      expect.stringMatching(
        /^Remove the route 3.218.180.0\/23 → nat-main from rtb-a, then remove the route .+: aws ec2 delete-route /,
      ),
    ]);
  });

  it('is inconclusive where route tables were not read', () => {
    const net = behindNat().unread('routeTables', 'ec2:DescribeRouteTables');

    expect([net.findings(rule), net.outcome(rule)]).toEqual([[], 'inconclusive ec2:DescribeRouteTables']);
  });

  it('is silent in a VPC that another account owns', () => {
    expect(behindNat().shared().findings(rule)).toEqual([]);
  });
});
