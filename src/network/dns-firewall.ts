import { by } from '../order.ts';
import type { ScopeSnapshot } from '../snapshot/schema.ts';
import { normalName } from './endpoint.ts';
import { type GapOf, type Known, unread } from './unread.ts';
import { wordReader } from './word.ts';

const ruleAction = wordReader('allow', 'block', 'alert');

export interface FirewallRule {
  readonly name: string;
  readonly groupId: string;
  readonly priority: number;
  readonly action: ReturnType<typeof ruleAction>;
  /** As AWS wrote it. */
  readonly rawAction: string;
  /** Null: it looks at queries of every type. */
  readonly queryType: string | null;
  /** Domain patterns; unread for lists that AWS or another account keeps to itself. */
  readonly domains: Known<readonly string[]>;
  /** Only the first name of a chain of CNAMEs is looked at; otherwise every one of them. */
  readonly trustsRedirection: boolean;
}

export interface FirewallGroup {
  readonly id: string;
  readonly vpcId: string;
  readonly priority: number;
  readonly rules: Known<readonly FirewallRule[]>;
}

export interface DnsFirewall {
  readonly firewallGroups: Known<readonly FirewallGroup[]>;
  firewallRulesOf(groupId: string): Known<readonly FirewallRule[]>;
}

/** Types may be given by number. */
const numbered: ReadonlyMap<string, string> = new Map([
  ['TYPE1', 'A'],
  ['TYPE28', 'AAAA'],
]);

const queryTypeOf = (raw: string | undefined): string | null => {
  if (raw === undefined) return null;
  const type = raw.toUpperCase();

  return numbered.get(type) ?? type;
};

export const dnsFirewall = ({ sections }: ScopeSnapshot, gapOf: GapOf): DnsFirewall => {
  const domains = new Map(
    (sections.firewallDomains ?? []).map((one) => [one.FirewallDomainListId, one.Domains.map(normalName).sort()]),
  );
  const rules = new Map(
    (sections.firewallRules ?? []).map(({ FirewallRuleGroupId, FirewallRules }) => [
      FirewallRuleGroupId,
      FirewallRules.map((rule) => ({
        name: rule.Name ?? '',
        groupId: FirewallRuleGroupId,
        priority: rule.Priority ?? 0,
        action: ruleAction(rule.Action ?? ''),
        rawAction: rule.Action ?? '',
        queryType: queryTypeOf(rule.Qtype),
        domains:
          domains.get(rule.FirewallDomainListId ?? '') ?? unread(gapOf, 'firewallDomains', rule.FirewallDomainListId),
        trustsRedirection: rule.FirewallDomainRedirectionAction === 'TRUST_REDIRECTION_DOMAIN',
      })).sort((a, b) => a.priority - b.priority),
    ]),
  );
  const firewallRulesOf = (groupId: string): Known<readonly FirewallRule[]> =>
    rules.get(groupId) ?? unread(gapOf, 'firewallRules', groupId);

  if (sections.firewallRuleGroupAssociations === undefined)
    return { firewallGroups: unread(gapOf, 'firewallRuleGroupAssociations'), firewallRulesOf };

  return {
    firewallRulesOf,
    firewallGroups: sections.firewallRuleGroupAssociations
      // Whatever else AWS says of an association, it may block.
      .filter(({ Status }) => Status?.toUpperCase() !== 'DELETING')
      .map((record) => ({
        id: record.FirewallRuleGroupId ?? '',
        vpcId: record.VpcId ?? '',
        priority: record.Priority ?? 0,
        rules: firewallRulesOf(record.FirewallRuleGroupId ?? ''),
      }))
      .sort(by(({ id }) => id))
      .sort((a, b) => a.priority - b.priority),
  };
};
