import type { Family } from '../../net/cidr.ts';
import type { FirewallGroup, FirewallRule } from '../../network/dns-firewall.ts';
import type { Scope } from '../../network/network.ts';
import { isUnread, type Known, type Unread } from '../../network/unread.ts';
import { assume, type Doubt, notRead } from '../doubt.ts';
import { hop } from '../hop.ts';
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

const permitted = ({ trustsRedirection }: FirewallRule, hop: Hop, doubts: readonly Doubt[]): FirewallResult => ({
  blockedBy: null,
  isTrusted: trustsRedirection,
  hops: [hop],
  doubts,
});

const blocked = (rule: FirewallRule, hop: Hop, doubts: readonly Doubt[]): FirewallResult => ({
  blockedBy: rule,
  isTrusted: false,
  hops: [hop],
  doubts: [...doubts, assume('firewall-patterns')],
});

const permits = new Set<FirewallRule['action']>(['allow', 'alert']);

/** What a rule may do whose list nobody could read. AWS's own lists name no AWS service, to block it or to let it pass. */
const unreadRuleDoubts = (scope: Scope, action: FirewallRule['action'], domains: Unread): Doubt[] => {
  const isRefused = wasRefused(scope, domains);
  if (permits.has(action)) return isRefused ? [notRead(domains, 'its list may let this name pass')] : [];

  return [isRefused ? notRead(domains, 'its list may block this name') : assume('managed-lists-spare-aws')];
};

interface Screening {
  readonly scope: Scope;
  readonly name: string;
  readonly queryType: 'A' | 'AAAA';
}

/** What a rule does with a name: `because` it matches, or `doubts` where nobody can tell; null where it leaves it alone. */
type Match = { readonly because: string } | { readonly doubts: readonly Doubt[] } | null;

const matchOf = ({ scope, name, queryType }: Screening, rule: FirewallRule): Match => {
  if (rule.queryType !== null && rule.queryType !== queryType) return null;
  if (isUnread(rule.domains)) return { doubts: unreadRuleDoubts(scope, rule.action, rule.domains) };
  const pattern = rule.domains.find((one) => matches(one, name));

  return pattern === undefined
    ? null
    : { because: `rule ${rule.priority} of ${rule.groupId}: ${rule.rawAction} ${pattern}` };
};

/** Ends at the first rule that matches. */
const evaluateRules = (screening: Screening, groups: readonly FirewallGroup[]): FirewallResult => {
  const stops: Doubt[] = [];
  // Matter only where a later rule stops the name.
  const passes: Doubt[] = [];
  for (const { id, rules } of groups) {
    if (isUnread(rules)) {
      stops.push(notRead(rules, `rule group ${id} may block this name`));
      continue;
    }
    for (const rule of rules) {
      const match = matchOf(screening, rule);
      const isPermitting = permits.has(rule.action);
      if (match === null) continue;
      if ('because' in match)
        return isPermitting
          ? permitted(rule, hop(id, 'permits', match.because), stops)
          : blocked(rule, hop(id, 'denies', match.because), [...stops, ...passes]);
      (isPermitting ? passes : stops).push(...match.doubts);
    }
  }

  return { ...unfiltered, doubts: stops };
};

/**
 * The first rule that matches decides: groups by priority, then rules by priority.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall.html
 */
export const evaluateFirewall = (
  scope: Scope,
  groups: Known<readonly FirewallGroup[]>,
  name: string,
  family: Family,
): FirewallResult =>
  isUnread(groups)
    ? { ...unfiltered, doubts: [notRead(groups, 'DNS Firewall may block this name')] }
    : evaluateRules({ scope, name, queryType: family === 'ipv4' ? 'A' : 'AAAA' }, groups);
