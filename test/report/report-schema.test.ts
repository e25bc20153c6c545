import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { reportSchema } from '../../scripts/generate/report-schema.ts';
import type {
  Acceptance,
  Finding,
  Report,
  ReportConfig,
  ReportEndpoint,
  ReportGap,
  ReportPath,
  RuleOutcome,
  Weakening,
} from '../../src/audit.ts';
import { describeConfig } from '../../src/config/describe.ts';
import { effectiveConfig } from '../../src/config/effective.ts';
import { json } from '../../src/report/json.ts';
import { rules } from '../../src/rules/all.ts';
import { endpointOf, findingOf, gapOf, nat, pathOf, reportOf } from '../support/report.ts';

const faultsBy = (schema: object): ((report: Report) => unknown) => {
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false });
  formats.default(ajv);
  const validate = ajv.compile(schema);
  return (report) => (validate(JSON.parse([...json(report)].join(''))) ? [] : validate.errors);
};

/** The same schema, but a field it does not describe is a fault. */
const closed = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([key, value]) => [key, closed(value)]);
  return Object.fromEntries('properties' in schema ? [...entries, ['additionalProperties', false]] : entries);
};

// `Required`: a field that joins the types does not compile until it is here, and then fails until the schema has it.
const path: Required<ReportPath> = {
  ...pathOf({ verdict: 'split', via: null, reason: null, confidence: 'likely', doubts: ['unread'] }),
  through: [nat('nat-a')],
  hops: [{ at: 'rtb-app', does: 'routes', because: '0.0.0.0/0 → nat-a' }],
  parts: [
    { verdict: 'public', via: nat('nat-a'), through: [nat('nat-b')], reason: 'no-endpoint', cidrs: ['3.5.0.0/16'] },
  ],
};
const endpoint: Required<ReportEndpoint> = {
  ...endpointOf({}),
  privateDns: { status: 'off', names: ['ec2.ap-northeast-2.amazonaws.com'], reasons: ['dns-support-off'] },
};
const accepted: Required<Acceptance> = { by: 'baseline', reason: 'until the move', expires: '2027-01-31' };
const finding: Required<Finding> = { ...findingOf({}), routeTableId: 'rtb-app', occupancy: 'unused', accepted };
const rule: Required<RuleOutcome> = {
  id: 'public-path',
  outcome: 'inconclusive',
  findings: 1,
  gaps: ['ec2:DescribeNatGateways'],
  title: 'Traffic leaves publicly',
  severity: 'error',
  category: 'exposure',
  help: 'Why it matters.',
  page: 'https://example.com/public-path',
};
const gap: Required<ReportGap> = { ...gapOf({}), resource: 'pl-1' };

const weakening: Required<Weakening> = {
  setting: 'failOn',
  kind: 'gate',
  effect: 'no finding fails',
  file: 'c',
  line: 1,
};
const { config: _file, ...inForce } = describeConfig(effectiveConfig({}, null, rules), null, rules);
const config: Required<ReportConfig> = { file: 'c', weakenings: [weakening], inForce };

const everything = {
  ...reportOf({ paths: [path], endpoints: [endpoint], findings: [finding], rules: [rule], gaps: [gap] }),
  config,
};

describe('the schema of the report', () => {
  it('describes every field that a report can have', () => {
    expect(faultsBy(Object(closed(reportSchema)))(everything)).toEqual([]);
  });

  it('takes a report that has only what it must', () => {
    const report = reportOf({
      scopes: [{ account: null, takenAt: null }],
      paths: [{ account: null, vpcName: null, subnetName: null, verdict: 'private' }],
      endpoints: [{}],
      findings: [{ service: null }],
      gaps: [{}],
    });

    expect(faultsBy(reportSchema)(report)).toEqual([]);
  });

  it('takes fields of later versions', () => {
    const later = { ...reportOf({ paths: [{}] }), later: true };

    expect(faultsBy(reportSchema)(later)).toEqual([]);
  });

  it('refuses a verdict that there is not', () => {
    const wrong = JSON.parse(JSON.stringify(everything).replaceAll('"split"', '"fine"'));

    expect(faultsBy(reportSchema)(wrong)).not.toEqual([]);
  });

  it('is the one that is published', () => {
    const published = readFileSync(new URL('../../docs/schema/report.schema.json', import.meta.url), 'utf8');

    expect(JSON.parse(published)).toEqual(reportSchema);
  });
});
