import { describe, expect, it } from 'vitest';
import { headline } from '../../src/report/headline.ts';
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
