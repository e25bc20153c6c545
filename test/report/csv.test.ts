import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/audit.ts';
import { csv } from '../../src/report/csv.ts';
import { hostileReport } from '../support/hostile.ts';
import { gatewayEndpoint, reportOf } from '../support/report.ts';

const textOf = (report: Report): string => [...csv(report)].join('');
const rowsOf = (report: Report): Record<string, string>[] =>
  parse(textOf(report), { columns: true, record_delimiter: '\r\n', relax_column_count: false });

describe('csv', () => {
  it('says beside each row whose the account is, where a config does, and runs no name as a formula', () => {
    const accounts = [{ account: '111122223333', name: '=1+1', team: 'Pay"ments,', email: 'pay@example.com' }];
    const [path, ...others] = rowsOf({ ...reportOf({ paths: [{}], findings: [{}] }), accounts });

    expect(path).toMatchObject({
      account_name: "'=1+1",
      account_team: 'Pay"ments,',
      account_email: 'pay@example.com',
    });
    expect(others.map(({ account_name }) => account_name)).toEqual(["'=1+1"]);
    expect(textOf(reportOf({}))).not.toContain('account_name');
  });

  it('writes a row a path with the rules it breaks, a row a finding and a row a gap', () => {
    const report = reportOf({
      paths: [{}, { service: 'dynamodb', verdict: 'private', via: gatewayEndpoint('vpce-1') }],
      findings: [{}],
      gaps: [{}],
    });

    expect(rowsOf(report)).toMatchObject([
      {
        record: 'path',
        account: '111122223333',
        subnet_id: 'subnet-app',
        service: 's3',
        verdict: 'public',
        rules: 'public-path',
      },
      {
        record: 'path',
        service: 'dynamodb',
        verdict: 'private',
        via_kind: 'gateway-endpoint',
        via_id: 'vpce-1',
        rules: '',
      },
      { record: 'finding', resource: 'subnet-app', rules: 'public-path', severity: 'error', accepted: '' },
      { record: 'gap', message: 'ec2:DescribeNatGateways: You are not authorized to perform this operation.' },
    ]);
  });

  it('says why a finding is accepted', () => {
    const [row] = rowsOf(reportOf({ findings: [{ accepted: { by: 'baseline', reason: 'legacy, until March' } }] }));

    expect(row?.accepted).toBe('legacy, until March');
  });

  it('ends lines as RFC 4180 does and doubles quotes', () => {
    expect(textOf(reportOf({ paths: [{ vpcName: 'a "b", c' }] }))).toMatch(/^record,.*\r\n.*,"a ""b"", c",.*\r\n$/);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '＝1'])('turns the formula %j into text', (vpcName) => {
    expect(rowsOf(reportOf({ paths: [{ vpcName }] }))[0]?.vpc_name).toBe(`'${vpcName}`);
  });

  it('holds as many fields in every row, and no formula, whatever the names', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const rows = rowsOf(report);

        expect(rows).toHaveLength(6);
        expect(rows.flatMap(Object.values).filter((field) => /^\s*[=+\-@]/.test(field))).toEqual([]);
        expect(textOf(report).replaceAll('\r\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202e\u200b]/u);
      }),
    );
  });
});
