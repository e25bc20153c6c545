import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/audit.ts';
import { hub } from '../../support/hub.ts';
import { account } from '../../support/world/sections.ts';
import { behindNat } from '../../support/world.ts';

type Net = ReturnType<typeof behindNat>;

const host = 'ec2.us-east-1.amazonaws.com';
const own = 'vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com';

const planned = ({ changes }: Pick<Report, 'changes'>): readonly string[] =>
  changes.filter(({ kind }) => kind !== 'by-hand').map(({ words }) => words);

/** An endpoint whose private DNS AWS refuses, as a zone of its host stands beside it. */
const beside = (domain: string, ...records: readonly string[]): Net =>
  behindNat()
    .interface('app', 'a')
    .interface('nat', 'public', { InterfaceType: 'nat_gateway' })
    .endpoint('vpce-ec2', 'ec2', { privateDns: false })
    .zone(domain, ['main'], records);

const pointed = (zone = 'Z1'): string => `Point A ${host}. in hosted zone ${zone} at ${own}.`;

const report = (net: Net): Report => net.report(['ec2']);

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-to-vpc-interface-endpoint.html */
describe('a zone that hides the host of a service', () => {
  it('gets a record that leads to the endpoint of the service', () => {
    const { changes } = report(beside(host));

    expect(planned({ changes })).toEqual([pointed()]);
    expect(changes[0]).toMatchObject({
      change: {
        record: {
          Name: `${host}.`,
          Type: 'A',
          AliasTarget: { DNSName: `${own}.`, HostedZoneId: 'Z7HUB22UULQXV', EvaluateTargetHealth: false },
        },
        before: null,
      },
      turns: { 'unreachable→private': 2 },
      consequences: ['Every VPC that has Z1 gets this answer, also one that is not among these facts'],
      unread: [],
    });
  });

  it('gets it beside whatever else it holds', () => {
    expect(planned(report(beside(host, `other.${host} A 10.0.2.9`)))).toEqual([pointed()]);
  });

  it('loses the name to private DNS where its domain is a shorter one', () => {
    const net = beside('us-east-1.amazonaws.com', 'sts.us-east-1.amazonaws.com A 10.0.2.9');

    expect(planned(report(net))).toEqual(['Switch on private DNS of vpce-ec2']);
  });

  it('lets clients in first whom the groups of the endpoint keep out', () => {
    const net = beside(host);
    for (const group of net.sections.securityGroups) if (group.GroupId === 'sg-main') group.IpPermissions = [];

    expect(planned(report(net))).toEqual(['Let 10.0.0.0/16 in on TCP 443 by sg-main', pointed()]);
  });
});

describe('a record that leads to public addresses', () => {
  const net = () => beside(host, `${host} A 52.95.1.1`);

  it('is replaced, and comes back by the reverse', () => {
    const { changes } = report(net());

    expect(planned({ changes })).toEqual([pointed()]);
    expect(changes[0]).toMatchObject({
      change: { before: { Name: `${host}.`, Type: 'A', ResourceRecords: [{ Value: '52.95.1.1' }] } },
      turns: { 'public→private': 1 },
    });
  });
});

describe('a record that leads to an endpoint that is gone', () => {
  it('leads to the one that is there', () => {
    const net = beside(host, `${host} ALIAS vpce-old-x1.ec2.us-east-1.vpce.amazonaws.com`);
    net.endpoint('vpce-old', 'ec2', { privateDns: false, state: 'deleted' });

    expect(planned(report(net))).toEqual([pointed()]);
  });

  it('stays a CNAME where it is one: beside that nothing may stand', () => {
    const old = `${host} CNAME vpce-old-x1.ec2.us-east-1.vpce.amazonaws.com`;
    const net = hub({ '0.0.0.0/0': 'nat-main', '10.1.0.0/16': 'tgw-1' })
      .interface('app', 'a')
      .interface('nat', 'public', { InterfaceType: 'nat_gateway' })
      .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
      .endpoint('vpce-old', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false, state: 'deleted' })
      .zone('us-east-1.amazonaws.com', ['main', 'hub'], [old]);
    const { changes } = net.report(['ec2'], { vpcs: ['vpc-main'] });

    expect(changes[0]).toMatchObject({
      change: { record: { Name: `${host}.`, Type: 'CNAME', TTL: 300, ResourceRecords: [{ Value: `${own}.` }] } },
    });
  });
});

describe('a zone that a person has to change', () => {
  const policed = (): Net => {
    const net = beside(host, `${host} A 52.95.1.1`);
    for (const zone of net.sections.resourceRecordSets)
      for (const set of zone.ResourceRecordSets)
        if (set.Type === 'A') Object.assign(set, { SetIdentifier: 'blue', Weight: 10 });

    return net;
  };

  it.each<[string, Net]>([
    ['has several answers by a policy', policed()],
    ['is of an endpoint that no record can lead to', withoutZoneId()],
    ['is met where no endpoint of the service is', behindNat().interface('app', 'a').zone(host, ['main'], [])],
    ['is met where another account made the endpoint', requesters()],
  ])('%s', (_, net) => {
    expect(planned(report(net))).toEqual([]);
  });

  it('is shared with a VPC that would lose the service', () => {
    const net = beside(host)
      .vpc('other', '10.9.0.0/16')
      .subnet('o', { vpc: 'other', cidr: '10.9.1.0/24', routes: { '0.0.0.0/0': 'nat-other' } })
      .subnet('opublic', { vpc: 'other', cidr: '10.9.2.0/24', routes: { '0.0.0.0/0': 'igw-other' } })
      .nat('other', 'opublic')
      .interface('job', 'o')
      .zone('example.com', ['main', 'other'], []);
    net.sections.internetGateways.push({
      InternetGatewayId: 'igw-other',
      Attachments: [{ VpcId: 'vpc-other', State: 'available' }],
    });
    for (const zone of net.sections.resourceRecordSets)
      if (zone.HostedZoneId === 'Z1')
        zone.ResourceRecordSets.push({ Name: `${host}.`, Type: 'A', ResourceRecords: [{ Value: '52.95.1.1' }] });
    for (const { VPCId, HostedZoneSummaries } of net.sections.hostedZones)
      if (VPCId === 'vpc-other')
        HostedZoneSummaries.push({ HostedZoneId: 'Z1', Name: `${host}.`, Owner: { OwningAccount: account } });

    expect(planned(net.report(['ec2'], { vpcs: ['vpc-main'] }))).toEqual([]);
  });
});

function withoutZoneId(): Net {
  const net = beside(host);
  for (const endpoint of net.sections.vpcEndpoints)
    for (const entry of endpoint.DnsEntries ?? []) Reflect.deleteProperty(entry, 'HostedZoneId');

  return net;
}

function requesters(): Net {
  return behindNat()
    .interface('app', 'a')
    .endpoint('vpce-ec2', 'ec2', { privateDns: false, requesterManaged: true })
    .zone(host, ['main'], []);
}
