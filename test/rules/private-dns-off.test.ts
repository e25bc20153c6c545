import { describe, expect, it } from 'vitest';
import { behindNat } from '../support/world.ts';

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

  it('advises S3’s for all clients where no gateway endpoint stands beside it: AWS would refuse its default', () => {
    const net = behindNat().endpoint('vpce-s3', 's3', { privateDns: false });

    expect(net.findings(rule)).toEqual(['warning private-dns-off vpce-s3']);
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

  it('is inconclusive where hosted zones were not read', () => {
    expect(off().unread('hostedZones', 'route53:ListHostedZonesByVPC').outcome(rule)).toBe(
      'inconclusive route53:ListHostedZonesByVPC',
    );
  });

  it('is silent in a VPC that another account owns', () => {
    expect(off().shared().findings(rule)).toEqual([]);
  });
});
