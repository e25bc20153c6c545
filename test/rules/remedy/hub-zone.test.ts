import { describe, expect, it } from 'vitest';
import { audit, type Report } from '../../../src/audit.ts';
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
