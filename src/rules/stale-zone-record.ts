import type { Rule } from './rule.ts';
import { dnsSections } from './sections.ts';
import { named } from './wording.ts';

const isStale = (reason: string): boolean => reason === 'endpoint-not-available' || reason === 'endpoint-not-visible';

/**
 * The zone outlived the endpoint it points at: the name still resolves, to addresses where nothing
 * listens any more, or somebody else does.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-to-vpc-interface-endpoint.html
 */
export const staleZoneRecord: Rule = {
  id: 'stale-zone-record',
  title: 'A zone record points at an endpoint that is gone',
  severity: 'warning',
  category: 'dns',
  needs: dnsSections,

  *check({ resolutions }) {
    for (const { service, resolution } of resolutions) {
      const { vpc, name, answer, decidedBy, family } = resolution;
      if (decidedBy.kind !== 'hosted-zone' || !('reason' in answer) || !isStale(answer.reason)) continue;
      const isGone = answer.reason === 'endpoint-not-available';

      yield {
        vpc,
        resource: decidedBy.id,
        service: service.id,
        detail: `${name} ${family}`,
        severity: isGone ? 'warning' : 'note',
        message: isGone
          ? `${name} in hosted zone ${decidedBy.id} of ${named(vpc)} points at an endpoint that takes no traffic`
          : `${name} in hosted zone ${decidedBy.id} of ${named(vpc)} points at an endpoint that is not among these facts: another account's, or gone`,
        remedy: `Point the record ${name} in ${decidedBy.id} at an endpoint that is available, or delete it`,
        confidence: isGone ? 'certain' : 'likely',
      };
    }
  },
};
