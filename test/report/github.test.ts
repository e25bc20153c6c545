import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/audit.ts';
import { github, githubStepSummary } from '../../src/report/github.ts';
import { hostileReport } from '../support/hostile.ts';
import { reportOf } from '../support/report.ts';

const textOf = (report: Report): string => github(report, { columns: 80, color: true });

const unescaped = (text: string): string =>
  text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');

/**
 * As the runner reads a line: a command at its start, properties between commas, all after the second `::` is the message.
 *
 * @see https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
const commandOf = (line: string) => {
  const [, kind, properties = '', message = ''] = line.match(/^::(\w+) (.*?)::(.*)$/s) ?? [];
  return { kind, properties: properties.split(',').map(unescaped), message: unescaped(message) };
};

const commandsOf = (report: Report) => textOf(report).split('\n').slice(0, -1).map(commandOf);

describe('github', () => {
  it('annotates causes, gravest first, with the remedy, then the facts, and ends with the tally', () => {
    const report = reportOf({
      findings: [
        { rule: 'nat-detour', severity: 'warning', message: 'rtb-a pays', remedy: 'Route it' },
        { resource: 'subnet-a', message: 'a is public' },
        { resource: 'subnet-b', message: 'b is public' },
      ],
      rules: [{ title: 'Leaves publicly' }],
    });

    expect(commandsOf(report)).toEqual([
      {
        kind: 'error',
        properties: ['title=Leaves publicly (public-path)'],
        message: 'Create a gateway endpoint for s3 in vpc-main\n- a is public\n- b is public',
      },
      { kind: 'warning', properties: ['title=nat-detour'], message: 'Route it\n- rtb-a pays' },
      { kind: 'notice', properties: ['title=vpce-audit'], message: 'there are no paths to check; 2 errors, 1 warning' },
    ]);
  });

  it('escapes what would end a property or a line', () => {
    const report = reportOf({ findings: [{ message: '100%\n::error::x' }], rules: [{ title: 'a: b, c::d%' }] });

    expect(textOf(report)).toContain('::error title=a%3A b%2C c%3A%3Ad%25 (public-path)::');
    expect(textOf(report)).toContain('100%25\\u{a}::error::x');
  });

  it('stays within the ten of a level that GitHub shows, and says how many more there are', () => {
    const findings = Array.from({ length: 12 }, (_, index) => ({ remedy: `Mend ${index}`, fingerprint: `${index}` }));
    const errors = commandsOf(reportOf({ findings })).filter(({ kind }) => kind === 'error');

    expect(errors).toHaveLength(10);
    expect(errors.at(-1)?.properties).toEqual(['title=3 more causes']);
  });

  it('warns of an audit that is incomplete, and never says that nothing was found', () => {
    const [warning, notice] = commandsOf(reportOf({ gaps: [{}] }));

    expect(warning).toMatchObject({ kind: 'warning', properties: ['title=The audit is incomplete'] });
    expect(notice?.message).toBe('no path was checked; the audit is incomplete');
  });

  it('annotates nothing that is accepted, but counts it', () => {
    const report = reportOf({ findings: [{ accepted: { by: 'baseline', reason: 'legacy' } }] });

    expect(commandsOf(report).map(({ message }) => message)).toEqual(['there are no paths to check; 1 accepted']);
  });

  it('writes its own commands and no other, whatever the names', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const commands = commandsOf(report);

        expect(commands.map(({ kind }) => kind)).toEqual(['error', 'warning', 'warning', 'notice']);
        expect(commands.flatMap(({ properties }) => properties)).toHaveLength(4);
        expect(textOf(report)).not.toMatch(/[^\P{Cc}\n]|[\p{Cs}\p{Zl}\p{Zp}\u202e\u200b]/u);
      }),
    );
  });
});

describe('the step summary', () => {
  it('fits in the MiB that GitHub takes', () => {
    const findings = Array.from({ length: 20_000 }, (_, index) => ({
      remedy: `Mend ${index}`,
      fingerprint: `${index}`,
    }));
    const summary = githubStepSummary(reportOf({ findings }));

    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024);
    expect(summary).toContain('The JSON report has them all.');
  });
});
