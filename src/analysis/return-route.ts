import { type Cidr, covers, type Family, type Range } from '../net/cidr.ts';
import type { Subnet } from '../network/network.ts';
import type { Route } from '../network/route-table.ts';
import { isUnread } from '../network/unread.ts';
import { rangesOfSubnet } from './client.ts';
import { assume, type Doubt } from './doubt.ts';
import { listEntries } from './list-entries.ts';

/** Of a list that was not read, nothing is known to be in it. */
const destinationsOf = ({ cidr, prefixListId }: Route, { vpc }: Subnet): readonly Cidr[] => {
  if (prefixListId !== null) return listEntries(vpc.scope, prefixListId) ?? [];

  return cidr === null ? [] : [cidr];
};

/** What an endpoint in another VPC says goes back by the route table of its own subnet, `from`. */
export const returnDoubts = (client: Subnet, family: Family, from: Subnet | null): Doubt[] => {
  if (from === null || isUnread(from.routeTable)) return [];
  const { id, routes } = from.routeTable;
  const leadsTo = (route: Route, range: Range): boolean =>
    route.state !== 'blackhole' &&
    destinationsOf(route, from).some((cidr) => cidr.family === family && covers(cidr, range));
  if (rangesOfSubnet(client, family).every((range) => routes.some((route) => leadsTo(route, range)))) return [];
  const doubt = assume('return-route');

  return [{ ...doubt, text: `${doubt.text}; ${id} has no route back to ${client.id}` }];
};
