import type { Path } from '../../analysis/path.ts';
import { type Remedy, together } from '../../changes/remedy.ts';
import type { Network } from '../../network/network.ts';
import type { ServiceFault } from '../service-faults.ts';
import type { TablesOf } from '../tables-of-fault.ts';
import { makePrivate } from './private-path.ts';
import { makeReachable } from './reachable.ts';
import { leadBack } from './return-route.ts';

/** One remedy for each cause, as the families and names of a service may each lack something else. */
const forEachPath =
  (make: (network: Network, path: Path, tables: readonly string[]) => Remedy) =>
  (network: Network, fault: ServiceFault, tablesOf: TablesOf): Remedy => {
    const { subnet } = fault.path;

    return together(fault.paths.map((path) => make(network, { ...path, subnet }, tablesOf(fault, path))));
  };

export const makeServicePrivate = forEachPath(makePrivate);
export const makeServiceReachable = forEachPath(
  (network, path, tables) => leadBack(path, network) ?? makeReachable(network, path, tables),
);
