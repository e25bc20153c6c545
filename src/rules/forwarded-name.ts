import type { Rule } from './rule.ts';
import { dnsSections } from './sections.ts';
import { named, serviceTitle } from './wording.ts';

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
    for (const { service, resolution } of resolutions) {
      const { vpc, name, answer, decidedBy, family } = resolution;
      if (decidedBy.kind !== 'forwarding-rule' || answer.kind !== 'unknown' || answer.reason !== 'forwarded-dns')
        continue;
      if (vpc.isShared) continue;

      yield {
        vpc,
        resource: decidedBy.id,
        service: service.id,
        detail: `${vpc.id} ${name} ${family}`,
        message: `${name} of ${serviceTitle(service)} is forwarded by ${decidedBy.id} (${decidedBy.domain}) in ${named(vpc)}: what clients get is up to those servers`,
        remedy: `Add a SYSTEM rule for ${amazonDomain(name)} and associate it with ${vpc.id}, so that AWS names are resolved locally`,
      };
    }
  },
};

/** The domain that all of a partition's service names share: `amazonaws.com`, `amazonaws.com.cn`, `api.aws`. */
const amazonDomain = (name: string): string =>
  /(?:amazonaws\.[a-z.]+|(?:api|on)\.aws[a-z.]*|[^.]+\.[^.]+)$/.exec(name)?.[0] ?? name;
