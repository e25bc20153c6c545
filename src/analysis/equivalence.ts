import { memoize, memoizeBy } from '../memoize.ts';
import type { Family } from '../net/cidr.ts';
import type { Endpoint, Network, Subnet, Vpc } from '../network/network.ts';
import type { RouteTable } from '../network/route-table.ts';
import { isUnread, type Known } from '../network/unread.ts';
import { isOutsideRegion } from '../network/zone.ts';
import { isUnhindered } from './access/client.ts';
import { admitsAll } from './access/endpoint.ts';
import { isOpenAcl } from './access/network-acl.ts';
import { https } from './access/port.ts';
import { type Client, clientsOf, rangesOfSubnet } from './client.ts';
import type { Doubt } from './doubt.ts';
import type { Lookup } from './names.ts';

/*
 * Most subnets of a VPC differ in nothing but their addresses. Those that the engine cannot tell apart are judged once.
 *
 * That is safe because of all there is to know of a client's subnet, analysis reads only this:
 *
 * 1. What `traits` lists: besides the route table, where a walk starts, routing reads nothing else of it and of its
 *    client that gets farthest.
 * 2. Its clients' security groups and its network ACL. They are not compared: a subnet that they could hold back is in
 *    no class (`isUnhindered`), and is judged by itself. So is one whose packets may cross a guarded gateway
 *    (`isGuarded`).
 * 3. Its addresses, which groups and ACLs of an interface endpoint may let in or not. A name that resolves to an
 *    endpoint is shared only where every address of the subnet gets in (`isShareable`).
 * 4. Which families it has, and DNS64: they decide which names it asks for (`asksTheSame`).
 *
 * Whoever lets analysis read another fact of the client's subnet adds it here. `test/properties/alike.test.ts` audits
 * every subnet of random networks by itself and compares.
 */

const hasCarrierRoute = memoize(({ routes }: RouteTable): boolean =>
  routes.some(({ target }) => target.kind === 'carrier-gateway'),
);

const isExcluded = ({ vpc: { scope }, id }: Subnet): boolean =>
  !isUnread(scope.blockExclusions) && scope.blockExclusions.some(({ resourceId }) => resourceId === id);

/** Only transit gateway attachments and regional NAT gateways in manual mode ask for the zone of the client. */
const zonesMatter = memoize(
  ({ transit, scopes }: Network): boolean =>
    !transit.isEmpty ||
    scopes.some(
      ({ natGateways }) => !isUnread(natGateways) && [...natGateways.values()].some(({ isManual }) => isManual),
    ),
);

/** Null: this sets the subnet apart from no other. No two traits share a value. */
type Trait = (client: Client, table: RouteTable, network: Network) => string | null;

const valuesOf = <T>(known: Known<ReadonlyMap<string, T>>): readonly T[] =>
  isUnread(known) ? [] : [...known.values()];

const forwards = ({ routes }: RouteTable): boolean =>
  routes.some(({ target: { kind } }) => kind === 'network-interface' || kind === 'instance');

const guards = memoizeBy<Network, Family, boolean>();

/**
 * Some gateway may ask for the address or the groups of a client: NAT instances and appliances have security groups,
 * and the subnets of NAT gateways, firewall endpoints and transit gateway attachments have network ACLs.
 */
const isGuarded = (network: Network, family: Family): boolean =>
  guards(network, family, () =>
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
    }),
  );

const textsOf = (doubts: readonly Doubt[]): string => doubts.map(({ text }) => text).join(' ');

/** What routing reads of the subnet that a packet comes from, besides its route table. */
const traits: readonly Trait[] = [
  // Internet gateways ask for a public address.
  ({ exposure, exposureDoubts, members }) =>
    `${exposure === 'none' && members.length > 0 ? 'none of several' : exposure} ${textsOf(exposureDoubts)}`,
  // Gateway endpoints are a matter of doubt outside the Region's own zones.
  ({ subnet: { zone } }, _, network) =>
    zone !== null && (zonesMatter(network) || isOutsideRegion(zone)) ? zone : null,
  // Block Public Access excludes subnets one by one, and carrier gateways ask for carrier addresses.
  ({ subnet, hasCarrierAddress }, table) =>
    isExcluded(subnet) || hasCarrierRoute(table) ? `${subnet.id} ${hasCarrierAddress}` : null,
  // Most ACLs say nothing of IPv6 until their VPC gets it.
  ({ subnet, members, securityGroupIds }, _, network) =>
    isGuarded(network, 'ipv4') || (subnet.ipv6Cidrs.length > 0 && isGuarded(network, 'ipv6'))
      ? [subnet.id, securityGroupIds, ...members.map(({ id }) => id)].join(' ')
      : null,
  // A subnet without a listed network ACL carries the doubt of having none.
  ({ subnet: { networkAcl } }) => (networkAcl === null ? 'no ACL' : null),
];

/** Subnets on one route table that have the same traits: one object, to keep under it what they share. */
export interface SubnetClass {
  readonly traits: readonly string[];
}

const ofTable = memoize((_table: RouteTable): SubnetClass => ({ traits: [] }));
const narrower = memoizeBy<SubnetClass, string, SubnetClass>();

/** The same for clients whose packets go the same way, as far as route tables and gateways decide. */
export const routingClass = (network: Network, client: Client, table: RouteTable): SubnetClass =>
  traits.reduce((wider, trait) => {
    const value = trait(client, table, network);

    return value === null ? wider : narrower(wider, value, () => ({ traits: [...wider.traits, value] }));
  }, ofTable(table));

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

const openAcls = memoizeBy<Endpoint, Family, boolean>();

const hasOpenAcls = (vpc: Vpc, endpoint: Endpoint, family: Family): boolean =>
  openAcls(endpoint, family, () =>
    endpoint.subnetIds
      .flatMap((id) => vpc.subnetsById.get(id) ?? [])
      .every(({ networkAcl }) => networkAcl === null || isUnread(networkAcl) || isOpenAcl(networkAcl, family)),
  );

/** Classes are made for HTTPS. */
const isPlain = ({ service: { ports } }: Lookup): boolean =>
  ports.sometimes.length === 0 &&
  ports.needed.flat().every(({ first, last }) => first === https.first && last === https.last);

const addressed = new Set<Lookup['resolution']['answer']['kind']>(['several', 'addresses', 'endpoints']);

/** A name whose answer may set subnets of one class apart. */
export const isParticular = (lookup: Lookup): boolean =>
  !isPlain(lookup) || lookup.isTranslated || addressed.has(lookup.resolution.answer.kind);

/**
 * Whether subnets of one class may share what becomes of this name: no endpoint tells them apart by address.
 * Who an endpoint in a shared VPC lets in is for its owner to know.
 */
export const isShareable = (subnet: Subnet, lookup: Lookup): boolean => {
  if (!isParticular(lookup)) return true;
  if (!isPlain(lookup)) return false;
  const { answer, family } = lookup.resolution;
  const { vpc } = subnet;
  if (lookup.isTranslated || answer.kind !== 'endpoints' || vpc.isShared) return false;

  return answer.endpoints.every(
    (endpoint) =>
      endpoint.vpcId === vpc.id &&
      !endpoint.subnetIds.includes(subnet.id) &&
      hasOpenAcls(vpc, endpoint, family) &&
      admitsAll(vpc.scope, endpoint, rangesOfSubnet(subnet, family), family, https),
  );
};

/** Clients in both subnets ask for the same names. */
export const asksTheSame = (a: Subnet, b: Subnet): boolean =>
  a.isIpv6Only === b.isIpv6Only && a.dns64 === b.dns64 && a.ipv6Cidrs.length > 0 === b.ipv6Cidrs.length > 0;
