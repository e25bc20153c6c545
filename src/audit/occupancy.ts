import { clientCount, isUnused, type Occupancy, occupancyOf } from '../analysis/occupancy.ts';
import { memoize } from '../memoize.ts';
import type { Vpc } from '../network/network.ts';
import type { Severity, Violation } from '../rules/rule.ts';
import { rank } from './rank.ts';

/**
 * The gravest that findings may be where nobody calls from: what a rule finds graver is held down to it. `error` lets
 * all of them count as usual.
 */
export type OccupancyLevels = Readonly<Record<'unused' | 'equipment' | 'empty', Severity | 'off'>>;

/** A finding about a VPC, an endpoint or a zone concerns the clients of the VPC: equipment in one subnet says little. */
export const whoIsAt = ({ vpc, subnet }: Violation): Occupancy | null => {
  if (isUnused(vpc)) return 'unused';

  return subnet === undefined ? null : occupancyOf(subnet);
};

/** Null: it does not count at all. */
export const heldDown = (
  severity: Severity,
  who: Occupancy | null,
  levels: OccupancyLevels | null,
): Severity | null => {
  if (levels === null) return severity;
  if (who !== 'unused' && who !== 'equipment' && who !== 'empty') return severity;
  const level = levels[who];
  if (level === 'off') return null;

  return rank[level] > rank[severity] ? level : severity;
};

/** Why it counts for no more than a note, where that is so; text formats tell such findings in one line. */
export const foldedBy = (who: Occupancy | null, levels: OccupancyLevels | null): 'unused' | 'equipment' | undefined =>
  (who === 'unused' || who === 'equipment') && levels?.[who] === 'note' ? who : undefined;

const clientsOfVpc = memoize(({ subnets }: Vpc) => clientCount(subnets));

/** How many clients it concerns; null where that is not known. */
export const clientsConcerned = ({ vpc, subnet, subnets }: Violation): number | null => {
  if (subnet !== undefined) return clientCount([subnet]);

  return subnets === undefined ? clientsOfVpc(vpc) : clientCount(subnets);
};
