import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ndjson } from '../../src/report/ndjson.ts';
import { hostileReport } from '../support/hostile.ts';
import { endpointOf, findingOf, gapOf, pathOf, reportOf } from '../support/report.ts';

const recordsOf = (text: string) =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

describe('ndjson', () => {
  it('writes what was audited, then one record a line, then the summary', () => {
    const report = reportOf({ paths: [{}, {}], endpoints: [{}], findings: [{}], gaps: [{}] });

    expect(recordsOf([...ndjson(report)].join('')).map(({ type }) => type)).toEqual([
      'report',
      'path',
      'path',
      'endpoint',
      'finding',
      'rule',
      'gap',
      'summary',
    ]);
  });

  it('says of each what the JSON report says', () => {
    const report = reportOf({ paths: [{}], findings: [{}], gaps: [{}] });
    const [, path, finding, , gap, summary] = recordsOf([...ndjson(report)].join(''));

    expect(path).toEqual({ type: 'path', ...pathOf({}) });
    expect(finding).toEqual({ type: 'finding', ...findingOf({}) });
    expect(gap).toEqual({ type: 'gap', ...gapOf({}) });
    expect(summary).toEqual({ type: 'summary', ...report.summary });
  });

  it('says whose the accounts are, where a config does, in a record each', () => {
    const accounts = [{ account: '111122223333', name: 'shop\u001b[31m', team: 'Payments', email: 'pay@example.com' }];
    const text = [...ndjson({ ...reportOf({}), accounts })].join('');

    expect(recordsOf(text)[1]).toEqual({ type: 'account', ...accounts[0] });
    expect(text).not.toContain('\u001b');
  });

  it('calls the type of an endpoint endpointType, for type tells the records apart', () => {
    const { type: endpointType, ...rest } = endpointOf({});

    expect(recordsOf([...ndjson(reportOf({ endpoints: [{}] }))].join(''))[1]).toEqual({
      type: 'endpoint',
      ...rest,
      endpointType,
    });
  });

  it('keeps every hostile name on its line, as it is, and out of the terminal', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const text = [...ndjson(report)].join('');
        const path = recordsOf(text).find(({ type }) => type === 'path');

        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202e\u200b]/u);
        expect(path.vpcName).toBe(report.subnets[0]?.vpcName?.replace(/\p{Cs}/gu, '\ufffd'));
      }),
    );
  });
});
