import { describe, expect, it } from 'vitest';
import { table } from '../../../src/report/table.ts';
import { gatewayEndpoint, internet, nat, reportOf } from '../../support/report.ts';

const vpc = { vpcId: 'vpc-0c4a1e5b7d2f93a60', vpcName: 'Cake-VPC' };
const open = {
  ...vpc,
  subnetId: 'subnet-0a1f4c7e29b3d5860',
  subnetName: 'Cake-Public-1',
  via: internet('igw-0f2e8c6d4b1a39570'),
};
const one = {
  ...vpc,
  subnetId: 'subnet-0c93e71b4fa2d6058',
  subnetName: 'Cake-Private-1',
  via: nat('nat-07a3c5e91d6f2b840'),
};
const two = {
  ...vpc,
  subnetId: 'subnet-0d5b82f6c13ea7494',
  subnetName: 'Cake-Private-2',
  via: nat('nat-07a3c5e91d6f2b840'),
};
const s3 = gatewayEndpoint('vpce-0a7d3f1c9b25e8460');
const privateDns = 'Turn on private DNS of vpce-09e4b7d2a5c81f360';

const cake = reportOf({
  paths: [
    { ...open, service: 's3', reason: 'route-table-not-associated' },
    { ...open, service: 'ec2', reason: 'private-dns-off' },
    { ...one, service: 's3', verdict: 'private', via: s3, reason: null },
    { ...one, service: 'ec2', reason: 'private-dns-off' },
    { ...two, service: 's3', reason: 'route-table-not-associated' },
    { ...two, service: 'ec2', reason: 'private-dns-off' },
    { ...two, service: 's3', name: '*.s3.ap-northeast-2.amazonaws.com', primary: false },
  ],
  endpoints: [
    { ...vpc, endpointId: s3.id, type: 'gateway', service: 's3' },
    { ...vpc, endpointId: 'vpce-09e4b7d2a5c81f360', privateDns: { status: 'off', names: [], reasons: [] } },
  ],
  findings: [
    {
      ...vpc,
      resource: two.subnetId,
      message: `${two.subnetId} (Cake-Private-2) reaches s3 publicly through nat-07a3c5e91d6f2b840`,
      remedy: 'Associate rtb-03d95b7e60fa1c284 with vpce-0a7d3f1c9b25e8460',
    },
    {
      ...vpc,
      resource: one.subnetId,
      service: 'ec2',
      message: `${one.subnetId} (Cake-Private-1) reaches ec2 publicly through nat-07a3c5e91d6f2b840`,
      remedy: privateDns,
    },
    { ...vpc, resource: two.subnetId, service: 'ec2', message: 'likewise', remedy: privateDns },
    {
      ...vpc,
      rule: 'private-dns-off',
      severity: 'warning',
      resource: 'vpce-09e4b7d2a5c81f360',
      service: 'ec2',
      message: 'vpce-09e4b7d2a5c81f360 offers private names and does not use them',
      remedy: privateDns,
    },
  ],
  rules: [{ id: 'public-path', findings: 3 }, { id: 'private-dns-off', findings: 1 }, { id: 'nat-toll' }],
});

describe('the table of the Cake VPC', () => {
  it('fits into 60 columns by shortening what carries', () => {
    expect(table(cake, { columns: 60, color: false })).toBe(`vpc-0c4a1e5b7d2f93a60  Cake-VPC · ap-northeast-2

  subnet          s3                    ec2
  ──────────────  ────────────────────  ────────────────────
  Cake-Public-1   ✗ public  igw-0f2e8…  ✗ public igw-0f2e8c…
  Cake-Private-1  ✓ private vpce-0a7d…  ✗ public nat-07a3c5…
  Cake-Private-2  ✗ public  nat-07a3c…  ✗ public nat-07a3c5…

  interface endpoints whose private DNS is not in effect
    vpce-09e4b7d2a5c81f360  ec2  off

findings

  error public-path × 2
    subnet-0c93e71b4fa2d6058 (Cake-Private-1) reaches ec2
    publicly through nat-07a3c5e91d6f2b840
    Likewise subnet-0d5b82f6c13ea7494 (Cake-Private-2)
    → Turn on private DNS of vpce-09e4b7d2a5c81f360

  error public-path
    subnet-0d5b82f6c13ea7494 (Cake-Private-2) reaches s3
    publicly through nat-07a3c5e91d6f2b840
    → Associate rtb-03d95b7e60fa1c284 with
      vpce-0a7d3f1c9b25e8460

  warning private-dns-off
    vpce-09e4b7d2a5c81f360 offers private names and does not
    use them
    → Turn on private DNS of vpce-09e4b7d2a5c81f360

checked
  6 paths · 5 public · 1 private
  1 path of other names · 1 public
  3 of 3 rules

✗ 5 of 6 paths are public, 1 private. 3 errors, 1 warning.
`);
  });

  it('tells subnets by name and id at 80 columns', () => {
    expect(
      table(cake, { columns: 80, color: false }),
    ).toBe(`vpc-0c4a1e5b7d2f93a60  Cake-VPC · ap-northeast-2 · 111122223333

  subnet                        s3                       ec2
  ────────────────────────────  ───────────────────────  ───────────────────────
  Cake-Public-1   subnet-0a1f…  ✗ public  igw-0f2e8c6d…  ✗ public igw-0f2e8c6d4…
  Cake-Private-1  subnet-0c93…  ✓ private vpce-0a7d3f1…  ✗ public nat-07a3c5e91…
  Cake-Private-2  subnet-0d5b…  ✗ public  nat-07a3c5e9…  ✗ public nat-07a3c5e91…

  interface endpoints whose private DNS is not in effect
    vpce-09e4b7d2a5c81f360  ec2  off

findings

  error public-path × 2
    subnet-0c93e71b4fa2d6058 (Cake-Private-1) reaches ec2 publicly through
    nat-07a3c5e91d6f2b840
    Likewise subnet-0d5b82f6c13ea7494 (Cake-Private-2)
    → Turn on private DNS of vpce-09e4b7d2a5c81f360

  error public-path
    subnet-0d5b82f6c13ea7494 (Cake-Private-2) reaches s3 publicly through
    nat-07a3c5e91d6f2b840
    → Associate rtb-03d95b7e60fa1c284 with vpce-0a7d3f1c9b25e8460

  warning private-dns-off
    vpce-09e4b7d2a5c81f360 offers private names and does not use them
    → Turn on private DNS of vpce-09e4b7d2a5c81f360

checked
  6 paths · 5 public · 1 private
  1 path of other names · 1 public
  3 of 3 rules

✗ 5 of 6 paths are public, 1 private. 3 errors, 1 warning.
`);
  });

  it('shows whole ids as soon as there is room', () => {
    expect(
      table(cake, { columns: 120, color: false }),
    ).toBe(`vpc-0c4a1e5b7d2f93a60  Cake-VPC · ap-northeast-2 · 111122223333

  subnet                                    s3                                ec2
  ────────────────────────────────────────  ────────────────────────────────  ──────────────────────────────
  Cake-Public-1   subnet-0a1f4c7e29b3d5860  ✗ public  igw-0f2e8c6d4b1a39570   ✗ public igw-0f2e8c6d4b1a39570
  Cake-Private-1  subnet-0c93e71b4fa2d6058  ✓ private vpce-0a7d3f1c9b25e8460  ✗ public nat-07a3c5e91d6f2b840
  Cake-Private-2  subnet-0d5b82f6c13ea7494  ✗ public  nat-07a3c5e91d6f2b840   ✗ public nat-07a3c5e91d6f2b840

  interface endpoints whose private DNS is not in effect
    vpce-09e4b7d2a5c81f360  ec2  off

findings

  error public-path × 2
    subnet-0c93e71b4fa2d6058 (Cake-Private-1) reaches ec2 publicly through nat-07a3c5e91d6f2b840
    Likewise subnet-0d5b82f6c13ea7494 (Cake-Private-2)
    → Turn on private DNS of vpce-09e4b7d2a5c81f360

  error public-path
    subnet-0d5b82f6c13ea7494 (Cake-Private-2) reaches s3 publicly through nat-07a3c5e91d6f2b840
    → Associate rtb-03d95b7e60fa1c284 with vpce-0a7d3f1c9b25e8460

  warning private-dns-off
    vpce-09e4b7d2a5c81f360 offers private names and does not use them
    → Turn on private DNS of vpce-09e4b7d2a5c81f360

checked
  6 paths · 5 public · 1 private
  1 path of other names · 1 public
  3 of 3 rules

✗ 5 of 6 paths are public, 1 private. 3 errors, 1 warning.
`);
  });

  it('keeps to the findings and the verdict when asked to be quiet', () => {
    expect(table(cake, { columns: 120, color: false, detail: 'quiet' })).toBe(`findings

  error public-path × 2
    subnet-0c93e71b4fa2d6058 (Cake-Private-1) reaches ec2 publicly through nat-07a3c5e91d6f2b840
    Likewise subnet-0d5b82f6c13ea7494 (Cake-Private-2)
    → Turn on private DNS of vpce-09e4b7d2a5c81f360

  error public-path
    subnet-0d5b82f6c13ea7494 (Cake-Private-2) reaches s3 publicly through nat-07a3c5e91d6f2b840
    → Associate rtb-03d95b7e60fa1c284 with vpce-0a7d3f1c9b25e8460

  warning private-dns-off
    vpce-09e4b7d2a5c81f360 offers private names and does not use them
    → Turn on private DNS of vpce-09e4b7d2a5c81f360

✗ 5 of 6 paths are public, 1 private. 3 errors, 1 warning.
`);
  });

  it('speaks ASCII to terminals that know nothing else', () => {
    const text = table(cake, { columns: 80, color: false, ascii: true });

    expect(text).not.toMatch(/[^\n\x20-\x7e]/);
    expect(text).toContain('+ private vpce-0a7d');
    expect(text).toContain('x public  nat-07a3');
  });

  it('says the same with colours as without', () => {
    for (const columns of [60, 80, 120]) {
      const coloured = table(cake, { columns, color: true });

      expect(coloured).toContain('\u001b[31m✗ public');
      expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(table(cake, { columns, color: false }));
    }
  });
});
