import { remedyParts } from '../../remedy-parts.ts';
import type { ServiceFault } from '../service-faults.ts';
import type { TablesOf } from '../tables-of-fault.ts';
import { makePrivate } from './private-path.ts';

/** One act a cause: the families and names of a service may each lack something else. */
export const makeAllPrivate = (fault: ServiceFault, tablesOf: TablesOf): string => {
  const { subnet } = fault.path;
  const acts = new Set(fault.paths.map((path) => makePrivate({ ...path, subnet }, tablesOf(fault, path))));
  const parts = [...acts].map(remedyParts);
  const words = parts.map((one, at) => (at === 0 ? one.words : one.words.charAt(0).toLowerCase() + one.words.slice(1)));
  const commands = parts.flatMap(({ command }) => command ?? []);

  return `${words.join('; ')}${commands.length === 0 ? '' : `: ${commands.join(' && ')}`}`;
};
