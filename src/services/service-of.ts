import type { Family } from '../net/cidr.ts';
import { gatewayServices, hostsOf } from './catalogue.ts';
import type { Place } from './host-rules.ts';
import { otherNames } from './other-names.ts';
import { partitionOf } from './partition.ts';
import { portsOf } from './ports.ts';
import { privateLinkNameOf } from './privatelink-names.ts';
import { secondaryNames } from './secondary-names.ts';
import type { OfferedService, Service, ServiceName } from './service.ts';
import { shortIdOf } from './short-id.ts';

export interface ServiceContext {
  readonly region: string;
  /** Null where it is not known. */
  readonly account: string | null;
  /** The Region's endpoint services; undefined or empty where they were not read. */
  readonly offered: readonly OfferedService[] | undefined;
  /** Zone ids (`use1-az4`) whose S3 directory buckets matter. */
  readonly zoneIds?: readonly string[];
}

const offeredNames = (offered: readonly OfferedService[]): string[] =>
  offered.map(({ serviceName }) => serviceName).sort();

/** PrivateLink names start with the partition's suffix in reverse, or with the commercial one's. */
const vendors = ({ partition: { dnsSuffix } }: Place): string[] => [
  ...new Set(['com.amazonaws', dnsSuffix.split('.').reverse().join('.')]),
];

const serviceNamesOf = (id: string, place: Place, offered: readonly OfferedService[]): string[] => {
  const { region } = place;
  if (id.startsWith('vpce-svc-')) return [...new Set([...offeredNames(offered), `com.amazonaws.vpce.${region}.${id}`])];

  return [
    ...new Set([
      ...offeredNames(offered),
      privateLinkNameOf(id, place),
      ...vendors(place).map((vendor) => `${vendor}.${region}.${id}`),
      `com.amazonaws.${id}`,
      `aws.api.${region}.${id}`,
      `api.aws.${region}.${id}`,
    ]),
  ];
};

/**
 * AWS lists no name for the IPv6 lists of S3 and DynamoDB. Its other IPv6 lists say `ipv6` after the Region;
 * the plain name is accepted too. Callers match the list's address family and its owner, AWS, besides.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html
 */
const prefixListNamesOf = (id: string, place: Place): Record<Family, string[]> => {
  const heads = vendors(place).map((vendor) => `${vendor}.${place.region}`);
  const ipv4 = heads.map((head) => `${head}.${id}`);

  return { ipv4, ipv6: [...heads.map((head) => `${head}.ipv6.${id}`), ...ipv4] };
};

const primary = (name: string, family: Family): ServiceName => ({
  name,
  family,
  primary: true,
  dialedByDefault: true,
  dialedBy: null,
});

/** What a service is called here. `id` need not be known: an unknown one is named by the usual pattern. */
export const serviceOf = (context: ServiceContext & { readonly id: string }): Service => {
  const { id, region, account, zoneIds = [] } = context;
  const place: Place = { region, partition: partitionOf(region) };
  const offered = (context.offered ?? []).filter(({ serviceName }) => shortIdOf(serviceName, region) === id);
  const hosts = hostsOf(id, place, offered);
  const hasGateway = gatewayServices.has(id) || offered.some(({ type }) => type.toLowerCase() === 'gateway');

  return {
    id,
    serviceNames: serviceNamesOf(id, place, offered),
    hasGateway,
    prefixListNames: hasGateway ? prefixListNamesOf(id, place) : { ipv4: [], ipv6: [] },
    ports: portsOf(id),
    names: [
      primary(hosts.ipv4, 'ipv4'),
      primary(hosts.ipv6, 'ipv6'),
      ...secondaryNames(id, { ...place, account, zoneIds }),
    ],
    otherNames: otherNames(id, place),
  };
};
