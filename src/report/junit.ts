import { pathsOf } from '../audit/paths.ts';
import type { Finding, Report, ReportGap, ReportPath, RuleOutcome } from '../audit.ts';
import { groupBy } from '../group-by.ts';
import { incompleteness, pathCounts, unknownParts } from './headline.ts';
import { type Silencing, silencingIn } from './junit/silencing.ts';
import { caseOf, type TestCase } from './junit/test-case.ts';
import { type TestSuite, testSuite, totals } from './junit/test-suite.ts';
import { accountOwnerOf } from './owner.ts';
import { pathFindings } from './path-findings.ts';
import type { LongReporter } from './style.ts';
import { weakeningsIn, weakeningText } from './weakenings.ts';
import { documentOf } from './xml.ts';

const vpcKey = ({ account, region, vpcId }: Pick<Finding, 'account' | 'region' | 'vpcId'>): string =>
  [...(account === null ? [] : [account]), region, vpcId].join('/');

type Outcome = Pick<RuleOutcome, 'id' | 'outcome' | 'gaps'>;

const checkedRule = (id: string): Outcome => ({ id, outcome: 'checked', gaps: [] });

const rulesOf = ({ rules, findings }: Report, { offRules }: Silencing): Outcome[] => {
  const known = new Set(rules.map(({ id }) => id));
  const others = new Set(findings.map(({ rule }) => rule).filter((id) => !known.has(id)));

  return [...rules, ...[...new Set([...others, ...offRules])].map(checkedRule)];
};

const dispositionOf = ({ verdict, via, reason }: Pick<ReportPath, 'verdict' | 'via' | 'reason'>): string =>
  `${verdict}${via === null ? '' : ` through ${via.id}`}${reason === null ? '' : `: ${reason}`}`;

const pathCase = (path: ReportPath, findings: readonly Finding[], silencing: Silencing): TestCase => {
  const [part] = unknownParts(path);

  return caseOf({
    classname: `${path.vpcId}.${path.subnetId}`,
    name: `${path.service} (${path.name}, ${path.family})`,
    unknown: path.verdict === 'unknown' ? `cannot be told: ${path.reason ?? 'no reason given'}` : null,
    partly: part === undefined ? null : `cannot be told for some of its addresses: ${part.reason ?? 'no reason given'}`,
    silenced: silencing.ofPath(path, findings),
    findings,
    output: [path, ...path.parts].map(dispositionOf).join('; '),
  });
};

const ruleCase = (vpcId: string, rule: Outcome, findings: readonly Finding[], silencing: Silencing): TestCase => {
  const { id, outcome, gaps } = rule;
  const unknown =
    outcome === 'inconclusive' && findings.length === 0 ? `not checked, for want of ${gaps.join(', ')}` : null;

  return caseOf({
    classname: `${vpcId}.rules`,
    name: id,
    unknown,
    silenced: silencing.ofRule(id, findings),
    findings,
    output: null,
  });
};

/** Whose the account is; `account` says which where the config does. */
const ownerProperties = (report: Report, account: string | null): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(accountOwnerOf(report, account) ?? {}).map(([key, value]) => [
      key === 'account' ? key : `account.${key}`,
      value,
    ]),
  );

const vpcSuites = (report: Report): TestSuite[] => {
  const findings = groupBy(report.findings, vpcKey);
  const subnets = groupBy(
    report.subnets.filter(({ paths }) => paths.length > 0),
    vpcKey,
  );
  const findingsOf = pathFindings(report);
  const silencing = silencingIn(report);
  const rules = rulesOf(report, silencing);
  const vpcs = new Map([...[...subnets.values()].flat(), ...report.findings].map((item) => [vpcKey(item), item]));

  return [...vpcs].map(([key, vpc]) => ({
    name: key,
    timestamp:
      report.scopes.find(({ account, region }) => account === vpc.account && region === vpc.region)?.takenAt ?? null,
    properties: ownerProperties(report, vpc.account),
    cases: [
      ...[...pathsOf({ subnets: subnets.get(key) ?? [] })]
        .filter(({ primary }) => primary)
        .map((path) => pathCase(path, findingsOf(path), silencing)),
      ...rules.map((rule) =>
        ruleCase(vpc.vpcId, rule, findings.get(key)?.filter(({ rule: id }) => id === rule.id) ?? [], silencing),
      ),
    ],
  }));
};

const gapLine = ({ account, region, action, resource, reason }: ReportGap): string =>
  `${[account, region, action, resource].filter((part) => part !== null && part !== undefined).join(' ')}: ${reason}`;

const completenessSuite = (report: Report): TestSuite => ({
  name: 'audit',
  timestamp: null,
  cases: [
    {
      classname: 'audit',
      name: 'everything needed was read',
      ...(report.summary.complete
        ? { status: 'passed', lines: [pathCounts(report)] }
        : {
            status: 'error',
            summary: incompleteness(report),
            lines: [pathCounts(report), ...report.gaps.map(gapLine)],
          }),
    },
    ...weakeningsIn(report).map(
      (one): TestCase => ({
        classname: 'audit',
        name: `the config weakens ${one.setting}`,
        status: 'skipped',
        summary: weakeningText(one),
        lines: [],
      }),
    ),
  ],
});

function* suiteTexts(suites: readonly TestSuite[]): Generator<string> {
  for (const suite of suites) yield testSuite(suite);
}

/**
 * A suite a VPC, in it a case a path of a name that SDKs dial by default and a case a rule, whose names stay the same from run to run. A path or rule with an open
 * error or warning fails; what cannot be told, is accepted, or what a config lets pass, is skipped. An incomplete audit is an error in a suite of its own,
 * so that it never looks green.
 */
export const junit: LongReporter = function* (report) {
  const suites = [...vpcSuites(report), completenessSuite(report)];
  const name = `${report.tool.name} ${report.tool.version}`;
  yield* documentOf('testsuites', { name, ...totals(suites.flatMap(({ cases }) => cases)) }, suiteTexts(suites));
};
