import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../../src/report/plain-text.ts';
import { draw, lineWith, many } from '../../support/drawn-table.ts';
import { gatewayEndpoint, internet, nat, reportOf } from '../../support/report.ts';

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
    expect(text).toContain('\n* something could overturn it: explain says what\n');
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
