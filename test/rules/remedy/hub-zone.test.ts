import { describe, expect, it } from 'vitest';
import { audit, type Report } from '../../../src/audit.ts';
import { changesOf, remedyWords } from '../../../src/changes/remedy.ts';
import { networkOf } from '../../../src/network/network.ts';
import { useHub } from '../../../src/rules/remedy/hub-zone.ts';
import { serviceOf } from '../../../src/services/service-of.ts';
import type { Snapshot } from '../../../src/snapshot/schema.ts';
import { apart } from '../../support/apart.ts';
import { hub } from '../../support/hub.ts';
import { account, region, stranger } from '../../support/world/sections.ts';

type Net = ReturnType<typeof hub>;

const host = 'ec2.us-east-1.amazonaws.com';

const planned = ({ changes }: Pick<Report, 'changes'>): readonly string[] =>
  changes.filter(({ kind }) => kind !== 'by-hand').map(({ words }) => words);

/** A hub whose zone leads to its endpoint, and a spoke that reaches it and does not have the zone. */
const spoke = (routes?: Readonly<Record<string, string>>): Net =>
  hub(routes)
    .interface('app', 'a')
    .endpoint('vpce-hub', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
    .zone(host, ['hub'], [`${host} ALIAS vpce-hub-x1.ec2.us-east-1.vpce.amazonaws.com`]);

/** Only the public subnet has a way out, and no way to the hub: nobody calls from there. */
const quiet = (net: Net): Net => net.interface('nat', 'public', { InterfaceType: 'nat_gateway' });

const associated = `Associate hosted zone Z1 (${host}) with vpc-main`;
const created = 'Create an interface endpoint for the EC2 API in vpc-main with private DNS';

const shut = (net: Net): Net => {
  for (const group of net.sections.securityGroups)
    if (group.GroupId === 'sg-hub')
      group.IpPermissions = [
        { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '10.1.0.0/16' }], Ipv6Ranges: [] },
      ];

  return net;
};

describe('a spoke that a hub could serve', () => {
  it('is given the zone of the hub, and no endpoint of its own', () => {
    const report = quiet(spoke()).report(['ec2'], { vpcs: ['vpc-main'] });

    expect(planned(report)).toEqual([associated]);
    expect(report.changes[0]).toMatchObject({
      commands: [
        'aws route53 associate-vpc-with-hosted-zone --hosted-zone-id Z1 --vpc VPCRegion=us-east-1,VPCId=vpc-main',
      ],
      turns: { 'public→private': 1 },
      unread: [],
    });
    expect(report.changes[0]?.consequences).toContain(
      'It costs nothing by the hour, as another endpoint would; each gigabyte is billed by what it crosses on its way (a transit gateway, other zones)',
    );
  });

  it('is let in first where the groups of the endpoint keep it out', () => {
    expect(planned(shut(quiet(spoke())).report(['ec2'], { vpcs: ['vpc-main'] }))).toEqual([
      'Let 10.0.0.0/16 in on TCP 443 by sg-hub',
      associated,
    ]);
  });

  it('is given the attributes first without which no zone answers', () => {
    const net = quiet(spoke()).attribute('EnableDnsHostnames', false);

    expect(planned(net.report(['ec2'], { vpcs: ['vpc-main'] }))).toEqual([
      'Switch on enableDnsHostnames of vpc-main',
      associated,
    ]);
  });

  it('is given the zone by peering just as well', () => {
    const net = quiet(
      spoke({ '0.0.0.0/0': 'nat-main', '10.1.0.0/16': 'pcx-1' })
        .peering('pcx-1', 'main', 'hub')
        .route('h', '10.0.0.0/16', 'pcx-1'),
    );

    expect(planned(net.report(['ec2'], { vpcs: ['vpc-main'] }))).toEqual([associated]);
  });
});

describe('a spoke that no hub can serve', () => {
  const makesItsOwn = (net: Net): boolean => {
    const words = planned(net.report(['ec2'], { vpcs: ['vpc-main'] }));

    return words.some((one) => one.startsWith(created)) && words.every((one) => !one.startsWith('Associate hosted'));
  };

  it.each<[string, Net]>([
    ['lacks the route to it', quiet(spoke({ '0.0.0.0/0': 'nat-main' }))],
    ['lacks it from one of its subnets', quiet(spoke()).subnet('b', { routes: { '0.0.0.0/0': 'nat-main' } })],
    ['has its way ended by a blackhole', quiet(spoke()).route('a', '10.1.1.0/24', 'tgw-gone')],
    ['meets a zone whose domain holds more than the service', quiet(wider())],
    ['meets a zone that leads elsewhere', quiet(elsewhere())],
    ['meets a zone whose records are not to be read', quiet(unreadable())],
    ['meets a zone of an AWS service', quiet(ofService())],
  ])('%s: it gets an endpoint of its own', (_, net) => {
    expect(makesItsOwn(net)).toBe(true);
  });
});

function wider(): Net {
  const domain = 'us-east-1.amazonaws.com';

  return hub()
    .interface('app', 'a')
    .endpoint('vpce-hub', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
    .zone(domain, ['hub'], [`${host} ALIAS vpce-hub-x1.ec2.us-east-1.vpce.amazonaws.com`]);
}

function elsewhere(): Net {
  return hub()
    .interface('app', 'a')
    .endpoint('vpce-sts', 'sts', { vpc: 'hub', subnets: ['h'], privateDns: false })
    .zone(host, ['hub'], [`${host} ALIAS vpce-sts-x1.sts.us-east-1.vpce.amazonaws.com`]);
}

function unreadable(): Net {
  return hub()
    .interface('app', 'a')
    .endpoint('vpce-hub', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
    .zone(host, ['hub'], null);
}

function ofService(): Net {
  const net = spoke();
  for (const { HostedZoneSummaries } of net.sections.hostedZones)
    for (const zone of HostedZoneSummaries) zone.Owner = { OwningService: 'cloudmap.amazonaws.com' };

  return net;
}

describe('a hub of another account', () => {
  it('opens its zone to the spoke first, each in its own account', () => {
    const report = audit(apart(quiet(spoke()).snapshot()), {
      source: 'snapshot',
      version: '0.0.0',
      services: ['ec2'],
      vpcs: ['vpc-main'],
      subnets: [],
    });

    expect(
      report.changes.map(({ words, change, commands, needs }) => [
        change.account,
        words,
        commands[0]?.split(' ')[2],
        needs,
      ]),
    ).toEqual([
      [
        stranger,
        `Let vpc-main of another account have hosted zone Z1 (${host})`,
        'create-vpc-association-authorization',
        [],
      ],
      [account, associated, 'associate-vpc-with-hosted-zone', ['c1']],
    ]);
    expect(report.changes.every(({ unread }) => unread.length === 0)).toBe(true);
    expect(report.changes.map(({ change }) => change.region)).toEqual([region, region]);
  });
});

const aliasTo = (id: string, service = 'ec2'): string =>
  `${host} ALIAS ${id}-x1.${service}.us-east-1.vpce.amazonaws.com`;

const quietSpoke = (): Net => quiet(spoke());

/** A spoke that has a client, and no zone of a hub yet. */
const spokeOf = (): Net => quiet(hub().interface('app', 'a'));

/** How a hub could serve VPC `main`; null: not. */
const byHub = (snapshot: Snapshot, id = 'ec2') => {
  const network = networkOf(snapshot);
  const vpc = network.vpcs.get('vpc-main');
  if (vpc === undefined) throw new Error('no VPC');

  return useHub(network, vpc, serviceOf({ id, region, account, offered: undefined }));
};

const wordsFor = (net: Net, id?: string): string | null => {
  const remedy = byHub(net.snapshot(), id);

  return remedy === null ? null : remedyWords(remedy);
};

/** Another VPC that has a zone of the same domain. */
const withRival = (net: Net, name: string, ...records: readonly string[]): Net =>
  net.vpc(name, '10.5.0.0/16').subnet(`${name}-s`, { vpc: name, cidr: '10.5.1.0/24' }).zone(host, [name], records);

const ownedBy = (net: Net, owner: string | undefined): Net => {
  for (const { HostedZoneSummaries } of net.sections.hostedZones)
    for (const zone of HostedZoneSummaries) zone.Owner = owner === undefined ? {} : { OwningAccount: owner };

  return net;
};

describe('the zone of a hub', () => {
  it.each<[string, Net]>([
    ['beside one of another VPC that leads nowhere', withRival(quietSpoke(), 'aaa')],
    ['beside one that comes after it, and leads nowhere', withRival(quietSpoke(), 'zzz')],
    ['beside a zone of the spoke for something else', quietSpoke().zone('example.com', ['main'], [])],
    [
      'that a rule leaves the answer to in the hub',
      quietSpoke()
        .rule('rslvr-rr-1', 'amazonaws.com', 'FORWARD', ['192.168.0.2'], 'hub')
        .rule('rslvr-rr-2', host, 'SYSTEM', [], 'hub'),
    ],
    ['for the name that SDKs dial, whatever name others do', stsHub()],
  ])('is taken %s', (_, net) => {
    expect(wordsFor(net, net.sections.vpcEndpoints[0]?.ServiceName?.split('.').at(-1))).toMatch(
      /^Associate hosted zone Z1 \((ec2|sts)\.us-east-1\.amazonaws\.com\) with vpc-main$/,
    );
  });

  it.each<[string, Net]>([
    ['a third account owns it, which is not here to give leave', ownedBy(quietSpoke(), '444455556666')],
    ['facts are missing that could overrule it in the hub', quietSpoke().unread('resolverRuleAssociations')],
    [
      'it leads to an endpoint of the spoke’s own',
      spokeOf()
        .endpoint('vpce-own', 'ec2', { subnets: ['a'], privateDns: false })
        .zone(host, ['hub'], [aliasTo('vpce-own')]),
    ],
    ['it leads to several endpoints', several()],
    [
      'it leads to an endpoint that a service of AWS made',
      spokeOf()
        .endpoint('vpce-hub', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false, requesterManaged: true })
        .zone(host, ['hub'], [aliasTo('vpce-hub')]),
    ],
    ['the spoke has a zone of that domain already', quietSpoke().zone(host, ['main'], [`${host} A 52.95.1.1`])],
    ['clients of the spoke are led there already', forwarded()],
    ['clients with IPv6 dial another name, which it does not answer', withIpv6(quietSpoke())],
    ['nobody knows whom the endpoint lets in', unknownDoor()],
    ['the hub itself asks servers elsewhere', quietSpoke().rule('rslvr-rr-1', host, 'FORWARD', ['192.168.0.2'], 'hub')],
  ])('is not taken where %s', (_, net) => {
    expect(wordsFor(net)).toBeNull();
  });

  it('is not taken where SDKs dial names beside its own, unless a zone has those, too', () => {
    expect(wordsFor(s3Hub(), 's3')).toBeNull();
    expect(wordsFor(withLegacyNames(s3Hub()), 's3')).toBe(
      'Associate hosted zone Z1 (s3.us-east-1.amazonaws.com) with vpc-main, then associate hosted zone Z2 (s3.amazonaws.com) with vpc-main',
    );
  });

  it('is not taken where AWS keeps a zone of that domain for an endpoint of the spoke', () => {
    expect(wordsFor(inboundOnly(withLegacyNames(s3Hub())), 's3')).toBeNull();
  });

  it('is that which answers in the hub, and not one that a rule overrules there', () => {
    const net = withRival(quietSpoke().inbound('hub', '10.1.1.10'), 'aaa', aliasTo('vpce-hub'));
    net.rule('rslvr-rr-1', host, 'FORWARD', ['10.1.1.10'], 'aaa');

    expect(wordsFor(net)).toBe(associated);
  });
});

describe('who gives leave to have a zone', () => {
  const changes = (snapshot: Snapshot) => {
    const remedy = byHub(snapshot);

    return remedy && changesOf(remedy).map((change) => [change.kind, 'zone' in change ? change.zone : null]);
  };
  const zone = { HostedZoneId: 'Z1', Name: `${host}.` };

  it('is nobody where AWS does not say whose it is', () => {
    expect(changes(ownedBy(quietSpoke(), undefined).snapshot())).toEqual([['associate-zone', zone]]);
  });

  it('is nobody where it is of the spoke’s account, and on a VPC of another one', () => {
    const [mine, theirs] = apart(quietSpoke().snapshot()).scopes;
    if (mine === undefined || theirs === undefined) throw new Error('no scopes');
    const hostedZones = (theirs.sections.hostedZones ?? []).map(({ VPCId, HostedZoneSummaries }) => ({
      VPCId,
      HostedZoneSummaries: HostedZoneSummaries.map((one) => ({ ...one, Owner: { OwningAccount: account } })),
    }));
    const scopes = [mine, { ...theirs, sections: { ...theirs.sections, hostedZones } }];

    expect(changes({ schemaVersion: 1, scopes })).toEqual([
      ['associate-zone', { ...zone, Owner: { OwningAccount: account } }],
    ]);
  });

  it('is its account where that is another one', () => {
    const owned = { ...zone, Owner: { OwningAccount: stranger } };

    expect(changes(apart(quietSpoke().snapshot()))).toEqual([
      ['authorize-zone', owned],
      ['associate-zone', owned],
    ]);
  });
});

function stsHub(): Net {
  const sts = 'sts.us-east-1.amazonaws.com';

  return spokeOf()
    .endpoint('vpce-sts', 'sts', { vpc: 'hub', subnets: ['h'], privateDns: false })
    .zone(sts, ['hub'], [`${sts} ALIAS vpce-sts-x1.sts.us-east-1.vpce.amazonaws.com`]);
}

const s3Target = 'vpce-s3-x1.s3.us-east-1.vpce.amazonaws.com';

function s3Hub(): Net {
  const domain = 's3.us-east-1.amazonaws.com';

  return spokeOf()
    .endpoint('vpce-s3', 's3', { vpc: 'hub', subnets: ['h'], privateDns: false })
    .zone(domain, ['hub'], [`${domain} ALIAS ${s3Target}`, `*.${domain} ALIAS ${s3Target}`]);
}

function withLegacyNames(net: Net): Net {
  const names = ['s3.amazonaws.com', '*.s3.amazonaws.com'];

  return net.zone(
    's3.amazonaws.com',
    ['hub'],
    names.map((name) => `${name} ALIAS ${s3Target}`),
  );
}

/** The names of the spoke's endpoint answer whoever asks from on-premises networks; AWS keeps a zone for them. */
function inboundOnly(net: Net): Net {
  for (const { VPCId, HostedZoneSummaries } of net.sections.hostedZones)
    if (VPCId === 'vpc-main')
      HostedZoneSummaries.push({
        HostedZoneId: 'Zhidden',
        Name: 's3.us-east-1.amazonaws.com.',
        Owner: { OwningService: 'vpce.amazonaws.com' },
      });

  return net.endpoint('vpce-inbound', 's3', { inboundOnly: true });
}

function several(): Net {
  const net = spokeOf()
    .endpoint('vpce-one', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
    .endpoint('vpce-two', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
    .zone(host, ['hub'], []);
  const addresses = net.sections.networkInterfaces
    .filter(({ InterfaceType }) => InterfaceType === 'vpc_endpoint')
    .flatMap(({ PrivateIpAddresses = [] }) => PrivateIpAddresses.map(({ PrivateIpAddress }) => PrivateIpAddress ?? ''));
  net.sections.resourceRecordSets[0]?.ResourceRecordSets.push({
    Name: `${host}.`,
    Type: 'A',
    ResourceRecords: addresses.map((Value) => ({ Value })),
  });

  return net;
}

function forwarded(): Net {
  return quietSpoke().inbound('hub', '10.1.1.10').rule('rslvr-rr-1', host, 'FORWARD', ['10.1.1.10']);
}

function withIpv6(net: Net): Net {
  return net.subnet('six', { ipv6: '2600:1f18:1:1::/64' });
}

function unknownDoor(): Net {
  return spokeOf()
    .endpoint('vpce-hub', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false, groups: ['sg-unlisted'] })
    .zone(host, ['hub'], [aliasTo('vpce-hub')]);
}
