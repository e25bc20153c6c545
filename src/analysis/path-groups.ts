import { memoizeBy } from '../memoize.ts';
import type { Network, Subnet } from '../network/network.ts';
import { type EquivalenceKeys, equivalenceKeysOf, isParticular, isSameClass, isShareable } from './equivalence.ts';
import { nameOutcome } from './name-outcome.ts';
import { concerns, type Lookup, type NameClass } from './names.ts';
import type { NamedOutcome, Outcome, PathGroup } from './path.ts';

const outcomes = memoizeBy<NameClass, string, Outcome>();

const outcomeFrom = (network: Network, subnet: Subnet, keys: EquivalenceKeys, lookup: Lookup): Outcome => {
  const key = keys[lookup.resolution.family];

  return key === null || !isShareable(subnet, lookup)
    ? nameOutcome(network, subnet, lookup)
    : outcomes(lookup.nameClass, key, () => nameOutcome(network, subnet, lookup));
};

/** Null: not all of its names can be shared with subnets that are like it. */
const groupKey = (subnet: Subnet, { ipv4, ipv6 }: EquivalenceKeys, particular: readonly Lookup[]): string | null =>
  (subnet.ipv6Cidrs.length > 0 && ipv6 === null) || !particular.every((lookup) => isShareable(subnet, lookup))
    ? null
    : ipv4;

const pathsFrom = (
  network: Network,
  subnet: Subnet,
  keys: EquivalenceKeys,
  lookups: readonly Lookup[],
): readonly NamedOutcome[] =>
  lookups
    .filter((lookup) => concerns(lookup, subnet))
    .map((lookup) => ({
      service: lookup.service,
      name: lookup.name,
      family: lookup.name.family,
      outcome: outcomeFrom(network, subnet, keys, lookup),
    }));

/** What becomes of a VPC's names from these of its subnets. Subnets that are equivalent for every name are one group. */
export const pathGroups = (
  network: Network,
  lookups: readonly Lookup[],
  subnets: readonly Subnet[],
): readonly PathGroup[] => {
  const particular = lookups.filter(isParticular);
  const byKey = new Map<string, [Subnet, ...Subnet[]][]>();
  const groups: PathGroup[] = [];
  for (const subnet of subnets) {
    const keys = equivalenceKeysOf(network, subnet);
    const key = groupKey(subnet, keys, particular);
    const alike = key === null ? [] : (byKey.get(key) ?? []);
    const present = alike.find(([first]) => isSameClass(first, subnet));
    if (present !== undefined) {
      present.push(subnet);
      continue;
    }
    const group: [Subnet, ...Subnet[]] = [subnet];
    alike.push(group);
    if (key !== null) byKey.set(key, alike);
    groups.push({ subnets: group, paths: pathsFrom(network, subnet, keys, lookups) });
  }

  return groups;
};
