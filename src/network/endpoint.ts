import { compare } from '../order.ts';
import type { RecordOf } from '../snapshot/schema.ts';
import { nameOf } from './gateways.ts';
import { wordReader } from './word.ts';

/** Also of what a service offers. */
export const endpointType = wordReader(
  'interface',
  'gateway',
  'gateway-load-balancer',
  'resource',
  'service-network',
  'tunnel',
);

export type EndpointType = ReturnType<typeof endpointType>;

const endpointState = wordReader(
  'pending-acceptance',
  'pending',
  'available',
  'deleting',
  'deleted',
  'rejected',
  'failed',
  'expired',
  'partial',
);

type EndpointState = ReturnType<typeof endpointState>;

const ipAddressType = wordReader('ipv4', 'ipv6', 'dualstack');

const dnsRecordIpType = wordReader('ipv4', 'ipv6', 'dualstack', 'service-defined');

/**
 * `usable` takes traffic; `unusable` does not; `changing` (pending, partial) may or may not:
 * AWS shows `pending` both while an endpoint is made and while a working one is modified.
 */
type EndpointHealth = 'usable' | 'changing' | 'unusable';

export interface Endpoint {
  readonly id: string;
  readonly name: string | null;
  readonly vpcId: string;
  readonly type: EndpointType;
  /** As AWS wrote it. */
  readonly rawType: string;
  readonly serviceName: string;
  /** Null where AWS does not say: the endpoint's own Region. */
  readonly serviceRegion: string | null;
  readonly state: EndpointState;
  /** As AWS wrote it. */
  readonly rawState: string;
  readonly health: EndpointHealth;
  readonly policy: string | null;
  readonly routeTableIds: readonly string[];
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly interfaceIds: readonly string[];
  readonly ipAddressType: ReturnType<typeof ipAddressType>;
  readonly dnsRecordIpType: ReturnType<typeof dnsRecordIpType>;
  readonly privateDnsEnabled: boolean;
  /** Its private names answer only queries that come in through an inbound Resolver endpoint. */
  readonly inboundResolverOnly: boolean;
  /** A service made it for itself: it is nobody's to change, and no coverage. */
  readonly requesterManaged: boolean;
  /** A firewall endpoint of AWS Network Firewall, which tags it. */
  readonly isNetworkFirewall: boolean;
  /** Names that it lists in DNS and that are not its own `vpce-…` names, lower case, no trailing dot. */
  readonly listedNames: readonly string[];
  /** Its own names, `vpce-….vpce.amazonaws.com`. */
  readonly ownNames: readonly string[];
  /** The zone that these are in, for aliases. */
  readonly ownZoneId: string | null;
  /** Of a resource or service-network endpoint: it may claim domains that nobody verified, and does not list them all. */
  readonly claimsAnyDomain: boolean;
  /** Custom domains that a resource or service-network endpoint may claim. */
  readonly specifiedDomains: readonly string[];
}

const healthOf = (state: EndpointState): EndpointHealth => {
  switch (state) {
    case 'available':
      return 'usable';
    case 'pending-acceptance':
    case 'rejected':
    case 'failed':
    case 'expired':
    case 'deleting':
    case 'deleted':
      return 'unusable';
    case 'pending':
    case 'partial':
    case 'unrecognised':
      return 'changing';
    default:
      return state satisfies never;
  }
};

export const normalName = (name: string): string => {
  const lower = name.toLowerCase().replace('\\052', '*');

  return lower.endsWith('.') && lower !== '.' ? lower.slice(0, -1) : lower;
};

/** Short names before long ones, so that a service's plain name comes first; AWS lists them in no order. */
export const byLength = (a: string, b: string): number => a.length - b.length || compare(a, b);

const isOwnName = (name: string): boolean => name.startsWith('vpce-') || name.startsWith('*.vpce-');

const claimants = new Set<EndpointType>(['resource', 'service-network']);

/** Those that it claims are specified in it, or verified to be somebody's own, which none of AWS's is. */
const listsItsDomains = new Set<string | undefined>([
  'VERIFIED_DOMAINS_ONLY',
  'VERIFIED_DOMAINS_AND_SPECIFIED_DOMAINS',
  'SPECIFIED_DOMAINS_ONLY',
]);

/** AWS puts it on the endpoints of its Network Firewall. */
export const networkFirewallTag = 'AWSNetworkFirewallManaged';

export const endpoint = (record: RecordOf<'vpcEndpoints'>): Endpoint => {
  const rawState = record.State ?? 'available';
  const state = endpointState(rawState);
  const names = (record.DnsEntries ?? [])
    .flatMap(({ DnsName }) => (DnsName ? [normalName(DnsName)] : []))
    .sort(byLength);
  const rawType = record.VpcEndpointType ?? 'Gateway';

  return {
    id: record.VpcEndpointId,
    name: nameOf(record),
    vpcId: record.VpcId ?? '',
    type: endpointType(rawType),
    rawType,
    serviceName: record.ServiceName ?? '',
    serviceRegion: record.ServiceRegion ?? null,
    state,
    rawState,
    health: healthOf(state),
    policy: record.PolicyDocument ?? null,
    routeTableIds: record.RouteTableIds ?? [],
    subnetIds: [...(record.SubnetIds ?? [])].sort(),
    securityGroupIds: (record.Groups ?? []).flatMap(({ GroupId }) => GroupId ?? []).sort(),
    interfaceIds: [...(record.NetworkInterfaceIds ?? [])].sort(),
    ipAddressType: ipAddressType(record.IpAddressType ?? 'ipv4'),
    dnsRecordIpType: dnsRecordIpType(record.DnsOptions?.DnsRecordIpType ?? record.IpAddressType ?? 'ipv4'),
    privateDnsEnabled: record.PrivateDnsEnabled === true,
    inboundResolverOnly: record.DnsOptions?.PrivateDnsOnlyForInboundResolverEndpoint === true,
    claimsAnyDomain:
      claimants.has(endpointType(rawType)) &&
      record.PrivateDnsEnabled === true &&
      !listsItsDomains.has(record.DnsOptions?.PrivateDnsPreference),
    requesterManaged: record.RequesterManaged === true,
    isNetworkFirewall: record.Tags?.some(({ Key }) => Key === networkFirewallTag) === true,
    listedNames: names.filter((name) => !isOwnName(name)),
    ownNames: names.filter(isOwnName),
    ownZoneId:
      (record.DnsEntries ?? []).find(({ DnsName = '' }) => isOwnName(normalName(DnsName)))?.HostedZoneId ?? null,
    specifiedDomains: (record.DnsOptions?.PrivateDnsSpecifiedDomains ?? []).map(normalName),
  };
};
