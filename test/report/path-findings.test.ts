import { describe, expect, it } from 'vitest';
import { pathFindings } from '../../src/report/path-findings.ts';
import { findingOf, pathsIn, reportOf } from '../support/report.ts';

const rulesOf = (report: ReturnType<typeof reportOf>) =>
  pathsIn(report).map((path) => pathFindings(report)(path).map(({ rule }) => rule));

describe('pathFindings', () => {
  it('gives a path what was found of its subnet and service', () => {
    const report = reportOf({
      paths: [{}, { service: 'ec2' }, { subnetId: 'subnet-b' }],
      findings: [findingOf({}), findingOf({ rule: 'other', resource: 'rtb-a' })],
    });

    expect(rulesOf(report)).toEqual([['public-path'], [], []]);
  });

  it('does not blame the private path beside one that is not', () => {
    expect(rulesOf(reportOf({ paths: [{}, { family: 'ipv6', verdict: 'private' }], findings: [{}] }))).toEqual([
      ['public-path'],
      [],
    ]);
  });

  it('gives it to private paths where all are', () => {
    expect(rulesOf(reportOf({ paths: [{ verdict: 'private' }], findings: [{ rule: 'nat-detour' }] }))).toEqual([
      ['nat-detour'],
    ]);
  });
});
