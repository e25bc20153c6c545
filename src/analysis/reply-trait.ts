import { memoize } from '../memoize.ts';
import { type Cidr, covers, formatCidr, overlaps } from '../net/cidr.ts';
import type { Network, Subnet, Vpc } from '../network/network.ts';
import { isUnread } from '../network/unread.ts';
import type { Client } from './client.ts';
import { detours } from './detour.ts';

type Routes = readonly { readonly cidr: Cidr | null }[];

const listsOfRoutes = ({ scopes, transit }: Network): ReadonlySet<Routes> =>
  new Set<Routes>([
    ...transit.tables,
    ...scopes.flatMap(({ routeTables }) =>
      isUnread(routeTables) ? [] : Array.from(routeTables.values(), ({ routes }) => routes),
    ),
  ]);

const listsIn = ({ scopes }: Network): readonly Cidr[] =>
  scopes.flatMap(({ prefixLists }) =>
    isUnread(prefixLists)
      ? []
      : [...prefixLists.values()].flatMap(({ isAwsManaged, cidrs }) => (isAwsManaged || isUnread(cidrs) ? [] : cidrs)),
  );

/** Every destination of a route, once. Most routes lead to one that others have, which is one object, too. */
const destinationsIn = memoize((network: Network): readonly Cidr[] => {
  const found = new Set<Cidr>();
  for (const routes of listsOfRoutes(network)) for (const { cidr } of routes) if (cidr !== null) found.add(cidr);
  for (const cidr of listsIn(network)) found.add(cidr);

  return [...new Map(Array.from(found, (cidr) => [formatCidr(cidr), cidr])).values()];
});

/** Some of these addresses are meant by it, and not all of its family. */
const divides = (cidr: Cidr, own: readonly Cidr[]): boolean => {
  let meetsSome = false;
  let coversAll = true;
  for (const one of own) {
    if (one.family !== cidr.family) continue;
    meetsSome ||= overlaps(one, cidr);
    coversAll &&= covers(cidr, one);
  }

  return meetsSome && !coversAll;
};

/** Destinations of some of a VPC's addresses, and its CIDRs where it has several. */
const dividersOf = memoize((network: Network) =>
  memoize((vpc: Vpc): readonly Cidr[] => {
    const own = [...vpc.cidrs.ipv4, ...vpc.cidrs.ipv6];

    return destinationsIn(network).filter((cidr) => divides(cidr, own));
  }),
);

const cidrsOf = ({ cidr, ipv6Cidrs }: Subnet): readonly Cidr[] => [...(cidr === null ? [] : [cidr]), ...ipv6Cidrs];

const meets = (all: readonly Cidr[], cidr: Cidr): boolean =>
  all.some((one) => one.family === cidr.family && overlaps(one, cidr));

const hasDetours = memoize((vpc: Vpc): boolean => vpc.routeTables.some((table) => detours(table, vpc)));

/**
 * Which of the routes to some of its VPC, by which replies come back from another VPC or through a middlebox, are to a
 * client; null where none tells clients apart.
 */
export const replyTrait = (network: Network, { subnet, members }: Client): string | null => {
  if (network.transit.isEmpty && !hasDetours(subnet.vpc)) return null;
  const ofVpc = dividersOf(network)(subnet.vpc);
  if (ofVpc.length === 0) return null;
  const own = cidrsOf(subnet);
  const dividers = ofVpc.filter((cidr) => meets(own, cidr));
  if (dividers.length === 0) return null;
  const isInside = dividers.some((cidr) => !own.every((one) => one.family !== cidr.family || covers(cidr, one)));

  return [
    'replies',
    ...dividers.map(formatCidr).sort(),
    ...(isInside ? [subnet.id, ...members.map(({ id }) => id)] : []),
  ].join(' ');
};
