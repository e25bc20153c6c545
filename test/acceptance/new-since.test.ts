import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { acceptKnown, findingsIn, isReport, primaryIn, withEarlierRun } from '../../src/acceptance/new-since.ts';
import { audit, type Report } from '../../src/audit.ts';
import { json } from '../../src/report/json.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';
import { reportOf } from '../support/report.ts';
import { behindNat } from '../support/world.ts';

const parsed = (text: string) => {
  const value: unknown = JSON.parse(text);
  if (!isReport(value)) throw new Error('no report');

  return value;
};
const earlierOf = (report: Report) => findingsIn(parsed([...json(report)].join('')), 'b.json');

describe('what is new since an earlier report', () => {
  it('is open; what was found before is accepted and stays to be seen', () => {
    const before = behindNat().report();
    const now = behindNat()
      .subnet('b', { routes: { '0.0.0.0/0': 'nat-main' } })
      .report();
    const earlier = earlierOf(before);

    const { report } = acceptKnown(now, earlier, 'before.json');
    const open = report.findings.filter(({ accepted }) => accepted === undefined);

    expect(report.findings).toHaveLength(now.findings.length);
    expect(new Set(open.map(({ resource }) => resource))).toEqual(new Set(['subnet-b']));
    expect(report.findings.find(({ resource }) => resource === 'subnet-a')?.accepted).toEqual({
      by: 'new-since',
      reason: 'in before.json already',
    });
  });

  it('is told by a report of version 1 as well, which said every path in full', () => {
    const earlier = readFileSync(new URL('reports/v1.json', import.meta.url), 'utf8');
    const now = audit(demoSnapshot(), { source: 'demo', version: '0.0.0', services: [], vpcs: [], subnets: [] });
    const { report } = acceptKnown(now, findingsIn(parsed(earlier), 'v1.json'), 'v1.json');

    expect(JSON.parse(earlier).schemaVersion).toBe(1);
    expect(report.summary).toMatchObject({
      findings: { error: 0, warning: 0, note: 0 },
      accepted: now.findings.length,
    });
  });

  it('is told beside what was before: how many paths, which findings are gone, of what was asked for', () => {
    const before = reportOf({
      paths: [{}, { service: 'ec2' }],
      findings: [
        {},
        { service: 'ec2' },
        { service: 'sqs', fingerprint: 'sqs' },
        { vpcId: 'vpc-far', fingerprint: 'far' },
      ],
    });
    const value = parsed([...json(before)].join(''));
    const now = reportOf({ paths: [{}, { service: 'ec2', verdict: 'private' }], findings: [{}] });

    expect(
      withEarlierRun(now, findingsIn(value, 'b.json'), { file: 'b.json', primary: primaryIn(value) }).since,
    ).toEqual({
      file: 'b.json',
      primary: { public: 2 },
      gone: 1,
      known: 1,
    });
  });

  it('counts findings that were accepted then as known', () => {
    const before = reportOf({ findings: [{ accepted: { by: 'config', reason: 'x', expires: '2026-01-01' } }] });

    expect(acceptKnown(reportOf({ findings: [{}] }), earlierOf(before), 'b.json').report.summary).toMatchObject({
      findings: { error: 0 },
      accepted: 1,
    });
  });

  it.each([
    ['is graver', { severity: 'error' }, 'it is for severity warning, and the finding is of severity error'],
    [
      'leaves another way',
      { exits: ['internet-gateway'] },
      'it is for nat-gateway, and the finding is of internet-gateway',
    ],
    [
      'leaves another way besides',
      { exits: ['internet-gateway', 'nat-gateway'] },
      'the finding is of internet-gateway',
    ],
  ] as const)('counts where it %s now', (_title, change, because) => {
    const earlier = earlierOf(reportOf({ findings: [{ severity: 'warning' }] }));
    const { report, refused } = acceptKnown(reportOf({ findings: [{ severity: 'warning', ...change }] }), earlier, 'b');

    expect(report.findings[0]?.accepted).toBeUndefined();
    expect(refused).toEqual([{ finding: report.findings[0], because: expect.stringContaining(because) }]);
  });

  it('is known still where it is lighter, or leaves by fewer ways', () => {
    const earlier = earlierOf(reportOf({ findings: [{ exits: ['internet-gateway', 'nat-gateway'] }] }));
    const now = reportOf({ findings: [{ severity: 'note', exits: ['nat-gateway'] }] });

    expect(acceptKnown(now, earlier, 'b').report.summary.accepted).toBe(1);
  });

  it('accepts no finding by the fingerprint of another', () => {
    const [finding] = reportOf({ findings: [{}] }).findings;
    const forged = reportOf({ findings: [{ ...finding, service: 'ec2' }] });

    expect(acceptKnown(reportOf({ findings: [{}] }), earlierOf(forged), 'b').refused[0]?.because).toBe(
      'it says service ec2, and its fingerprint is of s3',
    );
  });

  it.each([
    ['of a later version', { schemaVersion: 3, paths: [], findings: [] }, 'does not know'],
    ['whose findings are no list', { schemaVersion: 1, paths: [], findings: {} }, 'findings must be a list'],
    [
      'whose finding has no fingerprint',
      { schemaVersion: 1, paths: [], findings: [{}] },
      'findings[0].rule is missing',
    ],
    ['that is none by its schema', { schemaVersion: 2, paths: [], findings: [] }, 'tool: an object is expected'],
  ])('is not told by a report %s', (_title, value, message) => {
    expect(() => findingsIn(value, 'b.json')).toThrow(message);
  });

  it('is not told by a report with a finding that says too little', () => {
    const report = JSON.parse([...json(reportOf({ findings: [{}] }))].join(''));
    delete report.findings[0].severity;

    expect(() => findingsIn(report, 'b.json')).toThrow(
      'b.json is no report as vpce-audit writes them: findings[0].severity',
    );
  });

  it('is told by reports alone: a snapshot is none', () => {
    expect(isReport(behindNat().snapshot())).toBe(false);
  });
});
