import { isUnread } from '../network/unread.ts';
import type { ServiceFault } from './service-faults.ts';

const keyOf = ({ vpc, service, path }: ServiceFault): string =>
  `${vpc.id} ${service.id} ${path.outcome.cause?.reason} ${path.outcome.cause?.endpointId} ${path.name.name}`;

/** Alike subnets have one table. */
const tableOf = ({ path: { subnet } }: ServiceFault): string =>
  isUnread(subnet.routeTable) ? '' : subnet.routeTable.id;

/** The route tables of a VPC on which a service has the same fault: what one act would mend. */
export const sharedTables = (faults: readonly ServiceFault[]): ((fault: ServiceFault) => readonly string[]) => {
  const tables = new Map<string, Set<string>>();
  for (const fault of faults) {
    const key = keyOf(fault);
    const present = tables.get(key);
    if (present === undefined) tables.set(key, new Set([tableOf(fault)]));
    else present.add(tableOf(fault));
  }
  const sorted = new Map([...tables].map(([key, ids]) => [key, [...ids].sort()]));

  return (fault) => sorted.get(keyOf(fault)) ?? [];
};
