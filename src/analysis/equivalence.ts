import { memoize, memoizeBy } from '../memoize.ts';
import type { Family } from '../net/cidr.ts';
import type { Ranges } from '../net/ranges.ts';
import type { Endpoint, Network, Subnet, Vpc } from '../network/network.ts';
import type { RouteTable, TargetKind } from '../network/route-table.ts';
import { isUnread, type Known } from '../network/unread.ts';
import { isOutsideRegion } from '../network/zone.ts';
import type { ServicePorts } from '../services/ports.ts';
import { isUnhindered } from './access/client.ts';
import { admission } from './access/endpoint.ts';
import { isOpenAcl } from './access/network-acl.ts';
import { https } from './access/port.ts';
import { type Client, clientsOf, rangesOfSubnet } from './client.ts';
import type { Lookup } from './names.ts';
import { replyTrait } from './reply-trait.ts';

/*
 * Most subnets of a VPC differ in nothing but their addresses. Those that the engine cannot tell apart are judged once.
 *
 * That is safe because of all there is to know of a client's subnet, analysis reads only this:
 *
 * 1. What `traitsIn` lists: besides the route table, where a walk starts, routing reads nothing else of it and of its
 *    client that gets farthest.
 * 2. Its clients' security groups and its network ACL. They are not compared: a subnet that they could hold back is in
 *    no class (`isUnhindered`), and is judged by itself. So is one whose packets may cross a guarded gateway
 *    (`isGuarded`).
 * 3. Its addresses, which groups and ACLs of an interface endpoint may let in or not. A name that resolves to an
 *    endpoint is shared only where every address of the subnet gets in (`isShareable`). Which way replies from another
 *    VPC, or through a middlebox, find back to them is a trait (`replyTrait`).
 * 4. Which families it has, and DNS64: they decide which names it asks for (`askingTheSame`).
 *
 * Whoever lets analysis read another fact of the client's subnet adds it here. `test/properties/alike.test.ts` audits
 * every subnet of random networks by itself and compares.
 */

const kindsOf = memoize((routes: RouteTable['routes']): ReadonlySet<TargetKind> => {
  const kinds = new Set<TargetKind>();
  for (const { target } of routes) kinds.add(target.kind);

  return kinds;
});

const isExcluded = ({ vpc: { scope }, id }: Subnet): boolean =>
  !isUnread(scope.blockExclusions) && scope.blockExclusions.some(({ resourceId }) => resourceId === id);

/** Only transit gateway attachments and regional NAT gateways in manual mode ask for the zone of the client. */
const zonesMatter = ({ transit, scopes }: Network): boolean =>
  !transit.isEmpty ||
  scopes.some(
    ({ natGateways }) => !isUnread(natGateways) && [...natGateways.values()].some(({ isManual }) => isManual),
  );

/** Null: this sets the subnet apart from no other. No two traits share a value. */
type Trait = (client: Client, table: RouteTable) => string | null;

const valuesOf = <T>(known: Known<ReadonlyMap<string, T>>): readonly T[] =>
  isUnread(known) ? [] : [...known.values()];

const forwards = ({ routes }: RouteTable): boolean =>
  kindsOf(routes).has('network-interface') || kindsOf(routes).has('instance');

/**
 * Some gateway may ask for the address or the groups of a client: NAT instances and appliances have security groups,
 * and the subnets of NAT gateways, firewall endpoints and transit gateway attachments have network ACLs.
 */
const isGuarded = (network: Network, family: Family): boolean =>
  network.scopes.some(({ networkAcls, natGateways, routeTables, endpoints }) => {
    const nats = valuesOf(natGateways).flatMap(({ subnetId }) => subnetId ?? []);
    const firewalls = valuesOf(endpoints).filter(({ type }) => type === 'gateway-load-balancer');
    const subnets = new Set([
      ...nats,
      ...firewalls.flatMap(({ subnetIds }) => subnetIds),
      ...network.transit.subnetIds,
    ]);

    return (
      valuesOf(routeTables).some(forwards) ||
      valuesOf(networkAcls).some(
        (acl) => !isOpenAcl(acl, family) && (acl.isDefault || acl.subnetIds.some((id) => subnets.has(id))),
      )
    );
  });

const exposureOf = ({ exposure, exposureDoubts, members }: Client): string => {
  const text = exposure === 'none' && members.length > 0 ? 'none of several' : exposure;

  return exposureDoubts.length === 0 ? text : [text, ...exposureDoubts.map((doubt) => doubt.text)].join(' ');
};

/** What routing reads of the subnet that a packet comes from, besides its route table. */
const traitsIn = memoize((network: Network): readonly Trait[] => {
  const readsZones = zonesMatter(network);
  const guarded = { ipv4: isGuarded(network, 'ipv4'), ipv6: isGuarded(network, 'ipv6') };

  return [
    // Internet gateways ask for a public address.
    exposureOf,
    // And for an address that is not private.
    ({ subnet }) => (subnet.hasPrivateIpv6Alone ? 'private IPv6' : null),
    // Gateway endpoints are a matter of doubt outside the Region's own zones.
    ({ subnet: { zone } }) => (readsZones || isOutsideRegion(zone) ? zone : null),
    ({ subnet }) => (subnet.isOnOutpost ? 'on an Outpost' : null),
    // Block Public Access excludes subnets one by one, and carrier gateways ask for carrier addresses.
    ({ subnet, hasCarrierAddress }, { routes }) =>
      isExcluded(subnet) || kindsOf(routes).has('carrier-gateway') ? `${subnet.id} ${hasCarrierAddress}` : null,
    // Most ACLs say nothing of IPv6 until their VPC gets it.
    ({ subnet, members, securityGroupIds }) =>
      guarded.ipv4 || (subnet.ipv6Cidrs.length > 0 && guarded.ipv6)
        ? [subnet.id, securityGroupIds, ...members.map(({ id }) => id)].join(' ')
        : null,
    // Replies from another VPC find back by the addresses of the client.
    (client) => replyTrait(network, client),
    // A subnet without a listed network ACL carries the doubt of having none.
    ({ subnet: { networkAcl } }) => (networkAcl === null ? 'no ACL' : null),
  ];
});

/** Subnets on one route table that have the same traits: one object, to keep under it what they share. */
export interface SubnetClass {
  readonly traits: readonly string[];
}

const ofTable = memoize((_table: RouteTable): SubnetClass => ({ traits: [] }));
const narrowed = memoizeBy<SubnetClass, string, SubnetClass>();

const narrower = (wider: SubnetClass, trait: string): SubnetClass =>
  narrowed(wider, trait, () => ({ traits: [...wider.traits, trait] }));

/** The same for clients whose packets go the same way, as far as route tables and gateways decide. */
export const routingClass = (network: Network, client: Client, table: RouteTable): SubnetClass => {
  let found = ofTable(table);
  for (const trait of traitsIn(network)) {
    const value = trait(client, table);
    if (value !== null) found = narrower(found, value);
  }

  return found;
};

/** Per family the class of a subnet; null for one that has groups or an ACL of its own to judge. */
export type SubnetClasses = Readonly<Record<Family, SubnetClass | null>>;

export const subnetClassesOf = (network: Network, subnet: Subnet): SubnetClasses => {
  const table = subnet.routeTable;
  if (isUnread(table)) return { ipv4: null, ipv6: null };
  const found = routingClass(network, clientsOf(subnet)[0], table);

  return {
    ipv4: isUnhindered(subnet, 'ipv4', https) ? found : null,
    ipv6: subnet.ipv6Cidrs.length > 0 && isUnhindered(subnet, 'ipv6', https) ? found : null,
  };
};

const hasOpenAcls = (vpc: Vpc, endpoint: Endpoint, family: Family): boolean =>
  endpoint.subnetIds
    .flatMap((id) => vpc.subnetsById.get(id) ?? [])
    .every(({ networkAcl }) => networkAcl === null || isUnread(networkAcl) || isOpenAcl(networkAcl, family));

/** Classes are made for HTTPS. */
const isPlain = memoize(
  ({ needed, sometimes }: ServicePorts): boolean =>
    sometimes.length === 0 && needed.flat().every(({ first, last }) => first === https.first && last === https.last),
);

const addressed = new Set<Lookup['resolution']['answer']['kind']>(['several', 'addresses', 'endpoints']);

/** A name whose answer may set subnets of one class apart. */
export const isParticular = ({ service, isTranslated, resolution: { answer } }: Lookup): boolean =>
  !isPlain(service.ports) || isTranslated || addressed.has(answer.kind);

/** An endpoint that lets in whole subnets, but for those that it stands in. */
interface OpenEndpoint {
  readonly subnetIds: readonly string[];
  readonly admits: (ranges: Ranges) => boolean;
}

const openEndpoints = memoizeBy<Lookup, Vpc, readonly OpenEndpoint[] | null>();

/** All that the name may lead to; null where some of it is none. Who an endpoint in a shared VPC lets in is for its owner to know. */
const openEndpointsOf = (lookup: Lookup, vpc: Vpc): readonly OpenEndpoint[] | null =>
  openEndpoints(lookup, vpc, () => {
    const { service, isTranslated, resolution } = lookup;
    const { answer, family } = resolution;
    if (!isPlain(service.ports) || isTranslated || answer.kind !== 'endpoints' || vpc.isShared) return null;
    if (!answer.endpoints.every((one) => one.vpcId === vpc.id && hasOpenAcls(vpc, one, family))) return null;

    return answer.endpoints.map((endpoint) => ({
      subnetIds: endpoint.subnetIds,
      admits: admission(vpc.scope, endpoint, family, https),
    }));
  });

/** Whether subnets of one class may share what becomes of this name: no endpoint tells them apart by address. */
export const isShareable = (subnet: Subnet, lookup: Lookup): boolean => {
  if (!isParticular(lookup)) return true;
  const endpoints = openEndpointsOf(lookup, subnet.vpc);

  return (
    endpoints?.every(
      ({ subnetIds, admits }) =>
        !subnetIds.includes(subnet.id) && admits(rangesOfSubnet(subnet, lookup.resolution.family)),
    ) ?? false
  );
};

/** The class of those of its subnets that ask for the same names. */
export const askingTheSame = (all: SubnetClass, { isIpv6Only, dns64, ipv6Cidrs }: Subnet): SubnetClass =>
  isIpv6Only || dns64 || ipv6Cidrs.length > 0
    ? narrower(all, `asks ${isIpv6Only} ${dns64} ${ipv6Cidrs.length > 0}`)
    : all;
