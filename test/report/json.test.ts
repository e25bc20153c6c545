import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { json } from '../../src/report/json.ts';
import { hostileReport } from '../support/hostile.ts';
import { reportOf } from '../support/report.ts';

describe('the JSON report', () => {
  it('is the report, indented by two, with a newline at its end', () => {
    const report = reportOf({ paths: [{}, { service: 'ec2' }], findings: [{}], gaps: [{}] });

    expect([...json(report)].join('')).toBe(`${JSON.stringify(report, null, 2)}\n`);
  });

  it('keeps empty lists', () => {
    const report = reportOf({});

    expect([...json(report)].join('')).toBe(`${JSON.stringify(report, null, 2)}\n`);
  });

  it('tells what paths share wherever they share it', () => {
    const hops = [{ at: 'rtb-1', does: 'routes', because: '0.0.0.0/0 → nat-1' } as const];
    const report = reportOf({ paths: [{ hops }, { service: 'ec2', hops }] });

    expect([...json(report)].join('')).toBe(`${JSON.stringify(report, null, 2)}\n`);
  });

  it('comes in pieces no larger than one element', () => {
    const report = reportOf({ paths: Array.from({ length: 100 }, () => ({})) });
    const chunks = [...json(report)];

    expect(chunks.length).toBeGreaterThan(100);
    expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThan(1000);
  });

  it('is harmless to show, and parses back to what was said', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const text = [...json(report)].join('');

        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(JSON.stringify(JSON.parse(text))).toBe(
          JSON.stringify(report).replace(/(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g, '$1\ufffd'),
        );
      }),
    );
  });
});
