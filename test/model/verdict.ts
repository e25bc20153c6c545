import { memoizeBy } from '../../src/memoize.ts';
import { groupsLetOut } from './access.ts';
import { dns64Of, type Family, familyOf, isInAny, isPublic, samplesOf } from './addresses.ts';
import { type Client, clientsOf } from './clients.ts';
import { askedIn, isAmazon, isPublished, serversOf } from './dns.ts';
import {
  cidrsOfVpc,
  decidingCidrs,
  type Facts,
  isOfSomeVpc,
  managedRanges,
  type Subnet,
  subnetOf,
  tableOf,
} from './facts.ts';
import { bestRoutes, type Fate, sent } from './routing.ts';

/** Every fate that a path may have: one where AWS's pages settle it. */
export type Expected = readonly Fate[];

export interface PathOf {
  readonly subnetId: string;
  readonly service: string;
  readonly name: string;
  readonly family: Family;
}

/** Many names have the same addresses. */
const knownFates = memoizeBy<Facts, string, readonly Fate[]>();
const knownSamples = memoizeBy<Facts, string, string[]>();

const ports: Readonly<Record<string, number>> = { cassandra: 9142 };

/** Where AWS publishes which addresses a service has, those; for all others any public address that is no such service's. */
const rangesOf = (facts: Facts, service: string, family: Family): readonly string[] => {
  const listed = managedRanges(facts, service, family);
  if (listed.length > 0) return listed;

  return family === 'ipv4' ? ['0.0.0.0/0'] : ['2000::/3'];
};

const publishedSamples = (facts: Facts, service: string, family: Family): string[] => {
  const ranges = rangesOf(facts, service, family);
  const taken = managedRanges(facts, service, family).length > 0 ? [] : managedRanges(facts, null, family);
  const own = facts.vpcs.flatMap(({ VpcId }) => cidrsOfVpc(facts, VpcId));

  return samplesOf(ranges, [...decidingCidrs(facts), ...special]).filter(
    (address) => isPublic(address) && !isInAny(address, taken) && !isInAny(address, own),
  );
};

/** Ends of public space, so that a sample stands on each side of them. */
const special = ['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '192.168.0.0/16', '224.0.0.0/3'];

/** What one client meets on its way to one address. */
const fatesOf = (facts: Facts, subnet: Subnet, client: Client, to: string, port: number): readonly Fate[] =>
  groupsLetOut(facts, client.sender, to, port) ? sent(facts, subnet, client, to, port) : ['unreachable'];

/** A path is there for a subnet if it is there for one of its clients, and split where others of them hear no answer. */
const ofAnyClient = (facts: Facts, subnet: Subnet, to: string, port: number): readonly Fate[] => {
  const each = clientsOf(facts, subnet, familyOf(to)).map((client) => fatesOf(facts, subnet, client, to, port));
  const sure = each.filter((fates) => !fates.includes('unreachable') && !fates.includes('unanswered'));
  const chosen = [...new Set((sure.length > 0 ? sure : each).flat())];
  const isPart = sure.length > 0 && each.some((fates) => fates.every((fate) => fate === 'unanswered'));
  const fates = chosen.map((fate) => (fate === 'unanswered' ? 'unreachable' : fate));
  if (isPart) return fates.length === 1 ? ['split'] : [...fates, 'split'];

  return fates.length === 0 ? ['unreachable'] : [...new Set(fates)];
};

/** What becomes of a name whose addresses have these fates. */
const together = (perAddress: readonly (readonly Fate[])[]): Expected => {
  const all = [...new Set(perAddress.flat())];
  if (perAddress.every(({ length }) => length === 1)) return all.length === 1 ? all : ['split'];
  const common = all.filter((fate) => perAddress.every((fates) => fates.includes(fate)));

  return [...new Set([...common, ...(common.length === all.length ? [] : all), 'split'])];
};

/** Whether the DNS servers of a VPC, where they stand elsewhere, can be asked from a subnet. */
const canAsk = (facts: Facts, subnet: Subnet): boolean =>
  (serversOf(facts, subnet.VpcId) ?? []).every((server) => {
    if (isAmazon(facts, subnet.VpcId, server) || isInAny(server, cidrsOfVpc(facts, subnet.VpcId))) return true;
    const routes = bestRoutes(facts, tableOf(facts, subnet), server);

    return routes.length === 1 && routes[0]?.State === 'active' && routes[0].TransitGatewayId !== undefined;
  });

const published = (facts: Facts, path: PathOf): string[] | 'none' => {
  const { service, name, family } = path;
  if (!isPublished(name, family)) return 'none';

  return knownSamples(facts, `${service} ${family}`, () => publishedSamples(facts, service, family));
};

/** An AAAA of its own, else one made of the A by DNS64. */
const addressesFor = (facts: Facts, subnet: Subnet, path: PathOf): string[] | 'none' | 'unknown' => {
  const answer = askedIn(facts, subnet.VpcId, path.name, path.family);
  const own =
    answer === 'published' ? published(facts, path) : answer === 'none' || answer === 'unknown' ? answer : [...answer];
  if (own !== 'none' || path.family === 'ipv4' || subnet.EnableDns64 !== true) return own;
  const translated = addressesFor(facts, subnet, { ...path, family: 'ipv4' });

  return typeof translated === 'string' ? translated : translated.map(dns64Of);
};

/** The fates of a path, as AWS's pages have it. */
export const expectedOf = (facts: Facts, path: PathOf): Expected => {
  const subnet = subnetOf(facts, path.subnetId);
  if (subnet === undefined) return ['unknown'];
  const addresses = addressesFor(facts, subnet, path);
  if (addresses === 'unknown') return ['unknown'];
  if (addresses === 'none' || addresses.length === 0) return ['unreachable'];
  const port = ports[path.service] ?? 443;
  const fates = together(
    addresses.map((to) =>
      knownFates(facts, `${path.subnetId} ${to} ${port}`, () => ofAnyClient(facts, subnet, to, port)),
    ),
  );
  const mayBeAny =
    /\.s3-(control|accesspoint)\./.test(path.name) && addresses.every((to) => isPublic(to) && !isOfSomeVpc(facts, to));
  const isSettled = canAsk(facts, subnet) && !mayBeAny;

  return isSettled ? fates : [...new Set([...fates, 'unreachable', 'unknown'])];
};
