import type { Reason } from '../analysis/reason.ts';
import { advise } from '../changes/remedy.ts';
import { named, serviceTitle } from '../wording.ts';
import { portsText } from './ports-text.ts';
import { letIntoEndpoint } from './remedy/endpoint-access.ts';
import type { Rule } from './rule.ts';
import { pathSections } from './sections.ts';
import { inEach, namesSuffix, serviceFaults } from './service-faults.ts';

const accessReasons: ReadonlySet<Reason | null> = new Set<Reason>(['security-group', 'network-acl']);

/**
 * The name resolves to the endpoint, and there a security group or network ACL drops the call: the
 * outage that appears the minute private DNS is switched on.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
 */
export const endpointUnreachable: Rule = {
  id: 'endpoint-unreachable',
  title: 'A name resolves to an endpoint that does not let the subnet in',
  severity: 'error',
  category: 'access',
  needs: pathSections,

  *check(audited, network) {
    for (const fault of serviceFaults(
      audited,
      'unreachable',
      ({ reason, cause }) => accessReasons.has(reason) && cause?.reason === reason,
    )) {
      const { vpc, service, path, confidence } = fault;
      const endpoint = network.endpoints.get(path.outcome.cause?.endpointId ?? '');
      if (endpoint === undefined || endpoint.vpcId !== vpc.id) continue;

      const barrier = path.outcome.hops.at(-1);
      yield* inEach(fault, {
        message: (subnet) =>
          `${serviceTitle(service)} resolves to ${named(endpoint)}, which ${named(subnet)} cannot call: ${barrier?.at} ${barrier?.because}${namesSuffix(fault)}`,
        remedy:
          letIntoEndpoint(path, endpoint, vpc) ??
          advise(`Let ${portsText(service)} from the clients of ${vpc.id} through ${barrier?.at} to ${endpoint.id}`),
        confidence,
      });
    }
  },
};
