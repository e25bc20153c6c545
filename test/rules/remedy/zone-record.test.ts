import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/audit.ts';
import { changesOf, remedyWords } from '../../../src/changes/remedy.ts';
import { networkOf } from '../../../src/network/network.ts';
import { recordInZone } from '../../../src/rules/remedy/zone-record.ts';
import { serviceOf } from '../../../src/services/service-of.ts';
import type { RecordOf, Snapshot } from '../../../src/snapshot/schema.ts';
import { apart } from '../../support/apart.ts';
import { hub } from '../../support/hub.ts';
import { account, region, stranger } from '../../support/world/sections.ts';
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

type Lost = Parameters<typeof recordInZone>[0]['lost'];

interface Asked {
  readonly id?: string;
  readonly lost?: Lost;
}

const ipv4: Lost = [{ name: host, family: 'ipv4' }];
const ipv6: Lost = [{ name: host, family: 'ipv6' }];

/** How zone `Z1` of VPC `main` could lead a service to its endpoint; null: not without a person. */
const mended = (snapshot: Snapshot, { id = 'ec2', lost = ipv4 }: Asked = {}) => {
  const network = networkOf(snapshot);
  const vpc = network.vpcs.get('vpc-main');
  if (vpc === undefined) throw new Error('no VPC');
  const service = serviceOf({ id, region, account, offered: undefined });

  return recordInZone({ network, vpc, service, zoneId: 'Z1', lost });
};

const wordsFor = (net: Net, asked?: Asked): string | null => {
  const remedy = mended(net.snapshot(), asked);

  return remedy && remedyWords(remedy);
};

const withEndpoint = (net: Net, extra: Partial<RecordOf<'vpcEndpoints'>>, id = 'vpce-ec2'): Net => {
  for (const record of net.sections.vpcEndpoints) if (record.VpcEndpointId === id) Object.assign(record, extra);

  return net;
};

const withRecords = (net: Net, extra: object, count = 1): Net => {
  for (const { ResourceRecordSets } of net.sections.resourceRecordSets)
    for (let i = 0; i < count; i += 1)
      ResourceRecordSets.push({ Name: `${host}.`, Type: 'A', ResourceRecords: [{ Value: `52.95.1.${i}` }], ...extra });

  return net;
};

const ownZone = (net: Net, Owner: { OwningAccount?: string; OwningService?: string }): Net => {
  for (const { HostedZoneSummaries } of net.sections.hostedZones)
    for (const zone of HostedZoneSummaries) zone.Owner = Owner;

  return net;
};

/** A spoke whose clients reach the endpoint of a hub, which lets in nobody but the hub's own. */
const behindHub = (holders: readonly string[] = ['main', 'hub']): Net => {
  const net = hub()
    .interface('app', 'a')
    .interface('nat', 'public', { InterfaceType: 'nat_gateway' })
    .interface('job', 'h')
    .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
    .zone(host, holders, []);

  return net;
};

const admitting = (net: Net, groupId: string, ...cidrs: readonly string[]): Net => {
  for (const group of net.sections.securityGroups)
    if (group.GroupId === groupId)
      group.IpPermissions = [
        {
          IpProtocol: 'tcp',
          FromPort: 443,
          ToPort: 443,
          IpRanges: cidrs.map((CidrIp) => ({ CidrIp })),
          Ipv6Ranges: [],
        },
      ];

  return net;
};

describe('no record leads to an endpoint that', () => {
  it.each<[string, Net]>([
    ['is a firewall’s', withEndpoint(beside(host), { VpcEndpointType: 'GatewayLoadBalancer' })],
    ['is of the same service in another Region', withEndpoint(beside(host), { ServiceRegion: 'eu-west-1' })],
    [
      'has no plain name of its own',
      withEndpoint(beside(host), { DnsEntries: [{ DnsName: `*.${own}`, HostedZoneId: 'Z7HUB22UULQXV' }] }),
    ],
    ['is out of reach', behindHub().route('a', '10.1.1.0/24', 'tgw-gone blackhole')],
    ['is in a VPC that does not have the zone', behindHub(['main'])],
    ['lets in nobody knows whom', withEndpoint(beside(host), { Groups: [{ GroupId: 'sg-unlisted' }] })],
  ])('%s', (_, net) => {
    expect(wordsFor(net)).toBeNull();
  });

  it('will not do, as long as another one does', () => {
    const net = withEndpoint(beside(host), { Groups: [{ GroupId: 'sg-unlisted' }] }).endpoint('vpce-zwo', 'ec2', {
      privateDns: false,
    });

    expect(wordsFor(net)).toBe(pointed().replace(own, own.replace('ec2', 'zwo')));
  });
});

describe('a name that a zone hides', () => {
  const both = (net: Net): Net => withEndpoint(net, { IpAddressType: 'dualstack' });
  const recordsFor = (net: Net, lost: Lost) => {
    const remedy = mended(net.snapshot(), { lost });

    return (
      remedy &&
      changesOf(remedy).map((change) =>
        change.kind === 'set-zone-record' ? `${change.record.Name} ${change.record.Type}` : change.kind,
      )
    );
  };
  const elsewhere: Lost = [{ name: 'ec2-fips.us-east-1.amazonaws.com', family: 'ipv4' }];

  it.each<[string, Net, Lost, readonly string[] | null]>([
    ['has a record for each of its families', both(beside(host)), [...ipv4, ...ipv6], [`${host}. A`, `${host}. AAAA`]],
    ['has none for a family that the endpoint lacks', beside(host), [...ipv4, ...ipv6], [`${host}. A`]],
    ['has none at all where the endpoint lacks its only family', beside(host), ipv6, null],
    ['has none where the endpoint does not answer it', beside(host), elsewhere, null],
    ['has one beside another that the endpoint does not answer', beside(host), [...elsewhere, ...ipv4], [`${host}. A`]],
    ['has none where what the endpoint answers was not read', beside(host).unread('vpcEndpointServices'), ipv4, null],
  ])('%s', (_, net, lost, expected) => {
    expect(recordsFor(net, lost)).toEqual(expected);
  });

  it.each<[string, Net]>([
    ['a policy picks one of its records', withRecords(beside(host), { SetIdentifier: 'blue', Weight: 10 })],
    [
      'it answers some places alone',
      withRecords(beside(host), { SetIdentifier: 'eu', GeoLocation: { ContinentCode: 'EU' } }),
    ],
    ['it has several records', withRecords(beside(host), {}, 2)],
    ['the zone is of a service', ownZone(beside(host), { OwningService: 'cloudmap.amazonaws.com' })],
    ['the zone is of an account that is not among the facts', ownZone(beside(host), { OwningAccount: '444455556666' })],
  ])('is left to a person where %s', (_, net) => {
    expect(wordsFor(net)).toBeNull();
  });

  it('has its record changed where AWS does not say whose the zone is', () => {
    expect(wordsFor(ownZone(beside(host), {}))).toBe(pointed());
  });

  it('has its record changed by the account that the zone is of', () => {
    const remedy = mended(apart(ownZone(behindHub(), { OwningAccount: stranger }).snapshot()));

    expect(remedy && changesOf(remedy).map((change) => [change.kind, change.account])).toEqual([
      ['set-zone-record', stranger],
    ]);
  });
});

describe('private DNS takes names from a zone', () => {
  const names = ['monitoring', 'monitoring-fips'].map((label) => `${label}.us-east-1.amazonaws.com`);
  const [name = '', other = ''] = names;
  const zoned = (domain: string): Net =>
    behindNat()
      .interface('app', 'a')
      .interface('nat', 'public', { InterfaceType: 'nat_gateway' })
      .endpoint('vpce-ec2', 'monitoring', { privateDns: false })
      .zone(domain, ['main'], []);
  const asked = (...lost: readonly string[]): Asked => ({
    id: 'monitoring',
    lost: lost.map((one) => ({ name: one, family: 'ipv4' })),
  });
  const parent = 'us-east-1.amazonaws.com';
  const switched = 'Switch on private DNS of vpce-ec2';
  const recorded = /^Point A monitoring\.us-east-1\.amazonaws\.com\. in hosted zone Z1 at vpce-ec2/;

  it('of a shorter domain, all that its service has of them', () => {
    expect(wordsFor(zoned(parent), asked(name))).toBe(switched);
    expect(wordsFor(zoned(parent), asked(name, other))).toBe(switched);
  });

  it.each<[string, Net, Asked]>([
    ['AWS refuses it beside a zone of the same domain', zoned(name), asked(name)],
    [
      'a Profile brings a zone of the same domain',
      (() => {
        const net = zoned(name);
        for (const record of net.sections.hostedZones) record.HostedZoneSummaries = [];
        net
          .vpc('far', '10.9.0.0/16')
          .sections.hostedZones.at(-1)
          ?.HostedZoneSummaries.push({
            HostedZoneId: 'Z1',
            Name: `${name}.`,
            Owner: { OwningAccount: account },
          });

        return net.profile('rp-1', ['arn:aws:route53:::hostedzone/Z1']);
      })(),
      asked(name),
    ],
    ['it is on, and does not', withEndpoint(zoned(parent), { PrivateDnsEnabled: true }), asked(name)],
    ['its service has only some of them', zoned(parent), asked(name, `x.${parent}`)],
    ['it needs a person first', zoned(parent).zone(other, ['main'], []), asked(name)],
  ])('unless %s: the zone has a record then', (_, net, lost) => {
    expect(wordsFor(net, lost)).toMatch(recorded);
  });

  it('unless nobody can tell which names it has', () => {
    expect(wordsFor(zoned(parent).unread('vpcEndpointServices'), asked(name))).toBeNull();
  });

  it('unless they are none of its service', () => {
    expect(wordsFor(zoned(parent), asked(`x.${parent}`))).toBeNull();
  });
});

/** Whoever has the zone is led to the endpoint by its record. */
describe('clients that a record leads to an endpoint', () => {
  const opened = (cidr: string): string => `Let ${cidr} in on TCP 443 by sg-hub, then p${pointed().slice(1)}`;

  it('are let in first, if they are in another VPC that has the zone', () => {
    expect(wordsFor(admitting(behindHub(), 'sg-hub', '10.1.0.0/16'))).toBe(opened('10.0.0.0/16'));
    expect(wordsFor(admitting(behindHub(), 'sg-hub', '10.0.0.0/16'))).toBe(opened('10.1.0.0/16'));
  });

  it('are let in whatever other zones they have', () => {
    const net = admitting(behindHub().zone('example.com', ['main'], []), 'sg-hub', '10.1.0.0/16');

    expect(wordsFor(net)).toBe(opened('10.0.0.0/16'));
  });

  it.each<[string, Net]>([
    ['do not have the zone', behindHub().vpc('other', '10.9.0.0/16').zone('example.com', ['other'], [])],
    ['have the zone, and no way to it', unreached()],
  ])('are not let in where they %s', (_, net) => {
    expect(wordsFor(admitting(net, 'sg-hub', '10.0.0.0/16', '10.1.0.0/16'))).toBe(pointed());
  });
});

function unreached(): Net {
  const net = behindHub()
    .vpc('other', '10.9.0.0/16')
    .subnet('o', { vpc: 'other', cidr: '10.9.1.0/24', routes: { '0.0.0.0/0': 'igw-other' } })
    .interface('far', 'o');
  for (const { VPCId, HostedZoneSummaries } of net.sections.hostedZones)
    if (VPCId === 'vpc-other')
      HostedZoneSummaries.push({ HostedZoneId: 'Z1', Name: `${host}.`, Owner: { OwningAccount: account } });

  return net;
}
