import { memoize } from '../memoize.ts';
import type { Scope, Subnet, Vpc } from '../network/network.ts';
import { isUnread } from '../network/unread.ts';
import { clientInterfaces } from './client.ts';

/**
 * Who is in a subnet. `equipment`: AWS's own alone, which calls no AWS API. `empty`: nobody yet, in a VPC that is in use.
 * `unused`: the VPC holds not a single interface. `unknown`: its interfaces are not all known.
 */
export type Occupancy = 'clients' | 'equipment' | 'empty' | 'unused' | 'unknown';

/** Participants of a shared VPC see their own interfaces alone. */
const isWhole = ({ hasAllInterfaces, vpc }: Subnet): boolean => hasAllInterfaces && !vpc.isShared;

const isVacant = (subnet: Subnet): boolean =>
  isWhole(subnet) && !isUnread(subnet.interfaces) && subnet.interfaces.length === 0;

const wereSubnetsRead = ({ gaps }: Scope): boolean => gaps.every(({ section }) => section !== 'subnets');

/** Known to hold not a single interface: a default VPC that nobody ever used. */
export const isUnused = memoize(
  ({ scope, subnets, unlistedSubnetIds }: Vpc): boolean =>
    !isUnread(scope.networkInterfaces) &&
    unlistedSubnetIds.length === 0 &&
    wereSubnetsRead(scope) &&
    subnets.every(isVacant),
);

export const occupancyOf = (subnet: Subnet): Occupancy => {
  if (clientInterfaces(subnet).length > 0) return 'clients';
  if (!isWhole(subnet)) return 'unknown';
  if (!isVacant(subnet)) return 'equipment';

  return isUnused(subnet.vpc) ? 'unused' : 'empty';
};

/** How many clients a subnet holds, and of what kinds, by name. */
export interface ClientTally {
  readonly total: number;
  readonly kinds: Readonly<Record<string, number>>;
}

const nobody: ClientTally = { total: 0, kinds: {} };

/** Null where its interfaces are not all known. */
export const clientTally = (subnet: Subnet): ClientTally | null => {
  if (!isWhole(subnet)) return null;
  const clients = clientInterfaces(subnet);
  if (clients.length === 0) return nobody;
  const kinds: Record<string, number> = {};
  for (const kind of clients.map(({ clientKind }) => clientKind ?? 'other').sort())
    kinds[kind] = (kinds[kind] ?? 0) + 1;

  return { total: clients.length, kinds };
};

/** Null where the interfaces of some of the subnets are not all known. */
export const clientCount = (subnets: readonly Subnet[]): number | null => {
  let sum = 0;
  for (const subnet of subnets) {
    if (!isWhole(subnet)) return null;
    sum += clientInterfaces(subnet).length;
  }

  return sum;
};
