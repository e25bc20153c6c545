import { describe, expect, it } from 'vitest';
import { headline, incompleteness } from '../../src/report/headline.ts';
import { reportOf } from '../support/report.ts';

describe('headline', () => {
  it('counts open findings by severity and accepted ones apart', () => {
    const accepted = { by: 'baseline', reason: 'legacy' };
    const findings = [{}, {}, { severity: 'note' as const }, { accepted }];

    expect(headline(reportOf({ findings }))).toBe('2 errors, 1 note, 1 accepted');
  });

  it('says that nothing was found only where everything was checked', () => {
    expect(headline(reportOf({}))).toBe('everything was checked, nothing was found');
    expect(headline(reportOf({ gaps: [{}] }))).toBe('the audit is incomplete');
    expect(headline(reportOf({ findings: [{}], gaps: [{}] }))).toBe('1 error; the audit is incomplete');
  });
});

describe('incompleteness', () => {
  it('tells gaps, unknown paths and paths with an unknown part apart', () => {
    const fate = { via: null, through: [], reason: null };
    const parts = (['public', 'unknown'] as const).map((verdict) => ({ ...fate, verdict, cidrs: ['3.5.0.0/19'] }));
    const report = reportOf({
      paths: [{}, { verdict: 'unknown' }, { verdict: 'split', parts }, { verdict: 'split', parts }],
      gaps: [{}],
    });

    expect(incompleteness(report)).toBe(
      '1 request for facts went unanswered, and what becomes of 1 path is unknown, and what becomes of some addresses of 2 paths is unknown',
    );
  });
});
