import { memoizeBy } from '../memoize.ts';
import type { Family } from '../net/cidr.ts';
import type { Endpoint, Network, Subnet, Vpc } from '../network/network.ts';
import { isUnread } from '../network/unread.ts';
import { partitionOf } from '../services/partition.ts';
import type { Service, ServiceName } from '../services/service.ts';
import { type Destination, destinationOf } from './destination.ts';
import type { Resolution } from './dns/answer.ts';
import { hasRecord, isDualStackName } from './dns/private-names.ts';
import { resolve } from './dns/resolve.ts';
import { assume, type Doubt } from './doubt.ts';

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

/** A name that AWS gives no IPv6 address in public DNS: its service has dual-stack names of their own. */
const isIpv4Only = (vpc: Vpc, service: Service, name: string): boolean => {
  const isPlain = (one: string): boolean =>
    one.endsWith(`.${partitionOf(vpc.scope.region).dnsSuffix}`) && !isDualStackName(one);

  return isPlain(name) && !service.names.some((one) => one.primary && one.family === 'ipv6' && isPlain(one.name));
};

/**
 * An endpoint may give a name an IPv6 record that public DNS does not: where the endpoint does not answer, nobody does.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html#aws-services-dns-record-ip-type
 */
const isAnswered = (network: Network, vpc: Vpc, service: Service, { name, family }: ServiceName): boolean =>
  family === 'ipv4' || !isIpv4Only(vpc, service, name) || resolve(network, vpc, name, family).answer.kind !== 'public';

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

/** Whether a name asked over IPv6 gets no record, from nobody: DNS64 then makes one up. */
const lacksRecord = ({ name, resolution }: Lookup): boolean =>
  name.family === 'ipv6' && resolution.answer.kind === 'none';

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

export const lookupsIn = (network: Network, vpc: Vpc, service: Service): readonly Lookup[] => {
  const names = namesIn(vpc, service).filter((name) => isAnswered(network, vpc, service, name));
  const needsTranslation = vpc.subnets.some(({ dns64, ipv6Cidrs }) => dns64 && ipv6Cidrs.length > 0);
  const destinations = {
    ipv4: destinationOf(network, vpc.scope, service, 'ipv4'),
    ipv6: destinationOf(network, vpc.scope, service, 'ipv6'),
  };
  const lookup = (name: ServiceName, family: Family, isTranslated: boolean): Lookup => {
    const destination = destinations[family];
    const resolution = resolve(network, vpc, name.name, family);
    const doubts = nameDoubts(service, name.name, destination);
    const signature = signatureOf(service, resolution, destination, doubts);
    const nameClass = nameClasses(vpc, signature, () => ({ signature }));

    return { service, name, isTranslated, nameClass, destination, resolution, nameDoubts: doubts };
  };
  const isUsed = {
    ipv4: vpc.subnets.some(({ isIpv6Only }) => !isIpv6Only),
    ipv6: vpc.subnets.some(({ ipv6Cidrs }) => ipv6Cidrs.length > 0),
  };
  const asked = names.filter(({ family }) => isUsed[family]).map((name) => lookup(name, name.family, false));
  const others = isUsed.ipv6 ? alsoAskedOverIpv6(names).map((name) => lookup(name, 'ipv6', false)) : [];
  const recorded = others.filter(({ resolution: { answer } }) => answer.kind !== 'public' && answer.kind !== 'none');
  const unrecorded = [...others.filter((one) => !recorded.includes(one)), ...asked.filter(lacksRecord)];

  return [...asked, ...recorded, ...(needsTranslation ? unrecorded.map(({ name }) => lookup(name, 'ipv4', true)) : [])];
};

/**
 * Paths of IPv6 exist where the subnet has an IPv6 CIDR; an IPv6-only subnet has none of IPv4. With DNS64 a name without
 * an IPv6 record gets a translated answer, also beside that of IPv4: most operating systems then take the translated one.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html
 * @see https://docs.aws.amazon.com/whitepapers/latest/ipv6-on-aws/designing-dns-for-ipv6.html
 */
export const concerns = (lookup: Lookup, { isIpv6Only, dns64, ipv6Cidrs }: Subnet): boolean => {
  if (lookup.isTranslated) return dns64 && ipv6Cidrs.length > 0;
  if (lookup.name.family === 'ipv4') return !isIpv6Only;

  return ipv6Cidrs.length > 0 && !(dns64 && lacksRecord(lookup));
};
