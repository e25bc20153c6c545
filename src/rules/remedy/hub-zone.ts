import { zoneDomainOf } from '../../analysis/dns/domain.ts';
import { resolve } from '../../analysis/dns/resolve.ts';
import type { AssociateZone, Change } from '../../changes/change.ts';
import { inOrder, type Remedy, remedyBy } from '../../changes/remedy.ts';
import { memoize } from '../../memoize.ts';
import type { Endpoint, Network, Vpc } from '../../network/network.ts';
import type { HostedZone } from '../../network/resolver.ts';
import { isUnread } from '../../network/unread.ts';
import type { Service, ServiceName } from '../../services/service.ts';
import { admitClients } from './admission.ts';
import { placeIn } from './place-in.ts';
import { attributeSteps } from './private-dns-conditions.ts';
import { isReached } from './reached.ts';

/** A zone, and a VPC that has it. */
interface Held {
  readonly zone: HostedZone;
  readonly host: Vpc;
}

/** A zone that leads a name to an endpoint, and the VPC where that stands. */
interface Guide extends Held {
  readonly endpoint: Endpoint;
  readonly home: Vpc;
}

/** Zones that people made and whose records are known, by domain. */
const zonesByDomain = memoize(({ vpcs }: Network): ReadonlyMap<string, readonly Held[]> => {
  const byDomain = new Map<string, Held[]>();
  for (const host of vpcs.values()) {
    const zones = host.scope.resolver.zonesOf(host.id);
    for (const zone of isUnread(zones) ? [] : zones) {
      if (zone.owningService !== null || isUnread(zone.records)) continue;
      const known = byDomain.get(zone.domain);
      if (known === undefined) byDomain.set(zone.domain, [{ zone, host }]);
      else known.push({ zone, host });
    }
  }

  return byDomain;
});

const isOwners = ({ zone, host }: Held): boolean =>
  zone.owningAccount === null || zone.owningAccount === host.scope.account;

/** What the name comes to where the zone answers; only an endpoint of the service that stands elsewhere will do. */
const guideBy = (network: Network, vpc: Vpc, service: Service, name: ServiceName, held: Held): Guide | null => {
  const { answer, decidedBy, doubts } = resolve(network, held.host, name.name, name.family);
  if (answer.kind !== 'endpoints' || decidedBy.id !== held.zone.id || doubts.some(({ kind }) => kind === 'unread'))
    return null;
  const [endpoint] = answer.endpoints;
  const home = network.vpcs.get(endpoint?.vpcId ?? '');
  if (endpoint === undefined || home === undefined || home.id === vpc.id) return null;
  const isOfService = service.serviceNames.includes(endpoint.serviceName) && !endpoint.requesterManaged;

  return isOfService ? { ...held, endpoint, home } : null;
};

/** The domain of the zone is that of the name and no wider one: what else it holds is the service's own. */
const guideOf = (network: Network, vpc: Vpc, service: Service, name: ServiceName): Guide | null => {
  const own = vpc.scope.resolver.zonesOf(vpc.id);
  const domain = zoneDomainOf(name.name);
  if (isUnread(own) || own.some((zone) => zone.domain === domain)) return null;
  const held = (zonesByDomain(network).get(domain) ?? []).filter(
    ({ zone, host }) => zone.owningAccount === vpc.scope.account || isOwners({ zone, host }),
  );

  return held.flatMap((one) => guideBy(network, vpc, service, name, one) ?? []).at(0) ?? null;
};

/** What clients of the VPC dial, and AWS answers publicly. */
const openNames = (network: Network, vpc: Vpc, { names }: Service): readonly ServiceName[] =>
  names.filter(
    ({ name, family, dialedByDefault }) =>
      dialedByDefault &&
      (family === 'ipv4' || vpc.subnets.some(({ ipv6Cidrs }) => ipv6Cidrs.length > 0)) &&
      resolve(network, vpc, name, family).answer.kind === 'public',
  );

/** As AWS lists it for a VPC. */
const summaryOf = ({ id, domain, owningAccount }: HostedZone): AssociateZone['zone'] => ({
  HostedZoneId: id,
  Name: `${domain}.`,
  ...(owningAccount === null ? {} : { Owner: { OwningAccount: owningAccount } }),
});

/** Another account's zone takes its leave first. */
const associate = (vpc: Vpc, { zone, host }: Guide): readonly Change[] => {
  const { account, region } = vpc.scope;
  const summary = summaryOf(zone);
  const authorized = zone.owningAccount !== null && zone.owningAccount !== account;

  return [
    ...(authorized
      ? [{ ...placeIn(host), kind: 'authorize-zone', zone: summary, guest: { region, vpcId: vpc.id } } as const]
      : []),
    { ...placeIn(vpc), kind: 'associate-zone', zone: summary, authorized },
  ];
};

const isProvable = ({ acts }: Remedy): boolean => acts.every((act) => 'changes' in act);

/**
 * The endpoint of a hub instead of another one: its zone is associated with the VPC, whoever its groups keep out is let in
 * first. Null where no hub answers all names that clients dial, or where packets would not get there.
 *
 * @see https://docs.aws.amazon.com/whitepapers/latest/building-scalable-secure-multi-vpc-network-infrastructure/centralized-access-to-vpc-private-endpoints.html
 */
export const useHub = (network: Network, vpc: Vpc, service: Service): Remedy | null => {
  const guides: Guide[] = [];
  for (const name of openNames(network, vpc, service)) {
    const guide = guideOf(network, vpc, service, name);
    if (guide === null || !isReached({ network, endpoint: guide.endpoint, family: name.family }, vpc, service))
      return null;
    guides.push(guide);
  }
  const [first] = guides;
  const admitted = guides.flatMap(({ home, endpoint }) => admitClients(home, endpoint, service.ports.needed, vpc));
  const steps = [...attributeSteps(vpc), ...admitted];
  if (first === undefined || !steps.every(isProvable)) return null;

  return inOrder(...steps, remedyBy(...guides.flatMap((guide) => associate(vpc, guide))));
};
