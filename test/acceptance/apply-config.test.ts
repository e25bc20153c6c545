import { describe, expect, it } from 'vitest';
import { applyConfig } from '../../src/acceptance/apply-config.ts';
import { tagIndex } from '../../src/acceptance/tags/tag-index.ts';
import { parseConfig } from '../../src/config/parse.ts';
import { reportOf } from '../support/report.ts';
import { behindNat } from '../support/world.ts';

/** Subnets `public` and `a` leave publicly; private DNS of `vpce-ec2` is off. */
const net = () => {
  const built = behindNat().endpoint('vpce-ec2', 'ec2', { privateDns: false });
  const [vpc] = built.sections.vpcs;
  if (vpc !== undefined) vpc.Tags = [{ Key: 'team', Value: 'data' }];
  const table = built.sections.routeTables.find(({ RouteTableId }) => RouteTableId === 'rtb-a');
  if (table !== undefined) table.Tags = [{ Key: 'kind', Value: 'batch=night' }];

  return built;
};

const acceptedBy = (entry: object, today = '2026-11-25') => {
  const { accept } = parseConfig({ accept: [{ reason: 'x', ...entry }] }, 'c.json', []);
  const built = net();
  const { report } = applyConfig(built.report(), accept, tagIndex(built.snapshot()), today);

  return report.findings
    .filter(({ accepted }) => accepted !== undefined)
    .map(({ rule, resource, service }) => `${rule} ${resource}${service === null ? '' : ` ${service}`}`)
    .sort();
};

const all = acceptedBy({ rule: '*' });
const ofSubnetA = all.filter((finding) => finding.includes('subnet-a'));

describe('an entry', () => {
  it('of everything accepts everything', () => {
    expect(all.length).toBe(net().report().findings.length);
    expect(ofSubnetA.length).toBeGreaterThan(2);
  });

  it.each([
    ['a rule', { rule: 'private-dns-off' }, ['private-dns-off vpce-ec2']],
    [
      'a service, also of what is wrong with its endpoint',
      { service: 'ec2', rule: 'private-*' },
      ['private-dns-off vpce-ec2'],
    ],
    ['a subnet', { subnet: 'subnet-a' }, ofSubnetA],
    ['a route table: its subnets', { routeTable: 'rtb-a' }, ofSubnetA],
    ['a tag of the route table', { tag: 'kind=batch=*' }, ofSubnetA],
    ['a tag of the VPC', { tag: 'team=data' }, all],
    ['one of several', { subnet: ['subnet-zzz', 'subnet-a'] }, ofSubnetA],
    ['an account and a Region', { account: '1111*', region: 'us-east-1' }, all],
    ['a VPC', { vpc: 'vpc-main' }, all],
    [
      'a way out',
      { subnet: 'subnet-a', rule: 'public-path', exit: 'nat-*' },
      ofSubnetA.filter((it) => it.includes('public')),
    ],
    ['any service, or none', { service: '*', subnet: 'subnet-a' }, ofSubnetA],
  ])('accepts by %s', (_title, entry, expected) => {
    expect(acceptedBy(entry)).toEqual(expected);
  });

  it.each([
    ['another account', { account: '2*', rule: '*' }],
    ['another Region', { region: 'us-east-2', rule: '*' }],
    ['another VPC', { vpc: 'vpc-mail', rule: '*' }],
    ['another subnet', { subnet: 'subnet-aa' }],
    ['another route table', { routeTable: 'rtb-b' }],
    ['another service', { service: 'ec' }],
    ['another way out', { subnet: 'subnet-a', exit: 'internet-gateway' }],
    ['a way out of what goes none', { rule: 'private-dns-off', exit: 'nat-*' }],
    ['another value of the tag', { tag: 'team=dat' }],
    ['another letter case', { rule: 'Public-Path' }],
    ['one pattern that fits and one that does not', { subnet: 'subnet-a', service: 'sts' }],
  ])('accepts nothing by %s', (_title, entry) => {
    expect(acceptedBy(entry)).toEqual([]);
  });

  it.each([
    ['nat-gateway', false],
    [['nat-gateway', 'internet-gateway'], true],
    ['*', true],
  ])('of way out %j accepts both ways of a split: %s', (exit, isAccepted) => {
    const { accept } = parseConfig({ accept: [{ reason: 'x', exit }] }, 'c.json', []);
    const report = reportOf({ findings: [{ exits: ['internet-gateway', 'nat-gateway'] }] });

    expect(applyConfig(report, accept, () => [], '2026-11-25').report.summary.accepted === 1).toBe(isAccepted);
  });

  it('holds until the day that it expires on', () => {
    expect(acceptedBy({ rule: '*', expires: '2026-11-26' })).toEqual(all);
    expect(acceptedBy({ rule: '*', expires: '2026-11-25' })).toEqual([]);
  });

  it('tells who owns it, why and until when; the first of several answers', () => {
    const { accept } = parseConfig(
      {
        accept: [
          { rule: '*', reason: 'over', expires: '2020-01-01' },
          { subnet: 'subnet-a', reason: 'first', owner: 'data team', expires: '2030-01-01' },
          { rule: '*', reason: 'second' },
        ],
      },
      'c.json',
      [],
    );
    const built = net();
    const { findings } = applyConfig(built.report(), accept, tagIndex(built.snapshot()), '2026-11-25').report;

    expect(findings.find(({ resource }) => resource === 'subnet-a')?.accepted).toEqual({
      by: 'config, owner data team',
      reason: 'first',
      expires: '2030-01-01',
    });
    expect(findings.find(({ resource }) => resource === 'vpce-ec2')?.accepted).toEqual({
      by: 'config',
      reason: 'second',
    });
  });
});

describe('an entry that names a VPC or subnet', () => {
  const paths = [
    { subnetId: 'subnet-0a1f', subnetName: 'app-a', vpcName: 'prod' },
    { subnetId: 'subnet-0b28', subnetName: 'app-b', vpcName: 'prod' },
    { subnetId: 'subnet-0b93', subnetName: 'app-b', vpcName: 'prod' },
    { subnetId: 'subnet-0d5b', subnetName: 'subnet-0a1f', vpcName: 'prod' },
  ];
  const report = reportOf({ paths, findings: paths.map(({ subnetId }) => ({ resource: subnetId })) });
  const applied = (...entries: readonly object[]) => {
    const { accept } = parseConfig({ accept: entries.map((entry) => ({ reason: 'x', ...entry })) }, 'c.json', []);
    const { report: after, warnings } = applyConfig(report, accept, () => [], '2026-11-25');

    return { accepted: after.findings.flatMap(({ accepted, resource }) => (accepted ? resource : [])), warnings };
  };

  it.each([
    ['its Name tag', { subnet: 'app-a' }, ['subnet-0a1f']],
    ['the start of its id', { subnet: 'subnet-0d' }, ['subnet-0d5b']],
    ['a pattern over names', { subnet: 'app-*' }, ['subnet-0a1f', 'subnet-0b28', 'subnet-0b93']],
    ['the name of its VPC', { vpc: 'prod', subnet: 'app-a' }, ['subnet-0a1f']],
    ['its id, whoever else has that for a name', { subnet: 'subnet-0a1f' }, ['subnet-0a1f']],
  ])('accepts by %s', (_title, entry, accepted) => {
    expect(applied(entry)).toEqual({ accepted, warnings: [] });
  });

  it('finds the start of an id in whatever order subnets are listed', () => {
    const reversed = reportOf({
      paths: paths.toReversed(),
      findings: paths.map(({ subnetId }) => ({ resource: subnetId })),
    });
    const { accept } = parseConfig(
      { accept: paths.map(({ subnetId }) => ({ reason: 'x', subnet: subnetId.slice(0, -1) })) },
      'c.json',
      [],
    );

    expect(applyConfig(reversed, accept, () => [], '2026-11-25')).toMatchObject({
      report: { summary: { accepted: paths.length } },
      warnings: [],
    });
  });

  it('says of an entry whose day has come what counts again for it, unless another one accepts that', () => {
    const entries = (...more: readonly object[]) =>
      parseConfig({ accept: [{ reason: 'x', subnet: 'subnet-0a1f', expires: '2026-11-24' }, ...more] }, 'c.json', [])
        .accept;
    const expiredBy = (...more: readonly object[]) =>
      applyConfig(
        reportOf({ paths, findings: paths.map(({ subnetId }) => ({ resource: subnetId })) }),
        entries(...more),
        () => [],
        '2026-11-25',
      ).expired;

    expect(expiredBy()).toEqual(['accept[0] expired on 2026-11-24: a finding counts again that it accepted']);
    expect(expiredBy({ reason: 'y', subnet: 'subnet-0a1f' })).toEqual([]);
    expect(expiredBy({ reason: 'y', rule: 'public-path', expires: '2026-11-01' })[1]).toBe(
      `accept[1] expired on 2026-11-01: ${paths.length} findings count again that it accepted`,
    );
    expect(expiredBy({ reason: 'y', service: 'sts', expires: '2026-11-01' })).toHaveLength(1);
  });

  it('accepts nothing where it stands for several or for none, and says so', () => {
    expect(applied({ subnet: 'app-b' }, { vpc: 'staging' }, { service: 'sts' })).toEqual({
      accepted: [],
      warnings: [
        'accept[0]: "app-b" is 2 subnets, so it accepts none of them: subnet-0b28, subnet-0b93',
        'accept[1]: there is no VPC "staging"',
        'accept[2] matches nothing any more',
      ],
    });
  });
});

describe('thousands of entries over thousands of findings', () => {
  const size = 3_000;
  const subnets = Array.from({ length: size }, (_, at) => `subnet-${(at + 0x1000).toString(16)}`);
  const report = reportOf({
    paths: subnets.map((subnetId) => ({ subnetId, subnetName: `name-${subnetId}` })),
    findings: subnets.map((resource) => ({ resource })),
  });
  const apply = (entryOf: (subnet: string, at: number) => object, count = size) => {
    const entries = Array.from({ length: count }, (_, at) => ({
      reason: 'x',
      ...entryOf(subnets[at % size] ?? '', at),
    }));

    return applyConfig(report, parseConfig({ accept: entries }, 'c.json', []).accept, () => [], '2026-11-25');
  };

  it.each([
    ['by id', (subnet: string) => ({ subnet, rule: '*' })],
    ['by name', (subnet: string) => ({ subnet: `name-${subnet}` })],
    ['by the whole of what starts as it', (subnet: string) => ({ subnet: [subnet, `${subnet}*`] })],
  ])('are matched %s', (_title, entryOf) => {
    const { report: after, warnings } = apply(entryOf, 200);

    expect(after.summary.accepted).toBe(200);
    expect(warnings).toEqual([]);
  });

  it.each([
    [
      'subnets',
      (subnet: string, at: number) => ({ subnet: Array.from({ length: 10 }, (_, n) => `${subnet}${at}${n}*`) }),
    ],
    ['findings', (_: string, at: number) => ({ service: Array.from({ length: 10 }, (__, n) => `s3-${at}-${n}*`) })],
  ])('are refused where too many patterns would be held against %s', (what, entryOf) => {
    expect(() => apply(entryOf, 10_000)).toThrow(`would have to be held against ${what} `);
  });
});
