import { describe, expect, it } from 'vitest';
import { draw, many } from '../../support/drawn-table.ts';
import { reportOf } from '../../support/report.ts';

describe('the screen', () => {
  it('leads on to the path that concerns most clients, and to all the rest', () => {
    const paths = [{}, { subnetId: 'subnet-b', subnetName: 'b c' }];
    const invocation = { command: 'vpce-audit --demo', facts: '--demo', scope: '' };
    const text = draw(reportOf({ paths, findings: [{}] }), { invocation });

    expect(text).toContain('\n  $ vpce-audit explain app s3 --demo\n  $ vpce-audit --demo --verbose\n');
  });

  it('leaves out the matrix and the findings where a summary is asked for', () => {
    const text = draw(reportOf({ paths: [{}], findings: [{}] }), { detail: 'summary' });

    expect(text).toContain('what to do');
    expect(text).not.toMatch(/clients {2}s3|findings/);
  });

  it('tells few findings in full, and many not at all', () => {
    const findings = many(9).map((n) => ({ resource: `subnet-${n}`, message: 'it leaks', remedy: `Mend ${n}` }));

    expect(draw(reportOf({ findings: findings.slice(0, 2) }))).toContain('it leaks');
    expect(draw(reportOf({ findings }))).not.toContain('it leaks');
    expect(draw(reportOf({ findings }), { detail: 'verbose' })).toContain('it leaks\n    → what to do: 9\n');
  });
});
