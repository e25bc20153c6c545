import { memoizeBy } from '../memoize.ts';
import type { Network, Subnet } from '../network/network.ts';
import { isUnread } from '../network/unread.ts';
import { clientsOf } from './client.ts';
import {
  asksTheSame,
  isParticular,
  isShareable,
  routingClass,
  type SubnetClass,
  type SubnetClasses,
  subnetClassesOf,
} from './equivalence.ts';
import { nameOutcome } from './name-outcome.ts';
import { concerns, type Lookup, type NameClass } from './names.ts';
import type { NamedOutcome, Outcome, PathGroup } from './path.ts';
import { atTable, standInFor } from './table-stand-in.ts';

const outcomes = memoizeBy<NameClass, SubnetClass, Outcome>();

/** As it is told of the first client that asked. */
interface Told {
  readonly outcome: Outcome;
  readonly client: Subnet;
}

const told = memoizeBy<NameClass, SubnetClass, Told>();

/** Found once for all tables of a VPC that have the same routes. */
const sharedOutcome = (network: Network, subnet: Subnet, lookup: Lookup): Outcome => {
  const table = subnet.routeTable;
  if (isUnread(table)) return nameOutcome(network, subnet, lookup);
  const standIn = standInFor(subnet.vpc, table);
  const { outcome, client } = told(lookup.nameClass, routingClass(network, clientsOf(subnet)[0], standIn), () => ({
    outcome: nameOutcome(network, subnet, lookup, standIn),
    client: subnet,
  }));

  return atTable(outcome, table, client) ?? nameOutcome(network, subnet, lookup);
};

const outcomeFrom = (network: Network, subnet: Subnet, classes: SubnetClasses, lookup: Lookup): Outcome => {
  const subnetClass = classes[lookup.resolution.family];

  return subnetClass === null || !isShareable(subnet, lookup)
    ? nameOutcome(network, subnet, lookup)
    : outcomes(lookup.nameClass, subnetClass, () => sharedOutcome(network, subnet, lookup));
};

/** Null: not all of its names can be shared with the other subnets of its class. */
const sharedClass = (
  subnet: Subnet,
  { ipv4, ipv6 }: SubnetClasses,
  particular: readonly Lookup[],
): SubnetClass | null =>
  (subnet.ipv6Cidrs.length > 0 && ipv6 === null) || !particular.every((lookup) => isShareable(subnet, lookup))
    ? null
    : ipv4;

const pathsFrom = (
  network: Network,
  subnet: Subnet,
  classes: SubnetClasses,
  lookups: readonly Lookup[],
): readonly NamedOutcome[] =>
  lookups
    .filter((lookup) => concerns(lookup, subnet))
    .map((lookup) => ({
      service: lookup.service,
      name: lookup.name,
      family: lookup.name.family,
      outcome: outcomeFrom(network, subnet, classes, lookup),
    }));

/** What becomes of a VPC's names from these of its subnets. Subnets that are equivalent for every name are one group. */
export const pathGroups = (
  network: Network,
  lookups: readonly Lookup[],
  subnets: readonly Subnet[],
): readonly PathGroup[] => {
  const particular = lookups.filter(isParticular);
  const byClass = new Map<SubnetClass, [Subnet, ...Subnet[]][]>();
  const groups: PathGroup[] = [];
  for (const subnet of subnets) {
    const classes = subnetClassesOf(network, subnet);
    const shared = sharedClass(subnet, classes, particular);
    const alike = shared === null ? [] : (byClass.get(shared) ?? []);
    const present = alike.find(([first]) => asksTheSame(first, subnet));
    if (present !== undefined) {
      present.push(subnet);
      continue;
    }
    const group: [Subnet, ...Subnet[]] = [subnet];
    alike.push(group);
    if (shared !== null) byClass.set(shared, alike);
    groups.push({ subnets: group, paths: pathsFrom(network, subnet, classes, lookups) });
  }

  return groups;
};
