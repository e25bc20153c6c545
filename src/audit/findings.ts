import { createHash } from 'node:crypto';
import type { Network } from '../network/network.ts';
import { isUnread } from '../network/unread.ts';
import type { AuditedScope, Rule, Severity, Violation } from '../rules/rule.ts';
import type { Finding, RuleOutcome } from './report.ts';

/** Made of ids alone, so that it survives every change of name, message and order. */
const fingerprint = (rule: Rule, { scope }: AuditedScope, { vpc, resource, service, detail }: Violation): string =>
  createHash('sha256')
    .update(
      [rule.id, scope.account, scope.region, vpc.id, resource, service, detail].map((part) => part ?? '').join('\n'),
    )
    .digest('hex')
    .slice(0, 32);

const routeTableOf = (network: Network, { resource }: Violation): Pick<Finding, 'routeTableId'> => {
  const table = network.subnets.get(resource)?.routeTable;

  return table === undefined || isUnread(table) ? {} : { routeTableId: table.id };
};

const findingOf = (rule: Rule, audited: AuditedScope, violation: Violation, network: Network): Finding => ({
  rule: rule.id,
  severity: violation.severity ?? rule.severity,
  account: audited.scope.account,
  region: audited.scope.region,
  vpcId: violation.vpc.id,
  resource: violation.resource,
  ...routeTableOf(network, violation),
  service: violation.service ?? null,
  message: violation.message,
  remedy: violation.remedy,
  fingerprint: fingerprint(rule, audited, violation),
  confidence: violation.confidence ?? 'certain',
});

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

const keyOf = ({ rule, account, region, vpcId, resource, service, fingerprint: print }: Finding): string =>
  `${rule} ${account} ${region} ${vpcId} ${resource} ${service} ${print}`;

const inOrder = (a: Finding, b: Finding): number => {
  if (a.severity !== b.severity) return rank[a.severity] - rank[b.severity];
  const left = keyOf(a);
  const right = keyOf(b);

  return left < right ? -1 : left > right ? 1 : 0;
};

export const findingsOf = (
  rules: readonly Rule[],
  scopes: readonly AuditedScope[],
  network: Network,
): readonly Finding[] =>
  rules
    .flatMap((rule) =>
      scopes.flatMap((audited) =>
        [...rule.check(audited, network)].map((violation) => findingOf(rule, audited, violation, network)),
      ),
    )
    .sort(inOrder);

/** A rule whose sections were not all read has proved nothing by its silence. */
export const ruleOutcomes = (
  rules: readonly Rule[],
  scopes: readonly AuditedScope[],
  findings: readonly Finding[],
  version: string,
): readonly RuleOutcome[] => {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const gaps = scopes.flatMap(({ scope }) => scope.gaps);

  return rules.map(({ id, title, severity, category, needs }) => {
    const sections: ReadonlySet<string> = new Set(needs);
    const missing = [
      ...new Set(gaps.filter(({ section }) => sections.has(section)).map(({ action }) => action)),
    ].sort();

    return {
      id,
      outcome: missing.length === 0 ? 'checked' : 'inconclusive',
      findings: counts.get(id) ?? 0,
      gaps: missing,
      title,
      severity,
      category,
      page: `https://unpkg.com/vpce-audit@${version}/docs/rules/${id}.md`,
    };
  });
};
