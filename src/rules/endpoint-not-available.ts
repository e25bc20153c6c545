import { isUnread } from '../network/unread.ts';
import type { Rule } from './rule.ts';
import { named } from './wording.ts';

/** What each state asks of somebody. AWS writes states in several casings. */
const acts: Readonly<Record<string, string>> = {
  pendingacceptance: 'Have the owner of the service accept ID',
  rejected: 'Delete ID, or have the owner of the service accept it',
  expired: 'Delete ID and create it anew',
  failed: 'Delete ID and create it anew',
  deleting: 'Replace ID if it is still needed',
};

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

  *check({ vpcs }) {
    for (const vpc of vpcs) {
      if (isUnread(vpc.endpoints) || vpc.isShared) continue;
      for (const endpoint of vpc.endpoints) {
        const state = endpoint.state.toLowerCase();
        if (endpoint.health !== 'unusable' || endpoint.requesterManaged || state === 'deleted') continue;

        yield {
          vpc,
          resource: endpoint.id,
          message: `${named(endpoint)} for ${endpoint.serviceName} is ${endpoint.state}: nothing goes through it`,
          remedy: (acts[state] ?? 'Replace ID').replace('ID', () => endpoint.id),
        };
      }
    }
  },
};
