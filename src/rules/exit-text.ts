import type { Outcome } from '../analysis/path.ts';
import { groupBy } from '../group-by.ts';
import { list } from '../wording.ts';
import { causeText } from './cause-text.ts';
import { namesByFamily, namesSuffix, type ServiceFault } from './service-faults.ts';

/** One way out, and the names that take it for the same cause. */
interface ExitGroup {
  readonly exit: string;
  readonly cause: string;
  readonly names: string;
}

const causeKey = ({ cause }: Outcome): string => `${cause?.reason} ${cause?.endpointId} ${cause?.detail}`;

const exitGroups = (
  { paths, path: { subnet } }: ServiceFault,
  exitOf: (outcome: Outcome) => string,
): readonly ExitGroup[] =>
  [...groupBy(paths, ({ outcome }) => `${exitOf(outcome)} ${causeKey(outcome)}`).values()].map((group) => ({
    exit: exitOf(group[0].outcome),
    cause: causeText({ ...group[0], subnet }),
    names: namesByFamily(group),
  }));

/**
 * By which way each of a fault's names leaves, and why no private path serves it: families and names may
 * share a fault without sharing an exit or a cause.
 */
export const exitText = (fault: ServiceFault, exitOf: (outcome: Outcome) => string): string => {
  const groups = exitGroups(fault, exitOf);
  const suffixOf = ({ names }: ExitGroup): string => (groups.length === 1 ? namesSuffix(fault) : ` (${names})`);
  const exits = groups.map((group) => `${group.exit}${suffixOf(group)}`);
  const [cause, ...others] = new Set(groups.map((group) => group.cause));

  return others.length === 0
    ? `${list(exits)}: ${cause}`
    : groups.map((group, at) => `${exits[at]}: ${group.cause}`).join('; ');
};
