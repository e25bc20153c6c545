import { memoize, memoizeBy } from '../memoize.ts';
import { cidrsOf, type Family, parseCidr, type Range } from '../net/cidr.ts';
import { type Ranges, subtract, union } from '../net/ranges.ts';
import type { Network, Scope } from '../network/network.ts';
import type { PrefixList } from '../network/prefix-list.ts';
import { isUnread } from '../network/unread.ts';
import type { Service } from '../services/service.ts';
import { type Doubt, notRead } from './doubt.ts';

/** The addresses that a service's public names may resolve to. A set, never a sample. */
export interface Destination {
  readonly id: string;
  readonly family: Family;
  readonly ranges: Ranges;
  /** The AWS-managed lists it consists of; empty where AWS publishes none: any public address then. */
  readonly listIds: readonly string[];
  readonly service: Service | null;
  /** Lists that were not read. They matter where the addresses of `ranges` do not share one fate. */
  readonly doubts: readonly Doubt[];
}

/**
 * IPv4 that is never a public AWS address.
 *
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 */
const reserved = union(
  cidrsOf(
    [
      '0.0.0.0/8',
      '10.0.0.0/8',
      '100.64.0.0/10',
      '127.0.0.0/8',
      '169.254.0.0/16',
      '172.16.0.0/12',
      '192.0.0.0/24',
      '192.0.2.0/24',
      '192.88.99.0/24',
      '192.168.0.0/16',
      '198.18.0.0/15',
      '198.51.100.0/24',
      '203.0.113.0/24',
      '224.0.0.0/4',
      '240.0.0.0/4',
    ],
    'ipv4',
  ),
); // prettier-ignore

/** Where an AWS service may have a public address at all. */
const publicSpace: Readonly<Record<Family, Ranges>> = {
  ipv4: subtract(cidrsOf(['0.0.0.0/0'], 'ipv4'), reserved),
  ipv6: cidrsOf(['2000::/3'], 'ipv6'),
};

export const isPublicAddress = (address: string): boolean => {
  const cidr = parseCidr(address);

  return (
    cidr !== undefined && publicSpace[cidr.family].some((range) => range.first <= cidr.first && cidr.last <= range.last)
  );
};

const managedLists = (scope: Scope, family: Family): readonly PrefixList[] =>
  isUnread(scope.prefixLists)
    ? []
    : [...scope.prefixLists.values()].filter((list) => list.isAwsManaged && list.family === family);

const entriesOf = (list: PrefixList): readonly Range[] => (isUnread(list.cidrs) ? [] : list.cidrs);

/** All VPCs that are known. */
type Vpcs = Pick<Network, 'vpcs'>;

/**
 * An IPv6 CIDR is one VPC's alone, and no service's. A public IPv4 CIDR may be a service's as well.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 */
const ownIpv6 = memoize(({ vpcs }: Vpcs): Ranges => union([...vpcs.values()].flatMap(({ cidrs }) => cidrs.ipv6)));

const open = (network: Vpcs, family: Family): Ranges =>
  family === 'ipv4' ? publicSpace.ipv4 : subtract(publicSpace.ipv6, ownIpv6(network));

/** An address of the EC2 API is in no list of another service, wherever that list is routed. */
const anyPublic = (network: Vpcs, scope: Scope, family: Family): Ranges =>
  subtract(open(network, family), union(managedLists(scope, family).flatMap(entriesOf)));

const unreadDoubts = (scope: Scope, lists: readonly PrefixList[]): Doubt[] => {
  if (isUnread(scope.prefixLists)) return [notRead(scope.prefixLists, "the service's address list is not known")];

  return lists.flatMap(({ cidrs }) =>
    isUnread(cidrs) ? [notRead(cidrs, "the service's addresses are not known")] : [],
  );
};

/**
 * From the service's AWS-managed prefix list, matched by name: ids are reused across Regions for
 * other services. Where the list is unread, any public address stands in for it, so that a
 * uniform answer is still an answer.
 */
const makeDestination = (network: Vpcs, scope: Scope, service: Service, family: Family): Destination => {
  const names = new Set(service.prefixListNames[family]);
  const lists = managedLists(scope, family).filter(({ name }) => name !== null && names.has(name));
  const isListed = names.size > 0;
  const doubts = unreadDoubts(scope, isListed ? lists : managedLists(scope, family));
  const listIds = lists.map(({ id }) => id).sort();
  if (lists.length === 0 || doubts.length > 0) {
    const mayBeAnywhere = isListed && doubts.length > 0;
    const ranges = mayBeAnywhere ? open(network, family) : anyPublic(network, scope, family);

    return {
      id: `any ${listIds.join(' ')}${mayBeAnywhere ? service.id : ''}`,
      family,
      ranges,
      listIds,
      service,
      doubts,
    };
  }

  return { id: listIds.join(' '), family, ranges: union(lists.flatMap(entriesOf)), listIds, service, doubts };
};

const destinations = memoizeBy<Scope, string, Destination>();

/** The same object for every VPC of a scope. */
export const destinationOf = (network: Vpcs, scope: Scope, service: Service, family: Family): Destination =>
  destinations(scope, `${service.id} ${family}`, () => makeDestination(network, scope, service, family));

/** A few addresses that a DNS record names outright. */
export const destinationOfAddresses = (addresses: readonly string[], family: Family): Destination => ({
  id: `addresses ${addresses.join(' ')}`,
  family,
  ranges: union(cidrsOf(addresses, family)),
  listIds: [],
  service: null,
  doubts: [],
});

const spaces = memoizeBy<Scope, Family, Ranges>();

/** All addresses that any service's destination may hold here: public space, and whatever AWS lists besides. */
export const serviceSpace = (scope: Scope, family: Family): Ranges =>
  spaces(scope, family, () => union([...publicSpace[family], ...managedLists(scope, family).flatMap(entriesOf)]));
