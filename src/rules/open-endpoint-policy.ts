import { isOpenPolicy } from '../changes/policy.ts';
import { advise } from '../changes/remedy.ts';
import { isUnread } from '../network/unread.ts';
import { named } from '../wording.ts';
import { confidenceBy } from './confidence.ts';
import { ownEndpoints } from './own-endpoints.ts';
import type { Rule } from './rule.ts';

/**
 * The default policy lets every principal do everything to every resource of the service, other
 * accounts' included: a private way out for data as much as in.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export const openEndpointPolicy: Rule = {
  id: 'open-endpoint-policy',
  title: 'An endpoint policy allows everything',
  severity: 'note',
  category: 'access',
  needs: ['vpcs', 'vpcEndpoints', 'vpcEndpointServices'],

  *check(audited) {
    const { scope } = audited;
    const services = isUnread(scope.endpointServices) ? [] : scope.endpointServices;
    const hasNoPolicy = new Set(
      services.filter(({ takesPolicy }) => !takesPolicy).map(({ serviceName }) => serviceName),
    );
    for (const { vpc, endpoint } of ownEndpoints(audited)) {
      if (endpoint.health !== 'usable' || endpoint.requesterManaged) continue;
      if (endpoint.type !== 'gateway' && endpoint.type !== 'interface') continue;
      const isGateway = endpoint.type === 'gateway';
      if (!isGateway && hasNoPolicy.has(endpoint.serviceName)) continue;
      if (endpoint.policy === null || !isOpenPolicy(endpoint.policy)) continue;

      yield {
        vpc,
        resource: endpoint.id,
        message: `The policy of ${named(endpoint)} for ${endpoint.serviceName} lets everybody do everything`,
        remedy: advise(`Limit the policy of ${endpoint.id} to your own organization and resources`),
        // Some services take no policy: theirs is open, and nobody can change it. Those of gateway endpoints all do.
        confidence: isGateway ? 'certain' : confidenceBy(scope.endpointServices),
      };
    }
  },
};
