import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { json, jsonChunks } from '../../src/report/json.ts';
import { hostileReport } from '../support/hostile.ts';
import { reportOf } from '../support/report.ts';

const style = { columns: 80, color: true };

describe('the JSON report', () => {
  it('is the report, indented by two, with a newline at its end', () => {
    const report = reportOf({ paths: [{}, { service: 'ec2' }], findings: [{}], gaps: [{}] });

    expect(json(report, style)).toBe(`${JSON.stringify(report, null, 2)}\n`);
  });

  it('keeps empty lists', () => {
    const report = reportOf({});

    expect(json(report, style)).toBe(`${JSON.stringify(report, null, 2)}\n`);
  });

  it('comes in pieces no larger than one element', () => {
    const report = reportOf({ paths: Array.from({ length: 100 }, () => ({})) });
    const chunks = [...jsonChunks(report)];

    expect(chunks.join('')).toBe(json(report, style));
    expect(chunks.length).toBeGreaterThan(100);
    expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThan(1000);
  });

  it('is harmless to show, and parses back to what was said', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const text = json(report, style);

        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(JSON.stringify(JSON.parse(text))).toBe(
          JSON.stringify(report).replace(/(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g, '$1\ufffd'),
        );
      }),
    );
  });
});
