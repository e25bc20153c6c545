import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyBaseline } from '../../../src/acceptance/baseline/apply.ts';
import { parseBaseline } from '../../../src/acceptance/baseline/parse.ts';
import { pruneBaseline, staleEntries } from '../../../src/acceptance/baseline/stale.ts';
import { baselineOf, writeBaseline } from '../../../src/acceptance/baseline/write.ts';
import { excessOf } from '../../../src/acceptance/sighting.ts';
import type { Finding } from '../../../src/audit.ts';
import { exitCodeOf } from '../../../src/cli/exit-code.ts';
import { auditedServices, networkSpec, worldOf } from '../../support/network-spec.ts';
import { reportOf } from '../../support/report.ts';

const whole = { vpcs: [], subnets: [] };
const today = '2026-11-25';

describe('a baseline in force', () => {
  const report = reportOf({ findings: [{ resource: 'subnet-a' }] });
  const baseline = baselineOf(report, { reason: 'until the move', expires: '2027-01-31' });

  it('says of what it accepts why and until when', () => {
    expect(applyBaseline(report, baseline, today).report.findings[0]?.accepted).toEqual({
      by: 'baseline',
      reason: 'until the move',
      expires: '2027-01-31',
    });
  });

  it('lets a finding count again on the day that its entry expires, and says so', () => {
    const { report: after, expired } = applyBaseline(report, baseline, '2027-01-31');

    expect(after.summary.findings.error).toBe(1);
    expect(expired).toEqual(baseline.accepted);
  });

  it('does not bring up expired entries whose findings are gone', () => {
    expect(applyBaseline(reportOf({}), baseline, '2028-01-01').expired).toEqual([]);
  });
});

describe('an entry of a baseline', () => {
  const { accepted: entries } = baselineOf(reportOf({ findings: [{ severity: 'warning' }] }), { reason: 'x' });
  const applied = (finding: Partial<Finding>, schemaVersion: 1 | 2 = 2) =>
    applyBaseline(
      reportOf({ findings: [{ severity: 'warning', ...finding }] }),
      {
        schemaVersion,
        accepted: schemaVersion === 2 ? entries : entries.map(({ severity: _, exits: __, ...entry }) => entry),
      },
      today,
    );

  it.each([
    [{ severity: 'error' }, 'it is for severity warning, and the finding is of severity error'],
    [{ exits: ['internet-gateway'] }, 'it is for nat-gateway, and the finding is of internet-gateway'],
    [{ exits: ['internet-gateway', 'nat-gateway'] }, 'it is for nat-gateway, and the finding is of internet-gateway'],
  ] as const)('accepts no more than it says: %o', (change, because) => {
    const { report, refused } = applied(change);

    expect(report.findings[0]?.accepted).toBeUndefined();
    expect(refused).toEqual([{ finding: report.findings[0], because }]);
  });

  it('accepts less than it says', () => {
    expect(applied({ severity: 'note', exits: [] }).report.summary.accepted).toBe(1);
  });

  it.each(['rule', 'account', 'region', 'vpcId', 'resource', 'service'] as const)(
    'whose fingerprint is of another %s accepts nothing',
    (key) => {
      const report = reportOf({ findings: [{}] });
      const forged = baselineOf(report, { reason: 'x' }).accepted.map((entry) => ({ ...entry, [key]: 'other' }));
      const { refused } = applyBaseline(report, { schemaVersion: 2, accepted: forged }, today);

      expect(refused[0]?.because).toMatch(new RegExp(`^it says ${key} other, and its fingerprint is of `));
    },
  );

  it('of version 1 limits neither severity nor exits', () => {
    expect(applied({ severity: 'error', exits: ['internet-gateway'] }, 1).report.summary.accepted).toBe(1);
  });
});

describe('a stale entry', () => {
  const baseline = baselineOf(reportOf({ findings: [{ resource: 'subnet-a' }] }), { reason: 'until the move' });
  const rules = [{ id: 'public-path' }];
  const fixed = reportOf({ rules, paths: [{ subnetId: 'subnet-a', verdict: 'private' }] });

  it('is one whose finding is gone', () => {
    expect(staleEntries(fixed, baseline, whole)).toEqual(baseline.accepted);
  });

  it('is one whose subnet is gone', () => {
    const gone = reportOf({ rules, paths: [{ subnetId: 'subnet-b', verdict: 'private' }] });

    expect(staleEntries(gone, baseline, whole)).toEqual(baseline.accepted);
  });

  it.each([
    ['matches', reportOf({ rules, paths: [{}], findings: [{ resource: 'subnet-a' }] }), whole],
    [
      'matches what something else accepts',
      reportOf({ rules, paths: [{}], findings: [{ resource: 'subnet-a', accepted: { by: 'config', reason: 'x' } }] }),
      whole,
    ],
    [
      'is of another Region',
      reportOf({ rules, scopes: [{ region: 'eu-west-1' }], paths: [{ verdict: 'private' }] }),
      whole,
    ],
    ['is of another account', reportOf({ rules, scopes: [{ account: '2' }], paths: [{ verdict: 'private' }] }), whole],
    ['is of a VPC that was not asked for', fixed, { vpcs: ['vpc-other'], subnets: [] }],
    ['is of a subnet that was not asked for', fixed, { vpcs: [], subnets: ['subnet-b'] }],
    [
      'is of a service that was not audited',
      reportOf({ rules, paths: [{ service: 'ec2', verdict: 'private' }] }),
      whole,
    ],
    ['is of a rule that is off', reportOf({ rules: [{ id: 'nat-toll' }], paths: [{ verdict: 'private' }] }), whole],
    [
      'is of a rule that could not read what it needs',
      reportOf({ rules: [{ id: 'public-path', outcome: 'inconclusive' }], paths: [{ verdict: 'private' }] }),
      whole,
    ],
    [
      'is of a path of which nothing is known',
      reportOf({ rules, paths: [{ subnetId: 'subnet-a', verdict: 'unknown' }] }),
      whole,
    ],
  ])('is none that %s', (_title, report, extent) => {
    expect(staleEntries(report, baseline, extent)).toEqual([]);
  });

  it('is none without a service where the audit leaves out a service that the baseline knows', () => {
    const both = baselineOf(
      reportOf({ findings: [{ rule: 'attachment-zone-gap', service: null }, { service: 'sts' }] }),
      { reason: 'x' },
    );
    const narrow = reportOf({ rules: [{ id: 'attachment-zone-gap' }, ...rules], paths: [{ verdict: 'private' }] });

    expect(staleEntries(narrow, both, whole)).toEqual([]);
  });

  it('is gone from a pruned baseline, which keeps the others as they are', () => {
    const two = baselineOf(reportOf({ findings: [{ resource: 'subnet-a' }, { resource: 'subnet-b' }] }), {
      reason: 'x',
    });
    const [first, second] = two.accepted;

    expect(pruneBaseline(two, first === undefined ? [] : [first]).accepted).toEqual([second]);
  });
});

describe('the baseline of a report', () => {
  it('silences exactly that report', () => {
    fc.assert(
      fc.property(networkSpec, (spec) => {
        const report = worldOf(spec).report(auditedServices);
        const baseline = parseBaseline(writeBaseline(report, { reason: 'x' }), 'b.json');
        const after = applyBaseline(report, baseline, today).report;

        expect(after.summary.findings).toEqual({ error: 0, warning: 0, note: 0 });
        expect(after.summary.accepted ?? 0).toBe(report.findings.length);
        expect(after.findings.map(({ accepted: _accepted, ...finding }) => finding)).toEqual(report.findings);
        expect(staleEntries(report, baseline, whole)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('silences nothing of another report but the findings that are the same', () => {
    fc.assert(
      fc.property(networkSpec, networkSpec, (one, other) => {
        const before = worldOf(one).report(auditedServices);
        const now = worldOf(other).report(auditedServices);
        const known = new Map(before.findings.map((finding) => [finding.fingerprint, finding]));
        const isKnown = (finding: Finding): boolean => {
          const earlier = known.get(finding.fingerprint);

          return earlier !== undefined && excessOf(finding, earlier) === null;
        };
        const { report } = applyBaseline(now, baselineOf(before, { reason: 'x' }), today);

        expect(report.findings.filter(({ accepted }) => accepted !== undefined)).toHaveLength(
          now.findings.filter(isKnown).length,
        );
      }),
      { numRuns: 60 },
    );
  });

  it('holds through every renaming', () => {
    fc.assert(
      fc.property(networkSpec, fc.string(), (spec, name) => {
        const net = worldOf(spec);
        const baseline = baselineOf(net.report(auditedServices), { reason: 'x' });
        const { subnets, vpcs, vpcEndpoints, routeTables } = net.sections;
        for (const record of [...subnets, ...vpcs, ...vpcEndpoints, ...routeTables])
          record.Tags = [{ Key: 'Name', Value: name }];

        const { report } = applyBaseline(net.report(auditedServices), baseline, today);

        expect(report.findings.filter(({ accepted }) => accepted === undefined)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('never makes an audit with gaps pass', () => {
    fc.assert(
      fc.property(networkSpec, fc.constantFrom('error', 'warning', 'note', 'never'), (spec, failOn) => {
        const net = worldOf(spec).unread('vpcEndpoints', 'ec2:DescribeVpcEndpoints');
        const before = net.report(auditedServices);
        const { report } = applyBaseline(before, baselineOf(before, { reason: 'x' }), today);

        expect(exitCodeOf(report, failOn)).toBe(3);
      }),
      { numRuns: 30 },
    );
  });
});
