import type { Resolution } from '../analysis/dns/answer.ts';
import { advise } from '../changes/remedy.ts';
import { list, named, serviceTitle } from '../wording.ts';
import { affectedNames, nameFaults, severityOf, verbFor } from './name-faults.ts';
import type { Rule } from './rule.ts';
import { dnsSections } from './sections.ts';

const isBlocked = ({ answer, vpc }: Resolution): boolean =>
  answer.kind === 'none' && answer.reason === 'dns-blocked' && !vpc.isShared;

const ruleOf = ({ hops, decidedBy }: Resolution): string =>
  hops.find(({ does }) => does === 'denies')?.because ?? decidedBy.id;

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
    for (const fault of nameFaults(resolutions, isBlocked)) {
      const { service, vpc, decidedBy } = fault;
      const blocks = [...new Set(fault.resolutions.map(ruleOf))];

      yield {
        vpc,
        resource: decidedBy.id,
        service: service.id,
        severity: severityOf(fault, 'warning'),
        message: `${affectedNames(fault)} of ${serviceTitle(service)} ${verbFor(fault, 'gets', 'get')} no answer in ${named(vpc)}: ${list(blocks)}`,
        remedy: advise(`Allow the AWS names that ${vpc.id} needs in ${decidedBy.id}, before the rule that blocks them`),
        confidence: 'likely',
      };
    }
  },
};
