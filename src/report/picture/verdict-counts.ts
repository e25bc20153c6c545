import type { ReportWay } from '../../audit.ts';
import type { DrawnSubnet } from './drawn-subnet.ts';

/** Known clients of the subnets; what was not read counts as none. */
export const clientsIn = (subnets: Iterable<DrawnSubnet>): number => {
  let sum = 0;
  for (const { clients } of new Set(subnets)) sum += clients ?? 0;

  return sum;
};

/** Of the paths of these subnets, to the destinations with these keys alone where they are given. */
export const verdictCounts = (
  subnets: Iterable<Pick<DrawnSubnet, 'ways'>>,
  keys: ReadonlySet<string> | null = null,
): ReadonlyMap<ReportWay['verdict'], number> => {
  const counts = new Map<ReportWay['verdict'], number>();
  for (const { ways } of subnets)
    for (const [key, { verdict }] of ways)
      if (keys === null || keys.has(key)) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);

  return counts;
};
