import { isOpenPolicy } from '../changes/policy.ts';
import { advise } from '../changes/remedy.ts';
import { named } from '../wording.ts';
import { endpointPolicies } from './endpoint-policies.ts';
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
    for (const { vpc, endpoint, policy, confidence } of endpointPolicies(audited)) {
      if (!isOpenPolicy(policy)) continue;

      yield {
        vpc,
        resource: endpoint.id,
        message: `The policy of ${named(endpoint)} for ${endpoint.serviceName} lets everybody do everything`,
        remedy: advise(`Limit the policy of ${endpoint.id} to your own organization and resources`),
        confidence,
      };
    }
  },
};
