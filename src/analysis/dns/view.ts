import { formatAddress } from '../../net/cidr.ts';
import { holds } from '../../network/cidrs.ts';
import type { Network, Vpc } from '../../network/network.ts';
import type { InboundAddress } from '../../network/resolver.ts';
import { isUnread } from '../../network/unread.ts';
import { assume, type Doubt, notRead } from '../doubt.ts';
import { isOutOfReach } from './query-route.ts';

/** Whose resolver answers, and how the query came in. */
export interface View {
  readonly vpc: Vpc;
  /** Through an inbound Resolver endpoint: endpoints that answer only there do answer. */
  readonly isInbound: boolean;
}

export type ClientResolver =
  | { readonly kind: 'view'; readonly view: View; readonly because: string; readonly doubts: readonly Doubt[] }
  | { readonly kind: 'nobody'; readonly because: string }
  | { readonly kind: 'custom'; readonly servers: readonly string[]; readonly doubts: readonly Doubt[] };

const everywhere = new Set(['amazonprovideddns', '169.254.169.253', 'fd00:ec2::253']);

const third = ({ primaryCidr }: Vpc): string | null =>
  primaryCidr === null || typeof primaryCidr.first === 'bigint' ? null : formatAddress(primaryCidr.first + 2);

const inboundIn = (network: Network, region: string): readonly InboundAddress[] =>
  network.scopes
    .filter((scope) => scope.region === region)
    .flatMap(({ resolver }) => (isUnread(resolver.inboundAddresses) ? [] : resolver.inboundAddresses));

/**
 * The one known VPC whose inbound Resolver endpoints all of `servers` are for clients of `vpc`; null where
 * there is none such, or one that answers for delegated zones only. Private addresses repeat between VPCs: one of its own CIDRs is in no other VPC.
 */
export const inboundHost = (network: Network, vpc: Vpc, servers: readonly string[]): Vpc | null => {
  const all = inboundIn(network, vpc.scope.region);
  const hostsOf = (server: string): readonly (string | undefined)[] => {
    const isOwn = holds(vpc, server);
    const hosts = all.filter(({ address, vpcId }) => address === server && (!isOwn || vpcId === vpc.id));

    return hosts.length === 0
      ? [undefined]
      : hosts.map(({ vpcId, isForDelegation }) => (isForDelegation ? undefined : vpcId));
  };
  const hosts = new Set(servers.flatMap(hostsOf));
  const [host] = hosts;

  return hosts.size === 1 && host !== undefined ? (network.vpcs.get(host) ?? null) : null;
};

const ask = (view: View, because: string, doubts: readonly Doubt[]): ClientResolver => ({
  kind: 'view',
  view,
  because,
  doubts,
});

/** As far as the VPC's tables tell, the queries are dropped; an agent or a tunnel of the client's may carry them. */
const unrouted = ({ id }: Vpc, servers: readonly string[]): Doubt => {
  const doubt = assume('queries-arrive');

  return { ...doubt, text: `${doubt.text}; no route of ${id} leads to ${servers.join(', ')}` };
};

/**
 * Which resolver the clients of a VPC ask: what the DHCP options tell them. Amazon's own goes by
 * several names.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html
 */
export const clientResolverOf = (network: Network, vpc: Vpc): ClientResolver => {
  const servers = vpc.dnsServers;
  if (isUnread(servers))
    return ask({ vpc, isInbound: false }, `assumed: Amazon's resolver of ${vpc.id}`, [
      notRead(servers, 'clients may ask other DNS servers'),
    ]);
  if (servers === 'none') return { kind: 'nobody', because: 'the DHCP options name no DNS server' };

  const own = third(vpc);
  const because = `DHCP options: ${servers.join(', ')}`;
  if (servers.every((server) => everywhere.has(server.toLowerCase()) || server === own))
    return ask({ vpc, isInbound: false }, because, []);

  const host = inboundHost(network, vpc, servers);
  if (host !== null)
    return ask({ vpc: host, isInbound: true }, `${because}, the inbound Resolver endpoint of ${host.id}`, [
      assume('inbound-resolver-view'),
      ...(host.id !== vpc.id && isOutOfReach(vpc, servers) ? [unrouted(vpc, servers)] : []),
    ]);

  const { inboundAddresses } = vpc.scope.resolver;
  const doubts = isUnread(inboundAddresses)
    ? [notRead(inboundAddresses, 'the servers may be inbound Resolver endpoints')]
    : [];

  return { kind: 'custom', servers, doubts };
};
