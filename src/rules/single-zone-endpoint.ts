import type { Subnet } from '../network/network.ts';
import { isOutsideRegion } from '../network/zone.ts';
import { list, named } from '../wording.ts';
import { confidenceBy } from './confidence.ts';
import { ownEndpoints } from './own-endpoints.ts';
import { addZones, offeredZones } from './remedy/interface-endpoint.ts';
import type { Rule } from './rule.ts';

const zonesOf = (subnets: Iterable<Subnet | undefined>): readonly string[] => {
  const zones = new Set<string>();
  for (const subnet of subnets) if (subnet?.zone != null) zones.add(subnet.zone);

  return [...zones].sort();
};

/**
 * An interface endpoint in one zone serves the whole VPC until that zone has a bad day; then every
 * client of the service is down with it, and until then calls cross zones.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
 */
export const singleZoneEndpoint: Rule = {
  id: 'single-zone-endpoint',
  title: 'An interface endpoint stands in one zone of a VPC that has several',
  severity: 'note',
  category: 'resilience',
  needs: ['vpcs', 'subnets', 'vpcEndpoints', 'vpcEndpointServices', 'routeTables', 'networkInterfaces'],

  *check(audited, network) {
    for (const { vpc, endpoint } of ownEndpoints(audited)) {
      if (endpoint.type !== 'interface' || endpoint.health !== 'usable' || endpoint.requesterManaged) continue;
      const own = zonesOf(endpoint.subnetIds.map((id) => network.subnet(id, vpc.id)));
      if (own.length !== 1) continue;

      // Interface endpoints stand in the zones of the Region proper: a Local Zone is no place to put one.
      const zones = zonesOf(vpc.subnets).filter((zone) => !isOutsideRegion(zone));
      const offered = offeredZones(vpc, endpoint.serviceName);
      const others = zones.filter((zone) => !own.includes(zone) && (offered.length === 0 || offered.includes(zone)));
      if (zones.length < 2 || others.length === 0) continue;

      yield {
        vpc,
        resource: endpoint.id,
        message: `${named(endpoint)} for ${endpoint.serviceName} stands in ${own[0]} alone; ${named(vpc)} also has subnets in ${list(others)}`,
        remedy: addZones(vpc, endpoint, others),
        // The service may not be offered in the other zones.
        confidence: confidenceBy(vpc.scope.endpointServices),
      };
    }
  },
};
