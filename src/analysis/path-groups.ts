import { memoizeBy } from '../memoize.ts';
import type { Network, Subnet } from '../network/network.ts';
import type { RouteTable } from '../network/route-table.ts';
import { isUnread } from '../network/unread.ts';
import { clientsOf } from './client.ts';
import {
  askingTheSame,
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
import { atTable, standInFor, tellsOf } from './table-stand-in.ts';

const outcomes = memoizeBy<NameClass, SubnetClass, Outcome>();

/** What stands for the route table of a subnet, and for its class: all with the same routes in its VPC. */
interface StandIn {
  readonly subnet: Subnet;
  readonly table: RouteTable;
  readonly standIn: RouteTable;
  readonly subnetClass: SubnetClass;
}

const standInOf = (network: Network, subnet: Subnet): StandIn | null => {
  const table = subnet.routeTable;
  if (isUnread(table)) return null;
  const standIn = standInFor(subnet.vpc, table);

  return { subnet, table, standIn, subnetClass: routingClass(network, clientsOf(subnet)[0], standIn) };
};

/** Null: what was found tells of the very subnet that it was found for. */
const found = memoizeBy<NameClass, SubnetClass, Outcome | null>();

/** Found once for all tables of a VPC that have the same routes. */
const sharedOutcome = (network: Network, standsIn: StandIn, lookup: Lookup): Outcome => {
  const { subnet, table, standIn, subnetClass } = standsIn;
  const outcome = found(lookup.nameClass, subnetClass, () => {
    const first = nameOutcome(network, subnet, lookup, standIn);

    return tellsOf(first, subnet) ? null : first;
  });

  return outcome === null ? nameOutcome(network, subnet, lookup) : atTable(outcome, table);
};

type OutcomeOf = (lookup: Lookup) => Outcome;

const outcomesFrom = (network: Network, subnet: Subnet, classes: SubnetClasses): OutcomeOf => {
  const standIn = standInOf(network, subnet);

  return (lookup) => {
    const subnetClass = classes[lookup.resolution.family];

    return standIn === null || subnetClass === null || !isShareable(subnet, lookup)
      ? nameOutcome(network, subnet, lookup)
      : outcomes(lookup.nameClass, subnetClass, () => sharedOutcome(network, standIn, lookup));
  };
};

/** Null: not all of its names can be shared with the other subnets of its class. */
const sharedClass = (
  subnet: Subnet,
  { ipv4, ipv6 }: SubnetClasses,
  particular: readonly Lookup[],
): SubnetClass | null =>
  ipv4 === null ||
  (subnet.ipv6Cidrs.length > 0 && ipv6 === null) ||
  !particular.every((lookup) => isShareable(subnet, lookup))
    ? null
    : askingTheSame(ipv4, subnet);

const pathsFrom = (
  network: Network,
  subnet: Subnet,
  classes: SubnetClasses,
  lookups: readonly Lookup[],
): readonly NamedOutcome[] => {
  const outcomeOf = outcomesFrom(network, subnet, classes);

  return lookups
    .filter((lookup) => concerns(lookup, subnet))
    .map((lookup) => ({
      service: lookup.service,
      name: lookup.name,
      family: lookup.name.family,
      outcome: outcomeOf(lookup),
    }));
};

/** What becomes of a VPC's names from these of its subnets. Subnets that are equivalent for every name are one group. */
export const pathGroups = (
  network: Network,
  lookups: readonly Lookup[],
  subnets: readonly Subnet[],
): readonly PathGroup[] => {
  const particular = lookups.filter(isParticular);
  const byClass = new Map<SubnetClass, [Subnet, ...Subnet[]]>();
  const groups: PathGroup[] = [];
  for (const subnet of subnets) {
    const classes = subnetClassesOf(network, subnet);
    const shared = sharedClass(subnet, classes, particular);
    const present = shared === null ? undefined : byClass.get(shared);
    if (present !== undefined) {
      present.push(subnet);
      continue;
    }
    const group: [Subnet, ...Subnet[]] = [subnet];
    if (shared !== null) byClass.set(shared, group);
    groups.push({ subnets: group, paths: pathsFrom(network, subnet, classes, lookups) });
  }

  return groups;
};
