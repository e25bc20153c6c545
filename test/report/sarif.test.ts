import fc from 'fast-check';
import type { Log, Run } from 'sarif';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/audit.ts';
import { sarif } from '../../src/report/sarif.ts';
import { hostileReport } from '../support/hostile.ts';
import { findingOf, reportOf } from '../support/report.ts';
import { faultsBy } from '../support/schema.ts';

const faults = faultsBy('sarif-2.1.0.json');
const logOf = (report: Report): Log => JSON.parse(sarif(report, { columns: 80, color: true }));
const runOf = (report: Report): Partial<Run> => logOf(report).runs[0] ?? {};

describe('sarif', () => {
  it('conforms to the OASIS schema', () => {
    const report = reportOf({
      findings: [{}, { resource: 'subnet-b', accepted: { by: 'baseline', reason: 'legacy', expires: '2027-01-31' } }],
      rules: [
        { title: 'Leaves publicly', severity: 'error', category: 'exposure', page: 'https://example.com/public-path' },
      ],
      gaps: [{}],
    });

    expect(faults(logOf(report))).toEqual([]);
  });

  it('describes each rule, with its level, tags, help and page', () => {
    const rule = {
      title: 'Leaves publicly',
      severity: 'error',
      category: 'exposure',
      help: 'Costs.\n\nAnd is seen.',
    } as const;
    const report = reportOf({ rules: [{ ...rule, page: 'https://example.com/public-path' }] });

    expect(runOf(report).tool?.driver.rules).toEqual([
      {
        id: 'public-path',
        shortDescription: { text: 'Leaves publicly' },
        fullDescription: { text: 'Leaves publicly' },
        help: { text: 'Costs.\n\nAnd is seen.\n\nhttps://example.com/public-path' },
        helpUri: 'https://example.com/public-path',
        defaultConfiguration: { level: 'error' },
        properties: {
          tags: ['aws', 'network', 'vpc-endpoint', 'exposure'],
          precision: 'high',
          'problem.severity': 'error',
        },
      },
    ]);
  });

  it('names no page that is not an https address', () => {
    expect(runOf(reportOf({ rules: [{ page: 'javascript:alert(1)' }] })).tool?.driver.rules?.[0]?.helpUri).toBe(
      undefined,
    );
  });

  it('gives each finding a level, a relative location, its resource and a stable fingerprint', () => {
    const [result] = runOf(reportOf({ findings: [{ severity: 'warning', fingerprint: 'f00d' }] })).results ?? [];

    expect(result).toMatchObject({
      ruleId: 'public-path',
      ruleIndex: 0,
      level: 'warning',
      message: {
        text: 'subnet-app reaches s3 publicly through nat-main. Create a gateway endpoint for s3 in vpc-main.',
      },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'aws/111122223333/ap-northeast-2/vpc-main' },
            region: { startLine: 1 },
          },
          logicalLocations: [
            {
              name: 'subnet-app',
              fullyQualifiedName: '111122223333/ap-northeast-2/vpc-main/subnet-app',
              kind: 'resource',
            },
          ],
        },
      ],
      partialFingerprints: { primaryLocationLineHash: 'f00d', 'vpceAudit/v1': 'f00d' },
    });
  });

  it('suppresses what is accepted, with the reason, and nothing else', () => {
    const accepted = { by: 'baseline', reason: 'legacy', expires: '2027-01-31' };
    const results = runOf(reportOf({ findings: [{ fingerprint: 'a' }, { fingerprint: 'b', accepted }] })).results;

    expect(results?.map(({ suppressions }) => suppressions)).toEqual([
      undefined,
      [
        {
          kind: 'external',
          status: 'accepted',
          justification: 'legacy',
          properties: { by: 'baseline', expires: '2027-01-31' },
        },
      ],
    ]);
  });

  it('does not call an incomplete audit a success, and names what was not read', () => {
    const [invocation] = runOf(reportOf({ gaps: [{}] })).invocations ?? [];

    expect(invocation?.executionSuccessful).toBe(false);
    expect(invocation?.toolExecutionNotifications?.map(({ message }) => message.text)).toEqual([
      'The audit is incomplete: 1 request for facts went unanswered.',
      'ec2:DescribeNatGateways in 111122223333, ap-northeast-2: You are not authorized to perform this operation.',
    ]);
  });

  it('files the audit of one account and Region apart from the others', () => {
    expect(runOf(reportOf({})).automationDetails?.id).toBe('vpce-audit/111122223333/ap-northeast-2/');
    expect(runOf(reportOf({ scopes: [{}, { region: 'us-east-1' }] })).automationDetails?.id).toBe('vpce-audit/');
  });

  it('writes the same bytes in whatever order the findings come', () => {
    const findings = ['c', 'a', 'b'].map((fingerprint) => findingOf({ fingerprint }));
    const write = (some: typeof findings) => sarif(reportOf({ findings: some }), { columns: 80, color: false });

    expect(write([...findings].reverse())).toBe(write(findings));
  });

  it('draws findings together where code scanning would refuse the file, and says so', () => {
    const findings = Array.from({ length: 25_000 }, (_, index) => ({
      resource: `subnet-${index}`,
      vpcId: `vpc-${index % 2}`,
      fingerprint: `${index}`,
    }));
    const run = runOf(reportOf({ findings }));

    expect(run.results?.map(({ message }) => message.text)).toEqual([
      expect.stringMatching(/^12500 findings of public-path in vpc-0, on 12500 resources; for one: /),
      expect.stringMatching(/^12500 findings of public-path in vpc-1, on 12500 resources; for one: /),
    ]);
    expect(run.results?.[0]?.locations?.[0]?.logicalLocations).toHaveLength(100);
    expect(run.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toBe(
      '25,000 findings are more than code scanning takes: those of one rule in one VPC share a result, 2 results in all. ' +
        'The JSON report has each.',
    );
  });

  it('draws none together that code scanning takes', () => {
    const findings = Array.from({ length: 24_999 }, (_, index) => ({
      resource: `subnet-${index}`,
      fingerprint: `${index}`,
    }));

    expect(runOf(reportOf({ findings })).results).toHaveLength(24_999);
  });

  it('keeps to the schema, and free of links and placeholders, whatever the names', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const text = sarif(report, { columns: 80, color: true });
        const messages = (JSON.parse(text).runs[0].results ?? []).map(
          (result: { message: { text: string } }) => result.message.text,
        );

        expect(faults(JSON.parse(text))).toEqual([]);
        expect(text).not.toMatch(/[^\P{Cc}\n]|[\p{Cs}\p{Zl}\p{Zp}\u202e\u200b]/u);
        expect(messages.join('')).not.toMatch(/\]\(|(?<!\{)(?:\{\{)*\{\d/);
      }),
    );
  });
});
