import type { Endpoint } from '../network/network.ts';
import { named } from '../wording.ts';
import { ownEndpoints } from './own-endpoints.ts';
import { removeEndpoint } from './remedy/remove-endpoint.ts';
import type { Rule } from './rule.ts';

const rivals = (endpoints: readonly Endpoint[], one: Endpoint): Endpoint | undefined =>
  endpoints.find(
    (other) =>
      other.id !== one.id &&
      other.type === 'interface' &&
      other.health === 'usable' &&
      other.privateDnsEnabled &&
      other.serviceName === one.serviceName &&
      (other.serviceRegion ?? '') === (one.serviceRegion ?? ''),
  );

/**
 * Only one endpoint of a VPC can own a private name. A second one for the same service is paid by
 * the hour and zone, and no client finds it by the ordinary name.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
 */
export const duplicateEndpoint: Rule = {
  id: 'duplicate-endpoint',
  title: 'A second endpoint of a service cannot take its name',
  severity: 'note',
  category: 'cost',
  needs: ['vpcs', 'vpcEndpoints'],

  *check(audited) {
    for (const { vpc, endpoint, siblings } of ownEndpoints(audited)) {
      if (endpoint.type !== 'interface' || endpoint.health !== 'usable') continue;
      if (endpoint.privateDnsEnabled || endpoint.requesterManaged) continue;
      const rival = rivals(siblings, endpoint);
      if (rival === undefined) continue;

      yield {
        vpc,
        resource: endpoint.id,
        message: `${named(endpoint)} stands beside ${named(rival)} for the same ${endpoint.serviceName}, which has the name: only its own vpce name, or a record that leads there, finds it`,
        remedy: removeEndpoint(
          vpc,
          endpoint,
          'unless clients dial it by its own name, or a hosted zone or Profile leads to it',
        ),
      };
    }
  },
};
