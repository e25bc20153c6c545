import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain } from '../../src/report/explain.ts';
import { displayWidth } from '../../src/report/plain-text.ts';
import { hostileReport } from '../support/hostile.ts';
import { gatewayEndpoint, nat, reportOf } from '../support/report.ts';

const style = { columns: 80, color: false };

const lookup = {
  at: 'public DNS',
  does: 'answers',
  because: 's3.ap-northeast-2.amazonaws.com with public addresses of the service',
} as const;
const toNat = { at: 'rtb-03d95b7e60fa1c284', does: 'routes', because: '0.0.0.0/0 → nat-07a3c5e91d6f2b840' } as const;
const toGateway = {
  at: 'rtb-01b7f3e5d92c8a640',
  does: 'routes',
  because: '0.0.0.0/0 → igw-0f2e8c6d4b1a39570',
} as const;
const out = { at: 'igw-0f2e8c6d4b1a39570', does: 'delivers', because: 'to public AWS addresses' } as const;

const publicPath = {
  subnetId: 'subnet-0d5b82f6c13ea7494',
  subnetName: 'Cake-Private-2',
  via: nat('nat-07a3c5e91d6f2b840'),
  reason: 'route-table-not-associated',
  hops: [lookup, toNat, toGateway, out],
};
const finding = {
  resource: 'subnet-0d5b82f6c13ea7494',
  remedy: 'Associate rtb-03d95b7e60fa1c284 with vpce-0a7d3f1c9b25e8460',
};

describe('the explanation of a path', () => {
  it('goes from the lookup over every hop to the verdict and the remedy', () => {
    const other = { ...publicPath, name: '*.s3.ap-northeast-2.amazonaws.com', primary: false };
    const report = reportOf({ paths: [publicPath, other], findings: [finding] });

    expect(explain(report, style)).toBe(`subnet-0d5b82f6c13ea7494 (Cake-Private-2) → s3
vpc-main (main) · ap-northeast-2 · 111122223333

s3.ap-northeast-2.amazonaws.com over IPv4
  a DNS lookup answers
    1. public DNS             answers   s3.ap-northeast-2.amazonaws.com with
                                        public addresses of the service
  a packet goes
    2. rtb-03d95b7e60fa1c284  routes    0.0.0.0/0 → nat-07a3c5e91d6f2b840
    3. rtb-01b7f3e5d92c8a640  routes    0.0.0.0/0 → igw-0f2e8c6d4b1a39570
    4. igw-0f2e8c6d4b1a39570  delivers  to public AWS addresses
  ✗ public via nat-gateway nat-07a3c5e91d6f2b840
    route-table-not-associated: the gateway endpoint is not associated with
    this route table

other names
  *.s3.ap-northeast-2.amazonaws.com  IPv4  ✗ public  nat-07a3c5e91d6f2b840

→ Associate rtb-03d95b7e60fa1c284 with vpce-0a7d3f1c9b25e8460
  public-path, error
`);
  });

  it('puts what stands at a hop on a line of its own at 60 columns', () => {
    expect(explain(reportOf({ paths: [publicPath] }), { ...style, columns: 60 })).toContain(`
    2. rtb-03d95b7e60fa1c284
       routes    0.0.0.0/0 → nat-07a3c5e91d6f2b840
`);
  });

  it('tells the parts of a split path with their addresses, and what is crossed', () => {
    const parts = [
      {
        verdict: 'private',
        via: gatewayEndpoint('vpce-s3'),
        through: [nat('nat-a')],
        reason: null,
        cidrs: ['3.5.0.0/16'],
      },
      { verdict: 'public', via: nat('nat-a'), through: [], reason: 'overriding-route', cidrs: ['52.219.0.0/16'] },
    ] as const;

    expect(explain(reportOf({ paths: [{ verdict: 'split', parts }] }), style)).toContain(`
  ≠ split
    ✓ private via gateway-endpoint vpce-s3, through nat-gateway nat-a
      3.5.0.0/16
    ✗ public via nat-gateway nat-a
      overriding-route: a more specific route takes the traffic past the
      endpoint
      52.219.0.0/16
`);
  });

  it('tells both address families', () => {
    const text = explain(
      reportOf({ paths: [publicPath, { ...publicPath, family: 'ipv6', name: 's3.dualstack.example' }] }),
      style,
    );

    expect(text).toContain('s3.ap-northeast-2.amazonaws.com over IPv4');
    expect(text).toContain('s3.dualstack.example over IPv6');
  });

  it('tells what could overturn it', () => {
    const doubts = ['ec2:DescribeNatGateways was not read: nat-a may be private'];

    expect(explain(reportOf({ paths: [{ doubts }] }), style)).toContain(
      '  doubt: ec2:DescribeNatGateways was not read: nat-a may be private\n',
    );
  });

  it('shows a reason it has no words for as it is', () => {
    expect(explain(reportOf({ paths: [{ reason: 'of-a-later-version' }] }), style)).toContain(
      '\n    of-a-later-version\n',
    );
  });

  it('comes after what becomes of each, by subnet where there are several', () => {
    const other = {
      subnetId: 'subnet-b',
      subnetName: 'db',
      verdict: 'private' as const,
      via: gatewayEndpoint('vpce-s3'),
    };

    expect(explain(reportOf({ paths: [publicPath, other] }), style)).toMatch(
      /^subnet-0d5b82f6c13ea7494 \(Cake-Private-2\) {2}s3 {2}✗ public {3}nat-07a3c5e91d6f2b840\nsubnet-b \(db\) +s3 {2}✓ private {2}vpce-s3\n\n\n/,
    );
  });

  it('says so when there is nothing to explain', () => {
    expect(explain(reportOf({}), style)).toBe('There is no path to explain.\n');
  });

  it('keeps within the columns and lets nothing through that a terminal obeys', () => {
    fc.assert(
      fc.property(hostileReport, fc.integer({ min: 60, max: 140 }), (report, columns) => {
        const text = explain(report, { columns, color: false });

        for (const line of text.split('\n').filter((one) => !/^ *\$ /.test(one)))
          expect(displayWidth(line)).toBeLessThanOrEqual(columns);
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
      }),
    );
  });
});

describe('the remedies', () => {
  it('are those of the subnet, of what the packet crosses, and of the service as a whole', () => {
    const report = reportOf({
      paths: [publicPath],
      findings: [
        finding,
        { rule: 'nat-toll', resource: 'nat-07a3c5e91d6f2b840', service: null, remedy: 'Mind the toll' },
        { rule: 'private-dns-off', resource: 'vpce-s3', remedy: 'Turn on private DNS of vpce-s3' },
        { resource: 'subnet-other', remedy: 'Mend another subnet' },
        { resource: 'subnet-0d5b82f6c13ea7494', service: 'ec2', remedy: 'Mend another service' },
        { rule: 'blackhole-route', resource: 'rtb-other', service: null, remedy: 'Mend another table' },
        { vpcId: 'vpc-other', remedy: 'Mend another VPC' },
      ],
    });
    const remedies = explain(report, style).match(/^→ .*$/gm);

    expect(remedies).toEqual([
      '→ Mind the toll',
      '→ Turn on private DNS of vpce-s3',
      '→ Associate rtb-03d95b7e60fa1c284 with vpce-0a7d3f1c9b25e8460',
    ]);
  });

  it('give way to who answers for an accepted finding', () => {
    const accepted = { by: 'baseline', reason: 'until the move' };
    const text = explain(reportOf({ paths: [publicPath], findings: [{ ...finding, accepted }] }), style);

    expect(text).toContain('public-path is accepted by baseline: until the move\n');
    expect(text).not.toContain('→ Associate');
  });
});
