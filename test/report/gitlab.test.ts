import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/audit.ts';
import { gitlab } from '../../src/report/gitlab.ts';
import { hostileReport } from '../support/hostile.ts';
import { reportOf } from '../support/report.ts';
import { faultsBy } from '../support/schema.ts';

const faults = faultsBy('gitlab-code-quality.json');
const textOf = (report: Report): string => gitlab(report, { columns: 80, color: true });

interface Issue {
  readonly check_name: string;
  readonly severity: string;
  readonly fingerprint: string;
  readonly description: string;
}

const issuesOf = (report: Report): Issue[] => JSON.parse(textOf(report));

describe('gitlab', () => {
  it('writes an issue a finding', () => {
    expect(issuesOf(reportOf({ findings: [{ fingerprint: 'f00d' }] }))).toEqual([
      {
        description: 'subnet-app reaches s3 publicly through nat-main. Create a gateway endpoint for s3 in vpc-main.',
        check_name: 'public-path',
        fingerprint: 'f00d',
        severity: 'critical',
        location: { path: 'aws/111122223333/ap-northeast-2/vpc-main', lines: { begin: 1 } },
      },
    ]);
  });

  it('lists what is accepted as information, with the reason', () => {
    const [issue] = issuesOf(reportOf({ findings: [{ accepted: { by: 'baseline', reason: 'legacy' } }] }));

    expect(issue).toMatchObject({
      severity: 'info',
      description: expect.stringMatching(/^Accepted \(legacy\): subnet-app reaches/),
    });
  });

  it('lists what was not read once, so that an incomplete audit is no empty list', () => {
    expect(issuesOf(reportOf({ gaps: [{}, {}] }))).toMatchObject([
      { check_name: 'audit-incomplete', severity: 'major' },
    ]);
  });

  it('is an empty list where all was checked and nothing found', () => {
    expect(issuesOf(reportOf({ paths: [{ verdict: 'private' }] }))).toEqual([]);
  });

  it('keeps to the format whatever the names', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        expect(issuesOf(report).flatMap(faults)).toEqual([]);
        expect(textOf(report)).not.toMatch(/[^\P{Cc}\n]|[\p{Cs}\p{Zl}\p{Zp}\u202e\u200b]/u);
      }),
    );
  });
});
