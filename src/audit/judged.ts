import { analyse } from '../analysis/analyse.ts';
import type { Network, Vpc } from '../network/network.ts';
import { isUnread } from '../network/unread.ts';
import type { AuditedScope } from '../rules/rule.ts';

/** What of a network is looked at to prove something: its own VPCs whole, and others that a change there could reach. */
export interface Reach {
  readonly vpcIds: ReadonlySet<string>;
}

/** Nothing leads from one VPC to another: what is done in one stays there. */
export const isUnlinked = ({ transit, scopes }: Network): boolean =>
  transit.isEmpty &&
  scopes.every(({ peerings, resolver, vpcs }) => {
    const hasPeering = isUnread(peerings) || peerings.size > 0;
    const { inboundAddresses } = resolver;
    const answersOthers = !isUnread(inboundAddresses) && inboundAddresses.length > 0;
    const zones = vpcs.flatMap(({ id }) => {
      const own = resolver.zonesOf(id);

      return isUnread(own) ? [] : own.map((zone) => zone.id);
    });

    return !hasPeering && !answersOthers && new Set(zones).size === zones.length;
  });

export const reachOf = (network: Network, changed: readonly string[]): Reach => ({
  vpcIds: new Set(isUnlinked(network) ? changed : network.vpcs.keys()),
});

/** The scopes of another network, with the same services as in an audit and all subnets of the VPCs in reach. */
export const judgedScopes = (
  network: Network,
  audited: readonly AuditedScope[],
  { vpcIds }: Reach,
): readonly AuditedScope[] =>
  audited.map((one, at) => {
    const scope = network.scopes[at] ?? one.scope;
    const vpcs = scope.vpcs.filter(({ id }) => vpcIds.has(id));
    const subnets = vpcs.flatMap((vpc) => vpc.subnets);

    return { ...one, scope, vpcs, ...analyse(network, { vpcs, subnets, services: one.services }) };
  });

/** Whether an audit has looked at every subnet of the VPCs in reach. */
export const isAuditedWhole = (audited: readonly AuditedScope[], { vpcIds }: Reach): boolean =>
  audited.every(({ scope, vpcs, paths }) => {
    const judged = new Set(paths.flatMap(({ subnets }) => subnets));
    const seen = new Set(vpcs);
    const isSeen = (vpc: Vpc): boolean => seen.has(vpc) && vpc.subnets.every((subnet) => judged.has(subnet));

    return scope.vpcs.every((vpc) => !vpcIds.has(vpc.id) || vpc.subnets.length === 0 || isSeen(vpc));
  });
