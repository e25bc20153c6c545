import type { Path } from '../analysis/path.ts';
import type { Reason } from '../analysis/reason.ts';
import { advise, orByHand, type Remedy } from '../changes/remedy.ts';
import type { Endpoint, Network } from '../network/network.ts';
import { named, serviceTitle } from '../wording.ts';
import { clearWay } from './remedy/clear-routes.ts';
import { letIntoEndpoint } from './remedy/endpoint-access.ts';
import type { Rule } from './rule.ts';
import { pathSections } from './sections.ts';
import { inEach, namesSuffix, serviceFaults } from './service-faults.ts';

/** A route cannot mend that an address is in two places. */
const remedyFor = (vpcId: string, endpoint: Endpoint, reason: Reason | null): string =>
  reason === 'address-overlap'
    ? `Give ${endpoint.id} addresses that no VPC on the way has in a CIDR of its own, or take the record that leads there away`
    : `Give ${vpcId} a way to ${endpoint.id} in ${endpoint.vpcId} (${reason}), or take the record that leads there away`;

/** The hub's own groups and network ACLs, where its facts are there to be changed. */
const admitTo = (path: Path, endpoint: Endpoint, { vpcs }: Network): Remedy | null => {
  const home = vpcs.get(endpoint.vpcId);
  const { reason } = path.outcome;

  return home === undefined || (reason !== 'security-group' && reason !== 'network-acl')
    ? null
    : letIntoEndpoint(path, endpoint, home);
};

/** `attachment-zone-gap` and `unreachable-path`, as the way there is open. */
const reportedElsewhere: ReadonlySet<Reason> = new Set<Reason>(['attachment-zone-gap', 'no-return-route']);

/**
 * The name already resolves to an endpoint in a hub, and the way there is missing: a route, an
 * attachment, a security group. To the client it is an outage, not a detour.
 *
 * @see https://docs.aws.amazon.com/whitepapers/latest/building-scalable-secure-multi-vpc-network-infrastructure/centralized-access-to-vpc-private-endpoints.html
 */
export const hubUnreachable: Rule = {
  id: 'hub-unreachable',
  title: 'A name resolves to an endpoint in another VPC that the subnet cannot reach',
  severity: 'error',
  category: 'routing',
  needs: pathSections,

  *check(audited, network) {
    for (const fault of serviceFaults(
      audited,
      'unreachable',
      ({ cause, reason }) => cause?.reason === reason && !reportedElsewhere.has(reason),
    )) {
      const { vpc, service, path, confidence } = fault;
      const endpoint = network.endpoints.get(path.outcome.cause?.endpointId ?? '');
      if (endpoint === undefined || endpoint.vpcId === vpc.id) continue;
      const last = path.outcome.hops.at(-1);

      yield* inEach(fault, {
        message: (subnet) =>
          `${serviceTitle(service)} resolves to ${named(endpoint)} in ${endpoint.vpcId}, which ${named(subnet)} cannot reach: ${last?.at} ${last?.because}${namesSuffix(fault)}`,
        remedy: orByHand(
          admitTo(path, endpoint, network) ?? clearWay(network, path.subnet, endpoint),
          advise(remedyFor(vpc.id, endpoint, path.outcome.reason)),
        ),
        confidence,
      });
    }
  },
};
