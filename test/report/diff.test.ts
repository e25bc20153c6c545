import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffReports } from '../../src/diff/diff-reports.ts';
import { diffJson, diffText } from '../../src/report/diff.ts';
import { plain } from '../../src/report/plain-text.ts';
import { hostileReport } from '../support/hostile.ts';
import { behindNat } from '../support/world.ts';

type Net = ReturnType<typeof behindNat>;

const style = { columns: 80, color: false };
const diff = (before: Net, after: Net) =>
  diffReports(before.report(['s3']), after.report(['s3']), before.snapshot(), after.snapshot());
const empty = { schemaVersion: 1 as const, scopes: [] };

describe('a difference in words', () => {
  it('tells each cause with the verdicts that came of it, and the findings', () => {
    const before = behindNat().gateway('vpce-s3', 's3', ['a']);
    const after = behindNat().gateway('vpce-s3', 's3', []);

    expect(diffText(diff(before, after), style)).toMatchInlineSnapshot(`
      "rtb-a: route pl-s3 → vpce-s3 removed
      vpce-s3: route table rtb-a removed
        ✓ private vpce-s3 → ✗ public nat-main (route-table-not-associated)
          subnet-a s3
          subnet-a s3 *.s3.amazonaws.com
          subnet-a s3 *.s3.us-east-1.amazonaws.com
          subnet-a s3 s3.amazonaws.com
          subnet-a s3 s3.dualstack.us-east-1.amazonaws.com

      new findings
        error public-path: subnet-a reaches S3 publicly through nat-main: rtb-a is
          not associated with gateway endpoint vpce-s3
        warning idle-gateway-endpoint: No route table of vpc-main leads to gateway
          endpoint vpce-s3 for com.amazonaws.us-east-1.s3

      5 verdicts changed; 2 findings appeared, 0 disappeared.
      "
    `);
  });

  it('says that nothing changed', () => {
    expect(diffText(diff(behindNat(), behindNat()), style)).toBe('No verdict and no finding changed.\n');
  });

  it('says which side is incomplete', () => {
    const unread = () => behindNat().unread('natGateways', 'ec2:DescribeNatGateways');

    expect(diffText(diff(unread(), unread()), style)).toBe(
      'No verdict and no finding changed. The audit before is incomplete. The audit\nafter is incomplete.\n',
    );
  });

  it('leaves the causes out where only the findings are asked for', () => {
    const text = diffText(diff(behindNat().gateway('vpce-s3', 's3', ['a']), behindNat()), {
      ...style,
      detail: 'quiet',
    });

    expect(text).not.toContain('vpce-s3: endpoint removed');
    expect(text).toContain('new findings');
  });

  it('obeys no name that tells a terminal what to do', () => {
    fc.assert(
      fc.property(hostileReport, hostileReport, (before, after) => {
        const text = diffText(diffReports(before, after, empty, empty), style);

        expect(text.split('\n')).toEqual(text.split('\n').map(plain));
      }),
      { numRuns: 100 },
    );
  });
});

describe('a difference as JSON', () => {
  it('says all of it, and nothing that a terminal would obey', () => {
    fc.assert(
      fc.property(hostileReport, hostileReport, (before, after) => {
        const difference = diffReports(before, after, empty, empty);
        const text = diffJson(difference);

        expect(JSON.parse(text).paths).toHaveLength(difference.paths.length);
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
      }),
      { numRuns: 100 },
    );
  });
});
