import { memoize, memoizeBy } from '../memoize.ts';
import type { Family } from '../net/cidr.ts';
import type { Endpoint, Network, Subnet, Vpc } from '../network/network.ts';
import { isUnread } from '../network/unread.ts';
import type { Service, ServiceName } from '../services/service.ts';
import { type Destination, destinationOf } from './destination.ts';
import type { Resolution } from './dns/answer.ts';
import { hasRecord } from './dns/private-names.ts';
import { resolve } from './dns/resolve.ts';
import { assume, type Doubt } from './doubt.ts';
import { isIpv4Only, isMadeUp, recorded } from './ipv6-records.ts';

/** Names of one service that clients of one VPC get the same answer for, for the same reasons. */
export interface NameClass {
  readonly signature: string;
}

/** A name of a service as one VPC's clients meet it: computed once, used by every subnet. */
export interface Lookup {
  readonly service: Service;
  readonly name: ServiceName;
  readonly resolution: Resolution;
  readonly destination: Destination;
  /** What makes it less than certain that the name resolves into the destination. */
  readonly nameDoubts: readonly Doubt[];
  /** Asked over IPv6 though the name is IPv4-only: DNS64 makes the answer. */
  readonly isTranslated: boolean;
  /** Asked over IPv6, the name, or some that a wildcard stands for, has no record: DNS64 makes one up where it is on. */
  readonly lacksRecord: boolean;
  /** The same object for names of which subnets that are alike come to the same. */
  readonly nameClass: NameClass;
}

const families: readonly Family[] = ['ipv4', 'ipv6'];

const listedBy = (endpoint: Endpoint): ServiceName[] =>
  endpoint.listedNames.flatMap((name) =>
    families
      .filter((family) => hasRecord(endpoint, name, family))
      .map((family) => ({ name, family, primary: false, dialedByDefault: false, dialedBy: null })),
  );

/** The service's own names, then every private name that an endpoint of it lists here. */
const namesIn = (vpc: Vpc, service: Service): readonly ServiceName[] => {
  const endpoints = isUnread(vpc.endpoints) ? [] : vpc.endpoints;
  const listed = endpoints
    .filter(({ type, serviceName }) => type === 'interface' && service.serviceNames.includes(serviceName))
    .flatMap(listedBy);
  const byKey = new Map([...listed, ...service.names].map((one) => [`${one.name} ${one.family}`, one]));

  return [...service.names, ...byKey.values()].filter(
    (one, at, all) => all.findIndex(({ name, family }) => name === one.name && family === one.family) === at,
  );
};

/** Names that SDKs dial by default have no IPv6 record in public DNS, and may have one in a hosted zone. */
const alsoAskedOverIpv6 = (names: readonly ServiceName[]): ServiceName[] =>
  names
    .filter(
      ({ family, name, primary, dialedByDefault }) =>
        family === 'ipv4' &&
        (primary || dialedByDefault) &&
        !names.some((other) => other.family === 'ipv6' && other.name === name),
    )
    .map((name) => ({ ...name, family: 'ipv6', primary: false, dialedByDefault: true }));

/** Names that AWS does not promise to keep inside the service's prefix list. */
const nameDoubts = (service: Service, name: string, destination: Destination): readonly Doubt[] => {
  if (destination.listIds.length === 0) return [];
  if (service.id === 'dynamodb' && /(^|\.)ddb\./.test(name)) return [assume('account-host-in-list')];

  if (service.id !== 's3') return [];
  if (/(^|\.)s3-(control|accesspoint|outposts)\./.test(name)) return [assume('other-s3-hosts-in-list')];

  return /(^|\*\.)s3\.amazonaws\.com$/.test(name) ? [assume('global-host-in-list')] : [];
};

/** All that an outcome is made of besides the subnet. */
const signatureOf = (
  service: Service,
  { answer, hops, doubts }: Resolution,
  destination: Destination,
  nameDoubts: readonly Doubt[],
): string =>
  [
    service.id,
    destination.id,
    destination.family,
    answer.kind,
    answer.kind === 'endpoints' ? answer.endpoints.map(({ id }) => id).join(' ') : '',
    'reason' in answer ? answer.reason : '',
    ...hops.map(({ at, because }) => `${at} ${because}`),
    ...[...doubts, ...nameDoubts].map(({ text }) => text),
  ].join('\n');

const nameClasses = memoizeBy<Vpc, string, NameClass>();

/** A name, and what clients get for it in its family; null: nobody has a record. */
interface Asked {
  readonly name: ServiceName;
  readonly resolution: Resolution | null;
  readonly lacksRecord: boolean;
}

const ask = (network: Network, vpc: Vpc, service: Service, name: ServiceName): Asked => {
  const asked = resolve(network, vpc, name.name, name.family);
  if (name.family === 'ipv4') return { name, resolution: asked, lacksRecord: false };
  const resolution = isIpv4Only(vpc, service, name.name) ? recorded(asked) : asked;
  const lacksRecord = resolution !== asked || isMadeUp(asked, () => resolve(network, vpc, name.name, 'ipv4'));

  return { name, resolution, lacksRecord };
};

type MakeLookup = (asked: Omit<Asked, 'resolution'>, resolution: Resolution) => Lookup;

const lookupMaker = (network: Network, vpc: Vpc, service: Service): MakeLookup => {
  const destinations = {
    ipv4: destinationOf(network, vpc.scope, service, 'ipv4'),
    ipv6: destinationOf(network, vpc.scope, service, 'ipv6'),
  };

  return ({ name, lacksRecord }, resolution) => {
    const destination = destinations[resolution.family];
    const doubts = nameDoubts(service, name.name, destination);
    const signature = signatureOf(service, resolution, destination, doubts);
    const nameClass = nameClasses(vpc, signature, () => ({ signature }));
    const isTranslated = name.family !== resolution.family;

    return { service, name, isTranslated, lacksRecord, nameClass, destination, resolution, nameDoubts: doubts };
  };
};

/** What some subnet of a VPC has clients for; every service asks. */
const usedIn = memoize(({ subnets }: Vpc) => ({
  ipv4: subnets.some(({ isIpv6Only }) => !isIpv6Only),
  ipv6: subnets.some(({ ipv6Cidrs }) => ipv6Cidrs.length > 0),
  dns64: subnets.some(({ dns64, ipv6Cidrs }) => dns64 && ipv6Cidrs.length > 0),
}));

export const lookupsIn = (network: Network, vpc: Vpc, service: Service): readonly Lookup[] => {
  const isUsed = usedIn(vpc);
  const lookup = lookupMaker(network, vpc, service);
  const own = namesIn(vpc, service)
    .map((name) => ask(network, vpc, service, name))
    .filter(({ resolution }) => resolution !== null);
  const others = isUsed.ipv6
    ? alsoAskedOverIpv6(own.map(({ name }) => name)).map((name) => ask(network, vpc, service, name))
    : [];
  const asked = [
    ...own.filter(({ name }) => isUsed[name.family]),
    ...others.filter(({ resolution }) => resolution?.answer.kind !== 'none'),
  ];
  const translated = isUsed.dns64 ? [...new Set([...others, ...asked])].filter(({ lacksRecord }) => lacksRecord) : [];

  return [
    ...asked.flatMap((one) => (one.resolution === null ? [] : [lookup(one, one.resolution)])),
    ...translated.map((one) => lookup(one, resolve(network, vpc, one.name.name, 'ipv4'))),
  ];
};

/**
 * Paths of IPv6 exist where the subnet has an IPv6 CIDR; an IPv6-only subnet has none of IPv4. With DNS64 a name without
 * an IPv6 record gets a translated answer, also beside that of IPv4: most operating systems then take the translated one.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html
 * @see https://docs.aws.amazon.com/whitepapers/latest/ipv6-on-aws/designing-dns-for-ipv6.html
 */
export const concerns = (
  { name, isTranslated, lacksRecord }: Lookup,
  { isIpv6Only, dns64, ipv6Cidrs }: Subnet,
): boolean => {
  if (name.family === 'ipv4') return !isIpv6Only;
  const isAskedByDns64 = dns64 && lacksRecord;

  return ipv6Cidrs.length > 0 && isTranslated === isAskedByDns64;
};
