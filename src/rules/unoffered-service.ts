import { advise } from '../changes/remedy.ts';
import { named } from '../wording.ts';
import type { Rule } from './rule.ts';

/**
 * One Region of several has no endpoint for a service that was asked for. It is audited in the others, and nothing is
 * said of its traffic here.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
export const unofferedService: Rule = {
  id: 'unoffered-service',
  title: 'A Region offers no endpoint for a service that was asked for',
  severity: 'note',
  category: 'completeness',
  needs: ['vpcs', 'vpcEndpointServices'],

  *check({ scope, vpcs, lackingServices }) {
    for (const service of lackingServices)
      for (const vpc of vpcs)
        yield {
          vpc,
          resource: vpc.id,
          service,
          message: `${scope.region} offers no endpoint for ${service}, which is not audited in ${named(vpc)}`,
          remedy: advise(`Leave ${service} out for ${scope.region}, or keep its clients in a Region that offers it`),
        };
  },
};
