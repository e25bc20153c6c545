import { zoneDomainOf } from '../../analysis/dns/domain.ts';
import { advise, type Remedy } from '../../changes/remedy.ts';
import type { Vpc } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';

/** For a name that the hosted zones of a service leave out. */
export const leadToEndpoint = (name: string, endpointId: string | null): Remedy => {
  const domain = zoneDomainOf(name);

  return advise(
    `Lead ${name} to ${endpointId ?? 'the endpoint'} too, by a hosted zone ${domain === name ? 'of that name' : domain}, or have clients dial a name that it answers`,
  );
};

/**
 * The hosted zones in the way of private DNS that would answer `names`: while they are on the VPC, AWS refuses to
 * switch it on ("conflicting DNS domain").
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
 */
export const conflictingZones = ({ id, scope }: Vpc, names: readonly string[]): readonly string[] => {
  const zones = scope.resolver.zonesOf(id);
  const domains = new Set(names.map(zoneDomainOf));

  return (isUnread(zones) ? [] : zones)
    .filter(({ owningService, domain }) => owningService === null && domains.has(domain))
    .map((zone) => `${zone.id} (${zone.domain})`);
};
