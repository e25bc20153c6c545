import { describe, expect, it } from 'vitest';
import { draw, many } from '../../support/drawn-table.ts';
import { reportOf } from '../../support/report.ts';

describe('findings', () => {
  it('are one block a remedy, naming the other resources, gravest first', () => {
    const text = draw(
      reportOf({
        paths: [{ subnetId: 'subnet-b' }, { subnetId: 'subnet-c', subnetName: null }],
        findings: [
          {
            rule: 'idle-gateway-endpoint',
            severity: 'note',
            resource: 'vpce-1',
            message: 'unused',
            remedy: 'Delete vpce-1',
          },
          { resource: 'subnet-a', message: 'subnet-a is public' },
          { resource: 'subnet-b', message: 'subnet-b is public' },
          { resource: 'subnet-c', message: 'subnet-c is public' },
        ],
      }),
    );

    expect(text).toContain(`
  error public-path × 3
    subnet-a is public
    Likewise subnet-b (b), subnet-c
    → what to do: 1

  note idle-gateway-endpoint
    unused
    → Delete vpce-1
`);
  });

  it('name only the first of many resources, unless all are asked for', () => {
    const report = reportOf({ findings: many(20).map((index) => ({ resource: `subnet-${index}` })) });

    expect(draw(report, { columns: 100 })).toContain('subnet-6 … and 13 more');
    expect(draw(report, { detail: 'verbose' })).toContain('subnet-19\n');
  });

  it('that are accepted are set apart, with who answers for them', () => {
    const accepted = { by: 'baseline', reason: 'until the move', expires: '2027-01-31' };
    const text = draw(reportOf({ findings: [{ accepted }, { resource: 'subnet-b', accepted }] }));

    expect(text).toContain('accepted\n  public-path × 2 by baseline until 2027-01-31: until the move\n');
    expect(text).not.toContain('findings\n');
  });
});
