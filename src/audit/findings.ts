import { hash } from 'node:crypto';
import type { Remedy } from '../changes/remedy.ts';
import type { Network, Scope } from '../network/network.ts';
import { isUnread } from '../network/unread.ts';
import { compare } from '../order.ts';
import { pageOf } from '../rules/page.ts';
import type { AuditedScope, Rule, Violation } from '../rules/rule.ts';
import type { Completeness } from './completeness.ts';
import { clientsConcerned, foldedBy, heldDown, type OccupancyLevels, whoIsAt } from './occupancy.ts';
import { rank } from './rank.ts';
import type { Finding, RuleOutcome } from './report.ts';

type Fingerprint = (violation: Violation) => string;

/**
 * Made of ids alone, so that it survives every change of name, message and order. The resource stands in it as it is:
 * what one rule finds in a VPC comes together, a thousand times over, and all but the resource is hashed once for all.
 */
const fingerprintOf = (rule: Rule, { account, region }: Scope): Fingerprint => {
  let latest: Pick<Violation, 'vpc' | 'service' | 'detail'> | undefined;
  let shared = '';

  return (violation) => {
    const { vpc, resource, service, detail } = violation;
    if (latest === undefined || latest.vpc !== vpc || latest.service !== service || latest.detail !== detail) {
      const ids = [rule.id, account ?? '', region, vpc.id, service ?? '', detail ?? ''];
      shared = hash('sha256', ids.join('\n')).slice(0, 16);
      latest = violation;
    }

    return `${shared}:${resource}`;
  };
};

const routeTableOf = ({ subnet }: Violation): string | undefined =>
  subnet === undefined || isUnread(subnet.routeTable) ? undefined : subnet.routeTable.id;

/** A finding before its remedy was proven. */
export interface Found {
  readonly finding: Omit<Finding, 'remedy' | 'command' | 'changes'>;
  readonly remedy: Remedy;
}

interface Judging {
  readonly rule: Rule;
  readonly scope: Scope;
  /** Null: rules alone decide. */
  readonly levels: OccupancyLevels | null;
  readonly fingerprint: Fingerprint;
}

/** Null where it does not count, as nobody calls from there. */
const findingOf = ({ rule, scope, levels, fingerprint }: Judging, violation: Violation): Found['finding'] | null => {
  const who = levels === null ? null : whoIsAt(violation);
  const severity = heldDown(violation.severity ?? rule.severity, who, levels);
  if (severity === null) return null;

  return {
    rule: rule.id,
    severity,
    account: scope.account,
    region: scope.region,
    vpcId: violation.vpc.id,
    resource: violation.resource,
    routeTableId: routeTableOf(violation),
    service: violation.service ?? null,
    exits: violation.exits ?? [],
    message: who === 'empty' ? `${violation.message} (the subnet is empty today)` : violation.message,
    clients: clientsConcerned(violation),
    occupancy: foldedBy(who, levels),
    fingerprint: fingerprint(violation),
    confidence: violation.confidence ?? 'certain',
  };
};

const weight = ({ clients }: Found['finding']): number => clients ?? -1;

/** The most clients first. Field by field, as long as they are alike: a large account has a hundred thousand findings to compare. */
const inOrder = ({ finding: a }: Found, { finding: b }: Found): number =>
  rank[a.severity] - rank[b.severity] ||
  weight(b) - weight(a) ||
  compare(a.rule, b.rule) ||
  compare(a.account ?? '', b.account ?? '') ||
  compare(a.region, b.region) ||
  compare(a.vpcId, b.vpcId) ||
  compare(a.resource, b.resource) ||
  compare(a.service ?? '', b.service ?? '') ||
  compare(a.fingerprint, b.fingerprint);

export const findingsOf = (
  rules: readonly Rule[],
  scopes: readonly AuditedScope[],
  network: Network,
  levels: OccupancyLevels | null,
): readonly Found[] => {
  const found: Found[] = [];
  for (const rule of rules)
    for (const audited of scopes) {
      const { scope } = audited;
      const judging = { rule, scope, levels, fingerprint: fingerprintOf(rule, scope) };
      for (const violation of rule.check(audited, network)) {
        const finding = findingOf(judging, violation);
        if (finding !== null) found.push({ finding, remedy: violation.remedy });
      }
    }

  return found.sort(inOrder);
};

/** A rule that a gap could change the mind of has proved nothing by its silence. */
export const ruleOutcomes = (
  rules: readonly Rule[],
  completeness: Completeness,
  findings: readonly Finding[],
  version: string,
): readonly RuleOutcome[] => {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);

  return rules.map((rule) => {
    const { id, title, severity, category } = rule;
    const missing = [...new Set(completeness.gapsOf(rule).map(({ action }) => action))].sort();

    return {
      id,
      outcome: missing.length === 0 ? 'checked' : 'inconclusive',
      findings: counts.get(id) ?? 0,
      gaps: missing,
      title,
      severity,
      category,
      page: pageOf(id, version),
    };
  });
};
