import type { Network, Scope, Subnet, Vpc } from '../network/network.ts';
import { isContext, type Selection } from './selection.ts';

/** What of a scope is judged. */
export interface SelectedScope {
  readonly scope: Scope;
  /** Others are judged by it, and nothing of it. */
  readonly isContext: boolean;
  /** Its own, and those that an account outside of these facts shares with it. */
  readonly vpcs: readonly Vpc[];
  /** VPCs of the context that are shared with it: their subnets are judged, they are not. */
  readonly lent: readonly Vpc[];
  /** In all of those VPCs. */
  readonly subnets: readonly Subnet[];
}

type Isolated = (scope: Scope) => readonly Subnet[];

/** Several accounts may use a VPC whose owner's facts are not judged: the first of them has its subnets. */
const subnetsOnce = (selection: Selection): Isolated => {
  const taken = new Set<string>();
  const once = (scope: Scope, subnets: readonly Subnet[]): readonly Subnet[] => {
    const keyOf = ({ id }: Subnet): string => `${scope.region} ${id}`;
    const fresh = subnets.filter((subnet) => !taken.has(keyOf(subnet)));
    for (const subnet of fresh) taken.add(keyOf(subnet));

    return fresh;
  };

  return (scope) => [
    ...scope.vpcs.flatMap(({ isShared, subnets }) => (isShared ? once(scope, subnets) : subnets)),
    ...once(
      scope,
      scope.borrowedSubnets.filter(({ vpc }) => isContext(vpc.scope, selection)),
    ),
  ];
};

/** What was asked for, each subnet once. */
export const selectScopes = ({ scopes }: Network, selection: Selection): readonly SelectedScope[] => {
  const [vpcIds, subnetIds] = [new Set(selection.vpcs), new Set(selection.subnets)];
  const isAsked = ({ id }: Vpc): boolean => vpcIds.size === 0 || vpcIds.has(id);
  const subnetsOf = subnetsOnce(selection);

  return scopes.map((scope) => {
    if (isContext(scope, selection)) return { scope, isContext: true, vpcs: [], lent: [], subnets: [] };
    const subnets = subnetsOf(scope).filter(
      ({ id, vpc }) => isAsked(vpc) && (subnetIds.size === 0 || subnetIds.has(id)),
    );
    const used = new Set(subnets.map(({ vpc }) => vpc));
    const isEmpty = (vpc: Vpc): boolean =>
      subnetIds.size === 0 && isAsked(vpc) && (!vpc.isShared || vpc.subnets.length === 0);
    const vpcs = scope.vpcs.filter((vpc) => used.has(vpc) || isEmpty(vpc));
    const lent = [...used].filter((vpc) => vpc.scope !== scope);

    return { scope, isContext: false, vpcs, lent, subnets };
  });
};
