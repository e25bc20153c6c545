import { clientsOf } from '../../analysis/client.ts';
import { occupancyOf } from '../../analysis/occupancy.ts';
import { toEndpoint } from '../../analysis/to-endpoint.ts';
import type { Family } from '../../net/cidr.ts';
import type { Endpoint, Network, Subnet, Vpc } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import type { PortRange } from '../../services/ports.ts';
import type { Service } from '../../services/service.ts';

interface Way {
  readonly network: Network;
  readonly endpoint: Endpoint;
  readonly family: Family;
}

/** Up to the groups of the endpoint, which can be opened. */
const arrives = ({ network, endpoint, family }: Way, subnet: Subnet, port: PortRange): boolean => {
  const { routeTable: table } = subnet;
  const door = endpoint.securityGroupIds.join(', ');

  return (
    !isUnread(table) &&
    clientsOf(subnet).some((client) => {
      const ends = toEndpoint({ network, client, port, family, isTranslated: false }, table, endpoint);

      return (
        ends.length > 0 &&
        ends.every(
          ({ disposition: { verdict, reason }, hops }) =>
            verdict === 'private' || (reason === 'security-group' && hops.at(-1)?.at === door),
        )
      );
    })
  );
};

/** Whose calls go somewhere today, and may not go nowhere tomorrow. */
const isInUse = (subnet: Subnet): boolean => {
  const occupancy = occupancyOf(subnet);
  const { routeTable } = subnet;
  if (occupancy === 'equipment' || occupancy === 'unused') return false;

  return isUnread(routeTable) || routeTable.routes.some(({ cidr }) => cidr?.length === 0);
};

/**
 * Whether packets of every subnet that has a way out would get to the endpoint, up to its groups; where none has one, those of
 * some subnet.
 */
export const isReached = (way: Way, { subnets }: Vpc, { ports }: Service): boolean => {
  const used = subnets.filter(isInUse);
  const isServed = (subnet: Subnet): boolean =>
    ports.needed.every((alternatives) => alternatives.some((port) => arrives(way, subnet, port)));

  return used.length > 0 ? used.every(isServed) : subnets.some(isServed);
};
