import type { ServiceFault } from '../service-faults.ts';
import type { TablesOf } from '../shared-tables.ts';
import { makePrivate } from './private-path.ts';
import { advise, type Remedy } from './remedy.ts';

const lowerFirst = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

/** One remedy for each cause, as the families and names of a service may each lack something else. */
export const makeServicePrivate = (fault: ServiceFault, tablesOf: TablesOf): Remedy => {
  const { subnet } = fault.path;
  const remedies = fault.paths.map((path) => makePrivate({ ...path, subnet }, tablesOf(fault, path)));
  const different = [...new Map(remedies.map((remedy) => [JSON.stringify(remedy), remedy])).values()];
  const words = different.map((one, at) => (at === 0 ? one.words : lowerFirst(one.words)));

  return advise(words.join('; '), ...different.flatMap(({ commands }) => commands));
};
