import { advise, type Remedy } from '../../changes/remedy.ts';
import type { Endpoint, Vpc } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import { list } from '../../wording.ts';
import { conflictingZones } from './hosted-zone.ts';
import { enableDnsAttributes } from './private-dns.ts';

/** What private DNS and private zones ask for before they answer. */
export const attributeSteps = (vpc: Vpc): readonly Remedy[] => {
  if (isUnread(vpc.dnsSupport) || isUnread(vpc.dnsHostnames))
    return [advise(`Check that both DNS attributes of ${vpc.id} are on`)];

  return vpc.dnsSupport && vpc.dnsHostnames ? [] : [enableDnsAttributes(vpc)];
};

/** Zones of the customer's that have the domain of one of the names: AWS refuses a second one. */
const zoneSteps = (vpc: Vpc, names: readonly string[]): readonly Remedy[] => {
  const zones = vpc.scope.resolver.zonesOf(vpc.id);
  if (isUnread(zones)) return [advise(`Check that no hosted zone of ${vpc.id} has the domain of its private names`)];
  const conflicting = conflictingZones(vpc, names);

  return conflicting.length === 0
    ? []
    : [advise(`Take hosted zone ${list(conflicting)} off ${vpc.id}, as AWS refuses private DNS beside it`)];
};

/** To take the names from one endpoint for another is no mend: whichever has them, the other one lacks them then. */
const otherSteps = (vpc: Vpc, serviceName: string, endpointId: string | null): readonly Remedy[] => {
  const others = (isUnread(vpc.endpoints) ? [] : vpc.endpoints).filter(
    (one: Endpoint) =>
      one.id !== endpointId &&
      one.type === 'interface' &&
      one.serviceName === serviceName &&
      one.privateDnsEnabled &&
      one.health !== 'unusable',
  );

  return others.length === 0
    ? []
    : [advise(`See why ${list(others.map(({ id }) => id))}, which has the private names, does not answer them`)];
};

/**
 * What has to be done before AWS accepts private DNS: both VPC attributes on, and no hosted zone and no other endpoint
 * of the same name.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
 */
export const beforePrivateDns = (
  vpc: Vpc,
  { serviceName, names, endpointId }: { serviceName: string; names: readonly string[]; endpointId: string | null },
): readonly Remedy[] => [...attributeSteps(vpc), ...zoneSteps(vpc, names), ...otherSteps(vpc, serviceName, endpointId)];

export const hiddenApis = (vpc: Vpc): string =>
  `only if its clients call no public API of API Gateway: each of them answers 403 from ${vpc.id} then`;
