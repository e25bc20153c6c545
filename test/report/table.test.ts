import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/audit.ts';
import { groupings } from '../../src/cli/flags.ts';
import { displayWidth } from '../../src/report/plain-text.ts';
import type { Style } from '../../src/report/style.ts';
import { table } from '../../src/report/table.ts';
import { hostileReport } from '../support/hostile.ts';
import { gatewayEndpoint, internet, nat, reportOf } from '../support/report.ts';

const draw = (report: Report, style: Partial<Style> = {}): string =>
  table(report, { columns: 80, color: false, ...style });
const lineWith = (text: string, part: string): string => text.split('\n').find((line) => line.includes(part)) ?? '';
const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? '';
const many = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('the headline', () => {
  it('says how bad it is, where, and that all was read', () => {
    const paths = [{}, { subnetId: 'subnet-b', verdict: 'private' as const }];

    expect(draw(reportOf({ paths }), { columns: 120 })).toMatch(
      /^main · ap-northeast-2 · 111122223333\n✗ 1 of 2 paths is public, 1 private: 1 subnet with 1 client, through nat-main. Everything needed was read.\n\n/,
    );
  });

  it('says what could not be read', () => {
    expect(draw(reportOf({ paths: [{}], gaps: [{}] }))).toContain(
      '\nThe audit is incomplete: 1 request for facts went unanswered.\n',
    );
  });

  it('counts VPCs, Regions, accounts and exits where there are many', () => {
    const paths = many(4).map((index) => ({
      vpcId: `vpc-${index}`,
      subnetId: `subnet-${index}`,
      via: nat(`nat-${index}`),
    }));
    const scopes = [{}, { region: 'eu-west-1', account: '222233334444' }];
    const text = draw(reportOf({ paths, scopes }), { columns: 120 });

    expect(text).toContain('4 VPCs · 2 Regions · 2 accounts\n');
    expect(text).toContain('4 subnets with 4 clients, through 4 NAT gateways.');
  });

  it('says when facts that were saved were read', () => {
    expect(draw(reportOf({ scopes: [{ source: 'snapshot' }] }))).toContain(' · facts of 2026-11-02\n');
  });
});

describe('what to do', () => {
  const error = (remedy: string, subnet: string, clients: number, service = 's3') => ({
    ...{ resource: `subnet-${subnet}`, remedy, clients, service },
  });

  it('is ranked by clients, then by paths; each thing once', () => {
    const findings = [
      error('Mend one', 'a', 2),
      error('Mend two', 'b', 9),
      error('Mend three', 'a', 2),
      error('Mend three', 'a', 2, 'ec2'),
      { rule: 'private-dns-off', severity: 'warning' as const, remedy: 'Mend two', resource: 'vpce-1', clients: 4 },
    ];

    expect(draw(reportOf({ findings }))).toContain(`
what to do                                                        clients  paths
  1  Mend two                                                           9      1
  2  Mend three                                                         2      2
  3  Mend one                                                           2      1
`);
  });

  it('shows commands whole, on lines of their own, where all is asked for', () => {
    const command = `aws ec2 modify-vpc-endpoint --add-route-table-ids ${many(9)
      .map((n) => `rtb-0123456789abcde0${n}`)
      .join(' ')}`;
    const report = reportOf({ findings: [{ command }] });

    expect(draw(report)).not.toContain('aws ec2');
    expect(draw(report, { detail: 'verbose' })).toContain(`\n     $ ${command}\n`);
    expect(draw(report, { detail: 'verbose' }).match(/aws ec2/g)).toHaveLength(1);
  });

  it('counts ids, and shortens those that are left, unless all is asked for', () => {
    const ids = many(3).map((n) => `rtb-0123456789abcde0${n}`);
    const remedy = `Associate ${ids.join(', ')} with vpce-0a7d3f6b91e2c4850`;
    const report = reportOf({ findings: [{ remedy }] });

    expect(draw(report)).toContain('1  Associate 3 route tables with vpce-0a7d…');
    for (const style of [{ detail: 'verbose' }, { detail: 'summary', endless: true }] as const)
      for (const id of ids) expect(draw(report, style)).toContain(id);
  });

  it('tells what differs in ids alone once', () => {
    const paths = many(5).map((n) => ({
      vpcId: `vpc-0123456789abcde0${n}`,
      vpcName: `spoke-${n + 1}`,
      subnetId: `subnet-${n}`,
    }));
    const findings = paths.map(({ vpcId, subnetId }, n) => ({
      ...{ vpcId, resource: subnetId, remedy: `Switch on vpce-0123456789abcde0${n}` },
    }));

    expect(draw(reportOf({ paths, findings }))).toContain('1  Switch on vpce-0123…, and 4 alike (all 5 VPCs)  ');
    expect(draw(reportOf({ paths, findings: findings.slice(1) }))).toContain('and 3 alike (4 VPCs: spoke-2…5)');
    expect(draw(reportOf({ paths, findings: findings.slice(1, 2) }))).toContain('1  Switch on vpce-0123… (spoke-2)  ');
  });

  it('leaves notes to a line of their own', () => {
    const note = { rule: 'open-endpoint-policy', severity: 'note' as const };
    const findings = many(5).map((n) => ({ ...note, resource: `vpce-${n}`, remedy: `Limit ${n}` }));
    const text = draw(reportOf({ findings }));

    expect(text).toContain('\n5 notes: open-endpoint-policy × 5\n');
    expect(text).not.toContain('what to do');
  });
});

describe('the matrix', () => {
  it('has rows of subnets and a column a service, the worst row first', () => {
    const text = draw(
      reportOf({
        paths: [
          { subnetId: 'subnet-db', service: 's3', verdict: 'unreachable', reason: 'no-route' },
          { subnetId: 'subnet-db', service: 'ec2', verdict: 'unknown', reason: 'custom-dns-server' },
          { service: 's3', verdict: 'private', via: gatewayEndpoint('vpce-s3') },
          { service: 'ec2' },
        ],
      }),
    );

    expect(text).toContain(`
main   clients  s3                      ec2
  app        1  ✓ private     vpce-s3   ✗ public  nat-main
  db         1  ⊘ unreachable no-route  ? unknown custom-dns-server
`);
  });

  it('has one row for subnets that share every verdict and what carries it', () => {
    const paths = many(300).map((n) => ({
      ...{ subnetId: `subnet-${n}`, subnetName: `app-${n + 1}`, via: n < 100 ? internet('igw-a') : nat(`nat-${n}`) },
    }));
    const text = draw(reportOf({ paths }));

    expect(text).toContain('  app-1…100 (100)        100  ✗ public igw-a\n');
    expect(text).toContain('  app-101…300 (200)      200  ✗ public nat × 200\n');
    expect(lineWith(draw(reportOf({ paths }), { detail: 'verbose' }), 'app-300')).toBe(
      '  app-300  subnet-299  10.0.0.0/24        1  ✗ public nat-299',
    );
  });

  it('orders rows of a kind by name as people count, then by CIDR', () => {
    const names = ['app-10', 'app-9', 'app-1'];
    const text = draw(reportOf({ paths: names.map((subnetName, n) => ({ subnetId: `subnet-${n}`, subnetName })) }), {
      detail: 'verbose',
    });

    expect(text.match(/^ {2}app-\d+/gm)).toEqual(['  app-1', '  app-9', '  app-10']);
  });

  it('tells VPCs under their names, the worst first', () => {
    const paths = [
      { vpcId: 'vpc-a', vpcName: 'fine', verdict: 'private' as const, via: gatewayEndpoint('vpce-s3') },
      { vpcId: 'vpc-b', vpcName: 'bad', subnetId: 'subnet-b' },
    ];

    expect(draw(reportOf({ paths }))).toContain(`
subnet  clients  s3
bad
  b           1  ✗ public  nat-main
fine
  app         1  ✓ private vpce-s3
`);
  });

  it('has a row a VPC where there are too many rows, with how many paths come to the worst', () => {
    const paths = many(20).flatMap((v) =>
      many(4).map((n) => ({
        ...{ vpcId: `vpc-${v}`, vpcName: `spoke-${v + 1}`, subnetId: `subnet-${v}-${n}` },
        ...(n === 0
          ? { via: internet(`igw-${v}`) }
          : n === 1
            ? {}
            : { verdict: 'private' as const, via: gatewayEndpoint('vpce') }),
      })),
    );

    expect(draw(reportOf({ paths }))).toContain('\n  spoke-1         4  ✗ public 2 of 4\n  spoke-2 ');
    expect(draw(reportOf({ paths }), { groupBy: 'subnet' })).not.toContain('2 of 4');
  });

  it('says how many lines it leaves out where even those are too many', () => {
    const services = ['s3', 'ec2', 'sts', 'kms', 'ssm', 'logs'];
    const paths = many(64).flatMap((v) =>
      services.map((service, s) => ({
        ...{ vpcId: `vpc-${v}`, vpcName: `spoke-${v + 1}`, subnetId: `subnet-${v}`, service },
        ...(v & (1 << s) ? {} : { verdict: 'private' as const }),
      })),
    );
    const text = draw(reportOf({ paths }));

    expect(text.split('\n').length).toBeLessThanOrEqual(60);
    expect(text).toMatch(/… and \d+ lines more of 63 VPCs: --vpc narrows, --verbose tells all/);
  });

  it.each([
    [120, '✗ nat-07a3c5e91d6f2b840'],
    [80, '✗ public nat  '],
    [60, '✗ nat  '],
  ])('says less in each cell at %i columns', (columns, cell) => {
    const paths = ['s3', 'dynamodb', 'ec2', 'sts'].map((service) => ({ service, via: nat('nat-07a3c5e91d6f2b840') }));
    const text = draw(reportOf({ paths }), { columns });

    expect(text).toContain(cell);
    expect(text.includes('\n✗ public\n')).toBe(!cell.includes('public'));
  });

  it('fits eight services into 80 columns by their marks', () => {
    const services = ['s3', 'dynamodb', 'ec2', 'sts', 'ecr.api', 'ecr.dkr', 'logs', 'secretsmanager'];
    const text = draw(
      reportOf({ paths: services.map((service) => ({ service, subnetName: 'a-name-of-some-length' })) }),
    );

    expect(lineWith(text, 's3  ')).toMatch(/^main {21}clients {2}s3 .* ecr\.a… {2}ecr\.d… {2}logs/);
    expect(lineWith(text, 'a-name-of').match(/✗/g)).toHaveLength(8);
  });

  it('lists services beside their mark where even marks have no room', () => {
    const services = many(30).map((n) => `service-${n}`);
    const text = draw(reportOf({ paths: services.map((service) => ({ service })) }), { columns: 60 });

    expect(text).toContain('\n  app\n    ✗ service-0 service-1 ');
    expect(text).toContain('\n✗ public\n');
  });

  it('gives each service a line where nothing is to be shortened and the columns are too few', () => {
    const services = ['s3', 'dynamodb', 'ec2', 'sts', 'ecr.api'];
    const text = draw(reportOf({ paths: services.map((service) => ({ service })) }), {
      columns: 60,
      detail: 'verbose',
    });

    expect(text).toContain(`
  app  subnet-app  10.0.0.0/24
    s3        ✗ public  nat-main  no-endpoint
    dynamodb  ✗ public  nat-main  no-endpoint
    ec2       ✗ public  nat-main  no-endpoint
    sts       ✗ public  nat-main  no-endpoint
    ecr.api   ✗ public  nat-main  no-endpoint
`);
  });

  it('shortens nothing where no screen ends a line', () => {
    const services = ['s3', 'dynamodb', 'ec2', 'sts', 'ecr.api'];
    const paths = services.map((service) => ({ service, via: nat('nat-07a3c5e91d6f2b840') }));
    const text = draw(reportOf({ paths }), { columns: 60, detail: 'verbose', endless: true });

    expect(lineWith(text, 'subnet-app').match(/✗ public nat-07a3c5e91d6f2b840/g)).toHaveLength(5);
  });

  it('says what a private path pays for on its way', () => {
    const paths = [{ verdict: 'private' as const, via: gatewayEndpoint('vpce-s3'), through: [nat('nat-main')] }];

    expect(draw(reportOf({ paths }))).toContain('✓ private vpce-s3 via nat-main');
  });

  it('says what a split path is split into', () => {
    const disposition = { via: null, through: [], reason: null, cidrs: ['3.5.0.0/16'] };
    const parts = [
      { ...disposition, verdict: 'private' as const },
      { ...disposition, verdict: 'public' as const },
    ];

    expect(draw(reportOf({ paths: [{ verdict: 'split', parts }] }))).toContain('≠ split private + public');
  });

  it('stars a verdict that something could overturn, and explains the star', () => {
    const text = draw(reportOf({ paths: [{ confidence: 'likely' }] }));

    expect(text).toContain('✗ public* nat-main');
    expect(text).toContain('\n* rests on something that was not read or AWS does not state\n');
  });

  it('leaves out names that no SDK dials by default', () => {
    expect(draw(reportOf({ paths: [{}, { primary: false, via: nat('nat-other') }] }))).not.toContain('nat-other');
  });

  it('has a row of its own for IPv6 where that differs', () => {
    const text = draw(
      reportOf({
        paths: [
          { service: 's3' },
          { service: 'ec2' },
          { service: 's3', family: 'ipv6' },
          { service: 'ec2', family: 'ipv6', via: internet('eigw-main') },
        ],
      }),
    );

    expect(lineWith(text, 'IPv6')).toBe('    IPv6           as IPv4            ✗ public eigw-main');
  });

  it('has no row for IPv6 where that is the same', () => {
    expect(draw(reportOf({ paths: [{}, { family: 'ipv6' }] }))).not.toContain('IPv6');
  });

  it('marks a subnet that has IPv6 only', () => {
    expect(draw(reportOf({ paths: [{ family: 'ipv6' }] }))).toContain('  app IPv6        1  ✗ public nat-main');
  });

  it('tells subnets of one name apart', () => {
    const paths = ['subnet-0000000000000aaaa', 'subnet-0000000000000bbbb'].map((subnetId, n) => ({
      ...{ subnetId, subnetName: 'app', via: n === 0 ? nat('nat-a') : internet('igw-a') },
    }));
    const text = draw(reportOf({ paths }));

    expect(text).toContain('app subnet-0000000000000aaaa');
    expect(text).toContain('app subnet-0000000000000bbbb');
  });

  it('aligns names of wide characters and emoji', () => {
    const names = ['東京', '👩‍💻 dev', 'e\u0301te\u0301'];
    const paths = names.map((subnetName, index) => ({ subnetId: `subnet-${index}`, subnetName }));
    const text = draw(reportOf({ paths }), { detail: 'verbose' });
    const columns = names.map((name) => {
      const line = lineWith(text, name);
      return displayWidth(line.slice(0, line.indexOf('✗')));
    });

    expect(new Set(columns).size).toBe(1);
  });

  it('tells VPCs with private paths only in a line where there are many', () => {
    const report = reportOf({
      paths: many(20).map((index) => ({
        vpcId: `vpc-${index}`,
        vpcName: null,
        ...(index === 7 ? {} : { verdict: 'private' as const, via: gatewayEndpoint('vpce-s3') }),
      })),
    });

    expect(draw(report)).toContain('✓ 19 VPCs with private paths only\n  vpc-0, vpc-1, vpc-2,');
    expect(draw(report).match(/✗ public/g)).toHaveLength(1);
  });

  it('has services down and verdicts across, if asked for', () => {
    const paths = [
      { service: 's3', verdict: 'private' as const },
      { service: 's3', subnetId: 'subnet-b' },
      { service: 'ec2' },
      { service: 'ec2', subnetId: 'subnet-b' },
    ];

    expect(draw(reportOf({ paths }), { groupBy: 'service' })).toContain(`
service  clients  ✗ public  ✓ private
ec2      2        2
s3       1        1         1
`);
  });

  it('has subnets under what is to be done about them, if asked for', () => {
    const paths = [{ service: 's3' }, { service: 's3', subnetId: 'subnet-b' }];
    const findings = [
      { resource: 'subnet-b', remedy: 'Mend b', clients: 7 },
      { resource: 'subnet-app', remedy: 'Mend app' },
    ];

    expect(draw(reportOf({ paths, findings }), { groupBy: 'change' })).toContain(`
subnet  clients  s3
1  Mend b
  b           1  ✗ public nat-main
2  Mend app
  app         1  ✗ public nat-main
`);
  });
});

describe('the screen', () => {
  it('leads on to the path that concerns most clients, and to all the rest', () => {
    const paths = [{}, { subnetId: 'subnet-b', subnetName: 'b c' }];
    const invocation = { command: 'vpce-audit --demo', facts: '--demo', scope: '' };
    const text = draw(reportOf({ paths, findings: [{}] }), { invocation });

    expect(text).toContain('\n  $ vpce-audit explain app s3 --demo\n  $ vpce-audit --demo --verbose\n');
  });

  it('leaves out the matrix and the findings where a summary is asked for', () => {
    const text = draw(reportOf({ paths: [{}], findings: [{}] }), { detail: 'summary' });

    expect(text).toContain('what to do');
    expect(text).not.toMatch(/clients {2}s3|findings/);
  });

  it('tells few findings in full, and many not at all', () => {
    const findings = many(9).map((n) => ({ resource: `subnet-${n}`, message: 'it leaks', remedy: `Mend ${n}` }));

    expect(draw(reportOf({ findings: findings.slice(0, 2) }))).toContain('it leaks');
    expect(draw(reportOf({ findings }))).not.toContain('it leaks');
    expect(draw(reportOf({ findings }), { detail: 'verbose' })).toContain('it leaks\n    → what to do: 9\n');
  });
});

describe('interface endpoints', () => {
  it('are listed where their private DNS is not in effect, with the reasons, if all is asked for', () => {
    const dns = { names: [], reasons: [] };
    const endpoints = [
      { service: 'ec2', privateDns: { ...dns, status: 'effective' as const } },
      { service: 'sts', privateDns: { ...dns, status: 'ineffective' as const, reasons: ['dns-hostnames-off'] } },
      { service: 's3', type: 'gateway' },
      { service: 'logs', state: 'pending', privateDns: { ...dns, status: 'off' as const } },
    ];

    expect(draw(reportOf({ endpoints }))).not.toContain('dns-hostnames-off');
    expect(draw(reportOf({ endpoints }), { detail: 'verbose' })).toContain(`
interface endpoints whose private DNS is not in effect
  vpce-sts   sts   ineffective  dns-hostnames-off
  vpce-logs  logs  off          endpoint pending
`);
  });
});

describe('findings', () => {
  it('are one block a remedy, naming the other resources, gravest first', () => {
    const text = draw(
      reportOf({
        paths: [{ subnetId: 'subnet-b' }, { subnetId: 'subnet-c', subnetName: null }],
        findings: [
          {
            rule: 'idle-gateway-endpoint',
            severity: 'note',
            resource: 'vpce-1',
            message: 'unused',
            remedy: 'Delete vpce-1',
          },
          { resource: 'subnet-a', message: 'subnet-a is public' },
          { resource: 'subnet-b', message: 'subnet-b is public' },
          { resource: 'subnet-c', message: 'subnet-c is public' },
        ],
      }),
    );

    expect(text).toContain(`
  error public-path × 3
    subnet-a is public
    Likewise subnet-b (b), subnet-c
    → what to do: 1

  note idle-gateway-endpoint
    unused
    → Delete vpce-1
`);
  });

  it('name only the first of many resources, unless all are asked for', () => {
    const report = reportOf({ findings: many(20).map((index) => ({ resource: `subnet-${index}` })) });

    expect(draw(report, { columns: 100 })).toContain('subnet-6 … and 13 more');
    expect(draw(report, { detail: 'verbose' })).toContain('subnet-19\n');
  });

  it('that are accepted are set apart, with who answers for them', () => {
    const accepted = { by: 'baseline', reason: 'until the move', expires: '2027-01-31' };
    const text = draw(reportOf({ findings: [{ accepted }, { resource: 'subnet-b', accepted }] }));

    expect(text).toContain('accepted\n  public-path × 2 by baseline until 2027-01-31: until the move\n');
    expect(text).not.toContain('findings\n');
  });
});

describe('what was checked', () => {
  it('is counted by verdict, other names apart, with the rules', () => {
    const text = draw(
      reportOf({
        paths: [{}, { service: 'ec2', verdict: 'private' }, { primary: false }, { primary: false }],
        rules: [{}, { id: 'nat-toll', outcome: 'inconclusive' }],
      }),
      { detail: 'verbose' },
    );

    expect(text).toContain(
      'checked\n  2 paths · 1 public · 1 private\n  2 paths of other names · 2 public\n  1 of 2 rules',
    );
  });

  it('is followed by what could not be read: one block an action and reason, with the places', () => {
    const text = draw(
      reportOf({
        gaps: [
          {},
          { region: 'us-east-1' },
          { action: 'route53:ListHostedZonesByVPC', kind: 'failed', reason: 'Rate exceeded', resource: 'vpc-main' },
        ],
        paths: [
          { verdict: 'unknown', reason: 'unread-facts' },
          {
            subnetId: 'subnet-b',
            verdict: 'split',
            parts: [
              { verdict: 'private', via: null, through: [], reason: null, cidrs: [] },
              { verdict: 'unknown', via: null, through: [], reason: 'ambiguous-route', cidrs: [] },
            ],
          },
        ],
        rules: [{ outcome: 'inconclusive' }],
      }),
      { detail: 'verbose' },
    );

    expect(text).toContain(`
not checked: the audit is incomplete
  ec2:DescribeNatGateways denied
    You are not authorized to perform this operation.
    ap-northeast-2 111122223333, us-east-1 111122223333
  route53:ListHostedZonesByVPC failed
    Rate exceeded
    vpc-main ap-northeast-2 111122223333
  1 path unknown: unread-facts × 1
  1 path split and in part unknown: ambiguous-route × 1
  inconclusive: public-path
`);
  });
});

describe('the verdict', () => {
  const isPrivate = { verdict: 'private' as const };
  const warning = { severity: 'warning' as const };

  it.each([
    ['✓ 2 of 2 paths are private. No findings.', { paths: [isPrivate, isPrivate] }],
    ['✓ 1 of 2 paths is transit, 1 private. No findings.', { paths: [isPrivate, { verdict: 'transit' as const }] }],
    ['✓ 1 of 1 path is private. 1 warning.', { paths: [isPrivate], findings: [warning] }],
    ['✗ 1 of 2 paths is public, 1 private. 1 error.', { paths: [isPrivate, {}], findings: [{}] }],
    ['✓ 1 of 1 path is private. No findings.', { paths: [isPrivate, { primary: false }] }],
    ['✗ 1 of 1 path is public. The audit is incomplete.', { paths: [{}], gaps: [{}] }],
    ['? Of what could be read, 1 of 1 path is private. The audit is incomplete.', { paths: [isPrivate], gaps: [{}] }],
    ['? No path was checked. The audit is incomplete.', { gaps: [{}] }],
    ['✓ There are no paths to check. No findings.', {}],
  ])('is: %s', (verdict, spec) => {
    expect(lastLine(draw(reportOf(spec)))).toBe(verdict);
  });

  it('is no good one where a split path is public in part', () => {
    const parts = [{ verdict: 'public' as const, via: nat('nat-a'), through: [], reason: null, cidrs: ['3.5.0.0/16'] }];

    expect(lastLine(draw(reportOf({ paths: [{ verdict: 'split', parts }] })))).toMatch(/^✗ 1 of 1 path is split/);
  });
});

describe('any table', () => {
  const styles = fc.record({
    columns: fc.integer({ min: 0, max: 140 }),
    color: fc.boolean(),
    detail: fc.constantFrom('quiet', 'summary', 'normal', 'verbose'),
    groupBy: fc.constantFrom(undefined, ...groupings),
  });

  it('keeps within the columns, at least 60, and lets nothing through that a terminal obeys', () => {
    fc.assert(
      fc.property(hostileReport, styles, (report, style) => {
        const text = table(report, style).replace(style.color ? /\u001b\[\d+m/g : /$^/, '');

        // A command is never broken, and on its own line.
        for (const line of text.split('\n').filter((one) => !/^ *\$ /.test(one)))
          expect(displayWidth(line)).toBeLessThanOrEqual(Math.max(60, style.columns));
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
      }),
    );
  });

  it('is the same for the same report', () => {
    fc.assert(
      fc.property(hostileReport, styles, (report, style) => {
        expect(table(report, style)).toBe(table(structuredClone(report), style));
      }),
    );
  });

  it('never says that nothing was found of an audit that is incomplete', () => {
    const text = draw(reportOf({ paths: [{ verdict: 'private' }], gaps: [{}] }));

    expect(text).not.toMatch(/no findings|all .* private|✓ (all|none)/i);
  });
});
