import { analyse } from './analysis/analyse.ts';
import { absentAccounts } from './audit/absent-accounts.ts';
import { completenessOf } from './audit/completeness.ts';
import { counselOn } from './audit/counsel.ts';
import { reportEndpoints } from './audit/endpoints.ts';
import { findingsOf, ruleOutcomes } from './audit/findings.ts';
import type { OccupancyLevels } from './audit/occupancy.ts';
import { outlookOf } from './audit/outlook.ts';
import { sharedPathsOf } from './audit/paths.ts';
import type { Finding, Report, ReportGap, ReportScope, ReportSubnet, ReportWay, Source } from './audit/report.ts';
import { type SelectedScope, selectScopes } from './audit/selected-scopes.ts';
import { assertOffered, resolveSelection, type Selection, servicesIn } from './audit/selection.ts';
import { reportSubnets } from './audit/subnets.ts';
import { rememberTopology } from './audit/topology.ts';
import { type Network, networkOf, type Scope } from './network/network.ts';
import { by } from './order.ts';
import { rules as allRules } from './rules/all.ts';
import type { AuditedScope, Rule } from './rules/rule.ts';
import type { Gap, Snapshot } from './snapshot/schema.ts';

export type {
  AbsentAccount,
  Acceptance,
  EarlierRun,
  Finding,
  PlannedChange,
  Report,
  ReportConfig,
  ReportEndpoint,
  ReportGap,
  ReportPath,
  ReportScope,
  ReportSubnet,
  ReportWay,
  RuleOutcome,
  Source,
  SubnetPath,
  VpcOutlook,
  Weakening,
} from './audit/report.ts';

export interface AuditOptions extends Selection {
  readonly source: Source;
  readonly version: string;
  /** Those to check; all of them by default. */
  readonly rules?: readonly Rule[];
  /** Fingerprints of the findings that changes are looked for; all of them by default. */
  readonly mended?: ReadonlySet<string>;
  /** What findings come to where nobody calls from; without it, whatever the rules say. */
  readonly occupancy?: OccupancyLevels;
}

const auditedScope = (
  network: Network,
  { scope, isContext, vpcs, lent, subnets }: SelectedScope,
  selection: Selection,
): AuditedScope => {
  const { services, askedFor, unknown } = servicesIn(scope, [...vpcs, ...lent], selection);

  return {
    scope,
    services,
    askedFor,
    lackingServices: unknown.map(({ asked }) => asked),
    isContext,
    vpcs,
    ...analyse(network, { vpcs, lent, subnets, services }),
  };
};

const reportGaps = ({ scope }: AuditedScope, isMeant: (gap: Gap) => boolean): readonly ReportGap[] =>
  scope.gaps
    .filter(isMeant)
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

/** In the order of the keys. */
const counted = <K extends string>(items: Iterable<readonly [key: K, times: number]>): Partial<Record<K, number>> => {
  const counts = new Map<K, number>();
  for (const [key, times] of items) counts.set(key, (counts.get(key) ?? 0) + times);
  const sorted: Partial<Record<K, number>> = {};
  for (const key of [...counts.keys()].sort()) sorted[key] = counts.get(key) ?? 0;

  return sorted;
};

/** Nobody can tell what becomes of it, or of some of its addresses. */
const isOpen = ({ verdict, parts }: ReportWay): boolean =>
  verdict === 'unknown' || parts.some((part) => part.verdict === 'unknown');

const summaryOf = (
  subnets: readonly ReportSubnet[],
  findings: readonly Finding[],
  gaps: readonly ReportGap[],
): Report['summary'] => {
  const paths = [...sharedPathsOf({ subnets })];
  const verdicts = (some: typeof paths) => counted(some.map(([{ way }, times]) => [way.verdict, times] as const));

  return {
    paths: verdicts(paths),
    primary: verdicts(paths.filter(([{ primary }]) => primary)),
    findings: { error: 0, warning: 0, note: 0, ...counted(findings.map(({ severity }) => [severity, 1] as const)) },
    complete: gaps.length === 0 && !paths.some(([{ way }]) => isOpen(way)),
  };
};

const reportScope = ({ account, region, takenAt, endpoint, readBy }: Scope, source: Source): ReportScope => ({
  account,
  region,
  takenAt,
  source,
  ...(endpoint === undefined ? {} : { endpoint }),
  ...(readBy === undefined ? {} : { readBy }),
});

/** Whose facts they are: those that were judged, and those that they were judged by. */
const reportScopes = (scopes: readonly AuditedScope[], source: Source): Pick<Report, 'scopes' | 'context'> => {
  const [judged, context] = [false, true].map((which) =>
    scopes.filter((one) => one.isContext === which).map(({ scope }) => reportScope(scope, source)),
  );

  return { scopes: judged ?? [], ...(context === undefined || context.length === 0 ? {} : { context }) };
};

/**
 * The whole audit: what the snapshot means, what follows, what is wrong.
 * Throws a `Failure` for a service, VPC or subnet that is not there.
 */
export const audit = (snapshot: Snapshot, options: AuditOptions): Report => {
  const network = networkOf(snapshot);
  const selection = resolveSelection(network, options);
  const selected = selectScopes(network, selection);
  assertOffered(
    selected
      .filter((one) => !one.isContext)
      .map(({ scope, vpcs, lent }) => ({ region: scope.region, ...servicesIn(scope, [...vpcs, ...lent], selection) })),
  );
  const scopes = selected.map((one) => auditedScope(network, one, selection));
  const rules = options.rules ?? allRules;
  const subnets = reportSubnets(scopes);
  rememberTopology({ subnets }, snapshot, network);
  const levels = options.occupancy ?? null;
  const found = findingsOf(rules, scopes, network, levels);
  const { findings, changes, moves } = counselOn(
    { snapshot, network, scopes, rules, found, levels },
    ({ finding }) => options.mended?.has(finding.fingerprint) ?? true,
  );
  const completeness = completenessOf({ network, scopes, rules, findings });
  const absent = absentAccounts(scopes, network);
  const gaps = scopes.flatMap((scope) => reportGaps(scope, completeness.counts));
  const harmless = scopes.flatMap((scope) => reportGaps(scope, (gap) => !completeness.counts(gap)));

  return {
    schemaVersion: 2,
    tool: { name: 'vpce-audit', version: options.version },
    ...reportScopes(scopes, options.source),
    subnets,
    endpoints: scopes.flatMap(reportEndpoints),
    changes,
    outlook: outlookOf(subnets, moves),
    findings,
    rules: ruleOutcomes(rules, completeness, findings, options.version),
    gaps,
    ...(absent.length === 0 ? {} : { absentAccounts: absent }),
    ...(harmless.length === 0 ? {} : { harmlessGaps: harmless }),
    summary: summaryOf(subnets, findings, gaps),
  };
};
