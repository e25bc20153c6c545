import type { Family } from '../net/cidr.ts';
import type { Endpoint, Network, Subnet, Vpc } from '../network/network.ts';
import type { RouteTable } from '../network/route-table.ts';
import { isUnread } from '../network/unread.ts';
import { isUnhindered } from './access/client.ts';
import { admitsAll, rangesOfSubnet } from './access/endpoint.ts';
import { isOpen } from './access/network-acl.ts';
import type { Lookup } from './names.ts';
import { originOf } from './origin.ts';
import { isOutsideRegion } from './routing/gateway-endpoint.ts';

const carrierTables = new WeakMap<RouteTable, boolean>();

const hasCarrierRoute = (table: RouteTable): boolean => {
  const known = carrierTables.get(table) ?? table.routes.some(({ target }) => target.kind === 'carrier-gateway');
  carrierTables.set(table, known);

  return known;
};

/** Exclusions from Block Public Access and carrier addresses are a subnet's own; all else subnets share. */
const ownTraits = ({ vpc, id }: Subnet, table: RouteTable): string => {
  const { blockExclusions } = vpc.scope;
  const isExcluded = !isUnread(blockExclusions) && blockExclusions.some(({ resourceId }) => resourceId === id);

  return isExcluded || hasCarrierRoute(table) ? id : '';
};

const zoneSensitive = new WeakMap<Network, boolean>();

/** Only transit gateway attachments and regional NAT gateways in manual mode care about zones. */
const zonesMatter = (network: Network): boolean => {
  const known =
    zoneSensitive.get(network) ??
    (!network.transit.isEmpty ||
      network.scopes.some(
        ({ natGateways }) => !isUnread(natGateways) && [...natGateways.values()].some(({ isManual }) => isManual),
      ));
  zoneSensitive.set(network, known);

  return known;
};

const zoneTrait = (network: Network, { zone }: Subnet): string =>
  zone !== null && (zonesMatter(network) || isOutsideRegion(zone)) ? zone : '';

/** Where a walk from one subnet must go the way of a walk from another. */
export const wayTraits = (network: Network, subnet: Subnet, table: RouteTable): string =>
  `${table.id} ${zoneTrait(network, subnet)} ${originOf(subnet).exposure} ${ownTraits(subnet, table)}`;

/**
 * Per family a key that is the same for subnets from which packets must go the same way; null for one
 * that has groups or an ACL of its own to judge. Most subnets of a VPC differ in nothing but table and zone.
 */
export type Likeness = Readonly<Record<Family, string | null>>;

export const likenessOf = (network: Network, subnet: Subnet): Likeness => {
  const table = subnet.routeTable;
  if (isUnread(table)) return { ipv4: null, ipv6: null };
  // Only a subnet without a listed ACL carries the doubt of having none.
  const traits = `${wayTraits(network, subnet, table)}${subnet.networkAcl === null ? ' no ACL' : ''}`;

  return {
    ipv4: isUnhindered(subnet, 'ipv4') ? traits : null,
    ipv6: subnet.ipv6Cidrs.length > 0 && isUnhindered(subnet, 'ipv6') ? traits : null,
  };
};

const openDoors: Readonly<Record<Family, WeakMap<Endpoint, boolean>>> = { ipv4: new WeakMap(), ipv6: new WeakMap() };

const hasOpenDoors = (vpc: Vpc, endpoint: Endpoint, family: Family): boolean => {
  const present = openDoors[family].get(endpoint);
  if (present !== undefined) return present;
  const doors = vpc.subnets.filter(({ id }) => endpoint.subnetIds.includes(id));
  const areOpen = doors.every(
    ({ networkAcl }) => networkAcl === null || isUnread(networkAcl) || isOpen(networkAcl, family),
  );
  openDoors[family].set(endpoint, areOpen);

  return areOpen;
};

/** Whether alike subnets may share what becomes of this name: no endpoint tells them apart by address. */
export const isShareable = (subnet: Subnet, { resolution: { answer, family }, isTranslated }: Lookup): boolean => {
  if (isTranslated || answer.kind === 'several' || answer.kind === 'addresses') return false;
  if (answer.kind !== 'endpoints') return true;
  const { vpc } = subnet;

  return answer.endpoints.every(
    (endpoint) =>
      endpoint.vpcId === vpc.id &&
      !endpoint.subnetIds.includes(subnet.id) &&
      hasOpenDoors(vpc, endpoint, family) &&
      admitsAll(vpc.scope, endpoint, rangesOfSubnet(subnet, family), family),
  );
};
