import type { Rule } from './rule.ts';
import { dnsSections } from './sections.ts';
import { named, serviceTitle } from './wording.ts';

/**
 * A walled garden that allows a few domains and blocks the rest blocks AWS's own names as well,
 * whatever endpoint stands behind them.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall.html
 */
export const dnsFirewallBlock: Rule = {
  id: 'dns-firewall-block',
  title: 'DNS Firewall blocks the name of an AWS service',
  severity: 'warning',
  category: 'dns',
  needs: dnsSections,

  *check({ resolutions }) {
    for (const { service, resolution } of resolutions) {
      const { vpc, name, answer, decidedBy, family, hops } = resolution;
      if (answer.kind !== 'none' || answer.reason !== 'dns-blocked' || vpc.isShared) continue;

      yield {
        vpc,
        resource: decidedBy.id,
        service: service.id,
        detail: `${vpc.id} ${name} ${family}`,
        message: `${name} of ${serviceTitle(service)} gets no answer in ${named(vpc)}: ${hops.find(({ does }) => does === 'denies')?.because ?? decidedBy.id}`,
        remedy: `Allow the AWS names that ${vpc.id} needs in ${decidedBy.id}, before the rule that blocks them`,
        confidence: 'likely',
      };
    }
  },
};
