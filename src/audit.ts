import { analyse } from './analysis/analyse.ts';
import { absentAccounts } from './audit/absent-accounts.ts';
import { auditAlike } from './audit/alike/audit-alike.ts';
import type { Links } from './audit/apart/scope-links.ts';
import { completenessOf, hasTransitPath } from './audit/completeness.ts';
import { counselOn } from './audit/counsel.ts';
import { reportEndpoints } from './audit/endpoints.ts';
import { type Found, findingsOf, ruleOutcomes } from './audit/findings.ts';
import type { Audit, AuditOptions } from './audit/joinable-report.ts';
import { outlookOf } from './audit/outlook.ts';
import { releasesOf } from './audit/releases.ts';
import type { Report, ReportGap, Source } from './audit/report.ts';
import { reportScope } from './audit/report-scope.ts';
import { type SelectedScope, selectScopes } from './audit/selected-scopes.ts';
import { resolveSelection, type Selection, servicesIn } from './audit/selection.ts';
import { reportSubnets } from './audit/subnets.ts';
import { summaryOf } from './audit/summary.ts';
import { rememberTopology } from './audit/topology.ts';
import { type Network, networkOf } from './network/network.ts';
import { by } from './order.ts';
import { rules as allRules } from './rules/all.ts';
import type { AuditedScope } from './rules/rule.ts';
import type { ResolvedServices } from './services/resolve-services.ts';
import type { Gap, Snapshot } from './snapshot/schema.ts';
import { scopeKey } from './snapshot/scope-key.ts';

export type { AuditOptions } from './audit/joinable-report.ts';
export type {
  AbsentAccount,
  Acceptance,
  EarlierRun,
  Finding,
  PlannedChange,
  Release,
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

interface Requested extends SelectedScope {
  readonly requested: ResolvedServices;
}

const withServices = (selected: SelectedScope, selection: Selection): Requested => ({
  ...selected,
  requested: servicesIn(selected.scope, [...selected.vpcs, ...selected.lent], selection),
});

const auditedScope = (
  network: Network,
  { scope, isContext, vpcs, lent, subnets, requested: { services, askedFor, unknown } }: Requested,
): AuditedScope => ({
  scope,
  services,
  askedFor,
  lackingServices: unknown.map(({ asked }) => asked),
  isContext,
  vpcs,
  ...analyse(network, { vpcs, lent, subnets, services }),
});

const hasNameDoubts = ({ resolutions, otherResolutions, privateDns }: AuditedScope): boolean =>
  [...resolutions, ...otherResolutions].some(({ resolution }) => resolution.doubts.length > 0) ||
  privateDns.some(({ doubts }) => doubts.length > 0);

const linksIn = (scopes: readonly AuditedScope[]): Links => ({
  byNames: new Set(scopes.filter(hasNameDoubts).map(({ scope }) => scopeKey(scope))),
  byTransit: new Set(scopes.filter(hasTransitPath).map(({ scope }) => scopeKey(scope))),
});

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

/** Whose facts they are: those that were judged, and those that they were judged by. */
const reportScopes = (scopes: readonly AuditedScope[], source: Source): Pick<Report, 'scopes' | 'context'> => {
  const [judged, context] = [false, true].map((which) =>
    scopes.filter((one) => one.isContext === which).map(({ scope }) => reportScope(scope, source)),
  );

  return { scopes: judged ?? [], ...(context === undefined || context.length === 0 ? {} : { context }) };
};

const judged: Audit = (snapshot, options) => {
  const network = networkOf(snapshot);
  const selection = resolveSelection(network, options);
  const selected = selectScopes(network, selection).map((one) => withServices(one, selection));
  const scopes = selected.map((one) => auditedScope(network, one));
  const rules = options.rules ?? allRules;
  const levels = options.occupancy ?? null;
  const found = findingsOf(rules, scopes, network, levels);
  const facts = { snapshot, network, scopes, rules, found, levels };
  const isMeant = ({ finding }: Found): boolean => options.mended?.has(finding.fingerprint) ?? true;
  const { findings, changes, concerned, moves, afterwards } = counselOn(facts, isMeant);
  // What the report tells of is made after the copy of the facts was judged: both at once need most room of all.
  const subnets = reportSubnets(scopes);
  rememberTopology({ subnets }, snapshot, () => network);
  const completeness = completenessOf({ network, scopes, rules, findings });
  const absent = absentAccounts(scopes, network);
  const gaps = scopes.flatMap((scope) => reportGaps(scope, completeness.counts));
  const harmless = scopes.flatMap((scope) => reportGaps(scope, (gap) => !completeness.counts(gap)));

  return {
    concerned,
    links: linksIn(scopes),
    lacking: selected
      .filter((one) => !one.isContext)
      .map(({ scope: { account, region }, requested: { unknown } }) => ({ account, region, unknown })),
    identities: new Map(found.map(({ finding, ids }) => [finding.fingerprint, ids])),
    report: {
      schemaVersion: 2,
      tool: { name: 'vpce-audit', version: options.version },
      ...reportScopes(scopes, options.source),
      subnets,
      endpoints: scopes.flatMap(reportEndpoints),
      changes,
      outlook: outlookOf(subnets, moves),
      releases: options.seeksReleases === true ? releasesOf(facts, afterwards) : [],
      findings,
      rules: ruleOutcomes(rules, completeness, findings, options.version),
      gaps,
      ...(absent.length === 0 ? {} : { absentAccounts: absent }),
      ...(harmless.length === 0 ? {} : { harmlessGaps: harmless }),
      summary: summaryOf(subnets, findings, gaps),
    },
  };
};

/**
 * The whole audit: what the snapshot means, what follows, what is wrong. Of scopes that differ in their ids alone one is
 * judged. Throws a `Failure` for a service, VPC or subnet that is not there.
 */
export const audit = (snapshot: Snapshot, options: AuditOptions): Report => auditAlike(snapshot, options, judged);
