import type { Family } from '../../net/cidr.ts';
import type { FirewallGroup, FirewallRule } from '../../network/dns-firewall.ts';
import type { Scope } from '../../network/network.ts';
import { isUnread, type Known, type Unread } from '../../network/unread.ts';
import { assume, type Doubt, notRead } from '../doubt.ts';
import type { Hop } from '../path.ts';

export interface FirewallResult {
  /** The rule that stops it, or does something that AWS has added since. */
  readonly blockedBy: FirewallRule | null;
  /** Lets the names that a CNAME leads on to pass too. */
  readonly isTrusted: boolean;
  readonly hops: readonly Hop[];
  readonly doubts: readonly Doubt[];
}

const matches = (pattern: string, name: string): boolean => {
  if (pattern === '*') return true;
  if (pattern.startsWith('*')) return name.endsWith(pattern.slice(1));

  return pattern === name;
};

/** Lists that AWS manages cannot be read by anyone; a list that was refused is another matter. */
const wasRefused = ({ gaps }: Scope, { unread }: Unread): boolean =>
  gaps.some(
    ({ section, resource }) =>
      section === 'firewallDomains' && (resource === undefined || resource === unread.resource),
  );

export const unfiltered: FirewallResult = {
  blockedBy: null,
  isTrusted: false,
  hops: [],
  doubts: [],
};

const permits = new Set<FirewallRule['action']>(['allow', 'alert']);

/** What a rule may do whose list nobody could read. AWS's own lists name no AWS service, to block it or to let it pass. */
const unreadRuleDoubts = (scope: Scope, action: FirewallRule['action'], domains: Unread): Doubt[] => {
  const isRefused = wasRefused(scope, domains);
  if (permits.has(action)) return isRefused ? [notRead(domains, 'its list may let this name pass')] : [];

  return [isRefused ? notRead(domains, 'its list may block this name') : assume('managed-lists-spare-aws')];
};

/**
 * The first rule that matches ends it: groups by priority, then rules by priority.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall.html
 */
export const evaluateFirewall = (
  scope: Scope,
  groups: Known<readonly FirewallGroup[]>,
  name: string,
  family: Family,
): FirewallResult => {
  if (isUnread(groups)) return { ...unfiltered, doubts: [notRead(groups, 'DNS Firewall may block this name')] };

  const stops: Doubt[] = [];
  // Of no matter but where a later rule stops the name.
  const passes: Doubt[] = [];
  const queryType = family === 'ipv4' ? 'A' : 'AAAA';
  for (const { id, rules } of groups) {
    if (isUnread(rules)) {
      stops.push(notRead(rules, `rule group ${id} may block this name`));
      continue;
    }
    for (const rule of rules) {
      if (rule.queryType !== null && rule.queryType !== queryType) continue;
      if (isUnread(rule.domains)) {
        (permits.has(rule.action) ? passes : stops).push(...unreadRuleDoubts(scope, rule.action, rule.domains));
        continue;
      }
      const pattern = rule.domains.find((one) => matches(one, name));
      if (pattern === undefined) continue;

      const because = `rule ${rule.priority} of ${id}: ${rule.rawAction} ${pattern}`;
      if (permits.has(rule.action))
        return {
          ...unfiltered,
          isTrusted: rule.trustsRedirection,
          hops: [{ at: id, does: 'permits', because }],
          doubts: stops,
        };

      return {
        ...unfiltered,
        blockedBy: rule,
        hops: [{ at: id, does: 'denies', because }],
        doubts: [...stops, ...passes, assume('firewall-patterns')],
      };
    }
  }

  return { ...unfiltered, doubts: stops };
};
