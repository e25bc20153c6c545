import { describe, expect, it } from 'vitest';
import type { SubnetSpec } from '../support/world/vpc.ts';
import { behindNat, world } from '../support/world.ts';

const rule = 'public-path';

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
      'Create an interface endpoint for the EC2 API in vpc-main with private DNS (its security group must let clients in on TCP 443): aws ec2 create-vpc-endpoint --vpc-endpoint-type Interface --vpc-id vpc-main --service-name com.amazonaws.us-east-1.ec2 --subnet-ids subnet-a subnet-b --private-dns-enabled --region us-east-1',
    );
  });

  it('names the family where only IPv6 is public, and asks for both in a VPC that speaks both', () => {
    const net = world().subnet('a', { ipv6: '2600:1f18:1:1::/64', routes: { '::/0': 'eigw-1' } });

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
      .gateway('vpce-s3', 's3', ['b']);

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

    expect(net.says(rule, 'subnet-a', 'ec2')[1]).toContain(
      ' --subnet-ids subnet-a --ip-address-type ipv6 --dns-options DnsRecordIpType=ipv6 --private-dns-enabled ',
    );
  });

  it('asks for private DNS only where the service has a name to switch on', () => {
    const [finding] = behindNat().report(['dynamodb-streams']).findings;

    expect([finding?.remedy, finding?.command]).toEqual([
      'Create an interface endpoint for DynamoDB Streams in vpc-main and have clients dial its own name, as it has no private DNS (its security group must let clients in on TCP 443)',
      'aws ec2 create-vpc-endpoint --vpc-endpoint-type Interface --vpc-id vpc-main --service-name com.amazonaws.us-east-1.dynamodb-streams --subnet-ids subnet-a --region us-east-1',
    ]);
  });

  it('asks for an endpoint in the zones that the service takes one in', () => {
    const net = behindNat().subnet('b', { zone: 'b' }).subnet('c', { zone: 'c' });
    for (const offered of net.sections.vpcEndpointServices)
      offered.AvailabilityZones = ['us-east-1a', 'us-east-1c', 'us-east-1d'];

    expect(net.says(rule, 'subnet-a', 'ec2')[1]).toContain(' --subnet-ids subnet-a subnet-c --private-dns-enabled ');
  });

  it('tells clients behind DNS64 to dial the name that IPv6 addresses of the endpoint answer', () => {
    const net = world()
      .subnet('a', {
        ipv6: '2600:1f18:1:1::/64',
        ipv6Only: true,
        dns64: true,
        routes: { '64:ff9b::/96': 'nat-main' },
      })
      .gateway('vpce-s3', 's3', ['a']);

    expect(net.says(rule, 'subnet-a', 's3')[1]).toBe(
      'Give vpce-s3 addresses of both families, and have clients dial s3.dualstack.us-east-1.amazonaws.com: aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-s3 --ip-address-type dualstack --region us-east-1',
    );
  });

  it('is inconclusive where route tables were not read', () => {
    const net = behindNat().unread('routeTables', 'ec2:DescribeRouteTables');

    expect([net.findings(rule), net.outcome(rule)]).toEqual([[], 'inconclusive ec2:DescribeRouteTables']);
  });

  it('is silent in a VPC that another account owns', () => {
    expect(behindNat().shared().findings(rule)).toEqual([]);
  });
});
