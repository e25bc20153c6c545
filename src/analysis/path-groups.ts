import { subtract, union } from '../net/ranges.ts';
import type { Endpoint, Network, Subnet } from '../network/network.ts';
import type { RouteTable } from '../network/route-table.ts';
import { isUnread } from '../network/unread.ts';
import type { Service } from '../services/service.ts';
import { type AddressOutcome, outcomeOf, withoutAddress } from './address-outcome.ts';
import { destinationOfAddresses, isPublicAddress } from './destination.ts';
import type { Answer, Resolution } from './dns/answer.ts';
import { distinct, notRead } from './doubt.ts';
import { type EquivalenceKeys, equivalenceKeysOf, isParticular, isSameClass, isShareable } from './equivalence.ts';
import { concerns, type Lookup } from './names.ts';
import type { NamedOutcome, Outcome, PathGroup } from './path.ts';
import type { UnknownReason, UnreachableReason } from './reason.ts';
import { toEndpoint } from './to-endpoint.ts';
import { toPublicAddresses } from './to-public.ts';

interface PathQuery {
  readonly equivalence: string | null;
  readonly network: Network;
  readonly subnet: Subnet;
  readonly table: RouteTable;
  readonly lookup: Lookup;
}

/** An address without a known owner: what lies there is anybody's guess, but not how the packet goes. */
const toAddresses = ({ network, subnet, table, lookup }: PathQuery, addresses: readonly string[]): AddressOutcome[] => {
  const { service } = lookup;
  const family = lookup.resolution.family;
  const destination = destinationOfAddresses(addresses, family);
  const addressOutcomes = toPublicAddresses(
    { network, subnet, service, nameDoubts: lookup.nameDoubts, family, destination, isTranslated: lookup.isTranslated },
    table,
    null,
  );
  const isPublic = addresses.every(isPublicAddress);
  const disposition = (reason: UnreachableReason | UnknownReason, verdict: 'unknown' | 'unreachable') =>
    ({ verdict, via: null, through: [], reason }) as const;
  const inside = subtract(destination.ranges, union(addressOutcomes.flatMap(({ ranges }) => ranges)));
  const away = addressOutcomes.map((addressOutcome) => {
    if (
      isPublic ||
      addressOutcome.disposition.verdict === 'transit' ||
      addressOutcome.disposition.verdict === 'unknown'
    )
      return addressOutcome;

    return { ...addressOutcome, cause: null, disposition: disposition('no-route-to-endpoint', 'unreachable') };
  });
  if (inside.length === 0 && away.length > 0) return away;

  return [
    ...away,
    { ranges: inside, hops: [], doubts: [], cause: null, disposition: disposition('unrecognised', 'unknown') },
  ];
};

/** The private DNS of an endpoint tells what it serves; a customer's record may lead a name anywhere. */
const isForeign = ({ decidedBy }: Resolution, { serviceNames }: Service, { serviceName }: Endpoint): boolean =>
  decidedBy.kind === 'hosted-zone' && !serviceNames.includes(serviceName);

const ofAnotherService = ({ id, serviceName }: Endpoint, service: Service): AddressOutcome => ({
  ranges: [],
  hops: [{ at: id, does: 'answers', because: `an endpoint of ${serviceName}, not known to serve ${service.id}` }],
  doubts: [],
  cause: null,
  disposition: { verdict: 'unknown', via: null, through: [], reason: 'unrecognised' },
});

const addressOutcomesOf = (query: PathQuery, answer: Answer): readonly AddressOutcome[] => {
  const { network, subnet, table, lookup } = query;
  const { service, destination, resolution, isTranslated } = lookup;
  const silent = (verdict: 'unreachable' | 'unknown', reason: UnreachableReason | UnknownReason): AddressOutcome[] => [
    { ranges: [], hops: [], doubts: [], cause: null, disposition: { verdict, via: null, through: [], reason } },
  ];
  switch (answer.kind) {
    case 'public':
      return toPublicAddresses(
        {
          network,
          subnet,
          service,
          nameDoubts: lookup.nameDoubts,
          family: resolution.family,
          destination,
          isTranslated,
        },
        table,
        query.equivalence,
      );
    case 'endpoints':
      return answer.endpoints.flatMap((endpoint) =>
        isForeign(resolution, service, endpoint)
          ? [ofAnotherService(endpoint, service)]
          : toEndpoint(
              { network, subnet, family: isTranslated ? 'ipv6' : resolution.family, isTranslated },
              table,
              endpoint,
            ),
      );
    case 'addresses':
      return toAddresses(query, answer.addresses);
    case 'several':
      return answer.answers.flatMap((one) => addressOutcomesOf(query, one));
    case 'none':
      return silent('unreachable', answer.reason);
    case 'unknown':
      return silent('unknown', answer.reason);
    default:
      return answer satisfies never;
  }
};

const judge = (query: PathQuery): Outcome => {
  const { lookup } = query;
  const addressOutcomes = addressOutcomesOf(query, lookup.resolution.answer);

  // Without a piece: an address of the VPC's own CIDR in AWS's list, or an endpoint without an address.
  return addressOutcomes.length > 0
    ? outcomeOf(addressOutcomes, lookup.resolution)
    : withoutAddress('unreachable', 'no-route', lookup.resolution);
};

const withoutTable = (subnet: Subnet, lookup: Lookup): Outcome => {
  const { hops, doubts } = lookup.resolution;
  const missing = isUnread(subnet.routeTable)
    ? [notRead(subnet.routeTable, 'which routes the subnet has is not known')]
    : [];

  return withoutAddress('unknown', 'unread-facts', { hops, doubts: distinct([...doubts, ...missing]) });
};

const outcomeFrom = (network: Network, subnet: Subnet, equivalence: EquivalenceKeys, lookup: Lookup): Outcome => {
  const table = subnet.routeTable;
  if (isUnread(table)) return withoutTable(subnet, lookup);
  const key = equivalence[lookup.resolution.family];
  if (key === null || !isShareable(subnet, lookup)) return judge({ network, subnet, table, lookup, equivalence: null });
  const outcome = lookup.outcomes.get(key) ?? judge({ network, subnet, table, lookup, equivalence: key });
  lookup.outcomes.set(key, outcome);

  return outcome;
};

/** Null: not all of its names can be shared with subnets that are like it. */
const sharedKey = (subnet: Subnet, { ipv4, ipv6 }: EquivalenceKeys, particular: readonly Lookup[]): string | null =>
  (subnet.ipv6Cidrs.length > 0 && ipv6 === null) || !particular.every((lookup) => isShareable(subnet, lookup))
    ? null
    : ipv4;

const pathsFrom = (
  network: Network,
  subnet: Subnet,
  equivalence: EquivalenceKeys,
  lookups: readonly Lookup[],
): readonly NamedOutcome[] =>
  lookups
    .filter((lookup) => concerns(lookup, subnet))
    .map((lookup) => ({
      service: lookup.service,
      name: lookup.name,
      family: lookup.name.family,
      outcome: outcomeFrom(network, subnet, equivalence, lookup),
    }));

/** DNS, then routing, then access: what becomes of a VPC's names from these of its subnets. */
export const pathGroups = (
  network: Network,
  lookups: readonly Lookup[],
  subnets: readonly Subnet[],
): readonly PathGroup[] => {
  const particular = lookups.filter(isParticular);
  const byKey = new Map<string, [Subnet, ...Subnet[]][]>();
  const groups: PathGroup[] = [];
  for (const subnet of subnets) {
    const equivalence = equivalenceKeysOf(network, subnet);
    const key = sharedKey(subnet, equivalence, particular);
    const alike = key === null ? [] : (byKey.get(key) ?? []);
    const present = alike.find(([first]) => isSameClass(first, subnet));
    if (present !== undefined) {
      present.push(subnet);
      continue;
    }
    const group: [Subnet, ...Subnet[]] = [subnet];
    alike.push(group);
    if (key !== null) byKey.set(key, alike);
    groups.push({ subnets: group, paths: pathsFrom(network, subnet, equivalence, lookups) });
  }

  return groups;
};
