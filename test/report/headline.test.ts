import { describe, expect, it } from 'vitest';
import { headline, incompleteness, pathCounts } from '../../src/report/headline.ts';
import { reportOf } from '../support/report.ts';

describe('headline', () => {
  it('counts open findings by severity and accepted ones apart', () => {
    const accepted = { by: 'baseline', reason: 'legacy' };
    const findings = [{}, {}, { severity: 'note' as const }, { accepted }];

    expect(headline(reportOf({ findings }))).toBe('there are no paths to check; 2 errors, 1 note, 1 accepted');
  });

  it('says that nothing was found only where everything was checked', () => {
    expect(headline(reportOf({}))).toBe('there are no paths to check; nothing was found');
    expect(headline(reportOf({ gaps: [{}] }))).toBe('no path was checked; the audit is incomplete');
    expect(headline(reportOf({ findings: [{}], gaps: [{}] }))).toBe(
      'no path was checked; 1 error; the audit is incomplete',
    );
  });
});

describe('the counts of paths', () => {
  it('are of the names that SDKs dial by default, the worst verdict first', () => {
    const paths = [{ verdict: 'private' as const }, {}, {}, { primary: false }];

    expect(pathCounts(reportOf({ paths }))).toBe('2 of 3 paths are public, 1 private');
  });

  it('claim no more than could be read', () => {
    const paths = [{ verdict: 'private' as const }];

    expect(pathCounts(reportOf({ paths }))).toBe('1 of 1 path is private');
    expect(pathCounts(reportOf({ paths, gaps: [{}] }))).toBe('of what could be read, 1 of 1 path is private');
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

  it('counts the names that SDKs dial by default, as the headline does, and others where it is these alone', () => {
    const other = { verdict: 'unknown', primary: false } as const;

    expect(incompleteness(reportOf({ paths: [{ verdict: 'unknown' }, other, other] }))).toBe(
      'what becomes of 1 path is unknown',
    );
    expect(incompleteness(reportOf({ paths: [{ verdict: 'private' }, other, other] }))).toBe(
      'what becomes of 2 paths by other names is unknown',
    );
    expect(incompleteness(reportOf({ paths: [{ ...split, primary: false }, { verdict: 'private' }] }))).toBe(
      'what becomes of some addresses of 1 split path by other names is unknown',
    );
  });

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
