import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/audit.ts';
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

describe('the matrix', () => {
  it('has a row a subnet and a column a service', () => {
    const text = draw(
      reportOf({
        paths: [
          { service: 's3', verdict: 'private', via: gatewayEndpoint('vpce-s3') },
          { service: 'ec2' },
          { subnetId: 'subnet-db', service: 's3', verdict: 'unreachable', reason: 'no-route' },
          { subnetId: 'subnet-db', service: 'ec2', verdict: 'unknown', reason: 'custom-dns-server' },
        ],
      }),
    );

    expect(text).toContain(`
  subnet           s3                      ec2
  ───────────────  ──────────────────────  ───────────────────────────
  app  subnet-app  ✓ private     vpce-s3   ✗ public  nat-main
  db   subnet-db   ⊘ unreachable no-route  ? unknown custom-dns-server
`);
  });

  it('says what a private path pays for on its way', () => {
    const text = draw(
      reportOf({ paths: [{ verdict: 'private', via: gatewayEndpoint('vpce-s3'), through: [nat('nat-main')] }] }),
    );

    expect(text).toContain('✓ private vpce-s3 via nat-main');
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
    expect(text).toContain('* could be overturned by what was not read or is not documented');
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
    expect(draw(reportOf({ paths: [{ family: 'ipv6' }] }))).toContain('app  subnet-app IPv6  ✗ public nat-main');
  });

  it('gives each service a line where the columns are too few', () => {
    const services = ['s3', 'dynamodb', 'ec2', 'sts', 'ecr.api'];
    const text = draw(reportOf({ paths: services.map((service) => ({ service })) }), { columns: 60 });

    expect(text).toContain(`
  subnet-app  app
    s3        ✗ public  nat-main  no-endpoint
    dynamodb  ✗ public  nat-main  no-endpoint
    ec2       ✗ public  nat-main  no-endpoint
    sts       ✗ public  nat-main  no-endpoint
    ecr.api   ✗ public  nat-main  no-endpoint
`);
  });

  it('tells subnets of one name apart where ids have no room', () => {
    const paths = ['subnet-0000000000000aaaa', 'subnet-0000000000000bbbb'].flatMap((subnetId) =>
      ['s3', 'dynamodb', 'ec2'].map((service) => ({
        subnetId,
        subnetName: 'app',
        service,
        via: nat('nat-07a3c5e91d6f2b840'),
      })),
    );
    const text = draw(reportOf({ paths }));

    expect(text).toContain('app  …0aaaa');
    expect(text).toContain('app  …0bbbb');
  });

  it('aligns names of wide characters and emoji', () => {
    const names = ['東京', '👩‍💻 dev', 'e\u0301te\u0301'];
    const text = draw(
      reportOf({ paths: names.map((subnetName, index) => ({ subnetId: `subnet-${index}`, subnetName })) }),
    );
    const columns = names.map((name) => {
      const line = lineWith(text, name);
      return displayWidth(line.slice(0, line.indexOf('✗')));
    });

    expect(new Set(columns).size).toBe(1);
  });

  it('folds subnets of one fate where they are too many to take in', () => {
    const report = reportOf({
      paths: many(300).map((index) => ({ subnetId: `subnet-${index}`, via: nat(index < 100 ? 'nat-a' : 'nat-b') })),
    });

    expect(lineWith(draw(report), 'nat-a')).toBe('  100 subnets  ✗ public nat-a');
    expect(lineWith(draw(report), 'nat-b')).toBe('  200 subnets  ✗ public nat-b');
    expect(lineWith(draw(report, { detail: 'verbose' }), 'subnet-299')).toBe('  299  subnet-299  ✗ public nat-b');
  });

  it('folds by verdict alone where each subnet has a way of its own', () => {
    const report = reportOf({
      paths: many(50).map((index) => ({ subnetId: `subnet-${index}`, via: nat(`nat-${index}`) })),
    });

    expect(lineWith(draw(report), 'subnets')).toBe('  50 subnets  ✗ public 50 ways');
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
});

describe('interface endpoints', () => {
  it('are listed where their private DNS is not in effect, with the reasons', () => {
    const dns = { names: [], reasons: [] };
    const text = draw(
      reportOf({
        endpoints: [
          { service: 'ec2', privateDns: { ...dns, status: 'effective' } },
          { service: 'sts', privateDns: { ...dns, status: 'ineffective', reasons: ['dns-hostnames-off'] } },
          { service: 's3', type: 'gateway' },
          { service: 'logs', state: 'pending', privateDns: { ...dns, status: 'off' } },
        ],
      }),
    );

    expect(text).toContain(`
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
    → Create a gateway endpoint for s3 in vpc-main

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
    detail: fc.constantFrom('quiet', 'normal', 'verbose'),
  });

  it('keeps within the columns, at least 60, and lets nothing through that a terminal obeys', () => {
    fc.assert(
      fc.property(hostileReport, styles, (report, style) => {
        const text = table(report, style).replace(style.color ? /\u001b\[\d+m/g : /$^/, '');

        for (const line of text.split('\n'))
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
