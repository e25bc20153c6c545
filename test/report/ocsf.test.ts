import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/audit.ts';
import { ocsf } from '../../src/report/ocsf.ts';
import { hostileReport } from '../support/hostile.ts';
import { reportOf } from '../support/report.ts';
import { faultsBy } from '../support/schema.ts';

const schemas = ['ocsf-1.3.0-compliance-finding.json', 'ocsf-1.6.0-compliance-finding.json'];
const validators = schemas.map(faultsBy);
const faults = (event: unknown) => validators.flatMap((faultsOf) => faultsOf(event));

const textOf = (report: Report): string => [...ocsf(report)].join('');
const eventsOf = (report: Report) =>
  textOf(report)
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

describe('ocsf', () => {
  it('writes a Compliance Finding that conforms to schema 1.3 and 1.6', () => {
    const report = reportOf({
      findings: [
        {},
        { severity: 'note', confidence: 'likely', service: null, accepted: { by: 'baseline', reason: 'legacy' } },
      ],
      rules: [{ title: 'Leaves publicly', category: 'exposure', page: 'https://example.com/public-path' }],
      gaps: [{}, { resource: 'pl-1', kind: 'failed' }],
    });

    expect(eventsOf(report).flatMap(faults)).toEqual([]);
  });

  it('says what failed, where, how gravely, and what to do', () => {
    const [event] = eventsOf(reportOf({ findings: [{ fingerprint: 'f00d' }], rules: [{ title: 'Leaves publicly' }] }));

    expect(event).toMatchObject({
      class_uid: 2003,
      category_uid: 2,
      type_uid: 200301,
      activity_id: 1,
      severity_id: 4,
      status_id: 1,
      time: Date.parse('2026-11-02T03:04:05Z'),
      message: 'subnet-app reaches s3 publicly through nat-main',
      finding_info: { uid: 'f00d', title: 'Leaves publicly' },
      compliance: { control: 'public-path', status_id: 3, status: 'Fail' },
      remediation: { desc: 'Create a gateway endpoint for s3 in vpc-main' },
      resources: [
        { uid: 'subnet-app', type: 'AWS::EC2::Subnet', region: 'ap-northeast-2' },
        { uid: 'vpc-main', type: 'AWS::EC2::VPC', region: 'ap-northeast-2' },
      ],
      cloud: { provider: 'AWS', region: 'ap-northeast-2', account: { uid: '111122223333', type_id: 10 } },
      metadata: { version: '1.6.0', profiles: ['cloud'], product: { name: 'vpce-audit', version: '1.0.0' } },
    });
  });

  it('calls what is accepted suppressed, and says by what and why', () => {
    const accepted = { by: 'baseline', reason: 'legacy', expires: '2027-01-31' };

    expect(eventsOf(reportOf({ findings: [{ accepted }] }))).toMatchObject([
      { status_id: 3, status: 'Suppressed', comment: 'Accepted by baseline until 2027-01-31: legacy' },
    ]);
  });

  it('warns of what was not read', () => {
    expect(eventsOf(reportOf({ gaps: [{}] }))).toMatchObject([
      {
        compliance: { control: 'audit-incomplete', status_id: 2, status: 'Warning' },
        remediation: { desc: 'Allow ec2:DescribeNatGateways' },
      },
    ]);
  });

  it('is dated 1970 where nobody knows when the facts were read', () => {
    expect(eventsOf(reportOf({ scopes: [{ takenAt: null }], findings: [{}] }))[0]?.time).toBe(0);
  });

  it('conforms, one event a line, whatever the names', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        expect(eventsOf(report)).toHaveLength(4);
        expect(eventsOf(report).flatMap(faults)).toEqual([]);
        expect(textOf(report)).not.toMatch(/[^\P{Cc}\n]|[\p{Cs}\p{Zl}\p{Zp}\u202e\u200b]/u);
      }),
      { numRuns: 50 },
    );
  });
});
