import { inOrder, orByHand, type Remedy } from '../changes/remedy.ts';
import { memoize } from '../memoize.ts';
import type { Endpoint, Network, Vpc } from '../network/network.ts';
import type { Service } from '../services/service.ts';
import { list, named } from '../wording.ts';
import { confidenceUnder } from './confidence.ts';
import { ownPrivateDns } from './own-endpoints.ts';
import { enableInboundDns, enablePrivateDns, namesFor } from './remedy/enable-private-dns.ts';
import { gatewayOf, useGateway } from './remedy/gateway-endpoint.ts';
import { conflictingZones } from './remedy/hosted-zone.ts';
import { recordInZone } from './remedy/zone-record.ts';
import type { AuditedScope, Rule } from './rule.ts';
import { dnsSections } from './sections.ts';
import { serviceFaults } from './service-faults.ts';
import { sharedTables } from './tables-of-fault.ts';

/** A zone of one of its names takes the place of private DNS: AWS refuses that beside it. */
const answerByZone = ({ resolutions }: AuditedScope, network: Network, vpc: Vpc, endpoint: Endpoint): Remedy | null => {
  const held = resolutions.filter(
    ({ service, resolution: { vpc: asking, decidedBy, answer } }) =>
      asking === vpc &&
      decidedBy.kind === 'hosted-zone' &&
      answer.kind !== 'endpoints' &&
      service.serviceNames.includes(endpoint.serviceName),
  );
  const [first] = held;
  if (first === undefined) return null;
  const { service, resolution } = first;
  const lost = held.map((one) => one.resolution);

  return recordInZone({ network, vpc, service, zoneId: resolution.decidedBy.id, lost });
};

const switchOn = (audited: AuditedScope, network: Network, vpc: Vpc, endpoint: Endpoint): Remedy => {
  const remedy = enablePrivateDns(vpc, endpoint);

  return conflictingZones(vpc, namesFor(vpc, endpoint)).length === 0
    ? remedy
    : orByHand(answerByZone(audited, network, vpc, endpoint), remedy);
};

/** Tables by which a VPC goes out to a service in the open. */
const openTables = memoize((audited: AuditedScope) => {
  const faults = [...serviceFaults(audited, 'public')];
  const tablesOf = sharedTables(faults);

  return (vpc: Vpc, { id }: Service): readonly string[] => {
    const fault = faults.find((one) => one.vpc === vpc && one.service.id === id);

    return fault === undefined ? [] : tablesOf(fault);
  };
});

/** A gateway endpoint carries the VPC itself for nothing, and this one is left to other networks. */
const remedyOf = (audited: AuditedScope, network: Network, vpc: Vpc, endpoint: Endpoint): Remedy => {
  const { serviceName } = endpoint;
  if (gatewayOf(vpc, [serviceName]) !== undefined) return enableInboundDns(vpc, endpoint);
  const free = audited.services.find((one) => one.hasGateway && one.serviceNames.includes(serviceName));
  const tables = free === undefined ? [] : openTables(audited)(vpc, free);
  const forAll = switchOn(audited, network, vpc, endpoint);

  return free === undefined || tables.length === 0
    ? forAll
    : { ...inOrder(useGateway(vpc, free, tables), enableInboundDns(vpc, endpoint)), otherwise: forAll };
};

/**
 * An interface endpoint catches only what resolves to it. Without private DNS, every client that
 * dials the service's ordinary name passes it by, and its hours are paid for nothing.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
 */
export const privateDnsOff: Rule = {
  id: 'private-dns-off',
  title: 'An interface endpoint has its private DNS off, and nothing else answers for it',
  severity: 'warning',
  category: 'dns',
  // The remedy asks for the groups too: whom they keep out, private DNS would cut off.
  needs: [...dnsSections, 'securityGroups', 'managedPrefixLists', 'prefixListEntries', 'routeTables'],

  *check(audited, network) {
    for (const one of ownPrivateDns(audited, network, 'off')) {
      const { vpc, endpoint, names, doubts } = one;
      const isBesideGateway = gatewayOf(vpc, [endpoint.serviceName]) !== undefined;
      yield {
        vpc,
        resource: endpoint.id,
        // Beside a gateway endpoint this is how on-premises networks are served: a choice, and no loss.
        severity: isBesideGateway ? 'note' : 'warning',
        message: `${named(endpoint)} does not answer ${list(names.slice(0, 3))}: clients of ${named(vpc)} that dial these names pass it by`,
        remedy: remedyOf(audited, network, vpc, endpoint),
        confidence: confidenceUnder(doubts),
      };
    }
  },
};
