import { describe, expect, it } from 'vitest';
import { behindNat, world } from '../support/world.ts';

const rule = 'private-dns-off';
const ec2Name = 'ec2.us-east-1.amazonaws.com';
const off = () => behindNat().endpoint('vpce-ec2', 'ec2', { privateDns: false });

describe(rule, () => {
  it('fires where clients pass an endpoint by', () => {
    expect(off().findings(rule)).toEqual(['warning private-dns-off vpce-ec2']);
    expect(off().says(rule, 'vpce-ec2')).toEqual([
      'vpce-ec2 does not answer ec2.us-east-1.amazonaws.com: clients of vpc-main that dial these names pass it by',
      'Switch on private DNS of vpce-ec2: aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-ec2 --private-dns-enabled --region us-east-1',
    ]);
  });

  it('is silent once it is on', () => {
    expect(behindNat().endpoint('vpce-ec2', 'ec2').findings(rule)).toEqual([]);
  });

  it('is silent where a zone of this VPC answers the name with the endpoint', () => {
    const net = off().zone(ec2Name, ['main'], [`${ec2Name} ALIAS vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com`]);

    expect(net.findings(rule)).toEqual([]);
  });

  it('is silent about a hub’s, to which a zone of other VPCs leads', () => {
    const net = off().vpc('spoke', '10.9.0.0/16').subnet('s', { vpc: 'spoke', cidr: '10.9.1.0/24' });
    net.zone(ec2Name, ['spoke'], [`${ec2Name} ALIAS vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com`]);

    expect([net.findings(rule), net.privateDns('vpce-ec2')]).toEqual([[], 'covered-elsewhere']);
  });

  it('fires on where the zone of another VPC leads to another endpoint', () => {
    const net = off().vpc('other', '10.9.0.0/16').subnet('o', { vpc: 'other', cidr: '10.9.1.0/24' });
    net.endpoint('vpce-other', 'ec2', { vpc: 'other', subnets: ['o'], privateDns: false });
    net.zone(ec2Name, ['other'], [`${ec2Name} ALIAS vpce-other-x1.ec2.us-east-1.vpce.amazonaws.com`]);

    expect(net.findings(rule)).toEqual(['warning private-dns-off vpce-ec2']);
  });

  it('is silent for a service that offers no private name', () => {
    expect(behindNat().endpoint('vpce-ddb', 'dynamodb', { privateDns: false }).findings(rule)).toEqual([]);
  });

  it('is silent for an endpoint that takes no traffic', () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2', { privateDns: false, state: 'rejected' });

    expect(net.findings(rule)).toEqual([]);
  });

  it('is a note beside a gateway endpoint, and advises what leaves clients of the VPC with that one', () => {
    const net = behindNat().gateway('vpce-gw', 's3', ['a']).endpoint('vpce-s3', 's3', { privateDns: false });

    expect(net.findings(rule)).toEqual(['note private-dns-off vpce-s3']);
    expect(net.says(rule, 'vpce-s3')[1]).toBe(
      'Switch on private DNS of vpce-s3 for inbound Resolver endpoints: aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-s3 --private-dns-enabled --dns-options PrivateDnsOnlyForInboundResolverEndpoint=true --region us-east-1',
    );
  });

  /** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html */
  it('leaves S3 to a gateway endpoint where clients go out in the open: it is free, and AWS asks for one', () => {
    const net = behindNat().endpoint('vpce-s3', 's3', { privateDns: false });

    expect(net.findings(rule)).toEqual(['warning private-dns-off vpce-s3']);
    expect(net.says(rule, 'vpce-s3')[1]).toBe(
      'Create a gateway endpoint for S3 in vpc-main for rtb-a (it costs nothing), then switch on private DNS of vpce-s3 for inbound Resolver endpoints: aws ec2 create-vpc-endpoint --vpc-id vpc-main --service-name com.amazonaws.us-east-1.s3 --route-table-ids rtb-a --region us-east-1 && aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-s3 --private-dns-enabled --dns-options PrivateDnsOnlyForInboundResolverEndpoint=true --region us-east-1',
    );
  });

  it('advises S3’s for all clients where nobody goes out: AWS would refuse its default', () => {
    const net = world().subnet('a').interface('app', 'a').endpoint('vpce-s3', 's3', { privateDns: false });

    expect(net.says(rule, 'vpce-s3')[1]).toBe(
      'Switch on private DNS of vpce-s3: aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-s3 --private-dns-enabled --dns-options PrivateDnsOnlyForInboundResolverEndpoint=false --region us-east-1',
    );
  });

  it('takes the names from no other endpoint: that one would lack them then', () => {
    const net = off().endpoint('vpce-named', 'ec2').attribute('EnableDnsHostnames', false);

    expect(net.says(rule, 'vpce-ec2')[1]).toBe(
      'Switch on enableDnsHostnames of vpc-main, then see why vpce-named, which has the private names, does not answer them, then switch on private DNS of vpce-ec2',
    );
  });

  describe('beside a zone of its names, which AWS refuses', () => {
    const remedy = (net: ReturnType<typeof behindNat>, endpoint = 'vpce-ec2') =>
      net.says(rule, endpoint)[1]?.split(': aws')[0];
    const toEndpoint = (zone: string) =>
      `Point A ${ec2Name}. in hosted zone ${zone} at vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com.`;
    const metrics = 'monitoring.us-east-1.amazonaws.com';

    it.each([
      ['has no record', []],
      ['answers with public addresses', [`${ec2Name} A 52.95.1.1`]],
    ])('leads the name to the endpoint in the zone where that %s', (_, records) => {
      expect(remedy(off().zone(ec2Name, ['main'], records))).toBe(toEndpoint('Z1'));
    });

    it('changes the zone of its own VPC, not the one that another VPC asks for the same name', () => {
      const net = off().vpc('another', '10.9.0.0/16').subnet('o', { vpc: 'another', cidr: '10.9.1.0/24' });

      expect(remedy(net.zone(ec2Name, ['another'], []).zone(ec2Name, ['main'], []))).toBe(toEndpoint('Z2'));
    });

    it('changes the zone of its own service, not the one that hides another', () => {
      const net = off().zone('s3.us-east-1.amazonaws.com', ['main'], []);

      expect(remedy(net.zone(ec2Name, ['main'], []))).toBe(toEndpoint('Z2'));
    });

    it('says that a record would not do by itself where the zone hides but one of several names', () => {
      const dualStack = 'monitoring.us-east-1.api.aws';
      const net = world()
        .subnet('a', { ipv6: '2600:1f18:1:1::/64', routes: { '0.0.0.0/0': 'nat-main' } })
        .endpoint('vpce-m', 'monitoring', { privateDns: false, ipAddressType: 'dualstack' })
        .zone(dualStack, ['main'], []);

      expect(remedy(net, 'vpce-m')).toBe(
        `Take hosted zone Z1 (${dualStack}) off vpc-main, as AWS refuses private DNS beside it, then switch on private DNS of vpce-m`,
      );
    });

    it('takes no name from the endpoint that a zone leads it to', () => {
      const net = behindNat()
        .endpoint('vpce-m', 'monitoring', { privateDns: false })
        .endpoint('vpce-two', 'monitoring', { privateDns: false })
        .zone(metrics, ['main'], [`${metrics} ALIAS vpce-two-x1.monitoring.us-east-1.vpce.amazonaws.com`]);

      expect(remedy(net, 'vpce-m')).toBe(
        `Take hosted zone Z1 (${metrics}) off vpc-main, as AWS refuses private DNS beside it, then switch on private DNS of vpce-m`,
      );
    });

    it('switches it on all the same where the zone is of a longer or a shorter domain', () => {
      const net = off().zone(`eu.${ec2Name}`, ['main'], []).zone('amazonaws.com', ['main'], []);

      expect(remedy(net)).toBe('Switch on private DNS of vpce-ec2');
    });
  });

  it('names the first three of many names', () => {
    const net = behindNat().endpoint('vpce-m', 'monitoring', { privateDns: false });
    for (const { ServiceName, PrivateDnsNames } of net.sections.vpcEndpointServices)
      if (ServiceName?.endsWith('.monitoring'))
        PrivateDnsNames?.push({ PrivateDnsName: 'cloudwatch.us-east-1.amazonaws.com' });

    const [message] = net.says(rule, 'vpce-m');

    expect(message).toMatch(/^vpce-m does not answer [^ ]+, [^ ]+ and [^ ]+: clients of vpc-main /);
  });

  it('is inconclusive where hosted zones were not read', () => {
    expect(off().unread('hostedZones', 'route53:ListHostedZonesByVPC').outcome(rule)).toBe(
      'inconclusive route53:ListHostedZonesByVPC',
    );
  });

  it('is silent in a VPC that another account owns', () => {
    expect(off().shared().findings(rule)).toEqual([]);
  });
});
