import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { acceptKnown, fingerprintsIn, isReport } from '../../src/acceptance/new-since.ts';
import { audit } from '../../src/audit.ts';
import { json } from '../../src/report/json.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';
import { reportOf } from '../support/report.ts';
import { behindNat } from '../support/world.ts';

const parsed = (text: string): { findings: unknown } => {
  const value: unknown = JSON.parse(text);
  if (!isReport(value)) throw new Error('no report');

  return value;
};

describe('what is new since an earlier report', () => {
  it('is open; what was found before is accepted and stays to be seen', () => {
    const before = behindNat().report();
    const now = behindNat()
      .subnet('b', { routes: { '0.0.0.0/0': 'nat-main' } })
      .report();
    const earlier = fingerprintsIn(parsed([...json(before)].join('')), 'before.json');

    const report = acceptKnown(now, earlier, 'before.json');
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
    const report = acceptKnown(now, fingerprintsIn(parsed(earlier), 'v1.json'), 'v1.json');

    expect(JSON.parse(earlier).schemaVersion).toBe(1);
    expect(report.summary).toMatchObject({
      findings: { error: 0, warning: 0, note: 0 },
      accepted: now.findings.length,
    });
  });

  it('counts findings that were accepted then as known', () => {
    const before = reportOf({ findings: [{ accepted: { by: 'config', reason: 'x', expires: '2026-01-01' } }] });

    expect(acceptKnown(reportOf({ findings: [{}] }), fingerprintsIn(before, 'b.json'), 'b.json').summary).toMatchObject(
      {
        findings: { error: 0 },
        accepted: 1,
      },
    );
  });

  it.each([
    ['of a later version', { schemaVersion: 3, paths: [], findings: [] }, 'does not know'],
    ['whose findings are no list', { schemaVersion: 1, paths: [], findings: {} }, 'findings must be a list'],
    [
      'whose finding has no fingerprint',
      { schemaVersion: 1, paths: [], findings: [{}] },
      'findings[0].fingerprint is missing',
    ],
  ])('is not told by a report %s', (_title, value, message) => {
    expect(() => fingerprintsIn(value, 'b.json')).toThrow(message);
  });

  it('is told by reports alone: a snapshot is none', () => {
    expect(isReport(behindNat().snapshot())).toBe(false);
  });
});
