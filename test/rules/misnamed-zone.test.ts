import { describe, expect, it } from 'vitest';
import { hub } from '../support/hub.ts';
import { behindNat } from '../support/world.ts';

const rule = 'misnamed-zone';
const kinesis = 'kinesis.us-east-1.amazonaws.com';
const misname = 'kinesis-streams.us-east-1.amazonaws.com';
const own = 'vpce-k-x1.kinesis-streams.us-east-1.vpce.amazonaws.com';

/** A hub has the endpoint, with private DNS off, and a zone of this name leads the spoke to it. */
const zoned = (domain: string, record = domain, vpcs: readonly string[] = ['main']) =>
  hub()
    .endpoint('vpce-k', 'kinesis-streams', { vpc: 'hub', subnets: ['h'], privateDns: false })
    .zone(domain, vpcs, [`${record} ALIAS ${own}`]);

const found = (net: ReturnType<typeof zoned>, id = rule) =>
  net
    .report(['kinesis-streams'])
    .findings.filter((one) => one.rule === id && one.vpcId === 'vpc-main')
    .map(({ severity, resource, message, remedy, command }) => ({ severity, resource, message, remedy, command }));

/** @see https://docs.aws.amazon.com/general/latest/gr/ak.html */
describe(rule, () => {
  it('fires where a zone has the name of the endpoint service', () => {
    expect(found(zoned(misname))).toEqual([
      {
        severity: 'warning',
        resource: 'Z1',
        message: `Hosted zone Z1 (${misname}) of vpc-main is named after the endpoint service of kinesis-streams: clients dial ${kinesis}, which it does not answer`,
        remedy: `Rename hosted zone Z1 (${misname}): make one called ${kinesis} with the same records and on the same VPCs, and delete the old one`,
        command: null,
      },
    ]);
  });

  it('is the cause of the public path, and no second endpoint its remedy', () => {
    const net = zoned(misname);

    expect(net.path('a', 'kinesis-streams')).toBe('public nat-main (misnamed-zone)');
    expect(found(net, 'public-path')).toMatchObject([
      {
        message: `subnet-a reaches kinesis-streams publicly through nat-main: hosted zone Z1 (${misname}) is named after the endpoint service, while clients dial ${kinesis}`,
        remedy: expect.stringMatching(/^Rename hosted zone Z1 /),
        command: null,
      },
    ]);
  });

  it('is silent once the zone has the name that clients dial', () => {
    const net = zoned(kinesis);

    expect([net.path('a', 'kinesis-streams'), found(net)]).toEqual(['private vpce-k <tgw-1', []]);
  });

  it('is silent where the name of the service is that of its host', () => {
    const net = behindNat()
      .endpoint('vpce-ec2', 'ec2', { privateDns: false })
      .zone('ec2.us-east-1.amazonaws.com', ['main'], ['ec2.us-east-1.amazonaws.com A 52.94.1.1']);

    expect(net.findings(rule)).toEqual([]);
  });

  it('fires where the zone has the full name of the service', () => {
    const net = behindNat().zone('com.amazonaws.us-east-1.ec2', ['main'], []);

    expect(net.findings(rule)).toEqual(['warning misnamed-zone Z1 ec2']);
  });

  it('tells of a zone, not of the wildcard in it', () => {
    const net = behindNat().zone('ecr.dkr.us-east-1.amazonaws.com', ['main'], []);
    const [finding] = net.report(['ecr.dkr']).findings.filter((one) => one.rule === rule);

    expect(finding?.remedy).toContain('make one called dkr.ecr.us-east-1.amazonaws.com with');
  });

  it('is silent where the zone is another VPC’s', () => {
    const net = zoned(misname, misname, ['hub']);

    expect(found(net)).toEqual([]);
    expect(net.path('a', 'kinesis-streams')).toBe('public nat-main (no-endpoint)');
  });

  it('is inconclusive where hosted zones were not read', () => {
    const net = zoned(misname).unread('hostedZones', 'route53:ListHostedZonesByVPC');

    expect([found(net), net.outcome(rule)]).toEqual([[], 'inconclusive route53:ListHostedZonesByVPC']);
  });
});

/** @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-account-endpoints.html */
describe('a host with the account id in front', () => {
  it('that the zone of a hub leaves out is no reason to create an endpoint', () => {
    const net = zoned(kinesis);

    expect(net.path('a', 'kinesis-streams', '111122223333.data-kinesis.us-east-1.amazonaws.com')).toBe(
      'public nat-main (name-not-covered)',
    );
    expect(found(net, 'public-path')).toMatchObject([
      {
        message: expect.stringContaining(
          `: vpce-k does not answer 111122223333.data-kinesis.us-east-1.amazonaws.com (Z1 leads ${kinesis} there)`,
        ),
        remedy: expect.stringMatching(
          /^Lead 111122223333\.data-kinesis\.us-east-1\.amazonaws\.com to vpce-k too, by a hosted zone of that name, or /,
        ),
        command: null,
      },
    ]);
  });
});

/** @see https://docs.aws.amazon.com/whitepapers/latest/building-scalable-secure-multi-vpc-network-infrastructure/centralized-access-to-vpc-private-endpoints.html */
describe('a dual-stack name', () => {
  it('that the zone of a hub leaves out is no reason to create an endpoint', () => {
    const net = zoned(kinesis);
    for (const record of net.sections.subnets)
      if (record.SubnetId === 'subnet-a')
        record.Ipv6CidrBlockAssociationSet = [
          { Ipv6CidrBlock: '2600:1f18:1:1::/64', Ipv6CidrBlockState: { State: 'associated' } },
        ];
    net.route('a', '::/0', 'eigw-1');

    expect(net.path('a', 'kinesis-streams', undefined, 'ipv6')).toBe('public eigw-1 (name-not-covered)');
  });
});

it('leads to the endpoint what another zone leaves out: to rename the zone would not cover it', () => {
  const s3 = 's3.us-east-1.amazonaws.com';
  const interfaceName = 'vpce-s3-x1.s3.us-east-1.vpce.amazonaws.com';
  const service = 'com.amazonaws.us-east-1.s3';
  const net = behindNat()
    .endpoint('vpce-s3', 's3', { privateDns: false })
    .zone(s3, ['main'], [`${s3} ALIAS ${interfaceName}`, `*.${s3} ALIAS ${interfaceName}`])
    .zone(service, ['main'], [`${service} ALIAS ${interfaceName}`]);

  expect(net.says('public-path', 'subnet-a', 's3')[1]).toBe(
    'Lead s3.amazonaws.com to vpce-s3 too, by a hosted zone of that name, or have clients dial a name that it answers; lead *.s3.amazonaws.com to vpce-s3 too, by a hosted zone s3.amazonaws.com, or have clients dial a name that it answers',
  );
});
