import fc from 'fast-check';
import { parse, type TestSuites } from 'junit2json';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/audit.ts';
import { junit } from '../../src/report/junit.ts';
import { hostileReport } from '../support/hostile.ts';
import { gatewayEndpoint, nat, reportOf } from '../support/report.ts';

const xmlOf = (report: Report): string => [...junit(report)].join('');

const suitesOf = async (report: Report): Promise<TestSuites> => {
  const parsed = await parse(xmlOf(report));
  if (parsed === undefined || parsed === null || !('testsuite' in parsed)) throw new Error('not a JUnit report');
  return parsed as TestSuites;
};

const casesOf = async (report: Report) =>
  (await suitesOf(report)).testsuite?.flatMap(({ name: suite, testcase }) =>
    (testcase ?? []).map(({ classname, name, failure, error, skipped }) => ({
      test: `${suite} ${classname} ${name}`,
      outcome: failure ? 'failure' : error ? 'error' : skipped ? 'skipped' : 'passed',
    })),
  );

describe('junit', () => {
  it('has a suite a VPC with a case a path and a case a rule, and counts passes', async () => {
    const report = reportOf({
      paths: [
        {},
        { service: 'dynamodb', verdict: 'private', via: gatewayEndpoint('vpce-1') },
        { vpcId: 'vpc-b', subnetId: 'subnet-b' },
      ],
      findings: [{}],
      rules: [{}, { id: 'nat-detour' }],
    });
    const place = '111122223333/ap-northeast-2';

    expect(await casesOf(report)).toEqual([
      { test: `${place}/vpc-main vpc-main.subnet-app s3 (s3.ap-northeast-2.amazonaws.com, ipv4)`, outcome: 'failure' },
      {
        test: `${place}/vpc-main vpc-main.subnet-app dynamodb (dynamodb.ap-northeast-2.amazonaws.com, ipv4)`,
        outcome: 'passed',
      },
      { test: `${place}/vpc-main vpc-main.rules public-path`, outcome: 'failure' },
      { test: `${place}/vpc-main vpc-main.rules nat-detour`, outcome: 'passed' },
      { test: `${place}/vpc-b vpc-b.subnet-b s3 (s3.ap-northeast-2.amazonaws.com, ipv4)`, outcome: 'passed' },
      { test: `${place}/vpc-b vpc-b.rules public-path`, outcome: 'passed' },
      { test: `${place}/vpc-b vpc-b.rules nat-detour`, outcome: 'passed' },
      { test: 'audit audit everything needed was read', outcome: 'passed' },
    ]);
  });

  it('counts what it holds, in each suite and in all', async () => {
    const { testsuite, ...all } = await suitesOf(
      reportOf({ paths: [{}, { verdict: 'unknown' }], findings: [{}], gaps: [{}] }),
    );

    expect(all).toMatchObject({ tests: 4, failures: 2, errors: 1, time: 0 });
    expect(testsuite?.[0]).toMatchObject({
      tests: 3,
      failures: 2,
      errors: 0,
      skipped: 1,
      timestamp: '2026-11-02T03:04:05',
    });
  });

  it('skips a path of which nothing can be said, and lets no incomplete audit pass', async () => {
    const report = reportOf({ paths: [{ verdict: 'unknown', reason: 'unread-facts' }], rules: [], gaps: [{}] });

    expect((await casesOf(report))?.map(({ outcome }) => outcome)).toEqual(['skipped', 'error']);
    expect(xmlOf(report)).toContain('ec2:DescribeNatGateways: You are not authorized to perform this operation.');
  });

  it('says of a split path what becomes of each part, and that of some nothing can be said', async () => {
    const disposition = { via: null, through: [], reason: null, cidrs: ['52.216.0.0/15'] };
    const parts = [
      { ...disposition, verdict: 'public', via: nat('nat-main'), reason: 'no-endpoint' },
      { ...disposition, verdict: 'unknown', reason: 'unread-facts' },
    ] as const;
    const split = (findings: Parameters<typeof reportOf>[0]['findings'] = []) =>
      reportOf({ paths: [{ verdict: 'split', parts }], rules: [], findings, complete: false });

    expect((await casesOf(split()))?.map(({ outcome }) => outcome)).toEqual(['skipped', 'error']);
    expect(xmlOf(split())).toContain('cannot be told for some of its addresses: unread-facts');
    expect(xmlOf(split())).toContain('what becomes of some addresses of 1 split path is unknown');
    expect((await casesOf(split([{ rule: 'split-path' }])))?.[0]?.outcome).toBe('failure');
    expect(xmlOf(split([{ rule: 'split-path' }]))).toContain(
      'split; public through nat-main: no-endpoint; unknown: unread-facts',
    );
  });

  it('skips a rule that could not be checked, naming what it lacks', async () => {
    const report = reportOf({
      paths: [{ verdict: 'private' }],
      rules: [{ outcome: 'inconclusive', gaps: ['ec2:DescribeSubnets'] }],
    });

    expect((await casesOf(report))?.map(({ outcome }) => outcome)).toEqual(['passed', 'skipped', 'passed']);
    expect(xmlOf(report)).toContain('not checked, for want of ec2:DescribeSubnets');
  });

  it('skips what is accepted, and lets notes pass', async () => {
    const accepted = { by: 'baseline', reason: 'legacy' };
    const report = reportOf({
      paths: [{}, { subnetId: 'subnet-b' }],
      findings: [{ accepted }, { resource: 'subnet-b', severity: 'note' }],
      rules: [],
    });

    expect((await casesOf(report))?.map(({ outcome }) => outcome)).toEqual(['skipped', 'passed', 'skipped', 'passed']);
  });

  it('is well-formed XML that reads back the same counts, whatever the names', async () => {
    await fc.assert(
      fc.asyncProperty(hostileReport, async (report) => {
        const text = xmlOf(report);
        const reader = new SaxesParser();
        reader.on('error', (error) => expect.unreachable(error.message));
        reader.write(text).close();

        expect(text).not.toMatch(/[^\P{Cc}\n]|[\p{Cs}\p{Zl}\p{Zp}\u202e\u200b\ufffe\uffff]/u);
        expect(await suitesOf(report)).toMatchObject({ tests: 5, errors: 1 });
      }),
    );
  });
});
