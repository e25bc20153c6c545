import { formatAddress } from '../../net/cidr.ts';
import type { Network, Vpc } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import { assume, type Doubt, notRead } from '../doubt.ts';
import { inboundHost } from './inbound-host.ts';
import { strayDoubts } from './stray-queries.ts';

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

const ask = (view: View, because: string, doubts: readonly Doubt[]): ClientResolver => ({
  kind: 'view',
  view,
  because,
  doubts,
});

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
    return ask({ vpc: host.vpc, isInbound: true }, `${because}, the inbound Resolver endpoint of ${host.vpc.id}`, [
      assume('inbound-resolver-view'),
      ...strayDoubts({ vpc, groupIds: [] }, host),
    ]);

  const { inboundAddresses } = vpc.scope.resolver;
  const doubts = isUnread(inboundAddresses)
    ? [notRead(inboundAddresses, 'the servers may be inbound Resolver endpoints')]
    : [];

  return { kind: 'custom', servers, doubts };
};
