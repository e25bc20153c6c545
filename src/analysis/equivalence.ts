import { memoize } from '../memoize.ts';
import type { Family } from '../net/cidr.ts';
import type { Endpoint, Network, Subnet, Vpc } from '../network/network.ts';
import type { RouteTable } from '../network/route-table.ts';
import { isUnread } from '../network/unread.ts';
import { isUnhindered } from './access/client.ts';
import { admitsAll, rangesOfSubnet } from './access/endpoint.ts';
import { isOpenAcl } from './access/network-acl.ts';
import type { Lookup } from './names.ts';
import { exposureOf } from './origin.ts';
import { isOutsideRegion } from './routing/gateway-endpoint.ts';
import type { Exposure } from './routing/trace-state.ts';

const hasCarrierRoute = memoize(({ routes }: RouteTable): boolean =>
  routes.some(({ target }) => target.kind === 'carrier-gateway'),
);

/** Exclusions from Block Public Access and carrier addresses are a subnet's own; all else subnets share. */
const ownTraits = ({ vpc, id }: Subnet, table: RouteTable): string => {
  const { blockExclusions } = vpc.scope;
  const isExcluded = !isUnread(blockExclusions) && blockExclusions.some(({ resourceId }) => resourceId === id);

  return isExcluded || hasCarrierRoute(table) ? id : '';
};

/** Only transit gateway attachments and regional NAT gateways in manual mode care about zones. */
const zonesMatter = memoize(
  ({ transit, scopes }: Network): boolean =>
    !transit.isEmpty ||
    scopes.some(
      ({ natGateways }) => !isUnread(natGateways) && [...natGateways.values()].some(({ isManual }) => isManual),
    ),
);

const zoneTrait = (network: Network, { zone }: Subnet): string =>
  zone !== null && (zonesMatter(network) || isOutsideRegion(zone)) ? zone : '';

type Texts = WeakMap<RouteTable, Map<string, string>>;

const texts: Readonly<Record<Exposure, Texts>> = { public: new WeakMap(), none: new WeakMap(), unread: new WeakMap() };

/** The same text for every subnet that says the same of a table: it is made, and hashed, once. */
const textFor = (table: RouteTable, exposure: Exposure, zone: string): string => {
  const known = texts[exposure].get(table) ?? new Map<string, string>();
  texts[exposure].set(table, known);
  const text = known.get(zone) ?? `${table.id} ${exposure} ${zone}`;
  known.set(zone, text);

  return text;
};

/** Where a walk from one subnet must go the way of a walk from another. */
export const routingKey = (network: Network, subnet: Subnet, table: RouteTable): string => {
  const shared = textFor(table, exposureOf(subnet), zoneTrait(network, subnet));
  const own = ownTraits(subnet, table);

  return own === '' ? shared : `${shared} ${own}`;
};

/**
 * Per family a key that is the same for subnets from which packets must go the same way; null for one
 * that has groups or an ACL of its own to judge. Most subnets of a VPC differ in nothing but table and zone.
 */
export type EquivalenceKeys = Readonly<Record<Family, string | null>>;

export const equivalenceKeysOf = (network: Network, subnet: Subnet): EquivalenceKeys => {
  const table = subnet.routeTable;
  if (isUnread(table)) return { ipv4: null, ipv6: null };
  // Only a subnet without a listed ACL carries the doubt of having none.
  const way = routingKey(network, subnet, table);
  const traits = subnet.networkAcl === null ? `${way} no ACL` : way;

  return {
    ipv4: isUnhindered(subnet, 'ipv4') ? traits : null,
    ipv6: subnet.ipv6Cidrs.length > 0 && isUnhindered(subnet, 'ipv6') ? traits : null,
  };
};

const openAcls: Readonly<Record<Family, WeakMap<Endpoint, boolean>>> = { ipv4: new WeakMap(), ipv6: new WeakMap() };

const hasOpenAcls = (vpc: Vpc, endpoint: Endpoint, family: Family): boolean => {
  const present = openAcls[family].get(endpoint);
  if (present !== undefined) return present;
  const subnets = endpoint.subnetIds.flatMap((id) => vpc.subnetsById.get(id) ?? []);
  const areOpen = subnets.every(
    ({ networkAcl }) => networkAcl === null || isUnread(networkAcl) || isOpenAcl(networkAcl, family),
  );
  openAcls[family].set(endpoint, areOpen);

  return areOpen;
};

/** A name whose answer may set alike subnets apart. */
export const isParticular = ({ resolution: { answer }, isTranslated }: Lookup): boolean =>
  isTranslated || answer.kind === 'several' || answer.kind === 'addresses' || answer.kind === 'endpoints';

/**
 * Whether alike subnets may share what becomes of this name: no endpoint tells them apart by address.
 * The doors of an endpoint in a shared VPC are for its owner to know.
 */
export const isShareable = (subnet: Subnet, lookup: Lookup): boolean => {
  if (!isParticular(lookup)) return true;
  const { answer, family } = lookup.resolution;
  if (lookup.isTranslated || answer.kind !== 'endpoints') return false;
  const { vpc } = subnet;
  if (vpc.isShared) return false;

  return answer.endpoints.every(
    (endpoint) =>
      endpoint.vpcId === vpc.id &&
      !endpoint.subnetIds.includes(subnet.id) &&
      hasOpenAcls(vpc, endpoint, family) &&
      admitsAll(vpc.scope, endpoint, rangesOfSubnet(subnet, family), family),
  );
};

/** Subnets of one kind have paths of the same names. */
export const isSameClass = (a: Subnet, b: Subnet): boolean =>
  a.isIpv6Only === b.isIpv6Only && a.dns64 === b.dns64 && a.ipv6Cidrs.length > 0 === b.ipv6Cidrs.length > 0;
