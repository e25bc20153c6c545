import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupings } from '../../src/cli/flags.ts';
import { displayWidth } from '../../src/report/plain-text.ts';
import { table } from '../../src/report/table.ts';
import { draw } from '../support/drawn-table.ts';
import { hostileReport } from '../support/hostile.ts';
import { reportOf } from '../support/report.ts';

describe('any table', () => {
  const styles = fc.record({
    columns: fc.integer({ min: 0, max: 140 }),
    color: fc.boolean(),
    detail: fc.constantFrom('quiet', 'summary', 'normal', 'verbose'),
    groupBy: fc.constantFrom(undefined, ...groupings),
  });

  it('keeps within the columns, at least 60, and lets nothing through that a terminal obeys', () => {
    fc.assert(
      fc.property(hostileReport, styles, (report, style) => {
        const text = table(report, style).replace(style.color ? /\u001b\[\d+m/g : /$^/, '');

        // A command is never broken, and on its own line.
        for (const line of text.split('\n').filter((one) => !/^ *\$ /.test(one)))
          expect(displayWidth(line)).toBeLessThanOrEqual(Math.max(60, style.columns));
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
      }),
    );
  });

  it('is the same for the same report', () => {
    fc.assert(
      fc.property(hostileReport, styles, (report, style) => {
        expect(table(report, style)).toBe(table(structuredClone(report), style));
      }),
    );
  });

  it('never says that nothing was found of an audit that is incomplete', () => {
    const text = draw(reportOf({ paths: [{ verdict: 'private' }], gaps: [{}] }));

    expect(text).not.toMatch(/no findings|all .* private|✓ (all|none)/i);
  });
});
