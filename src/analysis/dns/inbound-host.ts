import { holds } from '../../network/cidrs.ts';
import type { Network, Vpc } from '../../network/network.ts';
import type { InboundAddress } from '../../network/resolver.ts';
import { isUnread } from '../../network/unread.ts';

/** The VPC whose resolver answers, and where queries come in. */
export interface InboundHost {
  readonly vpc: Vpc;
  readonly addresses: readonly [InboundAddress, ...InboundAddress[]];
}

const inboundIn = (network: Network, region: string): readonly InboundAddress[] =>
  network.scopes
    .filter((scope) => scope.region === region)
    .flatMap(({ resolver }) => (isUnread(resolver.inboundAddresses) ? [] : resolver.inboundAddresses));

/**
 * The one known VPC whose inbound Resolver endpoints all of `servers` are for clients of `vpc`; null where
 * there is none such, or one that answers for delegated zones only. Private addresses repeat between VPCs: one of its own CIDRs is in no other VPC.
 */
export const inboundHost = (network: Network, vpc: Vpc, servers: readonly string[]): InboundHost | null => {
  const all = inboundIn(network, vpc.scope.region);
  const addressesOf = (server: string): readonly (InboundAddress | undefined)[] => {
    const isOwn = holds(vpc, server);
    const found = all.filter(({ address, vpcId }) => address === server && (!isOwn || vpcId === vpc.id));

    return found.length === 0 ? [undefined] : found.map((one) => (one.isForDelegation ? undefined : one));
  };
  const [first, ...others] = servers.flatMap(addressesOf);
  const host = network.vpcs.get(first?.vpcId ?? '');
  const rest = others.flatMap((one) => one ?? []);
  if (first === undefined || host === undefined || rest.length < others.length) return null;

  return rest.every(({ vpcId }) => vpcId === host.id) ? { vpc: host, addresses: [first, ...rest] } : null;
};
