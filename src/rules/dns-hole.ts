import type { Rule } from './rule.ts';
import { dnsSections } from './sections.ts';
import { named } from './wording.ts';

/**
 * A private hosted zone owns every name below it. A broad one, or one with a record at its apex
 * only, takes AWS's names away and answers nothing in their place.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html
 */
export const dnsHole: Rule = {
  id: 'dns-hole',
  title: 'A private zone claims the name of an AWS service and has no record for it',
  severity: 'error',
  category: 'dns',
  needs: dnsSections,

  *check({ resolutions }) {
    for (const { service, resolution } of resolutions) {
      const { vpc, name, answer, decidedBy, family } = resolution;
      if (answer.kind !== 'none' || answer.reason !== 'dns-no-answer') continue;
      // That an endpoint has no IPv6 record leaves its IPv4 one: clients fall back.
      if (decidedBy.kind === 'endpoint-zone' && family === 'ipv6') continue;
      const isZone = decidedBy.kind === 'hosted-zone';
      if (vpc.isShared && !isZone) continue;

      yield {
        vpc,
        resource: decidedBy.id,
        service: service.id,
        detail: `${vpc.id} ${name} ${family}`,
        severity: isZone && family === 'ipv4' ? 'error' : 'warning',
        message: `${isZone ? 'Hosted zone' : 'The private DNS of'} ${decidedBy.id} owns ${decidedBy.domain} in ${named(vpc)} and has no ${family === 'ipv4' ? 'A' : 'AAAA'} record for ${name}: clients get no answer`,
        remedy: isZone
          ? `Add a record for the AWS names that ${decidedBy.id} (${decidedBy.domain}) hides, or make the zone narrower`
          : `Have clients of ${vpc.id} dial the names that ${decidedBy.id} lists`,
        confidence: 'likely',
      };
    }
  },
};
