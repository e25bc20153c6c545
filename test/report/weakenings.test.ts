import { describe, expect, it } from 'vitest';
import type { Report, Weakening } from '../../src/audit.ts';
import { formatNames, isFormat, loadFormat } from '../../src/cli/formats.ts';
import { headline } from '../../src/report/headline.ts';
import { junit } from '../../src/report/junit.ts';
import { verdictLine } from '../../src/report/outcome.ts';
import { gatewayEndpoint, type ReportSpec, reportOf } from '../support/report.ts';

const off: Weakening = {
  setting: 'rules.public-path',
  kind: 'rule-off',
  effect: 'the rule is off',
  file: 'c.yaml',
  line: 3,
};
const lowered: Weakening = { setting: 'rules.nat-toll', kind: 'severity', effect: 'it is a note', file: 'c.yaml' };

const weakenedReport = (spec: ReportSpec, ...weakenings: readonly Weakening[]): Report => ({
  ...reportOf(spec),
  config: { file: 'c.yaml', weakenings, inForce: {} },
});
const fine = { paths: [{ verdict: 'private', via: gatewayEndpoint('vpce-1') }] } as const;

const textIn = async (name: string, report: Report, detail: 'normal' | 'verbose' = 'normal'): Promise<string> => {
  if (!isFormat(name)) throw new Error(`there is no format ${name}`);
  const text = (await loadFormat(name))(report, { columns: 100, color: false, detail });

  return typeof text === 'string' ? text : [...text].join('');
};

/** Pictures show paths, which no rule changes, and say nothing of how well that is. */
const pictures: readonly string[] = ['mermaid', 'dot', 'drawio'];

describe('a report that a config weakens', () => {
  it.each(formatNames.filter((name) => !pictures.includes(name)))(
    'says so as %s, and never that all is well',
    async (name) => {
      const [usual, text] = [await textIn(name, reportOf(fine)), await textIn(name, weakenedReport(fine, off))];

      expect(text).toMatch(/1 rule off|the rule is off/);
      expect(text).not.toMatch(/✅|✓ All|nothing was found|no findings|nothing was left out|everything was checked/i);
      expect(usual).not.toMatch(/rule off|rule is off/);
    },
  );

  it('counts what is off in its headline', () => {
    const others = (['scope', 'gate'] as const).map((kind) => ({ ...off, setting: kind, kind }));
    const report = weakenedReport({ ...fine, findings: [{ severity: 'note' }] }, off, lowered, ...others);

    expect(headline(report)).toBe(
      '1 of 1 path is private; 1 note, 1 rule off, 1 severity lowered, scope limited, gate open',
    );
    expect(verdictLine(report)).toMatch(/^\? .* 1 rule off/);
  });

  it('counts it at the top of a table and among what was checked', async () => {
    const text = await textIn('table', weakenedReport({ ...fine, rules: [{ id: 'nat-toll' }] }, off), 'verbose');

    expect(text).toContain('The config weakens the audit: 1 rule off.');
    expect(text).toContain('1 of 2 rules, 1 off');
    expect(text).not.toContain('Everything needed was read');
  });

  it('has an issue at the very line in Code Quality', async () => {
    expect(JSON.parse(await textIn('gitlab', weakenedReport(fine, off)))).toEqual([
      expect.objectContaining({ check_name: 'weakened-by-config', location: { path: 'c.yaml', lines: { begin: 3 } } }),
    ]);
  });
});

describe('JUnit', () => {
  const casesOf = (report: Report): readonly string[] =>
    [...junit(report)]
      .join('')
      .split('<testcase ')
      .slice(1)
      .map((text) => `${/name="([^"]*)"/.exec(text)?.[1]}: ${/<(skipped|failure|error)/.exec(text)?.[1] ?? 'passed'}`);
  const path = 's3 (s3.ap-northeast-2.amazonaws.com, ipv4)';

  it('skips what a rule that is off would have failed, and the rule itself', () => {
    expect(casesOf(weakenedReport({ paths: [{}], rules: [{ id: 'nat-toll' }] }, off))).toEqual([
      `${path}: skipped`,
      'nat-toll: passed',
      'public-path: skipped',
      'everything needed was read: passed',
      'the config weakens rules.public-path: skipped',
    ]);
  });

  it('skips what passes only since its severity is lowered', () => {
    const findings = [{ rule: 'nat-toll', severity: 'note' }] as const;

    expect(casesOf(weakenedReport({ ...fine, findings }, lowered))).toContain('nat-toll: skipped');
    expect(casesOf(reportOf({ ...fine, findings }))).toContain('nat-toll: passed');
  });

  it('still fails what is open', () => {
    expect(casesOf(weakenedReport({ paths: [{}], findings: [{}] }, lowered))).toContain(`${path}: failure`);
  });

  it('skips what is found nowhere since nobody calls from there', () => {
    const left: Weakening = { setting: 'occupancy.empty', kind: 'severity', effect: 'left out', file: 'c.yaml' };

    expect(casesOf(weakenedReport({ paths: [{}] }, left))).toContain(`${path}: skipped`);
    expect(casesOf(weakenedReport(fine, left))).toContain(`${path}: passed`);
  });
});
