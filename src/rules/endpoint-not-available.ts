import { named } from '../wording.ts';
import { ownEndpoints } from './own-endpoints.ts';
import { revive } from './remedy/endpoint-state.ts';
import type { Rule } from './rule.ts';

/**
 * An endpoint that was rejected, expired, failed or never accepted still shows in every list, and
 * tools that only look for its existence count it. It carries nothing.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html
 */
export const endpointNotAvailable: Rule = {
  id: 'endpoint-not-available',
  title: 'An endpoint exists but takes no traffic',
  severity: 'warning',
  category: 'routing',
  needs: ['vpcs', 'vpcEndpoints'],

  *check(audited) {
    for (const { vpc, endpoint } of ownEndpoints(audited)) {
      if (endpoint.health !== 'unusable' || endpoint.requesterManaged || endpoint.state === 'deleted') continue;

      yield {
        vpc,
        resource: endpoint.id,
        message: `${named(endpoint)} for ${endpoint.serviceName} is ${endpoint.rawState}: nothing goes through it`,
        remedy: revive(endpoint),
      };
    }
  },
};
