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

/** All ids of a finding but its resource. */
interface Identity {
  readonly ids: string;
  readonly hashed: string;
}

const hashed = (ids: string): string => hash('sha256', ids).slice(0, 16);

/** Made of ids alone, so that it survives every change of name, message and order. The resource stands in it as it is. */
export const fingerprintOf = (ids: string, resource: string): string => `${hashed(ids)}:${resource}`;

/** What one rule finds in a VPC comes together, a thousand times over, and is hashed once for all. */
const identifier = (rule: Rule, { account, region }: Scope): ((violation: Violation) => Identity) => {
  let latest: Pick<Violation, 'vpc' | 'service' | 'detail'> | undefined;
  let identity: Identity = { ids: '', hashed: '' };

  return (violation) => {
    const { vpc, service, detail } = violation;
    if (latest === undefined || latest.vpc !== vpc || latest.service !== service || latest.detail !== detail) {
      const ids = [rule.id, account ?? '', region, vpc.id, service ?? '', detail ?? ''].join('\n');
      identity = { ids, hashed: hashed(ids) };
      latest = violation;
    }

    return identity;
  };
};

const routeTableOf = ({ subnet }: Violation): string | undefined =>
  subnet === undefined || isUnread(subnet.routeTable) ? undefined : subnet.routeTable.id;

/** A finding before its remedy was proven. */
export interface Found {
  readonly finding: Omit<Finding, 'remedy' | 'command' | 'changes'>;
  /** What its fingerprint is made of, besides its resource. */
  readonly ids: string;
  readonly remedy: Remedy;
}

interface Judging {
  readonly rule: Rule;
  readonly scope: Scope;
  /** Null: rules alone decide. */
  readonly levels: OccupancyLevels | null;
  readonly identityOf: (violation: Violation) => Identity;
}

/** Null where it does not count, as nobody calls from there. */
const foundBy = ({ rule, scope, levels, identityOf }: Judging, violation: Violation): Found | null => {
  const who = levels === null ? null : whoIsAt(violation);
  const severity = heldDown(violation.severity ?? rule.severity, who, levels);
  if (severity === null) return null;
  const { ids, hashed } = identityOf(violation);
  const finding = {
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
    fingerprint: `${hashed}:${violation.resource}`,
    confidence: violation.confidence ?? 'certain',
  };

  return { finding, ids, remedy: violation.remedy };
};

type Ordered = Found['finding'];

const weight = ({ clients }: Ordered): number => clients ?? -1;

/** The most clients first. Field by field, as long as they are alike: a large account has a hundred thousand findings to compare. */
export const byGravity = (a: Ordered, b: Ordered): number =>
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
      const judging = { rule, scope, levels, identityOf: identifier(rule, scope) };
      for (const violation of rule.check(audited, network)) {
        const one = foundBy(judging, violation);
        if (one !== null) found.push(one);
      }
    }

  return found.sort((a, b) => byGravity(a.finding, b.finding));
};

const countsOf = (findings: readonly Finding[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);

  return counts;
};

/** A rule that a gap could change the mind of has proved nothing by its silence. */
export const ruleOutcomes = (
  rules: readonly Rule[],
  completeness: Completeness,
  findings: readonly Finding[],
  version: string,
): readonly RuleOutcome[] => {
  const counts = countsOf(findings);

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

/** What came of the same rules over several parts of the facts, and all that they found. */
export const joinedRules = (
  [first = [], ...others]: readonly (readonly RuleOutcome[])[],
  findings: readonly Finding[],
): readonly RuleOutcome[] => {
  const counts = countsOf(findings);

  return first.map((rule, at) => {
    const gaps = [...new Set([rule, ...others.flatMap((rules) => rules[at] ?? [])].flatMap((one) => one.gaps))].sort();

    return {
      ...rule,
      outcome: gaps.length === 0 ? 'checked' : 'inconclusive',
      findings: counts.get(rule.id) ?? 0,
      gaps,
    };
  });
};
