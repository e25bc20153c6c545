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

describe('what keeps an audit from being complete', () => {
  const part = { via: null, through: [], reason: null, cidrs: [] };
  const split = {
    verdict: 'split',
    parts: [
      { ...part, verdict: 'private' },
      { ...part, verdict: 'unknown' },
    ],
  } as const;

  it('is told of paths, and of parts of paths', () => {
    const whole = { verdict: 'unknown' } as const;

    expect(incompleteness(reportOf({ paths: [split, split, { verdict: 'split' }], complete: false }))).toBe(
      'what becomes of some addresses of 2 split paths is unknown',
    );
    expect(incompleteness(reportOf({ paths: [whole, split], gaps: [{}] }))).toBe(
      '1 request for facts went unanswered, and what becomes of 1 path is unknown, and what becomes of some addresses of 1 split path is unknown',
    );
  });
});
