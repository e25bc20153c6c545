import type { ServiceFault } from '../service-faults.ts';
import type { TablesOf } from '../shared-tables.ts';
import { makePrivate } from './private-path.ts';

/** Words first, then the command, where there is one. */
const partsOf = (act: string): readonly [string, string | null] => {
  const end = act.indexOf(': aws ');

  return end < 0 ? [act, null] : [act.slice(0, end), act.slice(end + 2)];
};

/** One act a cause: the families and names of a service may each lack something else. */
export const makeAllPrivate = (fault: ServiceFault, tablesOf: TablesOf): string => {
  const { subnet } = fault.path;
  const acts = new Set(fault.paths.map((path) => makePrivate({ ...path, subnet }, tablesOf(fault, path))));
  const parts = [...acts].map(partsOf);
  const commands = parts.flatMap(([, command]) => command ?? []);

  const words = parts.map(([told], at) => (at === 0 ? told : told.charAt(0).toLowerCase() + told.slice(1)));

  return `${words.join('; ')}${commands.length === 0 ? '' : `: ${commands.join(' && ')}`}`;
};
