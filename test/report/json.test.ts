import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/audit.ts';
import { json } from '../../src/report/json.ts';
import { hostileReport } from '../support/hostile.ts';
import { joined, jsonReport, toldInFull } from '../support/json-report.ts';
import { reportOf } from '../support/report.ts';

const textOf = (report: Report): string => [...json(report)].join('');

/** As strict parsers take it: without lone surrogates. */
const wellFormed = (value: object): unknown =>
  JSON.parse(JSON.stringify(value).replace(/(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g, '$1\ufffd'));

describe('the JSON report', () => {
  it('says one record a line, with a newline at its end', () => {
    const text = textOf(reportOf({ paths: [{}, { service: 'ec2' }], findings: [{}], gaps: [{}] }));

    expect(text).toContain('\n  "paths": [\n    {"account":"111122223333",');
    expect(text.split('\n').filter((line) => line.startsWith('    {'))).toHaveLength(8);
    expect(text.endsWith('}\n')).toBe(true);
  });

  it('keeps empty lists', () => {
    const { paths, ways, subnets, findings } = jsonReport(reportOf({}));

    expect([paths, ways, subnets, findings]).toEqual([[], [], [], []]);
  });

  it('says once what paths share, and of each path where it starts and what it comes to', () => {
    const hops = [{ at: 'rtb-1', does: 'routes', because: '0.0.0.0/0 → nat-1' } as const];
    const { paths, ways } = jsonReport(
      reportOf({ paths: [{ hops }, { service: 'ec2' }, { subnetId: 'subnet-b', hops: structuredClone(hops) }] }),
    );

    expect(paths.map(({ way }) => way)).toEqual(['w1', 'w2', 'w1']);
    expect(ways.map(({ id, hops: told }) => [id, told])).toEqual([
      ['w1', hops],
      ['w2', []],
    ]);
    expect(paths[0]).toEqual({
      account: '111122223333',
      region: 'ap-northeast-2',
      vpcId: 'vpc-main',
      subnetId: 'subnet-app',
      service: 's3',
      name: 's3.ap-northeast-2.amazonaws.com',
      primary: true,
      family: 'ipv4',
      verdict: 'public',
      via: { kind: 'nat-gateway', id: 'nat-main' },
      reason: 'no-endpoint',
      confidence: 'certain',
      way: 'w1',
    });
  });

  it.each([
    [64, 64, 0],
    [65, 16, 49],
    [70, 16, 54],
  ])('says of a part with %i CIDRs %i, and that there are %i more', (length, told, more) => {
    const cidrs = Array.from({ length }, (_, at) => `52.216.${at}.0/25`);
    const part = { verdict: 'public', via: null, through: [], reason: null, cidrs } as const;
    const { ways } = jsonReport(
      reportOf({ paths: [{ verdict: 'split', parts: [part, { ...part, cidrs: ['3.5.0.0/19'] }] }] }),
    );

    expect(ways[0]?.parts).toEqual([
      { ...part, cidrs: cidrs.slice(0, told), more },
      { ...part, cidrs: ['3.5.0.0/19'], more: 0 },
    ]);
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
        expect(joined(JSON.parse(text))).toEqual(wellFormed(toldInFull(report)));
        expect(JSON.parse(text).findings).toEqual(wellFormed(report.findings));
      }),
    );
  });
});
