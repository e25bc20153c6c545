import type { NamedOutcome } from '../analysis/path.ts';
import { isUnread } from '../network/unread.ts';
import type { ServiceFault } from './service-faults.ts';

/** The route tables of a VPC on which a service has the same fault, so that one remedy fixes them all. */
export type TablesOf = (fault: ServiceFault, path?: NamedOutcome) => readonly string[];

const keyOf = ({ vpc, service }: ServiceFault, { outcome: { cause } }: NamedOutcome): string =>
  `${vpc.id} ${service.id} ${cause?.reason} ${cause?.endpointId}`;

/** Equivalent subnets share one route table. */
const tableOf = ({ path: { subnet } }: ServiceFault): string =>
  isUnread(subnet.routeTable) ? '' : subnet.routeTable.id;

export const sharedTables = (faults: readonly ServiceFault[]): TablesOf => {
  const tables = new Map<string, Set<string>>();
  for (const fault of faults)
    for (const path of fault.paths) {
      const key = keyOf(fault, path);
      const present = tables.get(key);
      if (present === undefined) tables.set(key, new Set([tableOf(fault)]));
      else present.add(tableOf(fault));
    }
  const sorted = new Map([...tables].map(([key, ids]) => [key, [...ids].sort()]));

  return (fault, path = fault.path) => sorted.get(keyOf(fault, path)) ?? [];
};
