import type { Outcome } from '../analysis/path.ts';
import { groupBy } from '../group-by.ts';
import { causeText } from './cause-text.ts';
import { namesByFamily, namesSuffix, type ServiceFault } from './service-faults.ts';
import { list } from './wording.ts';

interface Way {
  readonly text: string;
  readonly cause: string;
  readonly names: string;
}

const causeKey = ({ cause }: Outcome): string => `${cause?.reason} ${cause?.endpointId} ${cause?.detail}`;

const waysIn = ({ paths, path: { subnet } }: ServiceFault, wayOf: (outcome: Outcome) => string): readonly Way[] =>
  [...groupBy(paths, ({ outcome }) => `${wayOf(outcome)} ${causeKey(outcome)}`).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];

    return [{ text: wayOf(first.outcome), cause: causeText({ ...first, subnet }), names: namesByFamily(group) }];
  });

const told = (fault: ServiceFault, ways: readonly Way[]): string => {
  const [only, ...others] = ways;
  if (only === undefined) return '';
  if (others.length === 0) return `${only.text}${namesSuffix(fault)}: ${only.cause}`;
  if (others.every(({ cause }) => cause === only.cause))
    return `${list(ways.map(({ text, names }) => `${text} (${names})`))}: ${only.cause}`;

  return ways.map(({ text, names, cause }) => `${text} (${names}): ${cause}`).join('; ');
};

/**
 * Which way each of a fault's names goes, and why no private path serves it: families and names may
 * share a fault without sharing an exit or a cause.
 */
export const exitText = (fault: ServiceFault, wayOf: (outcome: Outcome) => string): string =>
  told(fault, waysIn(fault, wayOf));
