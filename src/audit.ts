import { analyse } from './analysis/analyse.ts';
import { reportEndpoints } from './audit/endpoints.ts';
import { findingsOf, ruleOutcomes } from './audit/findings.ts';
import { reportPaths } from './audit/paths.ts';
import type { Report, ReportGap, ReportPath, Source } from './audit/report.ts';
import { assertSelectable, type Selection, selectedIn, servicesIn } from './audit/selection.ts';
import { type Network, networkOf, type Scope } from './network/network.ts';
import { by } from './order.ts';
import { rules as allRules } from './rules/all.ts';
import type { AuditedScope, Rule } from './rules/rule.ts';
import type { Snapshot } from './snapshot/schema.ts';

export type {
  Acceptance,
  Finding,
  Report,
  ReportEndpoint,
  ReportGap,
  ReportPath,
  ReportScope,
  RuleOutcome,
  Source,
} from './audit/report.ts';

export interface AuditOptions extends Selection {
  readonly source: Source;
  readonly version: string;
  /** Those to check; all of them by default. */
  readonly rules?: readonly Rule[];
}

const auditedScope = (network: Network, scope: Scope, selection: Selection): AuditedScope => {
  const { vpcs, subnets } = selectedIn(scope, selection);
  const services = servicesIn(scope, vpcs, selection);

  return { scope, services, vpcs, ...analyse(network, { vpcs, subnets, services }) };
};

/** Gaps that concern only VPCs nobody asked about hide nothing here. */
const reportGaps = ({ scope, vpcs }: AuditedScope): readonly ReportGap[] => {
  const ids = new Set(vpcs.map(({ id }) => id));

  return scope.gaps
    .filter(({ resource }) => resource === undefined || !resource.startsWith('vpc-') || ids.has(resource))
    .map(({ section, action, reason, kind, resource }) => ({
      account: scope.account,
      region: scope.region,
      section,
      action,
      reason,
      kind,
      ...(resource === undefined ? {} : { resource }),
    }))
    .sort(by(({ section, action, resource, reason }) => `${section} ${action} ${resource ?? ''} ${reason}`));
};

const counted = <K extends string>(items: Iterable<K>): Partial<Record<K, number>> => {
  const counts: Partial<Record<K, number>> = {};
  for (const item of [...items].sort()) counts[item] = (counts[item] ?? 0) + 1;

  return counts;
};

/** Nobody can tell what becomes of it, or of some of its addresses. */
const isOpen = ({ verdict, parts }: ReportPath): boolean =>
  verdict === 'unknown' || parts.some((part) => part.verdict === 'unknown');

/**
 * The whole audit: what the snapshot means, what follows, what is wrong.
 * Throws a `Failure` for a service, VPC or subnet that is not there.
 */
export const audit = (snapshot: Snapshot, options: AuditOptions): Report => {
  const network = networkOf(snapshot);
  assertSelectable(network, options);
  const scopes = network.scopes.map((scope) => auditedScope(network, scope, options));
  const rules = options.rules ?? allRules;
  const paths = reportPaths(scopes);
  const findings = findingsOf(rules, scopes, network);
  const gaps = scopes.flatMap(reportGaps);

  return {
    schemaVersion: 1,
    tool: { name: 'vpce-audit', version: options.version },
    scopes: network.scopes.map(({ account, region, takenAt }) => ({
      account,
      region,
      takenAt,
      source: options.source,
    })),
    paths,
    endpoints: scopes.flatMap(reportEndpoints),
    findings,
    rules: ruleOutcomes(rules, scopes, findings, options.version),
    gaps,
    summary: {
      paths: counted(paths.map(({ verdict }) => verdict)),
      findings: { error: 0, warning: 0, note: 0, ...counted(findings.map(({ severity }) => severity)) },
      complete: gaps.length === 0 && !paths.some(isOpen),
    },
  };
};
