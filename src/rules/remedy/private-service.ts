import type { Path } from '../../analysis/path.ts';
import { type Remedy, together } from '../../changes/remedy.ts';
import { memoizeBy } from '../../memoize.ts';
import type { ServiceFault } from '../service-faults.ts';
import type { TablesOf } from '../tables-of-fault.ts';
import { makePrivate } from './private-path.ts';
import { makeReachable } from './reachable.ts';

/** One remedy for each cause, as the families and names of a service may each lack something else. */
const forEachPath =
  (make: (path: Path, tables: readonly string[]) => Remedy) =>
  (fault: ServiceFault, tablesOf: TablesOf): Remedy => {
    const { subnet } = fault.path;

    return together(fault.paths.map((path) => make({ ...path, subnet }, tablesOf(fault, path))));
  };

const made = memoizeBy<readonly string[], string, Remedy>();

/** Once for all route tables on which a service has the same fault: subnets differ in nothing that it reads. */
export const makePrivateOnce = (path: Path, tables: readonly string[]): Remedy => {
  const { name, family, outcome } = path;
  const { cause } = outcome;

  return made(tables, [name.name, family, cause?.reason, cause?.endpointId, cause?.detail].join(' '), () =>
    makePrivate(path, tables),
  );
};

export const makeServicePrivate = forEachPath(makePrivateOnce);
export const makeServiceReachable = forEachPath(makeReachable);
