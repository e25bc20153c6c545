import { describe, expect, it } from 'vitest';
import { behindNat, world } from '../support/world.ts';

const rule = 'dns-hole';
const ec2Name = 'ec2.us-east-1.amazonaws.com';
const hole = () => behindNat().zone(ec2Name, ['main'], []);

describe(rule, () => {
  it('fires where a zone owns the name and has no record', () => {
    expect(hole().findings(rule)).toEqual(['error dns-hole Z1 ec2']);
    expect(hole().says(rule, 'Z1', 'ec2')).toEqual([
      'Hosted zone Z1 owns ec2.us-east-1.amazonaws.com in vpc-main and has no A record for ec2.us-east-1.amazonaws.com: clients get no answer',
      'Add a record for the AWS names that Z1 (ec2.us-east-1.amazonaws.com) hides, or make the zone narrower',
      'likely',
    ]);
  });

  /** @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html */
  it('tells in which order an endpoint takes the place of the zone: AWS refuses the other', () => {
    const net = hole().endpoint('vpce-ec2', 'ec2', { privateDns: false });
    for (const endpoint of net.sections.vpcEndpoints) endpoint.DnsEntries = [];
    const findings = net.report(['ec2']).findings.filter(({ resource }) => resource === 'vpce-ec2');

    expect(net.says(rule, 'Z1', 'ec2')[1]).toBe(
      'Add a record for ec2.us-east-1.amazonaws.com to Z1 (ec2.us-east-1.amazonaws.com), or take the zone off vpc-main and only then switch on private DNS of vpce-ec2: AWS refuses the other order',
    );
    expect(findings.map(({ rule, remedy, command }) => [rule, remedy, command])).toEqual([
      [
        'private-dns-off',
        'Take hosted zone Z1 (ec2.us-east-1.amazonaws.com) off vpc-main, as AWS refuses private DNS beside it, then switch on private DNS of vpce-ec2',
        null,
      ],
    ]);
  });

  it('speaks of an endpoint as well that offers only some of the names that the zone hides', () => {
    const net = behindNat()
      .endpoint('vpce-s3', 's3', { privateDns: false })
      .zone('us-east-1.amazonaws.com', ['main'], []);
    for (const endpoint of net.sections.vpcEndpoints) endpoint.DnsEntries = [];

    expect(net.says(rule, 'Z1', 's3')[1]).toContain('only then switch on private DNS of vpce-s3');
  });

  it.each([
    ['takes no traffic', hole().endpoint('vpce-ec2', 'ec2', { privateDns: false, state: 'rejected' }), 'ec2'],
    [
      'an AWS service manages',
      hole().endpoint('vpce-ec2', 'ec2', { privateDns: false, requesterManaged: true }),
      'ec2',
    ],
    ['has its private DNS on already', hole().endpoint('vpce-ec2', 'ec2', { names: [] }), 'ec2'],
    ['is of another service', hole().endpoint('vpce-sts', 'sts', { privateDns: false }), 'ec2'],
    [
      'is a gateway endpoint, which has no private DNS',
      behindNat().gateway('vpce-s3', 's3', ['a']).zone('s3.us-east-1.amazonaws.com', ['main'], []),
      's3',
    ],
  ])('advises no private DNS of an endpoint that %s', (_, net, service) => {
    for (const endpoint of net.sections.vpcEndpoints) endpoint.DnsEntries = [];

    expect(net.says(rule, 'Z1', service)[1]).toMatch(
      /^Add a record for the AWS names that Z1 .* hides, or make the zone narrower$/,
    );
  });

  it('tells the names of a service together', () => {
    const net = behindNat().zone('us-east-1.amazonaws.com', ['main'], []);

    expect(net.findings(rule)).toEqual(['error dns-hole Z1 dynamodb', 'error dns-hole Z1 ec2', 'error dns-hole Z1 s3']);
    expect(net.says(rule, 'Z1', 's3')[0]).toBe(
      'Hosted zone Z1 owns us-east-1.amazonaws.com in vpc-main and has no A record for s3.us-east-1.amazonaws.com, *.s3.us-east-1.amazonaws.com and s3.dualstack.us-east-1.amazonaws.com: clients get no answer',
    );
  });

  it('is a note where SDKs do not dial the name on their own', () => {
    const net = behindNat().zone('s3.dualstack.us-east-1.amazonaws.com', ['main'], []);

    expect(net.findings(rule)).toEqual(['note dns-hole Z1 s3']);
  });

  it('is silent once it has the record', () => {
    const net = behindNat()
      .endpoint('vpce-ec2', 'ec2', { privateDns: false })
      .zone(ec2Name, ['main'], [`${ec2Name} ALIAS vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com`]);

    expect(net.findings(rule)).toEqual([]);
  });

  it('fires on where the record is for another name', () => {
    const net = behindNat().zone('us-east-1.amazonaws.com', ['main'], ['sts.us-east-1.amazonaws.com A 10.0.2.9']);

    expect(net.findings(rule)).toContain('error dns-hole Z1 ec2');
  });

  it('is silent where the zone is of another VPC, or of no AWS name', () => {
    const net = behindNat().vpc('other', '10.9.0.0/16').zone(ec2Name, ['other'], []).zone('corp.example', ['main'], []);

    expect(net.findings(rule)).toEqual([]);
  });

  it('is a warning where IPv6 alone gets no answer: clients fall back', () => {
    const net = world().subnet('a', { ipv6: '2600:1f18:1:1::/64', routes: { '::/0': 'eigw-1' } });

    expect(net.zone('ec2.us-east-1.api.aws', ['main'], []).findings(rule)).toEqual(['warning dns-hole Z1 ec2']);
  });

  it('is silent where the zone’s records are another account’s', () => {
    expect(behindNat().zone(ec2Name, ['main'], null).findings(rule)).toEqual([]);
  });

  it('says that no record is there where neither family has one', () => {
    const net = world().subnet('a', { ipv6: '2600:1f18:1:1::/64', routes: { '0.0.0.0/0': 'nat-main' } });
    net.zone('s3.dualstack.us-east-1.amazonaws.com', ['main'], []);

    expect(net.says(rule, 'Z1', 's3')[0]).toBe(
      'Hosted zone Z1 owns s3.dualstack.us-east-1.amazonaws.com in vpc-main and has no record for s3.dualstack.us-east-1.amazonaws.com and *.s3.dualstack.us-east-1.amazonaws.com: clients get no answer',
    );
  });

  it('names the missing record of the only family that a subnet has', () => {
    const net = world().subnet('a', { ipv6: '2600:1f18:1:1::/64', routes: { '::/0': 'eigw-1' } });

    expect(net.zone('ec2.us-east-1.api.aws', ['main'], []).says(rule, 'Z1', 'ec2')[0]).toBe(
      'Hosted zone Z1 owns ec2.us-east-1.api.aws in vpc-main and has no AAAA record for ec2.us-east-1.api.aws: clients get no answer',
    );
  });

  it('fires where the private DNS of an endpoint has IPv6 records alone', () => {
    const net = world()
      .subnet('a', { ipv6: '2600:1f18:1:1::/64' })
      .endpoint('vpce-ec2', 'ec2', { ipAddressType: 'dualstack', recordType: 'ipv6' });

    expect(net.findings(rule)).toEqual(['warning dns-hole vpce-ec2 ec2']);
    expect(net.says(rule, 'vpce-ec2', 'ec2')).toEqual([
      'The private DNS of vpce-ec2 owns ec2.us-east-1.amazonaws.com in vpc-main and has no A record for ec2.us-east-1.amazonaws.com: clients get no answer',
      'Have clients of vpc-main dial the names that vpce-ec2 lists',
      'likely',
    ]);
    expect(net.shared().findings(rule)).toEqual([]);
  });

  it('is silent where the private DNS of an endpoint has IPv4 records alone: clients fall back', () => {
    const net = world()
      .subnet('a', { ipv6: '2600:1f18:1:1::/64' })
      .endpoint('vpce-ec2', 'ec2', { names: [ec2Name, 'ec2.us-east-1.api.aws'] });

    expect(net.findings(rule)).toEqual([]);
  });

  it('is an error where IPv4 is among the families without an answer, and lists up to four names', () => {
    const net = world().subnet('a', { ipv6: '2600:1f18:1:1::/64', routes: { '0.0.0.0/0': 'nat-main' } });
    net.zone('us-east-1.amazonaws.com', ['main'], []);

    expect(net.findings(rule)).toContain('error dns-hole Z1 s3');
    expect(net.says(rule, 'Z1', 's3')[0]).toContain(
      ' has no record for s3.us-east-1.amazonaws.com, s3.dualstack.us-east-1.amazonaws.com, *.s3.us-east-1.amazonaws.com and *.s3.dualstack.us-east-1.amazonaws.com: ',
    );
  });

  it('is silent where the zone has a record, and the endpoint that it leads to is gone', () => {
    const net = behindNat()
      .endpoint('vpce-ec2', 'ec2', { privateDns: false, state: 'deleted' })
      .zone(ec2Name, ['main'], [`${ec2Name} ALIAS vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com`]);

    expect(net.findings(rule)).toEqual([]);
  });

  it('is inconclusive where hosted zones were not read', () => {
    const net = hole().unread('hostedZones', 'route53:ListHostedZonesByVPC');

    expect([net.findings(rule), net.outcome(rule)]).toEqual([[], 'inconclusive route53:ListHostedZonesByVPC']);
  });

  it('fires in a shared VPC too: a zone whose records are readable is ours to mend', () => {
    expect(hole().shared().findings(rule)).toEqual(['error dns-hole Z1 ec2']);
  });
});
