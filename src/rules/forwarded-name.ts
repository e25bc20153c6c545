import type { Resolution } from '../analysis/dns/answer.ts';
import { named, serviceTitle } from '../wording.ts';
import { confidenceUnder } from './confidence.ts';
import { affectedNames, nameFaults, severityOf, verbFor } from './name-faults.ts';
import { keepLocal } from './remedy/forwarding.ts';
import type { Rule } from './rule.ts';
import { dnsSections } from './sections.ts';

const isForwarded = ({ answer, decidedBy, vpc }: Resolution): boolean =>
  decidedBy.kind === 'forwarding-rule' &&
  answer.kind === 'unknown' &&
  answer.reason === 'forwarded-dns' &&
  !vpc.isShared;

/**
 * A forwarding rule sends the question to servers elsewhere, which answer as their own network sees
 * the service. Rules for `.` or `com` do it to every AWS name without an endpoint of its own.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-forward-vpc-to-network-autodefined-rules.html
 */
export const forwardedName: Rule = {
  id: 'forwarded-name',
  title: 'The name of an AWS service is forwarded to other DNS servers',
  severity: 'warning',
  category: 'dns',
  needs: dnsSections,

  *check({ resolutions }) {
    for (const fault of nameFaults(resolutions, isForwarded)) {
      const { service, vpc, decidedBy, resolutions: lost } = fault;

      yield {
        vpc,
        resource: decidedBy.id,
        service: service.id,
        severity: severityOf(fault, 'warning'),
        message: `${affectedNames(fault)} of ${serviceTitle(service)} ${verbFor(fault, 'is', 'are')} forwarded by ${decidedBy.id} (${decidedBy.domain}) in ${named(vpc)}: what clients get is up to those servers`,
        remedy: keepLocal(vpc, decidedBy, lost[0]?.name ?? ''),
        confidence: confidenceUnder(lost.flatMap(({ doubts }) => doubts)),
      };
    }
  },
};
