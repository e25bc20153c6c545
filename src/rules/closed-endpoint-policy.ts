import { isClosedPolicy } from '../changes/policy.ts';
import { advise } from '../changes/remedy.ts';
import { named } from '../wording.ts';
import { endpointPolicies } from './endpoint-policies.ts';
import type { Rule } from './rule.ts';

/**
 * The way to the endpoint is private, and every request that takes it is refused: a path does not
 * tell, as traffic does not take another way then.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export const closedEndpointPolicy: Rule = {
  id: 'closed-endpoint-policy',
  title: 'An endpoint policy allows nothing',
  severity: 'warning',
  category: 'access',
  needs: ['vpcs', 'vpcEndpoints', 'vpcEndpointServices'],

  *check(audited) {
    for (const { vpc, endpoint, policy, confidence } of endpointPolicies(audited)) {
      if (!isClosedPolicy(policy)) continue;

      yield {
        vpc,
        resource: endpoint.id,
        message: `The policy of ${named(endpoint)} for ${endpoint.serviceName} lets nobody do anything: every request through it is refused`,
        remedy: advise(`Allow in the policy of ${endpoint.id} what its clients call, or delete the endpoint`),
        confidence,
      };
    }
  },
};
