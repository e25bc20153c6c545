import { describe, expect, it } from 'vitest';
import { acceptFindings } from '../../src/acceptance/accept.ts';
import { reportOf } from '../support/report.ts';

const accepted = { by: 'config', reason: 'until the move' };

describe('accepting findings', () => {
  it('keeps each in its place and counts it apart', () => {
    const report = reportOf({
      findings: [
        { resource: 'subnet-a' },
        { resource: 'subnet-b' },
        { resource: 'subnet-b', rule: 'nat-toll', severity: 'warning' },
      ],
    });

    const after = acceptFindings(report, ({ resource }) => (resource === 'subnet-b' ? accepted : null));

    expect(after.findings.map(({ resource, accepted: by }) => [resource, by])).toEqual([
      ['subnet-a', undefined],
      ['subnet-b', accepted],
      ['subnet-b', accepted],
    ]);
    expect(after.summary).toEqual({
      paths: {},
      primary: {},
      findings: { error: 1, warning: 0, note: 0 },
      accepted: 2,
      complete: true,
    });
  });

  it('leaves what is accepted already to whoever accepted it', () => {
    const report = reportOf({ findings: [{ accepted }] });

    const after = acceptFindings(report, () => ({ by: 'baseline', reason: 'another' }));

    expect(after.findings[0]?.accepted).toBe(accepted);
    expect(after.summary).toMatchObject({ findings: { error: 0 }, accepted: 1 });
  });

  it('says nothing of accepted findings where there are none', () => {
    expect(acceptFindings(reportOf({ findings: [{}] }), () => null).summary).not.toHaveProperty('accepted');
  });
});
